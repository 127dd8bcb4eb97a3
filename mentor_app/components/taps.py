"""Choices that a thumb reaches: one tap each, a number from 1 to 5 among them."""

import reflex as rx

from mentor_app.components.forms import Errors, field_error, fieldset

Words = rx.Var[str] | str


def taps(legend: Words, name: str, choices: list[tuple[str, Words]], errors: Errors) -> rx.Component:
    """One of several answers, each as wide as its words.

    Args:
        choices: values, and what they are called.
    """
    shown = rx.el.div(*[_tap(name, value, words) for value, words in choices], class_name="taps")
    return fieldset(legend, shown, field_error(name, errors))


def scale(legend: Words, name: str, labels: tuple[Words, ...], errors: Errors) -> rx.Component:
    """A number from 1 on, in one line; the first and the last label stand below, and each is read aloud."""
    shown = [_tap(name, str(value), str(value), label) for value, label in enumerate(labels, start=1)]
    ends = rx.el.div(rx.el.span(labels[0]), rx.el.span(labels[-1]), class_name="tiny taps-ends", aria_hidden="true")
    return fieldset(legend, rx.el.div(*shown, class_name="taps taps--even"), ends, field_error(name, errors))


def _tap(name: str, value: str, words: Words, label: Words | None = None) -> rx.Component:
    said = {} if label is None else {"aria-label": label}
    return rx.el.label(
        rx.el.input(type="radio", name=name, value=value, class_name="unseen", custom_attrs=said),
        rx.el.span(words),
        class_name="tap",
        title=label if label is not None else "",
    )
