"""The inbox: threads left, the request right."""

import reflex as rx

from mentor_app.components.beside import beside_request
from mentor_app.components.cards import page_head
from mentor_app.components.conversations import conversation_thread
from mentor_app.components.icons import icon
from mentor_app.components.inbox_search import search_link
from mentor_app.components.links import link
from mentor_app.components.lists import empty, skeleton_rows
from mentor_app.components.requests import request_head, request_words
from mentor_app.components.shelves import shelves
from mentor_app.components.threads import nothing_on, thread
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.answering import exchange, my_line, named_by_others, next_answer
from mentor_app.pages.frame import framed
from mentor_app.pages.safety import safety_menu
from mentor_app.state.inbox import InboxState
from mentor_app.state.session import SessionState


@framed("/inbox", N_("Inbox"), InboxState)
def inbox() -> rx.Component:
    """Requests to answer, requests waiting for others, and those that are over."""
    return rx.fragment(
        page_head(_("Inbox")),
        rx.el.div(
            _threads(),
            _conversation(),
            rx.cond(InboxState.opened & (InboxState.beside.why.member_id != ""), _why()),
            class_name=rx.cond(InboxState.opened, "card inbox inbox--open", "card inbox"),
        ),
    )


def _threads() -> rx.Component:
    opened = rx.cond(InboxState.opened, InboxState.opened.id, "")
    unread = SessionState.me.unread_conversations
    away = InboxState.put_away
    listed = rx.cond(
        (InboxState.threads.length() > 0) | (away.length() > 0),
        rx.fragment(
            rx.foreach(away, lambda item: conversation_thread(item, "")),
            rx.foreach(InboxState.threads, lambda item: thread(item, opened, InboxState.shelf)),
        ),
        rx.cond(
            (InboxState.shelf == "requests") & (InboxState.referrals.length() > 0),
            rx.fragment(),
            nothing_on(InboxState.shelf),
        ),
    )
    return rx.el.div(
        search_link(),
        shelves(InboxState.shelf, InboxState.to_answer, unread, InboxState.waiting),
        rx.cond(InboxState.shelf == "requests", named_by_others()),
        rx.cond(InboxState.is_ready, listed, skeleton_rows(3)),
        rx.cond(InboxState.shelf == "waiting", my_line()),
        class_name="inbox-threads",
    )


def _conversation() -> rx.Component:
    return rx.cond(
        InboxState.opened,
        _request(),
        rx.el.div(
            rx.cond(
                InboxState.threads.length() > 0,
                empty(_("Choose a request"), _("It opens here, with everything you need to answer.")),
            ),
            class_name="inbox-thread only-wide",
        ),
    )


def _why() -> rx.Component:
    return rx.el.aside(beside_request(InboxState.beside), class_name="inbox-why only-wide", aria_label=_("Why you fit"))


def _request() -> rx.Component:
    request = InboxState.opened
    waits = (request.status == "open") & ~request.is_mine
    return rx.el.article(
        link(
            icon("chevron-left"),
            _("All requests"),
            to=f"/inbox?shelf={InboxState.shelf}",
            class_name="button button--quiet button--small only-narrow",
        ),
        request_head(
            request,
            safety_menu(request.partner.id, request.partner.name, about="request", about_id=request.id),
        ),
        request_words(request),
        rx.cond(
            (InboxState.beside.why.member_id != "") & (request.status == "open"),
            rx.el.details(
                rx.el.summary(_("Why you fit, and who this is")),
                beside_request(InboxState.beside),
                class_name="why-fold only-narrow",
            ),
        ),
        exchange(request),
        next_answer(request, waits),
        rx.cond(waits & (request.seen_at == ""), rx.el.span(on_mount=InboxState.see(request.id), hidden=True)),
        class_name="inbox-thread",
        key=request.id,
    )
