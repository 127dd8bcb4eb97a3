"""A part of a page that an address asks for, brought into view."""

import reflex as rx

_LIBRARY = rx.asset("sought.js", shared=True).importable_path


class Sought(rx.Component):
    """Brings what is around it into view when the address names it."""

    library = _LIBRARY
    tag = "Sought"

    name: rx.Var[str]
    wanted: rx.Var[str]


def sought(name: str, wanted: rx.Var[str]) -> rx.Component:
    """Put inside of the part: on a phone it would otherwise change far from where it was asked for.

    Args:
        name: the parameter of the address, such as `meeting`.
        wanted: its value for this part.
    """
    return Sought.create(name=name, wanted=wanted)
