"""Where a colleague is looked for by name, by whoever came by a letter and has not signed in."""

from typing import Any

import reflex as rx

from mentor_app.components.door_forms import UNREACHABLE, door_error, speech
from mentor_app.components.forms import control_id
from mentor_app.i18n.text import _


class ColleagueSearch(rx.Component):
    """A name, *Find*, and whoever bears it, one of them to be chosen; a form receives them as `colleague`."""

    library = rx.asset("colleague_search.js", shared=True).importable_path
    tag = "ColleagueSearch"
    _is_form_control = True

    label: rx.Var[str]
    find_label: rx.Var[str]
    hint: rx.Var[str]
    legend: rx.Var[str]
    nobody: rx.Var[str]
    unreachable: rx.Var[str]
    speech: rx.Var[Any]
    field_id: rx.Var[str]
    described_by: rx.Var[str]


def colleague_search() -> rx.Component:
    """The search, and the refusal beside it."""
    own = control_id("colleague-name")
    told = own + "-told"
    return rx.el.div(
        ColleagueSearch.create(
            label=_("Find a colleague"),
            find_label=_("Find"),
            hint=_("Their name, or three letters of it."),
            legend=_("Colleague"),
            nobody=_("Nobody of that name takes such requests."),
            unreachable=UNREACHABLE,
            speech=speech(),
            field_id=own,
            described_by=told,
        ),
        rx.el.div(door_error("colleague"), custom_attrs={"id": told}),
        class_name="field",
    )
