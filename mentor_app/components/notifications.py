"""What is behind the bell."""

import reflex as rx

from mentor_app.i18n.text import _, ago
from mentor_app.services.notifications import NoticeItem


def sentence(notice: rx.Var[NoticeItem]) -> rx.Var[str]:
    """What a notice says, by its kind."""
    name = notice.params["name"]
    return rx.match(
        notice.kind,
        ("request.received", _("{{name}} has sent you a request", name=name)),
        ("request.accepted", _("{{name}} has accepted your request", name=name)),
        ("request.declined", _("{{name}} cannot take your request on", name=name)),
        ("request.withdrawn", _("{{name}} has withdrawn their request", name=name)),
        ("request.reminder", _("{{name}} is waiting for your answer", name=name)),
        ("flash.offered", _("{{name}} offers you a flash meeting", name=name)),
        ("flash.accepted", _("{{name}} looks forward to the flash meeting with you", name=name)),
        ("flash.declined", _("{{name}} did not take up the flash meeting", name=name)),
        ("question.asked", _("{{name}} has a question about your request", name=name)),
        ("question.answered", _("{{name}} has answered your question", name=name)),
        ("question.expired", _("Your request to {{name}} has expired", name=name)),
        ("request.expired", _("{{name}} did not answer your request in time", name=name)),
        ("pause.offered", _("Two requests to you went unanswered. Would a pause suit you?")),
        ("message.received", _("{{name}} has written to you", name=name)),
        ("partner.paused", _("{{name}} takes no new requests and keeps working with you", name=name)),
        _("There is news for you"),
    )


def notification_list(
    items: rx.Var[list[NoticeItem]], open_one: rx.EventHandler, read_all: rx.EventHandler
) -> rx.Component:
    """The latest notices, newest first; pressing one goes where it leads."""

    def one(notice: rx.Var[NoticeItem]) -> rx.Component:
        return rx.el.button(
            rx.el.span(sentence(notice), class_name="grow"),
            rx.el.time(ago(notice.at), date_time=notice.at, class_name="tiny"),
            rx.cond(notice.is_read, rx.fragment(), rx.el.span(_("new"), class_name="badge badge--good")),
            type="button",
            class_name="menu-item",
            on_click=open_one(notice.id),
            key=notice.id,
            custom_attrs={"popoverTarget": "bell", "popoverTargetAction": "hide"},
        )

    return rx.cond(
        items.length() > 0,
        rx.el.div(
            rx.foreach(items, one),
            rx.el.button(
                _("Mark all as read"), type="button", class_name="button button--quiet button--small", on_click=read_all
            ),
        ),
        rx.el.p(_("Nothing new. What others do for you appears here at once."), class_name="note menu-note"),
    )
