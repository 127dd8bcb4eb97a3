"""Two people wrote at once: both texts, side by side, and nothing lost."""

import reflex as rx

from mentor_app.components.dialogs import dialog
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


def conflict_dialog(name: str, both: rx.Var, write: rx.EventHandler, settle: rx.EventHandler) -> rx.Component:
    """The choice between two texts, open while there is a conflict.

    Args:
        name: its id on the page.
        both: `thing`, `mine`, `theirs` and `version`; no conflict has an empty `thing`.
        write: called with the thing, the text to stand, and the version.
        settle: leaves what stands.
    """
    keep_mine = rx.el.button(
        _("Use what I wrote"),
        type="button",
        class_name="button button--primary",
        on_click=write(both.thing, both.mine, both.version),
    )
    keep_theirs = rx.el.button(
        _("Leave what stands"), type="button", class_name="button button--quiet", on_click=settle
    )
    return dialog(
        rx.el.p(_("Nothing is lost: choose which text should stay."), class_name="note"),
        both_texts(both.mine, both.theirs, keep_mine, keep_theirs),
        name=name,
        title=_("You both wrote here at the same time"),
        shown=both.thing != "",
        on_shut=settle,
    )
