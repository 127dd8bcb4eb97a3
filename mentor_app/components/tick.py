"""A tick whose truth is the server's, and which answers the finger at once all the same."""

import reflex as rx
from reflex_base.event import checked_input_event


class Tick(rx.Component):
    """A checkbox or switch shown as chosen until the server's word arrives."""

    library = rx.asset("tick.js", shared=True).importable_path
    tag = "Tick"

    checked: rx.Var[bool]
    disabled: rx.Var[bool]
    name: rx.Var[str]
    type: rx.Var[str]
    role: rx.Var[str]
    value: rx.Var[str]
    aria_label: rx.Var[str]
    on_change: rx.EventHandler[checked_input_event]


def tick(checked: rx.Var[bool], on_change: object, **attributes: object) -> rx.Component:
    """A tick that follows a Var.

    Args:
        checked: what is true.
        on_change: called with whether it is ticked now.
        attributes: `disabled`, `aria_label`, `name`, `role`, `class_name`.
    """
    return Tick.create(type="checkbox", checked=checked, on_change=on_change, **attributes)
