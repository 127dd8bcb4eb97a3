"""Around every page: header, tab bar on a phone, the main landmark, footer, connection."""

from dataclasses import dataclass

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from mentor_app.components.dialogs import menu, menu_button
from mentor_app.components.icons import icon, leaf
from mentor_app.components.links import link, nav_link
from mentor_app.components.people import avatar, count, presence
from mentor_app.i18n.text import _

Words = rx.Var[str] | str
_LIBRARY = rx.asset("shell.js", shared=True).importable_path


class Arrive(rx.Component):
    """After moving to another page its heading gets the focus."""

    library = _LIBRARY
    tag = "Arrive"


@dataclass(frozen=True)
class NavEntry:
    """One place in the navigation.

    `short` is what the tab bar of a phone says; `unread` a number beside it; `beneath` a path whose pages belong here.
    """

    label: Words
    to: str
    picture: str
    short: Words | None = None
    unread: rx.Var[int] | None = None
    beneath: str = ""


def wordmark(name: Words = "Mentor", to: str = "/home") -> rx.Component:
    """The leaf and the name, leading home."""
    return link(leaf(), rx.el.span(name), to=to, class_name="wordmark")


def _entry(entry: NavEntry, words: Words) -> rx.Component:
    number = count(entry.unread, _("unread")) if entry.unread is not None else rx.fragment()
    return nav_link(icon(entry.picture), rx.el.span(words), number, to=entry.to, beneath=entry.beneath)


def navigation(entries: list[NavEntry]) -> rx.Component:
    """The places of the app in the header."""
    return rx.el.nav(*[_entry(entry, entry.label) for entry in entries], class_name="nav", aria_label=_("Main"))


def tab_bar(entries: list[NavEntry]) -> rx.Component:
    """The same places in thumb reach on a phone: at most five."""
    tabs = [_entry(entry, entry.label if entry.short is None else entry.short) for entry in entries[:5]]
    return rx.el.nav(*tabs, class_name="tabbar", aria_label=_("Main"))


def connection() -> rx.Component:
    """Whether what is on screen follows what others do at this moment."""
    return rx.el.span(
        rx.cond(
            has_connection_errors,
            rx.el.span(presence(), _("Reconnecting"), class_name="live live--lost"),
            rx.el.span(presence(), _("Live"), class_name="live"),
        ),
        role="status",
    )


def bell(unread: rx.Var[int] | int, content: rx.Component) -> rx.Component:
    """The bell, its number, and what it opens."""
    button = menu_button(
        icon("bell"),
        count(unread),
        opens="bell",
        class_name="button button--icon bell",
        aria_label=_("Notifications, {{number}} unread", number=rx.Var.create(unread)),
    )
    return rx.fragment(button, menu(content, name="bell", label=_("Notifications")))


def account(name: rx.Var[str], *items: rx.Component, photo: Words = "") -> rx.Component:
    """The reader's face and the menu behind it.

    Args:
        name: the reader's name.
        items: links with the class `menu-item`, `menu_item(...)`s, `colour_modes()`.
        photo: address of the reader's photo; empty shows initials.
    """
    button = menu_button(
        avatar(name, photo=photo, size="small"),
        opens="account",
        class_name="face-button",
        aria_label=_("Account menu of {{name}}", name=name),
    )
    return rx.fragment(button, menu(*items, name="account", label=_("Account")))


def header(entries: list[NavEntry], *end: rx.Component, home: str = "/home", name: Words = "Mentor") -> rx.Component:
    """The bar on top: wordmark, places, and at its end connection, bell and account."""
    places = navigation(entries) if entries else rx.el.div(class_name="grow")
    return rx.el.header(wordmark(name, home), places, rx.el.div(*end, class_name="header-end"), class_name="header")


def footer(*entries: tuple[Words, str], beside: rx.Component | None = None) -> rx.Component:
    """Quiet links below every page, and beside them what else belongs there, such as `language_choice()`."""
    links = [link(words, to=to, class_name="") for words, to in entries]
    return rx.el.footer(*links, *([beside] if beside is not None else []), class_name="footer")


def shell(
    top: rx.Component,
    *content: rx.Component,
    entries: list[NavEntry],
    notices: rx.Component,
    foot: rx.Component,
    class_name: str = "page",
) -> rx.Component:
    """A whole page.

    Args:
        top: made by `header`.
        content: what the page is about; begins with `page_head(...)` or another `h1`.
        entries: places for the tab bar of a phone; empty for a page before signing in.
        notices: made by `notice_area`.
        foot: made by `footer`.
        class_name: `page`, or `page page--narrow` for forms and reading.
    """
    skip = rx.el.a(_("Skip to content"), href="#main", class_name="button button--primary skip")
    main = rx.el.main(*content, class_name=class_name, custom_attrs={"id": "main", "tabIndex": -1})
    bar = tab_bar(entries) if entries else rx.fragment()
    around = "shell" if entries else "shell shell--open"
    return rx.el.div(skip, top, main, foot, bar, notices, Arrive.create(), class_name=around)
