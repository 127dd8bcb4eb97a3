"""A search field that never loses what is being typed, and the way through pages of results."""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

PAUSE = 200
"""Milliseconds without a key before a search starts."""


def search_field(
    typed: rx.Var, *, search: rx.EventHandler, words: rx.Var[str] | None = None, **attributes: object
) -> rx.Component:
    """The search. The field belongs to whoever types; the server fills it only when the address changed.

    Args:
        typed: its `text` to start with, and a `serial` that grows when that text came from elsewhere.
        search: called with what was typed so far.
        words: what can be searched for.
        attributes: anything else, for example `auto_focus`.
    """
    field = rx.el.input(
        type="search",
        class_name="input",
        default_value=typed.text,
        on_change=search.debounce(PAUSE),
        placeholder=_("Search names, skills, organisations") if words is None else words,
        aria_label=_("Search"),
        auto_complete="off",
        max_length=200,
        key=typed.serial.to_string(),
        **attributes,
    )
    return rx.el.div(icon("search"), field, class_name="search", role="search")


def pager(page: rx.Var[int], pages: rx.Var[int], *, turn_to: rx.EventHandler) -> rx.Component:
    """Back and forth between pages; absent when there is one.

    Args:
        page: the page shown, from 1.
        pages: how many there are.
        turn_to: called with the page wanted.
    """
    return rx.cond(
        pages > 1,
        rx.el.nav(
            _turn(_("Previous page"), "chevron-left", turn_to(page - 1), page <= 1),
            rx.el.span(_("Page {{page}} of {{pages}}", page=page, pages=pages)),
            _turn(_("Next page"), "chevron-right", turn_to(page + 1), page >= pages),
            class_name="pager",
            aria_label=_("Pages"),
        ),
    )


def _turn(words: rx.Var[str], picture: str, turn: object, end: rx.Var[bool]) -> rx.Component:
    return rx.el.button(
        icon(picture),
        type="button",
        class_name="button button--icon",
        aria_label=words,
        disabled=end,
        on_click=turn,
    )
