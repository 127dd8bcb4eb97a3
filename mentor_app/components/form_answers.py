"""What comes back when a form is sent: its words have arrived, or a field is refused.

The browser's own bubbles are switched off in every form. What is empty or half typed is told by the page itself, all
else by the server; both stand beside the field, in the reader's language.
"""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import say

Errors = rx.Var[dict[str, str]]
_LIBRARY = rx.asset("form_answers.js", shared=True).importable_path
FAULTS = {
    "text": N_("Please write something here."),
    "choice": N_("Please choose one of these."),
    "date": N_("Please give a day."),
    "moment": N_("Please give at least one time."),
    "number": N_("Please give a number."),
    "unreadable": N_("This day or time is not complete, or does not exist."),
}
"""What the page tells by itself."""


class Arrival(rx.Component):
    """Empties its form and closes the dialog around it when `done` grows after the form was sent; see `form`."""

    library = _LIBRARY
    tag = "Arrival"

    done: rx.Var[int]


class FieldError(rx.Component):
    """Why a field is refused: `told` by the server, in one of `words` by the page; after its child, an icon."""

    library = _LIBRARY
    tag = "FieldError"

    field: rx.Var[str]
    errors: rx.Var[dict[str, str]]
    told: rx.Var[str]
    words: rx.Var[dict[str, str]]


def field_error(name: str, errors: Errors, params: rx.Var | None = None) -> rx.Component:
    """The error that belongs to a field, or nothing; it marks the field, turns to it, and is told as it appears.

    Args:
        name: the field's name.
        errors: what the server refuses, by field name; only what the form around it was refused is shown.
        params: values for the placeholders in those sentences.
    """
    told = say(errors[name], params)
    return FieldError.create(icon("circle-alert"), field=name, errors=errors, told=told, words=FAULTS)
