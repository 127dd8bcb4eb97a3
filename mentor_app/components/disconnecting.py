"""Taking a calendar account away: what becomes of our meetings in it, and what is seen until they are gone."""

from typing import Any

import reflex as rx

from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import checkbox, fieldset, form, submit
from mentor_app.components.icons import icon
from mentor_app.i18n.text import _, ago, plural
from mentor_app.services.calendar_views import AccountItem


def disconnect_button(item: rx.Var[AccountItem]) -> rx.Component:
    """The button that asks first."""
    return opener(
        _("Disconnect"),
        opens=_name(item),
        class_name="button button--small button--quiet",
        aria_label=_("Disconnect {{address}}", address=item.address),
    )


def disconnect_dialog(item: rx.Var[AccountItem], disconnect: Any) -> rx.Component:
    """What goes, what stays, and the choice about meetings where any are written there."""
    name = _name(item)
    return dialog(
        form(
            rx.el.p(
                _("We forget its address and password and all we read from it. Its events no longer keep you busy.")
            ),
            rx.cond(item.writes, _meetings(), rx.el.input(type="hidden", name="meetings", value="keep")),
            submit(_("Disconnect"), closer(_("Not now"), closes=name)),
            rx.el.input(type="hidden", name="account_id", value=item.id),
            on_submit=disconnect,
        ),
        name=name,
        title=_("Disconnect this calendar?"),
    )


def leaving(item: rx.Var[AccountItem]) -> rx.Component:
    """What is still to be removed, and why it is not yet."""
    several = plural(
        "{{count}} meeting is still to be removed from your calendar.",
        "{{count}} meetings are still to be removed from your calendar.",
        count=item.left,
    )
    waiting = rx.el.p(
        _("The server has not done it yet. After about an hour we disconnect all the same, and tell you."),
        " ",
        _("Next try"),
        " ",
        ago(item.next_try_at),
        class_name="note",
    )
    return rx.el.div(
        icon("clock"),
        rx.el.div(
            rx.el.p(_("Being disconnected"), class_name="strong"),
            rx.el.p(several, " ", _("It is read no more, and keeps you busy no more.")),
            rx.cond(item.trouble != "", waiting),
        ),
        class_name="calendar-parting",
    )


def leave_now(item: rx.Var[AccountItem], disconnect: Any) -> rx.Component:
    """The way to wait no longer."""
    return rx.el.button(
        _("Leave the rest there"),
        type="button",
        class_name="button button--small button--quiet",
        aria_label=_("Disconnect {{address}} now, and leave the rest there", address=item.address),
        on_click=disconnect({"account_id": item.id, "meetings": "keep"}),
    )


def _meetings() -> rx.Component:
    return fieldset(
        _("Our meetings in it"),
        _choice(
            "keep",
            _("Leave them there"),
            _("They stay as they are, and no longer follow when one is moved or cancelled."),
        ),
        _choice(
            "remove",
            _("Remove them from the calendar"),
            _("All that we wrote there, past ones too. The meetings themselves take place as agreed."),
        ),
        class_name="facet calendar-leaving",
    )


def _choice(value: str, words: rx.Var[str], hint: rx.Var[str]) -> rx.Component:
    label = rx.el.span(rx.el.span(words), rx.el.span(hint, class_name="field-hint"), class_name="choice-words")
    return checkbox(label, "meetings", kind="radio", value=value, default_checked=value == "keep")


def _name(item: rx.Var[AccountItem]) -> rx.Var[str]:
    return rx.Var.create("disconnect-") + item.id
