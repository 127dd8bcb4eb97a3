"""Searching one's own inbox: the way there, the field, and what was found."""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.lists import empty
from mentor_app.components.people import avatar
from mentor_app.i18n.text import _, ago
from mentor_app.services.inbox_search import Hit, InboxHits, Piece


def search_link() -> rx.Component:
    """What looks like the field and leads to it."""
    return link(icon("search"), rx.el.span(_("Search your inbox")), to="/inbox/search", class_name="inbox-search-link")


def inbox_hits(found: rx.Var[InboxHits]) -> rx.Component:
    """What was found, or what to do instead."""
    asked = empty(
        _("Search what was said"),
        _("Words from your conversations and requests, or somebody's name. Accents do not matter."),
        picture="search",
    )
    nothing = empty(
        _("Nothing found"),
        _("Try fewer words, or only the beginning of one."),
        picture="search",
    )
    more = rx.el.p(_("There is more. Another word narrows it down."), class_name="note")
    listed = rx.fragment(
        rx.el.ul(rx.foreach(found.hits, _hit), class_name="rows hits", aria_label=_("Found")),
        rx.cond(found.more, more),
    )
    return rx.el.div(
        rx.cond(found.text == "", asked, rx.cond(found.hits.length() > 0, listed, nothing)),
        aria_live="polite",
    )


def _hit(hit: rx.Var[Hit]) -> rx.Component:
    kind = rx.match(
        hit.kind,
        ("request", rx.cond(hit.is_mine, _("Request you sent"), _("Request to you"))),
        ("conversation", _("Conversation")),
        rx.cond(hit.is_mine, _("You wrote"), _("wrote to you")),
    )
    first_line = rx.el.span(
        rx.el.span(hit.partner.name, class_name="person-name"),
        rx.el.span(kind, class_name="tiny"),
        rx.el.time(ago(hit.at), date_time=hit.at),
        class_name="thread-top",
    )
    return rx.el.li(
        link(
            avatar(hit.partner.name),
            rx.el.span(
                first_line,
                rx.el.span(rx.foreach(hit.pieces, _piece), class_name="hit-words"),
                class_name="grow stack stack--tight",
            ),
            to=hit.link,
            class_name="thread",
        ),
        key=hit.kind + hit.id,
    )


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    return rx.cond(piece.is_hit, rx.el.mark(piece.text), rx.el.span(piece.text))
