"""Choosing by a press: pills instead of a list to open, a scale of five, times to meet, switches for who may see."""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

Words = rx.Var[str] | str


def pill(
    words: Words | rx.Component, name: str, value: Words, *, many: bool = False, **attributes: object
) -> rx.Component:
    """One answer as a pill that fills when it is chosen.

    Args:
        words: the answer.
        name: the field's name, shared by all its answers.
        value: what the form sends.
        many: several may be chosen; then the name should end in `[]`.
        attributes: `default_checked`, or `checked` with `on_change`; `disabled`; `required`.
    """
    kind = "checkbox" if many else "radio"
    return rx.el.label(
        rx.el.input(type=kind, name=name, value=value, **attributes),
        rx.el.span(words),
        class_name="pill",
    )


def pills(legend: Words, *answers: rx.Component, hide_legend: bool = False) -> rx.Component:
    """A question with its answers side by side.

    Args:
        legend: the question.
        answers: made by `pill`.
        hide_legend: only when a heading right above says the same; it is still read aloud.
    """
    title = rx.el.legend(legend, class_name="unseen" if hide_legend else "legend")
    return rx.el.fieldset(title, rx.el.div(*answers, class_name="pills"), class_name="field")


def scale(legend: Words, name: str, low: Words, high: Words, **attributes: object) -> rx.Component:
    """One to five, with words at both ends.

    Args:
        legend: the question.
        name: the field's name; the form sends "1" to "5".
        low: what one means.
        high: what five means.
        attributes: `required`, `on_change`.
    """
    answers = [pill(str(value), name, str(value), **attributes) for value in range(1, 6)]
    ends = rx.el.div(rx.el.span(low), rx.el.span(high), class_name="scale-ends note")
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="legend"),
        rx.el.div(rx.el.div(*answers, class_name="pills"), ends, class_name="scale"),
        class_name="field",
    )


def time_slot(
    day: Words, hours: Words, note: Words, name: str, value: Words, *, many: bool = True, **attributes: object
) -> rx.Component:
    """A time when both are free, to be chosen.

    Args:
        day: such as "Thu 26 Nov".
        hours: such as "17:30–18:30".
        note: the same in the other person's zone; empty when the zones agree.
        name: the field's name.
        value: what the form sends.
        many: several may be proposed.
        attributes: as for `pill`.
    """
    words = rx.el.span(
        rx.el.span(day, class_name="strong"), rx.el.span(hours), rx.el.span(note, class_name="note"), class_name="slot"
    )
    return pill(words, name, value, many=many, **attributes)


def audience(words: Words) -> rx.Component:
    """Who can see what stands beside it."""
    return rx.el.span(icon("eye"), rx.el.span(_("Seen by"), " ", class_name="unseen"), words, class_name="audience")
