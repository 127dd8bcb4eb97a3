"""What comes back when a form is sent: its words have arrived, or a field is refused.

The browser's own bubbles are switched off in every form. What is empty or half typed is told by the page itself, all
else by the server; both stand beside the field, in the reader's language.
"""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.errors import Refusal
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _

Errors = rx.Var[Refusal]
"""What the server refused last."""

_LIBRARY = rx.asset("form_answers.js", shared=True).importable_path
FAULTS = {
    "text": N_("Please write something here."),
    "choice": N_("Please choose one of these."),
    "date": N_("Please give a day."),
    "moment": N_("Please give at least one time."),
    "number": N_("Please give a number."),
    "unreadable": N_("This day or time is not complete, or does not exist."),
    "long": N_("This has {{length}} characters. At most {{most}} can be sent at once."),
}
"""What the page tells by itself."""


class Arrival(rx.Component):
    """Empties its form and closes the dialog around it when `done` grows after the form was sent; see `form`."""

    library = _LIBRARY
    tag = "Arrival"

    done: rx.Var[int]


class FieldError(rx.Component):
    """Why a field is refused: by the server, or by the page in one of `words`; after its child, an icon."""

    library = _LIBRARY
    tag = "FieldError"

    field: rx.Var[str]
    refusal: rx.Var[Refusal]
    words: rx.Var[dict[str, str]]


class Unplaced(rx.Component):
    """A refusal for which no form has a place, as the notice it is; its children are the marks at both ends."""

    library = _LIBRARY
    tag = "Unplaced"

    refusal: rx.Var[Refusal]
    close_label: rx.Var[str]


def field_error(name: str, errors: Errors) -> rx.Component:
    """The error that belongs to a field, or nothing; it marks the field, turns to it, and is told as it appears.

    Args:
        name: the field's name.
        errors: what the server refused last; only what the form around it was refused is shown.
    """
    return FieldError.create(icon("circle-alert"), field=name, refusal=errors, words=FAULTS)


def unplaced(errors: Errors) -> rx.Component:
    """The same for what is written where no form is, or has no place for it: nobody is refused without a word."""
    return Unplaced.create(icon("circle-alert"), icon("x"), refusal=errors, close_label=_("Close"))
