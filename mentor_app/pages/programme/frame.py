"""The frame around coordinators' pages: the programme's name, and the row of its pages.

A page is registered with `framed_programme`; its state has the vars `title` (its name, empty until it is known that
this person may see it) and `slug`, and mixes in `ProgrammePlace`.
"""

from collections.abc import Callable

import reflex as rx

from mentor_app.components.lists import skeleton_rows, tabs
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, say
from mentor_app.pages.frame import Page, framed
from mentor_app.state.page import PageState

PAGES: tuple[tuple[str, str], ...] = (
    ("delivery", N_("E-mail delivery")),
    ("concerns", N_("Concerns")),
    ("settings", N_("Programme settings")),
)
"""The pages there are, in the order of their tabs: the last part of the address, and what it is called."""


def framed_programme(page: str, title: str, state: type[PageState]) -> Callable[[Page], Page]:
    """Register a coordinators' page.

    Args:
        page: the last part of its address, one of `PAGES`.
        title: the English title, marked with `N_` where the page is written.
        state: its own state, with the vars `title` and `slug`.
    """

    def register(content: Page) -> Page:
        def whole() -> rx.Component:
            return rx.cond(state.title != "", _around(state, content()), skeleton_rows(6))

        whole.__name__ = content.__name__
        framed(f"/programme/[programme]/{page}", title, state)(whole)
        return content

    return register


def _around(state: type[PageState], content: rx.Component) -> rx.Component:
    entries = [(say(words), "/programme/" + state.slug + f"/{page}") for page, words in PAGES]
    return rx.el.div(
        rx.el.div(
            rx.el.p(_("Coordination"), class_name="eyebrow"),
            rx.el.h1(state.title, class_name="page-title"),
        ),
        tabs(*entries, label=_("Pages of this programme")),
        content,
        class_name="stack stack--wide",
    )
