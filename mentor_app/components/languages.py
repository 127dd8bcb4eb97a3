"""The languages to choose from, for people who have not signed in; members choose in their settings."""

import reflex as rx

from mentor_app.i18n.catalogue import LANGUAGES
from mentor_app.i18n.text import _, current_language, set_language


def language_choice() -> rx.Component:
    """A button for each language, called as its own speakers call it. Takes effect at once; the browser remembers."""
    spoken = [
        rx.el.button(
            each.name,
            type="button",
            lang=each.code,
            class_name="language",
            on_click=set_language(each.code),
            custom_attrs={"aria-pressed": current_language() == each.code},
        )
        for each in LANGUAGES
    ]
    return rx.el.div(*spoken, role="group", aria_label=_("Language"), class_name="languages")
