"""A mentorship in a list, the names of its stages, and what happened in it lately."""

import reflex as rx

from mentor_app.components.activities import activity
from mentor_app.components.cards import section
from mentor_app.components.links import link
from mentor_app.components.people import avatar, badge
from mentor_app.i18n.text import _, ago, moment
from mentor_app.services.activities import ActivityItem
from mentor_app.services.mentorships import MentorshipDetail, MentorshipItem


def stage_words() -> list[rx.Var[str]]:
    """The stages of a mentorship, in order."""
    return [
        _("Request"),
        _("First meeting"),
        _("Agreement"),
        _("Under way"),
        _("Final meeting"),
        _("Completed"),
    ]


def stage_word(stage: rx.Var[str]) -> rx.Var[str]:
    """What a stage is called."""
    keys = ("request", "first_meeting", "agreement", "under_way", "final_meeting")
    return rx.match(stage, *zip(keys, stage_words()[:5], strict=True), _("Completed"))


def lately(frame: rx.Var[MentorshipDetail], items: rx.Var[list[ActivityItem]]) -> rx.Component:
    """What happened in this mentorship, newest first."""

    def one(item: rx.Var[ActivityItem]) -> rx.Component:
        is_me = item.actor_id == frame.me.id
        who = rx.cond(is_me, frame.me.name, frame.partner.name)
        return rx.el.li(
            avatar(who, size="tiny"),
            rx.el.span(activity(item, is_me, frame.partner.first_name), class_name="row-main small"),
            rx.el.time(ago(item.at), date_time=item.at, class_name="tiny"),
            class_name="row row--open",
            key=item.id,
        )

    return rx.cond(
        items.length() > 0,
        section(_("Lately"), rx.el.ul(rx.foreach(items, one), class_name="rows"), open_head=True),
    )


def mentorship_row(item: rx.Var[MentorshipItem]) -> rx.Component:
    """A mentorship in a list."""
    role = rx.cond(item.role == "mentor", _("You are the mentor"), _("You are the mentee"))
    meets = moment(item.meets_at, "datetime", item.zone)
    return rx.el.li(
        link(
            avatar(item.partner.name),
            rx.el.span(
                rx.el.span(item.partner.name, class_name="person-name"),
                rx.el.span(role, " · ", stage_word(item.stage), class_name="note"),
                rx.cond(item.meets_at != "", rx.el.span(_("Next meeting: {{when}}", when=meets), class_name="note")),
                class_name="row-main stack stack--tight",
            ),
            rx.cond(item.is_active, rx.fragment(), badge(_("Completed"))),
            rx.el.span(
                _("{{reached}} of {{goals}} goals reached", reached=item.goals_reached, goals=item.goals),
                class_name="tiny",
            ),
            to=f"/mentorships/{item.id}",
            class_name="row row--link",
        ),
        key=item.id,
    )
