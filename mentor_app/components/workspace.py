"""What stands around every tab of a mentorship: the partner, where the two stand, what comes next, the tabs."""

import reflex as rx

from mentor_app.components.cards import card, facts, next_step
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.lists import stage_bar, tabs
from mentor_app.components.mentorships import stage_words
from mentor_app.components.people import avatar
from mentor_app.i18n.text import _, moment, number
from mentor_app.services.mentorships import MentorshipDetail


def stages(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """The stage bar."""
    return stage_bar(stage_words(), frame.stage_number - 1)


def tab_bar(frame: rx.Var[MentorshipDetail], there_are: set[str]) -> rx.Component:
    """The tabs of the dashboard, each a page of its own.

    Args:
        frame: a flash meeting has no agreement, goals and hours to keep.
        there_are: names of the tabs to show.
    """
    words = {
        "overview": _("Overview"),
        "agreement": _("Agreement"),
        "meetings": _("Meetings"),
        "goals": _("Goals"),
        "questions": _("Questions"),
        "files": _("Files"),
        "notes": _("Notes"),
        "time": _("Time"),
        "finish": _("Finish"),
    }
    here = f"/mentorships/{frame.id}"
    entries = {name: (word, here if name == "overview" else f"{here}/{name}") for name, word in words.items()}
    shown = [entries[name] for name in words if name in there_are]
    of_one_meeting = [entries[name] for name in words if name in there_are - {"agreement", "goals", "time"}]
    return rx.cond(
        frame.kind == "flash",
        tabs(*of_one_meeting, label=_("Mentorship")),
        tabs(*shown, label=_("Mentorship")),
    )


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
                rx.el.span(_("Message")),
                to=f"/inbox/conversations/new?to={frame.partner.id}",
                class_name="button",
                aria_label=_("Message to {{name}}", name=frame.partner.name),
            ),
            link(
                icon("user"),
                rx.el.span(_("Profile")),
                to=f"/members/{frame.partner.id}",
                class_name="button",
                aria_label=_("Profile of {{name}}", name=frame.partner.name),
            ),
            class_name="cluster",
        ),
        class_name="card partner",
    )


def so_far(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """What the two have done since they began."""
    return card(
        rx.el.p(_("Since {{date}}", date=moment(frame.since, "month")), class_name="tiny"),
        facts(
            (_("Goals"), number(frame.goals)),
            (_("Goals reached"), number(frame.goals_reached)),
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
        ("choose_time", _choose_time(frame)),
        ("draft_agreement", _draft_agreement(frame)),
        ("approve_agreement", _approve_agreement(frame)),
        ("prepare_end", _prepare_end(frame)),
        (
            "tick_agenda",
            next_step(
                _("Your next step: meet, and tick what you have talked about"),
                _("What is left moves on to the next meeting."),
            ),
        ),
        rx.fragment(),
    )


def _choose_time(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    return next_step(
        _("Your next step: choose a time to meet"),
        _("{{name}} has suggested times. Confirm one, or suggest others.", name=frame.partner.first_name),
        link(_("Open our meetings"), to=f"/mentorships/{frame.id}/meetings", class_name="button button--primary"),
    )


def _prepare_end(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    return next_step(
        _("Your next step: come to a good end"),
        rx.cond(
            frame.ends_on != "",
            _(
                "You plan to end on {{date}}. Meet once more, and look back together.",
                date=moment(frame.ends_on, "date"),
            ),
            _("Meet once more, and look back together."),
        ),
        link(_("How to finish"), to=f"/mentorships/{frame.id}/finish", class_name="button button--primary"),
    )


def _draft_agreement(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    return next_step(
        _("Your next step: write down what you agree on"),
        _("Six points, each with a text to start from. {{name}} then approves it.", name=frame.partner.first_name),
        link(_("Open the agreement"), to=f"/mentorships/{frame.id}/agreement", class_name="button button--primary"),
    )


def _approve_agreement(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    name = frame.partner.first_name
    return next_step(
        _("Your next step: read the agreement"),
        _("{{name}} sent it to you. Approve it as it stands, or send your own proposal back.", name=name),
        link(_("Open the agreement"), to=f"/mentorships/{frame.id}/agreement", class_name="button button--primary"),
    )
