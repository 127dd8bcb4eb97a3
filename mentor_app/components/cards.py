"""Surfaces: cards, the next step, rows and facts."""

from typing import Any

import reflex as rx

from mentor_app.components.icons import icon

Words = rx.Var[str] | str
_LIBRARY = rx.asset("shell.js", shared=True).importable_path


class Glow(rx.Component):
    """A box that glows once when what it watches changes."""

    library = _LIBRARY
    tag = "Glow"

    watch: rx.Var[Any]


def glowing(watch: rx.Var, *content: rx.Component, class_name: str = "") -> rx.Component:
    """A box that glows softly once whenever the watched value changes, by whoever's hand."""
    return Glow.create(*content, watch=watch, class_name=class_name)


def card(*content: rx.Component, class_name: str = "card card--padded", **attributes: object) -> rx.Component:
    """A plain padded surface."""
    return rx.el.div(*content, class_name=class_name, **attributes)


def section(
    title: Words | rx.Component,
    *content: rx.Component,
    aside: Words | rx.Component | None = None,
    open_head: bool = False,
    **attributes: object,
) -> rx.Component:
    """A titled card.

    Args:
        title: its heading.
        content: what follows, usually `rows(...)` or a `rx.el.div(..., class_name="card-body")`.
        aside: small words or one soft button at the end of the title's line.
        open_head: no line below the title.
        attributes: anything else, for example `aria_label`.
    """
    end = rx.fragment() if aside is None else aside
    if isinstance(end, (str, rx.Var)):
        end = rx.el.span(end, class_name="tiny")
    head = rx.el.div(
        rx.el.h2(title, class_name="heading"),
        end,
        class_name="card-head card-head--open" if open_head else "card-head",
    )
    return rx.el.section(head, *content, class_name="card", **attributes)


def next_step(title: Words, why: Words, *actions: rx.Component, picture: str = "arrow-right") -> rx.Component:
    """What waits for the reader; at most one on a page.

    Args:
        title: the step.
        why: what it is good for, in one line.
        actions: a primary button first, then outlined ones, then the quiet way out.
        picture: a Lucide name.
    """
    return rx.el.section(
        icon(picture),
        rx.el.div(
            rx.el.h2(title, class_name="next-title"),
            rx.el.p(why, class_name="next-why"),
            class_name="next-words",
        ),
        rx.el.div(*actions, class_name="cluster"),
        class_name="next",
    )


def rows(items: rx.Var, one: object) -> rx.Component:
    """A list inside a card, each item painted by `one`, which returns a `row(...)`."""
    return rx.el.ul(rx.foreach(items, one), class_name="rows")  # pyright: ignore[reportArgumentType]


def row(*content: rx.Component, class_name: str = "row", **attributes: object) -> rx.Component:
    """One line of a list: things side by side; give what should grow the class `row-main`."""
    return rx.el.li(*content, class_name=class_name, **attributes)


def facts(*pairs: tuple[Words, Words | rx.Component]) -> rx.Component:
    """Labels and their values, the values lined up at the end."""
    cells = [cell for label, value in pairs for cell in (rx.el.dt(label), rx.el.dd(value))]
    return rx.el.dl(*cells, class_name="facts")


def page_head(title: Words, lead: Words | None = None, *actions: rx.Component) -> rx.Component:
    """The title of a page, a line about it, and its actions at the end."""
    words = rx.el.div(
        rx.el.h1(title, class_name="page-title"),
        rx.el.p(lead, class_name="page-lead") if lead is not None else rx.fragment(),
    )
    end = rx.el.div(*actions, class_name="page-actions") if actions else rx.fragment()
    return rx.el.div(words, end, class_name="page-head")
