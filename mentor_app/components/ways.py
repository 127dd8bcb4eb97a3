"""Two ways to send one form, such as now or later."""

import reflex as rx

Words = rx.Var[str] | str


class Way(rx.Component):
    """A submit button that first puts its value into a hidden field of its form."""

    library = rx.asset("ways.js", shared=True).importable_path
    tag = "Way"

    field: rx.Var[str]
    value: rx.Var[str]


def chosen_way(name: str, first: str) -> rx.Component:
    """The hidden field that the buttons fill.

    Args:
        name: the field's name.
        first: its value until a button says otherwise.
    """
    return rx.el.input(type="hidden", name=name, default_value=first)


def way(words: Words, name: str, value: str, class_name: str = "button") -> rx.Component:
    """One way to send the form; the first on the page is also what Enter does.

    Args:
        words: what it does.
        name: the hidden field's name.
        value: what the form then sends in it.
        class_name: how it looks.
    """
    return Way.create(words, field=name, value=value, class_name=class_name)
