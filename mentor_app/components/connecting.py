"""Connecting a calendar, and being asked about what was removed in one."""

from typing import Any

import reflex as rx

from mentor_app.components.calendar_sign_in import SignInForm, sign_in_fields
from mentor_app.components.cards import row, rows, section
from mentor_app.components.forms import Errors, field, form, submit, text
from mentor_app.i18n.text import _, moment
from mentor_app.services.calendar_views import RemovedItem


def connect_form(bound: SignInForm) -> rx.Component:
    """Where the server is, and how to sign in there."""
    return section(
        _("Connect a calendar"),
        rx.el.div(
            rx.el.p(
                _("Any CalDAV calendar will do: Nextcloud, Fastmail, iCloud, Radicale and many more."),
                " ",
                _("Of your own events we keep only when you are busy, never what they are."),
                class_name="note",
            ),
            form(
                sign_in_fields(bound),
                submit(_("Connect calendar")),
                on_submit=bound.on_submit,
                done=bound.done,
            ),
            class_name="card-body stack",
        ),
    )


def subscribe_form(on_submit: Any, errors: Errors, done: rx.Var[int]) -> rx.Component:
    """The address of a calendar that is only published."""
    return section(
        _("Subscribe to a calendar"),
        rx.el.div(
            rx.el.p(
                _("For calendars that can only be read: a timetable, or Google's secret address in iCal format."),
                " ",
                _("We look about once an hour, and keep only when you are busy. The address is kept sealed."),
                class_name="note",
            ),
            form(
                field(
                    _("Calendar address"),
                    "feed",
                    text(
                        "feed",
                        placeholder="https:// … .ics",
                        required=True,
                        auto_complete="off",
                        auto_capitalize="off",
                        spell_check=False,
                    ),
                    errors=errors,
                ),
                submit(_("Subscribe"), class_name="button"),
                on_submit=on_submit,
                done=done,
            ),
            class_name="card-body stack",
        ),
    )


def removed_meetings(items: rx.Var[list[RemovedItem]], cancel: Any, put_back: Any) -> rx.Component:
    """Meetings that were removed in the calendar, about which their owner is asked."""

    def one(item: rx.Var[RemovedItem]) -> rx.Component:
        words = rx.el.div(
            rx.el.div(_("With {{name}}", name=item.partner), class_name="strong"),
            rx.el.div(moment(item.starts_at, "datetime", item.zone), class_name="note"),
            class_name="row-main",
        )
        back = rx.el.button(
            _("Put it back"),
            type="button",
            class_name="button button--small",
            aria_label=_("Put the meeting with {{name}} back", name=item.partner),
            on_click=put_back(item.id),
        )
        off = rx.el.button(
            _("Call it off"),
            type="button",
            class_name="button button--small button--quiet",
            aria_label=_("Call the meeting with {{name}} off", name=item.partner),
            on_click=cancel(item.id),
        )
        return row(words, back, off, key=item.id)

    asked = section(
        _("Removed from your calendar"),
        rx.el.p(_("Nothing is called off before you say so."), class_name="note card-lead"),
        rows(items, one),
    )
    return rx.cond(items.length() > 0, asked)
