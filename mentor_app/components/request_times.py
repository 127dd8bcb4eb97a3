"""Times for a first conversation in a request: whose turn it is, the times, and where others are suggested."""

from collections.abc import Callable

import reflex as rx

from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import Errors, field, form, left_out, submit
from mentor_app.components.free_times import FreeOffer
from mentor_app.components.times import shown_times, times_field, when
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, ago
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.proposals import LONGEST_WORDS, ProposalDetail, SlotItem

Request = rx.Var[RequestDetail]
CHOOSE, SUGGEST = "choose-time", "suggest-time"


def takes_a_time(request: Request) -> rx.Var[bool]:
    """Whether the reader has times of the other's to choose from."""
    times = request.times
    return (
        (request.status == "open") & times.is_suggested & ~times.proposal.is_mine & (times.proposal.slots.length() > 0)
    )


def request_times(request: Request, accept: rx.EventHandler) -> rx.Component:
    """What is suggested now, and folded away what was suggested before.

    Args:
        request: the request.
        accept: called with the request's id and the form that holds the chosen time.
    """

    def choosing(choices: rx.Component) -> rx.Component:
        return form(
            choices,
            on_submit=lambda sent: accept(request.id, sent),
            class_name="slots",
            custom_attrs={"id": CHOOSE},
        )

    return suggested_times(request, choosing)


def suggested_times(request: Request, choosing: Callable[[rx.Component], rx.Component]) -> rx.Component:
    """The same, with a form of the caller's own around the times to choose from.

    Args:
        request: the request.
        choosing: makes the form from its choices.
    """
    times, name = request.times, request.partner.first_name
    mine = rx.fragment(
        rx.el.p(_("You suggested these times. It is {{name}}'s turn.", name=name), class_name="note"),
        shown_times(times.proposal, times.my_zone, name),
    )
    theirs = rx.fragment(
        rx.el.p(
            _("{{name}} suggests. It is your turn: choose a time, or suggest another.", name=name), class_name="note"
        ),
        rx.cond(times.proposal.words != "", rx.el.blockquote(times.proposal.words, class_name="said")),
        rx.cond(
            times.proposal.slots.length() > 0,
            choosing(rx.foreach(times.proposal.slots, lambda slot, index: _choice(slot, index, request))),
            rx.el.p(_("These times have passed. Please suggest another."), class_name="note"),
        ),
    )
    return rx.cond(
        times.is_suggested & (request.status == "open"),
        rx.el.section(
            rx.el.h3(_("Times for a first conversation"), class_name="heading heading--small"),
            rx.cond(times.proposal.is_mine, mine, theirs),
            rx.cond(times.earlier.length() > 0, _earlier(request)),
            class_name="stack stack--tight",
        ),
    )


def take_it(request: Request) -> rx.Component:
    """The sender's answer to times the recipient suggested."""
    return rx.cond(
        takes_a_time(request),
        rx.el.button(
            _("Accept"),
            type="submit",
            form=CHOOSE,
            class_name="button button--primary",
            aria_label=_("Accept the time with {{name}}", name=request.partner.name),
        ),
    )


def suggest_opener(request: Request) -> rx.Component:
    """The button behind which other times are suggested."""
    times = request.times
    words = rx.cond(times.is_suggested & times.proposal.is_mine, _("Change the times"), _("Suggest another time"))
    return opener(words, opens=SUGGEST)


def suggest_dialog(
    request: Request, suggest: rx.EventHandler, done: rx.Var[int], errors: Errors, free: FreeOffer
) -> rx.Component:
    """Where either of the two suggests times."""
    scope = "suggest-"
    return dialog(
        rx.el.p(
            _(
                "The request stays open. {{name}} takes one of your times, or suggests others.",
                name=request.partner.first_name,
            ),
            class_name="note",
        ),
        form(
            times_field(free, errors, keep="times-" + request.id, scope=scope),
            field(
                _("A few words, if you like"),
                "words",
                kept_textarea("words", keep="times-words-" + request.id, limit=LONGEST_WORDS, rows=3, scope=scope),
                errors=errors,
                hint=left_out(),
                scope=scope,
            ),
            submit(_("Suggest these times"), closer(_("Not now"), closes=SUGGEST)),
            on_submit=lambda sent: suggest(request.id, sent),
            done=done,
        ),
        name=SUGGEST,
        title=_("Suggest another time"),
    )


def _choice(slot: rx.Var[SlotItem], index: rx.Var[int], request: Request) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="slot_id", value=slot.id, default_checked=index == 0),
        when(slot.starts_at, request.times.my_zone, slot.their_zone, request.partner.first_name),
        class_name="choice slot",
        key=slot.id,
    )


def _earlier(request: Request) -> rx.Component:
    name = request.partner.first_name

    def one(proposal: rx.Var[ProposalDetail]) -> rx.Component:
        return rx.el.li(
            rx.el.p(
                rx.cond(proposal.is_mine, _("You suggested"), _("{{name}} suggested", name=name)),
                " · ",
                rx.el.time(ago(proposal.at), date_time=proposal.at),
                class_name="tiny",
            ),
            shown_times(proposal, request.times.my_zone, name),
            class_name="stack stack--tight",
            key=proposal.id,
        )

    return rx.el.details(
        rx.el.summary(_("Suggested before")),
        rx.el.ul(rx.foreach(request.times.earlier, one), class_name="stack"),
        class_name="why-fold",
    )
