"""The frame around every page: where it is registered, what stands around it, and who keeps it live."""

from collections.abc import Callable

import reflex as rx

from mentor_app.components.languages import language_choice
from mentor_app.components.links import link
from mentor_app.components.notifications import notification_list
from mentor_app.components.shell import NavEntry, account, bell, connection, footer, header, shell
from mentor_app.config import settings
from mentor_app.i18n.text import _, follow_language, say
from mentor_app.pages.menu import account_items
from mentor_app.pages.safety import safety_dialogs
from mentor_app.pages.told import nothing_here, notices
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState
from mentor_app.state.session import SessionState

Page = Callable[[], rx.Component]


def places() -> list[NavEntry]:
    """The places of the app, in the header and in the tab bar of a phone."""
    unread = SessionState.me.open_requests + SessionState.me.unread_conversations
    return [
        NavEntry(_("Home"), "/home", "house", beneath="/mentorships"),
        NavEntry(_("Explore the Community"), "/explore", "search", short=_("Explore"), beneath="/members"),
        NavEntry(_("Inbox"), "/inbox", "inbox", unread=unread),
        NavEntry(_("Meetings"), "/meetings", "calendar"),
        NavEntry(_("Profile"), "/profile", "user"),
    ]


def framed(
    route: str,
    title: str,
    state: type[PageState] | None = None,
    class_name: str = "page",
    beside: tuple[type[PageState], ...] = (),
) -> Callable[[Page], Page]:
    """Register a members' page: in the shell, live, with its title in the reader's language.

    Args:
        route: such as `/explore`.
        title: the English title, marked with `N_` where the page is written.
        state: the page's own state, whose `live` keeps it true.
        class_name: `page`, or `page page--narrow` for forms and reading.
        beside: states of parts of the page that stay true by themselves.
    """
    states = [state, *beside] if state is not None else []

    def register(page: Page) -> Page:
        def whole() -> rx.Component:
            speaker = follow_language(SessionState.me.locale)
            content = rx.cond(NoticeState.missing != "", nothing_here(say(NoticeState.missing)), page())
            told = rx.cond(NoticeState.missing != "", rx.fragment(), notices())
            inside = shell(_top(), content, entries=places(), notices=told, foot=foot(), class_name=class_name)
            return rx.fragment(speaker, inside, safety_dialogs())

        whole.__name__ = page.__name__
        on_load = [NoticeState.arrive, SessionState.live, *(each.live for each in states)]
        rx.page(route=route, title=_titled(title), on_load=on_load)(whole)
        return page

    return register


def framed_openly(route: str, title: str, *, door: bool = True) -> Callable[[Page], Page]:
    """Register a page for people who have not signed in; it needs no socket.

    Args:
        route: such as `/join`.
        title: the English title, marked with `N_` where the page is written.
        door: whether it offers signing in; not where members come as well.
    """

    def register(page: Page) -> Page:
        def whole() -> rx.Component:
            way_in = link(_("Sign in"), to="/sign-in", class_name="button") if door else rx.fragment()
            top = header([], way_in, home="/", name=settings().organisation)
            return shell(
                top, page(), entries=[], notices=rx.fragment(), foot=foot(language_choice()), class_name="page"
            )

        whole.__name__ = page.__name__
        rx.page(route=route, title=_titled(title))(whole)
        return page

    return register


def foot(beside: rx.Component | None = None) -> rx.Component:
    """Quiet links below every page."""
    return footer((_("About"), "/"), beside=beside)


def _titled(title: str) -> rx.Var[str]:
    return rx.Var.create(say(title)) + f" · {settings().organisation}"


def _top() -> rx.Component:
    me = SessionState.me
    return header(
        places(),
        connection(),
        bell(
            me.unread,
            notification_list(
                SessionState.notices, me.unread, SessionState.open_notice, SessionState.read_all, me.time_zone
            ),
        ),
        account(me.name, *account_items()),
        name=settings().organisation,
    )
