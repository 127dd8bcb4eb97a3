"""Where a no is said: its reason, a few words, a break in the same step, and how to say it."""

import reflex as rx

from mentor_app.components.advice import beside, folded, saying_no
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.forms import Errors, checkbox, field, fieldset, form, left_out, submit
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _
from mentor_app.services.inbox import RequestDetail


def decline_dialog(
    request: rx.Var[RequestDetail], decline: rx.EventHandler, done: rx.Var[int], errors: Errors
) -> rx.Component:
    """The form, with advice beside it."""
    guide, name = _("How to say no"), request.partner.first_name
    told = _("A clear no, soon, is kinder than silence. {{name}} will be told at once.", name=name)
    words = field(
        _("A few words, if you like"),
        "note",
        kept_textarea("note", keep="decline-" + request.id, limit=1000, rows=4),
        errors=errors,
        hint=left_out(),
    )
    sent = form(
        fieldset(_("Reason"), *decline_reasons()),
        words,
        _pause(),
        submit(_("Decline"), closer(_("Not now"), closes="decline")),
        on_submit=lambda sent: decline(request.id, sent),
        done=done,
    )
    return dialog(
        rx.el.p(told, class_name="note"),
        folded(guide, *saying_no()),
        rx.el.div(sent, beside(guide, *saying_no()), class_name="declining"),
        name="decline",
        title=_("Decline"),
        wide=True,
    )


def decline_reasons() -> list[rx.Component]:
    """Why one says no; one of them is chosen already."""
    reasons = (
        ("no_time", _("I have no time for it at present")),
        ("not_my_field", _("It is not my field")),
        ("someone_else", _("Someone else fits better")),
        ("other", _("Another reason")),
    )
    return [
        checkbox(words, "reason", kind="radio", value=value, default_checked=value == "no_time")
        for value, words in reasons
    ]


def _pause() -> rx.Component:
    return rx.el.div(
        checkbox(_("Take a break from new requests, too"), "pause", value="yes"),
        rx.el.p(
            _("Whoever else waits is answered politely, and your partners are told. One switch brings you back."),
            class_name="field-hint",
        ),
        class_name="field",
    )
