"""Around a mentorship: who the partner is, where it stands, what comes next, what happened lately."""

import reflex as rx

from mentor_app.components.cards import card, facts, next_step, section
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.lists import stage_bar
from mentor_app.components.people import avatar, badge
from mentor_app.i18n.text import _, ago, moment, number
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


def stages(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """The stage bar."""
    return stage_bar(stage_words(), frame.stage_number - 1)


def partner(frame: rx.Var[MentorshipDetail], is_here: rx.Var[bool]) -> rx.Component:
    """The partner's card, and whether they are here at this moment."""
    role = rx.cond(frame.role == "mentor", _("Your mentee"), _("Your mentor"))
    return card(
        avatar(frame.partner.name, size="huge", here=is_here),
        rx.el.div(
            rx.el.div(frame.partner.name, class_name="person-name"),
            rx.el.div(
                role,
                rx.cond(is_here, rx.el.span(" · ", _("is here now")), rx.fragment()),
                class_name="note",
                role="status",
            ),
        ),
        rx.el.div(
            link(
                icon("message-circle"),
                _("Message"),
                to=f"/inbox/conversations/new?to={frame.partner.id}",
                class_name="button",
                aria_label=_("Message to {{name}}", name=frame.partner.name),
            ),
            link(_("Profile"), to=f"/members/{frame.partner.id}", class_name="button"),
            class_name="cluster",
        ),
        class_name="card partner",
    )


def so_far(frame: rx.Var[MentorshipDetail], goals: rx.Var[int], reached: rx.Var[int]) -> rx.Component:
    """What the two have done since they began."""
    return card(
        rx.el.p(_("Since {{date}}", date=moment(frame.since, "month")), class_name="tiny"),
        facts(
            (_("Goals"), number(goals)),
            (_("Goals reached"), number(reached)),
            (_("Programme"), frame.programme),
        ),
        class_name="card card--padded stack only-wide",
    )


def help_line(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """Whom to ask when something is not right."""
    return rx.cond(
        frame.help_contact != "",
        rx.el.p(
            _("Questions?"),
            " ",
            rx.el.a(frame.help_contact, href=f"mailto:{frame.help_contact}", class_name="link"),
            class_name="tiny",
        ),
    )


def your_next_step(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """The one thing that waits for the reader, from facts."""
    name = frame.partner.first_name
    return rx.match(
        frame.next_step,
        (
            "prepare_agenda",
            next_step(
                _("Your next step: prepare the first meeting"),
                _("Put one or two topics on the agenda. {{name}} sees them at once.", name=name),
            ),
        ),
        (
            "set_goals",
            next_step(
                _("Your next step: set a first goal"),
                _("A goal you both see keeps the two of you on one path."),
            ),
        ),
        (
            "tick_agenda",
            next_step(
                _("Your next step: meet, and tick what you have talked about"),
                _("What is left moves on to the next meeting."),
            ),
        ),
        rx.fragment(),
    )


def lately(frame: rx.Var[MentorshipDetail], items: rx.Var[list[ActivityItem]]) -> rx.Component:
    """What happened in this mentorship, newest first."""

    def one(item: rx.Var[ActivityItem]) -> rx.Component:
        is_me = item.actor_id == frame.me.id
        who = rx.cond(is_me, frame.me.name, frame.partner.name)
        return rx.el.li(
            avatar(who, size="tiny"),
            rx.el.span(_activity(item, is_me, frame.partner.first_name), class_name="row-main small"),
            rx.el.time(ago(item.at), date_time=item.at, class_name="tiny"),
            class_name="row row--open",
            key=item.id,
        )

    return rx.cond(
        items.length() > 0,
        section(_("Lately"), rx.el.ul(rx.foreach(items, one), class_name="rows"), open_head=True),
    )


def _activity(item: rx.Var[ActivityItem], is_me: rx.Var[bool], name: rx.Var[str]) -> rx.Var[str]:
    title = item.title
    return rx.match(
        item.kind,
        (
            "goal.reached",
            rx.cond(
                is_me,
                _("You reached “{{title}}”", title=title),
                _("{{name}} reached “{{title}}”", name=name, title=title),
            ),
        ),
        (
            "goal.added",
            rx.cond(
                is_me,
                _("You set the goal “{{title}}”", title=title),
                _("{{name}} set the goal “{{title}}”", name=name, title=title),
            ),
        ),
        (
            "agenda.added",
            rx.cond(
                is_me,
                _("You put “{{title}}” on the agenda", title=title),
                _("{{name}} put “{{title}}” on the agenda", name=name, title=title),
            ),
        ),
        _("Your mentorship began"),
    )


def mentorship_row(item: rx.Var[MentorshipItem]) -> rx.Component:
    """A mentorship in a list."""
    role = rx.cond(item.role == "mentor", _("You are the mentor"), _("You are the mentee"))
    return rx.el.li(
        link(
            avatar(item.partner.name),
            rx.el.span(
                rx.el.span(item.partner.name, class_name="person-name"),
                rx.el.span(role, " · ", stage_word(item.stage), class_name="note"),
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
