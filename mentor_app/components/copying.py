"""A text that is to be used elsewhere, put into the clipboard."""

import reflex as rx

from mentor_app.i18n.text import _


class CopyButton(rx.Component):
    """Copies what stands in a field, and says so."""

    library = rx.asset("copying.js", shared=True).importable_path
    tag = "CopyButton"

    of: rx.Var[str]
    words: rx.Var[str]
    copied: rx.Var[str]


def copy_button(of: str) -> rx.Component:
    """The button for a field that is only read.

    Args:
        of: the field's id.
    """
    return CopyButton.create(of=of, words=_("Copy"), copied=_("Copied"), class_name="button button--small button--soft")
