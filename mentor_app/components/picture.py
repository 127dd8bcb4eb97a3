"""A picture of what mentoring here looks like, made of the real pieces; decoration, silent and out of reach."""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.components.lists import bar
from mentor_app.components.people import avatar, badge, chip, presence, ring
from mentor_app.i18n.text import _

_MENTOR, _MENTEE = "Ben Lindqvist", "Maya Okafor"


def picture_of_mentoring() -> rx.Component:
    """Somebody who can help, what two people talk about, and how far they have come."""
    return rx.el.div(
        _somebody(),
        _agenda(),
        _goal(),
        class_name="picture",
        aria_hidden="true",
        custom_attrs={"inert": True},
    )


def _somebody() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            avatar(_MENTOR, here=True),
            rx.el.div(
                rx.el.div(_MENTOR, class_name="person-name"),
                rx.el.div(_("Taught for six years, now leads a data team"), class_name="note"),
                class_name="grow",
            ),
            ring(88),
            class_name="person",
        ),
        rx.el.p(_("Can help you with"), class_name="tiny"),
        rx.el.div(
            chip(_("Career change"), accent=True), chip("SQL", accent=True), chip(_("Interviews")), class_name="chips"
        ),
        class_name="card card--padded stack stack--tight picture-somebody",
    )


def _agenda() -> rx.Component:
    def line(words: rx.Var[str], who: str, *, done: bool = False) -> rx.Component:
        mark = icon("circle-check" if done else "circle")
        look = "picture-line picture-line--done" if done else "picture-line"
        return rx.el.div(mark, rx.el.span(words, class_name="grow"), avatar(who, size="tiny"), class_name=look)

    return rx.el.div(
        rx.el.div(
            rx.el.span(_("Agenda for the next meeting"), class_name="strong grow"),
            rx.el.span(presence(), _("Live"), class_name="live"),
            class_name="person",
        ),
        line(_("What I learned from the first interview"), _MENTEE, done=True),
        line(_("Which of my three projects first?"), _MENTEE),
        line(_("One piece of honest feedback"), _MENTOR),
        class_name="card card--padded stack stack--tight picture-agenda",
    )


def _goal() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(_("Explain my work to a stranger"), class_name="strong grow"),
            badge(_("Goal"), tone="good", picture="flag"),
            class_name="person",
        ),
        bar(70, _("Goal")),
        class_name="card card--padded stack stack--tight picture-goal",
    )
