"""One's own calendars: what each of them does, and how their accounts fare."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentor_app.components.calendar_sign_in import SignInForm, change_button, change_dialog
from mentor_app.components.cards import row, rows
from mentor_app.components.disconnecting import disconnect_button, disconnect_dialog, leave_now, leaving
from mentor_app.components.forms import switch
from mentor_app.components.icons import icon
from mentor_app.components.sought import sought
from mentor_app.i18n.text import _, ago, say
from mentor_app.services.calendar_views import AccountItem, CalendarItem
from mentor_app.vocabularies.calendar_troubles import SENTENCES


@dataclass(frozen=True)
class AccountHandlers:
    """What can be done with an account, and with a calendar of it."""

    look_now: Any
    change_sign_in: SignInForm
    agree: Any
    confirm_removals: Any
    disconnect: Any
    write_to: Any
    read_busy: Any


def accounts(items: rx.Var[list[AccountItem]], handlers: AccountHandlers) -> rx.Component:
    """The accounts, each with its health and its calendars."""
    return rx.el.div(rx.foreach(items, lambda item: _account(item, handlers)), class_name="stack")  # pyright: ignore[reportArgumentType]


def _account(item: rx.Var[AccountItem], handlers: AccountHandlers) -> rx.Component:
    now = rx.el.button(
        _("Sync now"),
        type="button",
        class_name="button button--small",
        aria_label=_("Sync now: {{address}}", address=item.address),
        on_click=handlers.look_now(item.id),
    )
    is_leaving = item.status == "leaving"
    sign_in = rx.fragment(change_button(item), change_dialog(item, handlers.change_sign_in))
    parting = rx.fragment(disconnect_button(item), disconnect_dialog(item, handlers.disconnect))
    staying = rx.fragment(now, rx.cond(item.signs_in, sign_in), parting)
    chosen = rows(item.calendars, lambda each: _calendar(item, each, handlers))
    return rx.el.section(
        sought("account", item.id),
        rx.el.div(
            rx.el.div(
                rx.el.h2(item.address, class_name="heading calendar-address"),
                rx.el.p(item.user_name, class_name="note"),
            ),
            rx.el.div(
                rx.cond(is_leaving, leave_now(item, handlers.disconnect), staying),
                class_name="cluster",
            ),
            class_name="card-head",
        ),
        rx.el.div(
            rx.cond(is_leaving, leaving(item), rx.fragment(_health(item), _ways_out(item, handlers))),
            class_name="card-body calendar-health",
            role="status",
        ),
        rx.cond(item.calendars.length() > 0, chosen),
        class_name="card",
        key=item.id,
        aria_label=item.address,
    )


def _health(item: rx.Var[AccountItem]) -> rx.Component:
    sentences = [(kind, say(sentence, {"host": item.trouble_host})) for kind, sentence in SENTENCES.items()]
    wrong = rx.el.div(
        icon("circle-alert"),
        rx.el.div(
            rx.el.p(rx.match(item.trouble, *sentences, _("Something went wrong. We try again by ourselves."))),
            rx.cond(item.next_try_at != "", rx.el.p(_("Next try"), " ", ago(item.next_try_at), class_name="note")),
        ),
        class_name="calendar-trouble",
    )
    looking = rx.el.div(
        rx.el.progress(aria_label=_("Looking for your calendars")),
        rx.el.p(_("Looking for your calendars …")),
        class_name="calendar-looking",
    )
    well = rx.el.p(
        icon("circle-check"), _("In sync, last looked at"), " ", ago(item.last_ok_at), class_name="note calendar-well"
    )
    first = rx.el.p(_("Reading your calendars for the first time …"), class_name="note")
    return rx.cond(
        item.trouble != "",
        wrong,
        rx.cond(item.status == "looking", looking, rx.cond(item.last_ok_at != "", well, first)),
    )


def _ways_out(item: rx.Var[AccountItem], handlers: AccountHandlers) -> rx.Component:
    agree = rx.el.button(
        _("Send my password to {{host}}", host=item.trouble_host),
        type="button",
        class_name="button button--small",
        on_click=handlers.agree(item.id),
    )
    meant = rx.el.button(
        _("Yes, I removed them"),
        type="button",
        class_name="button button--small",
        on_click=handlers.confirm_removals(item.id),
    )
    return rx.match(item.trouble, ("needs_consent", agree), ("many_gone", meant), rx.fragment())


def _calendar(account: rx.Var[AccountItem], item: rx.Var[CalendarItem], handlers: AccountHandlers) -> rx.Component:
    chosen = rx.el.button(
        rx.cond(item.writes, icon("check"), rx.fragment()),
        rx.cond(item.writes, _("Meetings are written here"), _("Write meetings here")),
        type="button",
        class_name=rx.cond(item.writes, "chip chip--dark", "chip"),
        custom_attrs={"aria-pressed": item.writes},
        aria_label=_("Write meetings to {{name}}", name=item.name),
        on_click=handlers.write_to(account.id, rx.cond(item.writes, "", item.id)),
    )
    only_read = rx.el.span(_("may only be read"), class_name="tiny")
    busy = switch(
        _("Keeps me busy"),
        checked=item.reads_busy,
        on_change=lambda on: handlers.read_busy(account.id, item.id, on),
        aria_label=_("{{name}} keeps me busy", name=item.name),
    )
    name = rx.el.div(icon("calendar"), rx.el.span(item.name, class_name="strong"), class_name="row-main calendar-name")
    return row(name, busy, rx.cond(item.writable, chosen, only_read), class_name="row calendar-row", key=item.id)
