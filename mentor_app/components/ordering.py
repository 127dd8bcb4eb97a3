"""Putting a list in order by hand, from a menu: works with a keyboard, a thumb and a screen reader alike."""

from collections.abc import Callable

import reflex as rx

from mentor_app.components.dialogs import menu_item
from mentor_app.i18n.text import _


def place_items(
    menu: rx.Var[str], index: rx.Var[int], how_many: rx.Var[int], move: Callable[[rx.Var[int]], object]
) -> tuple[rx.Component, rx.Component]:
    """*Move up* and *Move down*, for the menu of a row.

    Args:
        menu: the menu's id.
        index: the row's place, from 0.
        how_many: rows in the list.
        move: the event for moving to a place.
    """
    up = menu_item(_("Move up"), menu=menu, picture="arrow-up", on_click=move(index - 1), disabled=index == 0)
    down = menu_item(
        _("Move down"), menu=menu, picture="arrow-down", on_click=move(index + 1), disabled=index == how_many - 1
    )
    return up, down
