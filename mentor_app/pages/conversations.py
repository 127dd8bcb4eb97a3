"""Conversations: threads left, what was said right."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.conversation_parts import go_on
from mentor_app.components.conversations import composer, conversation_head, conversation_thread, messages
from mentor_app.components.inbox_search import search_link
from mentor_app.components.links import link
from mentor_app.components.lists import empty, skeleton_rows
from mentor_app.components.shelves import shelves
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.conversation_menu import conversation_menu
from mentor_app.pages.frame import framed
from mentor_app.services.conversations import edit_message, send_message, start_conversation
from mentor_app.state.concerns import ConcernState
from mentor_app.state.conversations import ConversationState
from mentor_app.state.files import FilesState
from mentor_app.state.notices import NoticeState, last_try
from mentor_app.state.session import SessionState


@framed("/inbox/conversations", N_("Conversations"), ConversationState)
def conversations() -> rx.Component:
    """The list, and room for one of them beside it."""
    return _inbox()


@framed("/inbox/conversations/[conversation_id]", N_("Conversation"), ConversationState)
def conversation() -> rx.Component:
    """One conversation, with the list beside it; on a phone alone."""
    return _inbox()


def _inbox() -> rx.Component:
    is_open = ConversationState.opened
    return rx.fragment(
        page_head(_("Inbox")),
        rx.el.div(
            _threads(),
            rx.cond(is_open, _talk(), _nothing_open()),
            class_name=rx.cond(is_open, "card inbox inbox--talk inbox--open", "card inbox inbox--talk"),
        ),
    )


def _threads() -> rx.Component:
    opened = rx.cond(ConversationState.opened, ConversationState.opened.id, "")
    me = SessionState.me
    nothing = empty(
        _("No conversations yet"),
        _("Write to a member from their card or page. What you say to each other is kept here."),
        link(_("Explore the Community"), to="/explore", class_name="button button--soft"),
        picture="message-circle",
    )
    listed = rx.cond(
        ConversationState.threads.length() > 0,
        rx.foreach(ConversationState.threads, lambda item: conversation_thread(item, opened)),
        nothing,
    )
    return rx.el.div(
        search_link(),
        shelves("conversations", me.open_requests, me.unread_conversations, ConversationState.waiting),
        rx.cond(ConversationState.is_ready, listed, skeleton_rows(3)),
        class_name="inbox-threads",
    )


def _nothing_open() -> rx.Component:
    return rx.el.div(
        rx.cond(
            ConversationState.threads.length() > 0,
            empty(_("Choose a conversation"), _("It opens here."), picture="message-circle"),
        ),
        class_name="inbox-thread only-wide",
    )


def _talk() -> rx.Component:
    talk, said = ConversationState.opened, (ConversationState.earlier, ConversationState.newest)
    verbs = {
        "show_earlier": ConversationState.show_earlier,
        "edit": ConversationState.edit,
        "see": ConversationState.see,
        "report": ConcernState.begin,
        "remove_file": FilesState.remove,
    }
    sent = rx.cond(ConversationState.is_new, last_try(start_conversation), last_try(send_message))
    closed = rx.el.p(_("{{name}} cannot receive messages at present.", name=talk.partner.name), class_name="note")
    return rx.el.section(
        rx.cond(ConversationState.is_new & (talk.id != ""), go_on(f"/inbox/conversations/{talk.id}")),
        conversation_head(talk, ConversationState.partner_is_here, conversation_menu(talk)),
        messages(talk, said, ConversationState.sought, verbs, NoticeState.errors, last_try(edit_message)),
        rx.el.div(
            rx.cond(
                ConversationState.partner_writes,
                rx.el.div(_("{{name}} is writing …", name=talk.partner.first_name), class_name="typing"),
            ),
            class_name="talk-typing",
            role="status",
        ),
        rx.cond(
            talk.may_write,
            composer(talk, ConversationState.send, ConversationState.write, NoticeState.errors, sent),
            closed,
        ),
        class_name="inbox-thread talk",
        aria_label=_("Conversation with {{name}}", name=talk.partner.name),
        key=talk.partner.id,
    )
