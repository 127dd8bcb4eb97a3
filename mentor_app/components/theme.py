"""What dresses every page: the stylesheets, the words in the head, and the choice of light or dark."""

import reflex as rx
from reflex.style import color_mode, set_color_mode

from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

STYLESHEETS = [
    f"/styles/{sheet}.css"
    for sheet in (
        "fonts",
        "tokens",
        "base",
        "buttons",
        "cards",
        "people",
        "forms",
        "picking",
        "lists",
        "charts",
        "dialogs",
        "shell",
        "explore",
        "inbox",
        "times",
        "meetings",
        "series",
        "letter",
        "safety",
        "files",
        "tabs",
        "workspace",
        "agreement",
        "goals",
        "care",
        "home",
        "profile",
        "asking",
        "channels",
        "programme",
        "calendars",
        "availability",
        "motion",
        "print",
    )
]
"""Paths below `assets/`, in the order they apply; for `rx.App(stylesheets=...)`."""


def head() -> list[rx.Component]:
    """The icon, the manifest and the browser's own colours; for `rx.App(head_components=...)`."""
    return [
        rx.el.link(rel="icon", type="image/svg+xml", href="/favicon.svg"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        # A phone's keyboard makes the page lower instead of lying over the end of a sheet and its button.
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, interactive-widget=resizes-content"),
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.meta(name="theme-color", content="#fdfdfc", media="(prefers-color-scheme: light)"),
        rx.el.meta(name="theme-color", content="#191918", media="(prefers-color-scheme: dark)"),
    ]


def _mode(mode: str, picture: str, label: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        icon(picture),
        rx.el.span(label, class_name="grow"),
        rx.cond(color_mode == mode, icon("check"), rx.fragment()),
        type="button",
        class_name="menu-item",
        on_click=set_color_mode(mode),
        custom_attrs={"aria-pressed": color_mode == mode},
    )


def colour_modes() -> rx.Component:
    """Three buttons for a menu: light, dark, or as the device says. The browser remembers the choice."""
    return rx.el.div(
        _mode("light", "sun", _("Light")),
        _mode("dark", "moon", _("Dark")),
        _mode("system", "monitor", _("As on this device")),
        role="group",
        aria_label=_("Appearance"),
    )
