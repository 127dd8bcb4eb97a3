"""The quiet menu beside a person: what else can be done, for one's own peace."""

import reflex as rx

from mentor_app.components.dialogs import menu, menu_button, menu_item
from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

Words = rx.Var[str] | str


def more_menu(name: Words, opens: Words, *items: rx.Component) -> rx.Component:
    """Three dots and what is behind them.

    Args:
        name: whom it is about, for those who do not see the dots.
        opens: id of the menu on the page.
        items: made by `menu_item`.
    """
    words = _("More about {{name}}", name=name)
    return rx.fragment(
        menu_button(icon("ellipsis"), opens=opens, class_name="button button--icon", aria_label=words, title=words),
        menu(*items, name=opens, label=words),
    )


def safety_items(opens: Words, name: Words, begin_concern: object, begin_block: object) -> list[rx.Component]:
    """Two ways out, for the end of a menu.

    Args:
        opens: id of the menu.
        name: whom it is about.
        begin_concern: opens the dialog that tells programme staff.
        begin_block: opens the question whether to block.
    """
    return [
        menu_item(_("Raise a concern"), menu=opens, on_click=begin_concern, picture="shield-alert"),
        menu_item(_("Block {{name}}", name=name), menu=opens, on_click=begin_block, picture="ban"),
    ]
