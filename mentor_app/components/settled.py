"""Fields of what several people settle: each follows what stands, until somebody types there."""

from collections.abc import Sequence

import reflex as rx

from mentor_app.components.conflicts import both_texts
from mentor_app.components.forms import control_id
from mentor_app.i18n.text import _

Words = rx.Var[str] | str
Values = rx.Var[dict[str, str]]


class SettledInput(rx.Component):
    """One line that sends what is typed, and under `name_was` what stood when the typing began."""

    library = rx.asset("settled.js", shared=True).importable_path
    tag = "SettledInput"
    _is_form_control = True

    name: rx.Var[str]
    stands: rx.Var[str]
    theirs: rx.Var[str]
    input_mode: rx.Var[str]
    required: rx.Var[bool]


def settled_input(name: str, stands: rx.Var[str], theirs: Values, **given: object) -> rx.Component:
    """A line for something that others may change at the same time.

    Args:
        name: the field's name.
        stands: what stands now.
        theirs: of a crossing, what somebody else saved, by field.
        given: `input_mode`, `required`.
    """
    native = {"id": control_id(name)}
    return SettledInput.create(
        name=name, stands=stands, theirs=theirs[name], class_name="input", custom_attrs=native, **given
    )


def crossed(
    labels: Sequence[tuple[str, Words]], mine: Values, theirs: Values, settle: rx.EventHandler, save: rx.Component
) -> rx.Component:
    """The end of a form: its way to save, or both values of each field that somebody else was faster with.

    Args:
        labels: the form's fields and what they are called.
        mine: what was written, by field, where it crossed.
        theirs: what stands there now.
        settle: leaves what stands.
        save: the row with the button that saves.
    """
    both = [
        rx.cond(
            theirs.contains(name),
            rx.el.div(rx.el.p(label, class_name="strong"), both_texts(_shown(mine, name), _shown(theirs, name))),
        )
        for name, label in labels
    ]
    choices = rx.el.div(
        rx.el.button(_("Use what I wrote"), type="submit", class_name="button button--primary"),
        rx.el.button(_("Leave what stands"), type="reset", class_name="button button--quiet", on_click=settle),
        class_name="cluster",
    )
    asked = rx.el.div(
        rx.el.p(_("Somebody else has saved here while you were writing."), class_name="strong"),
        rx.el.p(_("Nothing is lost: choose what should stay."), class_name="note"),
        *both,
        choices,
        class_name="conflict stack stack--tight",
        role="alert",
    )
    is_crossed = theirs.contains(labels[0][0])
    for name, _label in labels[1:]:
        is_crossed = is_crossed | theirs.contains(name)
    return rx.cond(is_crossed, asked, save)


def _shown(values: Values, name: str) -> rx.Var[str]:
    return rx.cond(values[name] != "", values[name], "–")
