"""The icons: drawn in the line of the text beside them, and silent to screen readers."""

import reflex as rx

_LEAF = "M12 1a11 11 0 0 1 0 22H4a3 3 0 0 1-3-3v-8A11 11 0 0 1 12 1Z"
_VEIN = "M5.5 18.5c2.2-4.6 5.2-7.4 9.6-9.4"


def icon(name: str, *, label: rx.Var[str] | str | None = None) -> rx.Component:
    """An icon of the Lucide set.

    Args:
        name: its name there, a literal, for example `search`.
        label: what it means, when no text beside it says so; else it is decoration.
    """
    picture = rx.icon(name, class_name="icon")
    if label is None:
        return picture
    return rx.el.span(picture, rx.el.span(label, class_name="unseen"), class_name="icon-word")


def leaf() -> rx.Component:
    """The mark of Mentor: a leaf."""
    return rx.el.svg(
        rx.el.svg.path(d=_LEAF, class_name="leaf-blade"),
        rx.el.svg.path(d=_VEIN, class_name="leaf-vein"),
        view_box="0 0 24 24",
        class_name="leaf",
        custom_attrs={"aria-hidden": "true"},
    )
