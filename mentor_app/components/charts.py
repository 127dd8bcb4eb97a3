"""Numbers as bars, drawn as a table: what one sees and what a screen reader says are the same thing."""

import reflex as rx

Words = rx.Var[str] | str


def bar_rows(caption: Words, label: Words, amount: Words, rows: rx.Var, one: object) -> rx.Component:
    """A table whose numbers are also bars.

    Args:
        caption: what it shows.
        label: heading of the first column.
        amount: heading of the second.
        rows: what to paint.
        one: paints an item with `bar_row`.
    """
    head = rx.el.thead(rx.el.tr(rx.el.th(label, scope="col"), rx.el.th(amount, scope="col")), class_name="unseen")
    return rx.el.table(
        rx.el.caption(caption, class_name="unseen"),
        head,
        rx.el.tbody(rx.foreach(rows, one)),  # pyright: ignore[reportArgumentType]
        class_name="bars",
    )


def bar_row(
    label: Words, amount: rx.Var[int] | int, most: rx.Var[int] | int, words: Words | None = None
) -> rx.Component:
    """One line of `bar_rows`.

    Args:
        label: what is counted.
        amount: how many.
        most: the amount that would fill the line.
        words: how to write the amount, when not as a plain number.
    """
    shown = amount if words is None else words
    meter = rx.el.progress(value=amount, max=most, aria_hidden="true")
    return rx.el.tr(rx.el.th(label, scope="row"), rx.el.td(meter, rx.el.span(shown)), class_name="bars-row")


def figure(number: Words | rx.Var[int], words: Words, note: Words | rx.Component = "") -> rx.Component:
    """One large number, what it counts, and a line about it."""
    return rx.el.div(
        rx.el.p(number, class_name="figure-number"),
        rx.el.p(words, class_name="small strong"),
        rx.el.p(note, class_name="note"),
        class_name="card card--padded figure",
    )
