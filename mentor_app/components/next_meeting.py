"""The meeting beside every tab, with its one button."""

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.links import link
from mentor_app.components.meeting_dialogs import PROPOSE
from mentor_app.components.meeting_words import JOIN_BEFORE, format_word, join
from mentor_app.i18n.text import _, minutes_until, moment
from mentor_app.services.mentorships import MentorshipDetail


def next_meeting(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """What comes next between the two; nothing once they have ended and all is said."""
    return rx.cond(
        frame.is_active | (frame.coming.turn == "say"),
        card(
            rx.el.h2(_("Next meeting"), class_name="heading heading--small"),
            what_comes_next(frame, _("Propose a meeting")),
            class_name="card card--padded next-meeting",
        ),
    )


def what_comes_next(frame: rx.Var[MentorshipDetail], propose: rx.Var[str]) -> rx.Component:
    """The meeting that comes next, or how one comes about.

    Args:
        propose: what the button says while nothing is planned; it opens the form at once.
    """
    coming, name = frame.coming, frame.partner.first_name
    meetings = f"/mentorships/{frame.id}/meetings"
    here = meetings + "?meeting=" + coming.meeting_id
    none = _words(_("Nothing is planned yet."), _button(propose, f"{meetings}?open={PROPOSE}"))
    mine = _words(_("{{name}} has suggested times.", name=name), _button(_("Choose a time"), meetings))
    theirs = _words(
        _("Your times wait for {{name}}.", name=name), _button(_("Look at the times"), meetings, "button--quiet")
    )
    say = _words(
        _("Did your meeting of {{day}} happen?", day=moment(coming.starts_at, "weekday_short", coming.zone)),
        _button(_("Say what happened"), here),
    )
    return rx.match(
        coming.turn,
        ("mine", mine),
        ("theirs", theirs),
        ("say", say),
        # The clock of the browser knows first that a meeting is over.
        ("settled", rx.cond(minutes_until(coming.ends_at) <= 0, say, _settled(frame, here))),
        none,
    )


def _settled(frame: rx.Var[MentorshipDetail], here: rx.Var[str]) -> rx.Component:
    coming = frame.coming
    place = rx.cond((coming.place != "") & ~coming.is_link, rx.fragment(" · ", coming.place))
    return rx.fragment(
        rx.el.p(
            rx.el.time(moment(coming.starts_at, "datetime", coming.zone), date_time=coming.starts_at),
            rx.el.span(format_word(coming.format), place, class_name="note"),
            class_name="stack stack--tight",
        ),
        rx.cond(
            coming.is_link & (minutes_until(coming.starts_at) <= JOIN_BEFORE),
            join(coming.place),
            _button(_("Prepare it"), here),
        ),
    )


def _words(words: rx.Var[str], button: rx.Component) -> rx.Component:
    return rx.fragment(rx.el.p(words, class_name="note"), button)


def _button(words: rx.Var[str], to: rx.Var[str] | str, look: str = "") -> rx.Component:
    return link(words, to=to, class_name=f"button {look}".strip())
