"""The shelves of the inbox: requests, conversations, what waits for others, what is over."""

import reflex as rx

from mentor_app.components.links import link
from mentor_app.components.people import count
from mentor_app.i18n.text import _


def shelves(here: rx.Var[str] | str, to_answer: rx.Var[int], unread: rx.Var[int], waiting: rx.Var[int]) -> rx.Component:
    """Where one is in the inbox, and how much is on each shelf.

    Args:
        here: `requests`, `conversations`, `waiting` or `archived`.
        to_answer: requests waiting for the reader.
        unread: conversations holding something new.
        waiting: requests waiting for others.
    """
    now = rx.Var.create(here)
    return rx.el.nav(
        _shelf("requests", _("Requests"), "/inbox?shelf=requests", now, to_answer),
        _shelf("conversations", _("Conversations"), "/inbox/conversations", now, unread),
        _shelf("waiting", _("Waiting for them"), "/inbox?shelf=waiting", now, waiting),
        _shelf("archived", _("Archived"), "/inbox?shelf=archived", now, None),
        class_name="inbox-filters",
        aria_label=_("Inbox"),
    )


def _shelf(shelf: str, words: rx.Var[str], to: str, here: rx.Var[str], number: rx.Var[int] | None) -> rx.Component:
    is_here = here == shelf
    return link(
        words,
        count(number) if number is not None else rx.fragment(),
        to=to,
        class_name=rx.cond(is_here, "chip chip--dark", "chip"),
        custom_attrs={"aria-current": rx.cond(is_here, "true", "false")},
    )
