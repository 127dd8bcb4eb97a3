"""Searching one's own conversations and requests."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.icons import icon
from mentor_app.components.inbox_search import inbox_hits
from mentor_app.components.links import link
from mentor_app.components.searching import search_field
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.state.inbox_search import InboxSearchState


@framed("/inbox/search", N_("Search your inbox"), InboxSearchState, class_name="page page--narrow")
def inbox_search() -> rx.Component:
    """A field, and what was said."""
    field = search_field(
        InboxSearchState.typed,
        search=InboxSearchState.search,
        words=_("Search your inbox"),
        auto_focus=True,
    )
    return rx.fragment(
        link(icon("chevron-left"), _("Inbox"), to="/inbox", class_name="button button--quiet button--small"),
        page_head(_("Search your inbox")),
        rx.el.div(field, inbox_hits(InboxSearchState.found), class_name="card card--padded stack"),
    )
