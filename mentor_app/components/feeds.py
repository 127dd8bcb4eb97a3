"""The feed of one's own meetings, for calendars that subscribe to an address."""

from typing import Any

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.copying import copy_button
from mentor_app.i18n.text import _, moment


def feed(since: rx.Var[str], address: rx.Var[str], make: Any, end: Any) -> rx.Component:
    """What the feed is, its address while it can be seen, and how to renew or end it.

    Args:
        since: when it got its address; empty without one.
        address: the address, right after it was made.
        make: gives it a new one.
        end: takes it away.
    """
    shown = rx.el.div(
        rx.el.label(_("Address of your feed"), class_name="field-label", html_for="feed-address"),
        rx.el.input(
            value=address, read_only=True, class_name="input", custom_attrs={"id": "feed-address", "spellCheck": False}
        ),
        rx.el.p(
            _("Copy it now: it is shown only this once. Whoever knows it can read when and with whom you meet."),
            class_name="field-hint",
        ),
        class_name="field",
    )
    again = rx.el.button(_("Make a new address"), type="button", class_name="button button--small", on_click=make)
    away = rx.el.button(_("End the feed"), type="button", class_name="button button--small button--quiet", on_click=end)
    first = rx.el.button(_("Make a feed"), type="button", class_name="button", on_click=make)
    exists = rx.el.p(_("Your feed has had its address since"), " ", moment(since, "date"), ".", class_name="note")
    return section(
        _("Feed"),
        rx.el.div(
            rx.el.p(
                _("A calendar without CalDAV can subscribe to your meetings. It may show a change hours later."),
                class_name="note",
            ),
            rx.cond(address != "", shown, rx.cond(since != "", exists)),
            rx.el.div(
                rx.cond(address != "", copy_button("feed-address")),
                rx.cond(since != "", rx.fragment(again, away), first),
                class_name="cluster",
            ),
            class_name="card-body stack",
        ),
    )
