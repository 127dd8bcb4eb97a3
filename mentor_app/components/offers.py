"""One flash meeting instead of mentoring: where it is offered, and where it is taken up in one click."""

import reflex as rx

from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.endings import who_else
from mentor_app.components.forms import Errors, field, form, left_out, submit
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, moment
from mentor_app.services.flash_offers import LONGEST_NOTE
from mentor_app.services.inbox import RequestDetail


def offer_dialog(
    request: rx.Var[RequestDetail], offer: rx.EventHandler, done: rx.Var[int], errors: Errors
) -> rx.Component:
    """Where the recipient offers one meeting."""
    return dialog(
        rx.el.p(
            _(
                "One conversation of about half an hour can help a lot, and takes none of your places. "
                "{{name}} can say yes with one click.",
                name=request.partner.first_name,
            ),
            class_name="note",
        ),
        form(
            field(
                _("A few words, if you like"),
                "note",
                kept_textarea("note", keep="offer-" + request.id, limit=LONGEST_NOTE, rows=4, scope="offer-"),
                errors=errors,
                hint=left_out(),
                scope="offer-",
            ),
            submit(_("Offer a flash meeting"), closer(_("Not now"), closes="offer-flash")),
            on_submit=lambda sent: offer(request.id, sent),
            done=done,
        ),
        name="offer-flash",
        title=_("Offer a flash meeting instead"),
    )


def offered(request: rx.Var[RequestDetail], accept: rx.EventHandler, decline: rx.EventHandler) -> rx.Component:
    """A flash meeting on offer: its sender takes it up or not, whoever offered it waits."""
    name = request.partner.first_name
    mine = rx.el.div(
        rx.el.p(_("{{name}} offers you one flash meeting instead.", name=name)),
        rx.cond(request.offer_note != "", rx.el.blockquote(request.offer_note, class_name="said")),
        rx.el.div(
            rx.el.button(
                _("Accept"),
                type="button",
                class_name="button button--primary",
                on_click=accept(request.id),
                aria_label=_("Accept the flash meeting with {{name}}", name=request.partner.name),
            ),
            rx.el.button(
                _("Decline"),
                type="button",
                class_name="button button--quiet",
                on_click=decline(request.id),
                aria_label=_("Decline the flash meeting with {{name}}", name=request.partner.name),
            ),
            class_name="cluster",
        ),
        rx.el.p(_("Open until {{date}}.", date=moment(request.expires_at, "date")), class_name="tiny"),
        class_name="stack",
    )
    theirs = rx.el.div(
        rx.el.p(_("You offered one flash meeting instead. Waiting for {{name}}.", name=name), class_name="note"),
        rx.cond(request.offer_note != "", rx.el.blockquote(request.offer_note, class_name="said")),
        class_name="stack",
    )
    return rx.cond(request.is_mine, mine, theirs)


def not_taken_up(request: rx.Var[RequestDetail]) -> rx.Component:
    """The end of an offer nobody took up."""
    mine = _("You did not take up the flash meeting.")
    theirs = _("{{name}} did not take up the flash meeting.", name=request.partner.first_name)
    return rx.el.div(
        rx.el.p(rx.cond(request.is_mine, mine, theirs), class_name="note"), who_else(request), class_name="stack"
    )
