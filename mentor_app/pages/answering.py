"""Part of the inbox: what the two people of a request may do about it, introduced to the handlers that do it."""

import reflex as rx

from mentor_app.components.answers import Acts, answers
from mentor_app.components.choices import line_panel, next_in_line
from mentor_app.components.offers import not_taken_up, offered
from mentor_app.components.questions import questions
from mentor_app.components.referrals import refer_dialog, referral_panel, suggested
from mentor_app.components.request_times import request_times, suggest_dialog
from mentor_app.components.requests import outcome
from mentor_app.pages.free_times import free_with
from mentor_app.services.declining import decline_and_pause
from mentor_app.services.flash_offers import offer_flash
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.referrals import refer
from mentor_app.services.request_questions import answer_question, ask_about_request
from mentor_app.services.time_answers import suggest_time
from mentor_app.state.answering import AnsweringState
from mentor_app.state.choices import ChoicesState
from mentor_app.state.inbox import InboxState
from mentor_app.state.notices import NoticeState, last_try
from mentor_app.state.referring import ReferringState
from mentor_app.state.times import TimesState


def exchange(request: rx.Var[RequestDetail]) -> rx.Component:
    """Times and questions before answering, and where the other replies."""
    return rx.fragment(
        request_times(request, TimesState.accept),
        questions(request, AnsweringState.reply, NoticeState.errors, last_try(answer_question)),
        rx.cond(
            request.status == "open",
            suggest_dialog(
                request,
                TimesState.suggest,
                last_try(suggest_time),
                NoticeState.errors,
                free_with(
                    request.partner.id,
                    request.partner.first_name,
                    request.times.my_zone,
                    request.times.minutes.to_string(),
                ),
            ),
        ),
    )


def next_answer(request: rx.Var[RequestDetail], waits: rx.Var[bool]) -> rx.Component:
    """The recipient's answers while the request waits for one, else what became of it."""
    acts = Acts(
        accept=InboxState.accept,
        decline=(InboxState.decline, last_try(decline_and_pause)),
        ask=(AnsweringState.ask, last_try(ask_about_request)),
        offer=(AnsweringState.offer, last_try(offer_flash)),
        refer=refer_dialog(
            request,
            ReferringState.found,
            ReferringState.typed,
            ReferringState.search,
            (ReferringState.refer, last_try(refer)),
            NoticeState.errors,
        ),
    )
    ended = rx.match(
        request.status,
        ("flash_offered", offered(request, AnsweringState.accept_offer, AnsweringState.decline_offer)),
        ("flash_declined", not_taken_up(request)),
        ("referred", suggested(request)),
        outcome(request, InboxState.withdraw),
    )
    return rx.cond(waits, answers(request, acts, NoticeState.errors), rx.fragment(whom_next(request), ended))


def my_line() -> rx.Component:
    """Those the reader would ask next."""
    acts = ChoicesState
    return line_panel(InboxState.line, move=acts.move, drop=acts.drop, ask=acts.ask, turn=acts.turn)


def whom_next(request: rx.Var[RequestDetail]) -> rx.Component:
    """For the sender of a request for mentoring that ended without a yes: the next in the line."""
    ended = ["declined", "expired", "flash_declined", "referred"]
    return rx.cond(
        request.is_mine & rx.Var.create(ended).contains(request.status) & (request.kind == "mentoring"),
        next_in_line(InboxState.line, ChoicesState.ask),
    )


def named_by_others() -> rx.Component:
    """Whoever would like to name the reader."""
    return referral_panel(InboxState.referrals, ReferringState.agree, ReferringState.refuse)
