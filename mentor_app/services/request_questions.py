"""Asking before answering: the recipient of a request asks, its sender answers, and it stays open meanwhile."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from mentor_app.clock import iso, now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, RequestQuestion
from mentor_app.security.access import current_member, received_request
from mentor_app.security.answering import answerable_question
from mentor_app.services.letters import write_letter
from mentor_app.services.request_steps import still_open, tell_of_request
from mentor_app.services.texts import clean_text

MOST_QUESTIONS = 5
LONGEST_QUESTION, LONGEST_REPLY = 1000, 2000
TIME_AFTER_REPLY = timedelta(days=3)
"""The recipient has at least this long to decide once a question of theirs has been answered."""


@dataclass(frozen=True)
class QuestionItem:
    """A question about a request and its answer, empty while it is awaited. Times are ISO, UTC."""

    id: str
    text: str
    answer: str
    asked_at: str
    answered_at: str


def list_questions(uow: UnitOfWork, request: MentoringRequest) -> list[QuestionItem]:
    """The questions about a request which the caller has already checked that the actor may see, in order."""
    asked = select(RequestQuestion).where(RequestQuestion.request_id == request.id)
    return [
        QuestionItem(
            id=row.id,
            text=row.text,
            answer=row.answer,
            asked_at=row.created_at.isoformat(),
            answered_at=iso(row.answered_at),
        )
        for row in uow.session.exec(asked.order_by(col(RequestQuestion.created_at)))
    ]


def ask_about_request(uow: UnitOfWork, request_id: str, text: str) -> None:
    """Ask the sender something before answering; the request stays open.

    Raises:
        InvalidInput: when nothing or too much is asked.
        NotPermitted: when the request is no longer open.
        TooMany: when a question waits already, or enough has been asked.
    """
    request = still_open(uow, received_request(uow, request_id))
    earlier = list_questions(uow, request)
    if any(not question.answer for question in earlier):
        raise TooMany(N_("Your last question is not answered yet. Please wait for it."))
    if len(earlier) >= MOST_QUESTIONS:
        raise TooMany(N_("You have asked enough to decide. Please accept or decline."))
    words = clean_text("question", text, LONGEST_QUESTION, least=1, lines=True)
    me, sender = current_member(uow), uow.session.get_one(Member, request.sender_id)
    uow.session.add(RequestQuestion(request_id=request.id, asker_id=me.id, text=words))
    tell_of_request(uow, request, sender, "question.asked", me.name)
    write_letter(uow, "question_asked", sender, {"partner": me.name, "request_id": request.id, "question": words})
    uow.record("request.question_asked", request.id)


def answer_question(uow: UnitOfWork, question_id: str, text: str) -> None:
    """Answer a question about one's own request; the recipient then has some days at least to decide.

    Raises:
        InvalidInput: when nothing or too much is said.
        NotPermitted: when the request is no longer open, or the question is answered already.
    """
    question, request = answerable_question(uow, question_id)
    still_open(uow, request)
    uow.session.refresh(question)
    if question.answer:
        raise NotPermitted(N_("This question is answered already."))
    question.answer = clean_text("answer", text, LONGEST_REPLY, least=1, lines=True)
    question.answered_at = now()
    request.expires_at = max(request.expires_at, now() + TIME_AFTER_REPLY)
    me, recipient = current_member(uow), uow.session.get_one(Member, request.recipient_id)
    tell_of_request(uow, request, recipient, "question.answered", me.name)
    params = {"partner": me.name, "request_id": request.id, "answer": question.answer}
    write_letter(uow, "question_answered", recipient, params)
    uow.record("request.question_answered", request.id)


def awaits_reply(uow: UnitOfWork, request_id: str) -> bool:
    """Whether it is the sender's turn: a question about the request is not answered yet."""
    waiting = select(RequestQuestion.id).where(RequestQuestion.request_id == request_id, RequestQuestion.answer == "")
    return uow.session.exec(waiting).first() is not None
