"""The one notice on screen, told to screen readers as it appears."""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

Handler = rx.EventHandler | rx.event.EventSpec


def notice_area(
    message: rx.Var[str],
    *,
    tone: rx.Var[str],
    dismiss: Handler,
    serial: rx.Var[int] | int = 0,
    undo: Handler | None = None,
    more: rx.Component | None = None,
    beside: rx.Component | None = None,
) -> rx.Component:
    """The region at the foot of the page where a notice appears; it stays in the page when empty.

    Args:
        message: the sentence to show; empty shows nothing.
        tone: `done`, `refused`, `conflict` or `fault`.
        dismiss: takes it away.
        serial: differs between two notices with the same words, so that the second is told, too.
        undo: takes the act back, when that is possible.
        more: anything below the sentence, for example both texts of a conflict.
        beside: what else is told here.
    """
    mark = rx.match(tone, ("done", icon("check")), ("", icon("check")), icon("circle-alert"))
    return rx.el.div(
        rx.cond(
            message != "",
            rx.el.div(
                mark,
                rx.el.div(rx.el.p(message), more or rx.fragment(), class_name="grow"),
                _undo(undo),
                _closing(dismiss),
                class_name=rx.Var.create("notice notice--") + tone,
                key=serial,
            ),
        ),
        beside or rx.fragment(),
        class_name="notices",
        role="status",
        aria_live="polite",
    )


def _closing(dismiss: Handler) -> rx.Component:
    return rx.el.button(
        icon("x"), type="button", class_name="button button--icon", aria_label=_("Close"), on_click=dismiss
    )


def _undo(act: Handler | None) -> rx.Component:
    if act is None:
        return rx.fragment()
    return rx.el.button(_("Undo"), type="button", class_name="button button--small", on_click=act)
