"""Two people wrote at once: both texts, side by side, and nothing lost."""

import reflex as rx

from mentor_app.i18n.text import _

Words = rx.Var[str] | str


def both_texts(mine: Words, theirs: Words, *choices: rx.Component) -> rx.Component:
    """What the reader wrote and what stands, with the choices between them."""
    return rx.el.div(
        rx.el.dl(
            rx.el.dt(_("What you wrote")),
            rx.el.dd(mine),
            rx.el.dt(_("What stands now")),
            rx.el.dd(theirs),
            class_name="both-texts",
        ),
        rx.el.div(*choices, class_name="cluster") if choices else rx.fragment(),
    )
