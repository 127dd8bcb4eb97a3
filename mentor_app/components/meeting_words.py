"""A meeting in words, and what its rows need to know."""

from typing import NamedTuple

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.components.people import badge
from mentor_app.components.repeating import series_badge
from mentor_app.i18n.text import _, minutes_until
from mentor_app.services.meeting_pages import MeetingItem

Item = rx.Var[MeetingItem]
JOIN_BEFORE = 10
"""So many minutes before a video meeting one can join it from here."""


class MeetingVerbs(NamedTuple):
    """The handlers behind a meeting's buttons, each called with its id first; `begin` opens the dialog for one."""

    begin: rx.EventHandler
    confirm: rx.EventHandler
    say: rx.EventHandler


class Reader(NamedTuple):
    """Who looks: on which clock, at meetings with whom, and whether anything can still be done."""

    zone: rx.Var[str]
    partner: rx.Var[str]
    is_active: rx.Var[bool] | bool


def format_word(way: rx.Var[str]) -> rx.Var[str]:
    """How two people meet."""
    return rx.match(way, *format_words(), _("Video call"))


def format_words() -> list[tuple[str, rx.Var[str]]]:
    """All ways to meet, with their words."""
    return [
        ("video", _("Video call")),
        ("phone", _("Telephone")),
        ("in_person", _("In person")),
        ("written", _("In writing")),
    ]


def join(place: rx.Var[str], look: str = "") -> rx.Component:
    """The way into a meeting that has a link."""
    return rx.el.a(
        icon("video"),
        _("Join now"),
        href=place,
        target="_blank",
        rel="noopener noreferrer",
        class_name=f"button button--primary {look}".strip(),
    )


def join_in_time(item: Item) -> rx.Component:
    """The way into a settled meeting, from a little before it begins until it is over."""
    is_near = (minutes_until(item.starts_at) <= JOIN_BEFORE) & (minutes_until(item.ends_at) > 0)
    return rx.cond((item.status == "confirmed") & item.is_link & is_near, join(item.place, "button--small"))


def standing(item: Item) -> rx.Component:
    """How far a meeting has come, and which of its series it is."""
    return rx.cond(
        item.is_of_series,
        rx.el.span(series_badge(item), _standing(item), class_name="cluster"),
        _standing(item),
    )


def _standing(item: Item) -> rx.Component:
    return rx.match(
        item.status,
        ("proposed", badge(rx.cond(item.turn == "mine", _("Your turn"), _("Proposed")), tone="wait", picture="clock")),
        (
            "confirmed",
            rx.cond(
                item.asks,
                badge(_("Nobody said")),
                rx.cond(item.turn != "", badge(_("Move suggested"), tone="wait"), badge(_("Settled"), tone="good")),
            ),
        ),
        ("held", badge(_("Happened"), tone="good", picture="check")),
        ("moved", badge(_("Moved"))),
        ("missed", badge(_("Did not happen"))),
        ("declined", badge(_("Declined"))),
        badge(_("Cancelled")),
    )
