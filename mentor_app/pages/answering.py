"""Part of the inbox: what the two people of a request may do about it, introduced to the handlers that do it."""

import reflex as rx

from mentor_app.components.answers import Acts, answers
from mentor_app.components.offers import not_taken_up, offered
from mentor_app.components.questions import questions
from mentor_app.components.request_times import request_times, suggest_dialog
from mentor_app.components.requests import outcome
from mentor_app.services.flash_offers import offer_flash
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.request_questions import answer_question, ask_about_request
from mentor_app.services.requests import decline_request
from mentor_app.services.time_answers import suggest_time
from mentor_app.state.answering import AnsweringState
from mentor_app.state.inbox import InboxState
from mentor_app.state.notices import NoticeState, last_try
from mentor_app.state.times import TimesState


def exchange(request: rx.Var[RequestDetail]) -> rx.Component:
    """Times and questions before answering, and where the other replies."""
    return rx.fragment(
        request_times(request, TimesState.accept),
        questions(request, AnsweringState.reply, NoticeState.errors, last_try(answer_question)),
        rx.cond(
            request.status == "open",
            suggest_dialog(
                request, TimesState.suggest, last_try(suggest_time), NoticeState.errors, NoticeState.error_params
            ),
        ),
    )


def next_answer(request: rx.Var[RequestDetail], waits: rx.Var[bool]) -> rx.Component:
    """The recipient's answers while the request waits for one, else what became of it."""
    acts = Acts(
        accept=InboxState.accept,
        decline=(InboxState.decline, last_try(decline_request)),
        ask=(AnsweringState.ask, last_try(ask_about_request)),
        offer=(AnsweringState.offer, last_try(offer_flash)),
    )
    return rx.cond(
        waits,
        answers(request, acts, NoticeState.errors),
        rx.match(
            request.status,
            ("flash_offered", offered(request, AnsweringState.accept_offer, AnsweringState.decline_offer)),
            ("flash_declined", not_taken_up(request)),
            outcome(request, InboxState.withdraw),
        ),
    )
