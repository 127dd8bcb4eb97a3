"""What the recipient of a request may answer."""

from typing import NamedTuple

import reflex as rx

from mentor_app.components.declining import decline_dialog
from mentor_app.components.dialogs import opener
from mentor_app.components.forms import Errors
from mentor_app.components.offers import offer_dialog
from mentor_app.components.questions import question_dialog
from mentor_app.components.referrals import referred_so_far
from mentor_app.components.request_times import CHOOSE, suggest_opener, takes_a_time
from mentor_app.i18n.text import _
from mentor_app.services.inbox import RequestDetail


class Acts(NamedTuple):
    """What the recipient may do, each handler called with the request's id first.

    Args:
        accept: yes; with one of the sender's times the form that holds them is sent instead.
        decline: no, with its dialog's form, and how its last try ended.
        ask: a question first, likewise.
        offer: one flash meeting instead, likewise.
        refer: the dialog `refer`, in which a colleague is chosen.
    """

    accept: rx.EventHandler
    decline: tuple[rx.EventHandler, rx.Var[int]]
    ask: tuple[rx.EventHandler, rx.Var[int]]
    offer: tuple[rx.EventHandler, rx.Var[int]]
    refer: rx.Component


def _accept(request: rx.Var[RequestDetail], acts: Acts) -> rx.Component:
    def button(**how: object) -> rx.Component:
        return rx.el.button(
            _("Accept"),
            class_name="button button--primary",
            disabled=request.is_full,
            aria_label=_("Accept request from {{name}}", name=request.partner.name),
            **how,
        )

    with_a_time = button(type="submit", form=CHOOSE)
    return rx.cond(takes_a_time(request), with_a_time, button(type="button", on_click=acts.accept(request.id)))


def answers(request: rx.Var[RequestDetail], acts: Acts, errors: Errors) -> rx.Component:
    """What the recipient may answer."""
    name = request.partner.name
    return rx.el.div(
        rx.el.div(
            _accept(request, acts),
            suggest_opener(request),
            opener(_("Ask a question"), opens="ask-question", disabled=request.awaits_reply),
            rx.cond(request.kind == "mentoring", opener(_("Offer a flash meeting instead"), opens="offer-flash")),
            opener(_("Refer to a colleague"), opens="refer", disabled=request.referral.pending != ""),
            opener(
                _("Decline"),
                opens="decline",
                class_name="button button--quiet",
                aria_label=_("Decline request from {{name}}", name=name),
            ),
            class_name="cluster",
        ),
        referred_so_far(request),
        rx.el.p(places(request), class_name="tiny"),
        decline_dialog(request, *acts.decline, errors),
        question_dialog(request, *acts.ask, errors),
        offer_dialog(request, *acts.offer, errors),
        acts.refer,
        class_name="answers stack",
    )


def places(request: rx.Var[RequestDetail]) -> rx.Var[str]:
    """What accepting takes of the recipient's places."""
    return rx.cond(
        request.kind == "flash",
        _("A flash meeting takes none of your places."),
        rx.cond(
            request.free_places == 1,
            _("Accepting uses your last free place of {{places}}.", places=request.places),
            _("{{free}} of your {{places}} places are free.", free=request.free_places, places=request.places),
        ),
    )
