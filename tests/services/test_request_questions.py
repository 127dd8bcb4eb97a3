"""Asking before answering."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import Letter, MentoringRequest, Notification, RequestQuestion
from mentor_app.realtime.changes import for_member
from mentor_app.services.inbox import inbox
from mentor_app.services.request_questions import MOST_QUESTIONS, answer_question, ask_about_request
from mentor_app.services.requests import accept_request, decline_request, send_request

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


@pytest.fixture
def request_id(cast):
    return transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def ask(cast, request_id, text="How much time do you have?"):
    _, changes = transact(Actor(cast.ada), ask_about_request, request_id, text)
    return changes


def answer(who, text="Two hours a month"):
    return transact(Actor(who), answer_question, rows(RequestQuestion)[-1].id, text)[1]


def seen_by(who, request_id, shelf):
    return read(Actor(who), inbox, shelf, request_id).selected


def test_a_question_reaches_the_sender_and_the_request_stays_open(cast, request_id):
    changes = ask(cast, request_id)
    assert {for_member(cast.cy, "requests"), for_member(cast.cy, "notices")} <= set(changes)
    mine, theirs = seen_by(cast.cy, request_id, "waiting"), seen_by(cast.ada, request_id, "requests")
    assert [question.text for question in mine.questions] == ["How much time do you have?"]
    assert mine.questions == theirs.questions
    assert (mine.status, mine.awaits_reply) == ("open", True)
    assert [letter.member_id for letter in rows(Letter) if letter.kind == "question_asked"] == [cast.cy]


def test_the_answer_reaches_whoever_asked_who_then_accepts(cast, request_id):
    ask(cast, request_id)
    changes = answer(cast.cy)
    assert {for_member(cast.ada, "requests"), for_member(cast.ada, "notices")} <= set(changes)
    view = seen_by(cast.ada, request_id, "requests")
    assert (view.questions[0].answer, view.awaits_reply) == ("Two hours a month", False)
    assert [letter.member_id for letter in rows(Letter) if letter.kind == "question_answered"] == [cast.ada]
    assert [notice.kind for notice in rows(Notification) if notice.member_id == cast.ada][-1] == "question.answered"
    assert transact(Actor(cast.ada), accept_request, request_id)[0]


def test_strangers_cannot_tell_a_question_exists(cast, request_id):
    ask(cast, request_id)
    question_id = rows(RequestQuestion)[0].id
    for stranger in (cast.dee, cast.ben):
        for real, invented, act in (
            (request_id, "no-such-id", ask_about_request),
            (question_id, "no-such-id", answer_question),
        ):
            with pytest.raises(NotFound) as told:
                transact(Actor(stranger), act, real, "May I?")
            with pytest.raises(NotFound) as nothing:
                transact(Actor(stranger), act, invented, "May I?")
            assert told.value.message == nothing.value.message
    assert [(row.answer, row.text) for row in rows(RequestQuestion)] == [("", "How much time do you have?")]


def test_the_sender_cannot_ask_and_the_recipient_cannot_answer(cast, request_id):
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), ask_about_request, request_id, "Will you?")
    ask(cast, request_id)
    with pytest.raises(NotPermitted):
        answer(cast.ada)
    assert rows(RequestQuestion)[0].answer == ""


def test_one_question_at_a_time_and_a_handful_in_all(cast, request_id):
    for _question in range(MOST_QUESTIONS):
        ask(cast, request_id)
        with pytest.raises(TooMany):
            ask(cast, request_id)
        with Session(db.engine()) as session:
            waiting = session.exec(select(RequestQuestion).where(RequestQuestion.answer == "")).one().id
        transact(Actor(cast.cy), answer_question, waiting, "Yes")
    with pytest.raises(TooMany):
        ask(cast, request_id)
    assert len(rows(RequestQuestion)) == MOST_QUESTIONS


def test_a_refusal_leaves_no_trace(cast, request_id):
    before = len(rows(Letter))
    for wrong in ("", "   ", "x" * 1001):
        with pytest.raises(InvalidInput) as refused:
            ask(cast, request_id, wrong)
        assert refused.value.field == "question"
    ask(cast, request_id)
    with pytest.raises(InvalidInput) as refused:
        answer(cast.cy, " ")
    assert refused.value.field == "answer"
    answer(cast.cy)
    with pytest.raises(NotPermitted):
        answer(cast.cy, "Something else")
    assert rows(RequestQuestion)[0].answer == "Two hours a month"
    assert len(rows(Letter)) == before + 2


def test_nothing_is_asked_or_answered_once_the_request_has_ended(cast, request_id):
    ask(cast, request_id)
    transact(Actor(cast.ada), decline_request, request_id, "no_time")
    with pytest.raises(NotPermitted):
        ask(cast, request_id)
    with pytest.raises(NotPermitted):
        answer(cast.cy)


def test_nobody_is_reminded_while_it_is_the_senders_turn(cast, request_id):
    ask(cast, request_id)
    with time_machine.travel(now() + timedelta(days=4), tick=False):
        tend_requests()
        assert not [letter for letter in rows(Letter) if letter.kind == "request_reminder"]
        answer(cast.cy)
        tend_requests()
    assert [letter.member_id for letter in rows(Letter) if letter.kind == "request_reminder"] == [cast.ada]


def test_a_late_reply_leaves_the_recipient_time_to_decide(cast, request_id):
    ask(cast, request_id)
    with time_machine.travel(now() + timedelta(days=13.9), tick=False):
        answer(cast.cy)
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        tend_requests()
        assert rows(MentoringRequest)[0].status == "open"
    with time_machine.travel(now() + timedelta(days=17), tick=False):
        tend_requests()
    assert rows(MentoringRequest)[0].status == "expired"


def test_an_expiry_while_waiting_for_the_sender_is_not_the_recipients_silence(cast, request_id):
    other = transact(Actor(cast.dee), send_request, cast.ada, "mentoring", WHY)[0]
    for each in (request_id, other):
        ask(cast, each)
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        tend_requests()
    assert {row.status for row in rows(MentoringRequest)} == {"expired"}
    told = sorted(notice.kind for notice in rows(Notification) if notice.kind.endswith("expired"))
    assert told == ["question.expired", "question.expired"]
    assert "pause.offered" not in {notice.kind for notice in rows(Notification)}
    assert seen_by(cast.cy, request_id, "archived").awaits_reply
