"""Your step: whatever waits for a member, of each kind, for nobody else, and gone once it is done."""

import ast
import inspect
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.components import home as words
from mentor_app.db import Actor, read
from mentor_app.models import CalendarAccount, Concern, Enrolment, Letter, Meeting, Profile
from mentor_app.realtime.changes import LETTERS, in_mentorship
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import approve_revision, send_revision
from mentor_app.services.asks import Ask
from mentor_app.services.blocking import block_member
from mentor_app.services.choices import line_up
from mentor_app.services.concern_desk import take_up
from mentor_app.services.concerns import raise_concern
from mentor_app.services.conversations import mark_read, start_conversation
from mentor_app.services.delivery import send_again
from mentor_app.services.endings import end_mentorship
from mentor_app.services.evaluations import evaluate
from mentor_app.services.flash_offers import decline_offer, offer_flash
from mentor_app.services.home import home
from mentor_app.services.inbox import inbox
from mentor_app.services.meeting_accounts import say_what_happened
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from mentor_app.services.mentorship_steps import LOOKING_BACK
from mentor_app.services.pulses import give_pulse
from mentor_app.services.questions import ask_question, read_questions
from mentor_app.services.request_questions import answer_question, ask_about_request
from mentor_app.services.requests import accept_request, decline_request, send_request
from mentor_app.services.step_item import StepItem
from mentor_app.services.steps import KINDS, URGENCY
from mentor_app.services.time_answers import accept_time, suggest_time
from tests.conftest import add_member
from tests.services.meeting_days import act, on, open_slots, rows
from tests.services.questions import questions

WHY = "You have led the change that I am about to begin, and I would like to learn how."
RATINGS = {"together": 5, "useful": 4, "support": 3}


def waits(who, *kinds):
    """The kinds that wait for somebody, in order; of these alone when some are named."""
    return [step.kind for step in read(Actor(who), home).steps if not kinds or step.kind in kinds]


def the(who, kind):
    [step] = [step for step in read(Actor(who), home).steps if step.kind == kind]
    return step


def add(*made):
    with Session(db.engine()) as session:
        session.add_all(made)
        session.commit()
        return [each.id for each in made]


def make_coordinator(member_id):
    with Session(db.engine()) as session:
        session.exec(select(Enrolment).where(Enrolment.member_id == member_id)).one().is_coordinator = True
        session.commit()


def test_a_question_on_a_request_waits_for_its_sender_and_no_longer_for_whoever_asked(cast):
    request = act(cast.cy, send_request, cast.ada, "mentoring", WHY)
    assert the(cast.ada, "answer") == StepItem("answer", "Cy", WHY, f"/inbox?request={request}")
    act(cast.ada, ask_about_request, request, "How much time do you have?")
    assert (waits(cast.ada, "answer", "reply"), waits(cast.cy, "answer", "reply")) == ([], ["reply"])
    assert the(cast.cy, "reply").name == "Ada"
    [question] = read(Actor(cast.cy), inbox, "waiting", request).selected.questions
    act(cast.cy, answer_question, question.id, "Two hours a month")
    assert (waits(cast.ada, "answer", "reply"), waits(cast.cy, "answer", "reply")) == (["answer"], [])


def test_a_time_or_an_offer_waits_for_whoever_asked(cast):
    with on():
        timed = act(cast.cy, send_request, cast.ada, "mentoring", WHY)
        act(cast.ada, suggest_time, timed, ["2026-03-30T18:00"])
        assert (waits(cast.ada, "answer"), the(cast.cy, "times").name) == ([], "Ada")
        meeting = rows(Meeting, request_id=timed)[0].id
        act(cast.cy, accept_time, timed, open_slots(meeting)[0])
        assert waits(cast.cy, "times") == []
        with Session(db.engine()) as session:
            session.get_one(Profile, cast.ada).offers_flash = True
            session.commit()
        [fay] = add_people(cast, "Fay")
        offered = act(fay, send_request, cast.ada, "mentoring", WHY)
        act(cast.ada, offer_flash, offered, "Half an hour, gladly")
        assert (waits(cast.ada, "answer"), the(fay, "offer").name) == ([], "Ada")
        act(fay, decline_offer, offered)
        assert waits(fay, "offer") == []


def test_whoever_is_next_in_line_is_a_step_once_nobody_else_is_to_answer(cast):
    gus, hal = add_people(cast, "Gus", "Hal", offers_mentoring=True)
    asked = act(cast.cy, send_request, gus, "mentoring", WHY)
    act(cast.cy, line_up, hal, Ask(WHY))
    assert waits(cast.cy, "next_choice") == []
    act(gus, decline_request, asked, "no_time")
    assert the(cast.cy, "next_choice").name == "Hal"
    again = act(cast.cy, send_request, cast.ada, "mentoring", WHY)
    assert waits(cast.cy, "next_choice") == []
    act(cast.ada, accept_request, again)
    assert waits(cast.cy, "next_choice") == []


def test_a_meeting_that_is_over_waits_for_a_word_of_each(cast):
    with on():
        made = act(cast.ben, propose_meeting, cast.mentorship, ["2026-03-28T18:00"])
        act(cast.ada, confirm_meeting, made, open_slots(made)[0])
        assert waits(cast.ben, "say") == []
    with on(days=5):
        step = the(cast.ben, "say")
        assert (step.name, step.link) == ("Ada", f"/mentorships/{cast.mentorship}/meetings?meeting={made}")
        act(cast.ben, say_what_happened, made, "held")
        assert (waits(cast.ben, "say"), waits(cast.ada, "say"), waits(cast.cy, "say")) == ([], ["say"], [])
        act(cast.ada, say_what_happened, made, "held")
        assert (the(cast.ben, "pulse").name, the(cast.ada, "pulse").name) == ("Ada", "Ben")
        act(cast.ben, give_pulse, made, 5, "good")
        assert (waits(cast.ben, "pulse"), waits(cast.ada, "pulse")) == ([], ["pulse"])
    with on(days=40):
        assert waits(cast.ada, "say", "pulse") == []


def test_messages_of_one_person_are_named_and_those_of_several_counted(cast):
    talk = act(cast.cy, start_conversation, cast.ada, "Good morning")
    assert the(cast.ada, "message") == StepItem("message", "Cy", "", f"/inbox/conversations/{talk}")
    act(cast.ben, start_conversation, cast.ada, "Good morning")
    assert (the(cast.ada, "messages").count, waits(cast.ada, "message")) == (2, [])
    act(cast.ada, mark_read, talk, 1)
    assert the(cast.ada, "message").name == "Ben"
    act(cast.ada, block_member, cast.ben)
    assert waits(cast.ada, "message", "messages") == []


def test_a_question_between_meetings_is_a_step_until_it_was_seen(cast):
    for text in ("How do I begin?", "And how do I end?"):
        act(cast.ben, ask_question, cast.mentorship, text)
    assert the(cast.ada, "question").count == 2
    assert waits(cast.ben, "question") == []
    act(cast.ada, read_questions, cast.mentorship)
    assert waits(cast.ada, "question") == []


def test_an_agreement_waits_for_approval_and_an_ending_for_looking_back(cast):
    act(cast.ben, write_clause, cast.mentorship, "period", "Six months", 1)
    digest = digest_of({"period": "Six months"})
    sent = act(cast.ben, send_revision, cast.mentorship, digest)
    assert the(cast.ada, "approve_agreement").link == f"/mentorships/{cast.mentorship}/agreement"
    act(cast.ada, approve_revision, cast.mentorship, sent, digest)
    assert waits(cast.ada, "approve_agreement") == []
    act(cast.ben, end_mentorship, cast.mentorship, "objective_reached")
    for who, partner in ((cast.ada, "Ben"), (cast.ben, "Ada")):
        assert (the(who, "evaluate").name, waits(who, "prepare_agenda", "set_goals")) == (partner, [])
    act(cast.ben, evaluate, cast.mentorship, ["skills"], RATINGS)
    assert (waits(cast.ben, "evaluate"), waits(cast.ada, "evaluate")) == ([], ["evaluate"])
    with on(now() + LOOKING_BACK, days=1):
        assert waits(cast.ada, "evaluate") == []


@pytest.mark.parametrize(
    ("trouble", "is_step"),
    [
        ({"status": "refused"}, True),
        ({"status": "connected", "is_stopped": True, "trouble": "password"}, True),
        ({"status": "connected", "trouble": "many_gone"}, True),
        ({"status": "connected", "trouble": "unreachable", "failures": 3}, False),
        ({"status": "looking"}, False),
    ],
)
def test_a_calendar_is_a_step_only_when_its_owner_alone_can_help(cast, trouble, is_step):
    add(CalendarAccount(member_id=cast.ada, address="https://calendar.example", **trouble))
    assert (waits(cast.ada, "calendar"), waits(cast.ben, "calendar")) == (["calendar"] * is_step, [])


def test_concerns_and_failed_letters_wait_for_coordinators_alone(cast):
    make_coordinator(cast.ada)
    act(cast.cy, raise_concern, "member", cast.ada, "boundary", "This made me uneasy")
    [letter, _old] = add(
        Letter(member_id=cast.ben, address="x@example.org", kind="request_received", status="failed"),
        Letter(
            member_id=cast.ben,
            address="x@example.org",
            kind="request_received",
            status="failed",
            created_at=now() - timedelta(days=30),
        ),
    )
    assert waits(cast.dee, "concerns", "letters") == ["concerns", "letters"]
    assert the(cast.dee, "concerns").link == "/programme/alumni/concerns"
    assert (the(cast.dee, "letters").count, the(cast.dee, "letters").name) == (1, "Alumni mentoring")
    # Whom it is about must not learn of it, coordinator or not.
    assert waits(cast.ada, "concerns") == []
    assert waits(cast.cy, "concerns", "letters") == []
    act(cast.dee, take_up, "alumni", rows(Concern)[0].id)
    act(cast.dee, send_again, "alumni", letter)
    assert waits(cast.dee, "concerns", "letters") == []


def test_the_page_follows_what_is_on_it_so_that_every_step_is_live(cast):
    assert read(Actor(cast.ada), home).follows == (in_mentorship(cast.mentorship, "").topic,)
    assert read(Actor(cast.dee), home).follows == (LETTERS,)
    assert read(Actor(cast.cy), home).follows == ()


def test_more_people_who_wait_are_no_more_questions(cast):
    act(cast.cy, send_request, cast.ada, "mentoring", WHY)
    with questions() as few:
        read(Actor(cast.ada), home)
    for each in add_people(cast, "Fay", "Gus", "Hal", seeks_mentor=True):
        act(each, send_request, cast.ada, "mentoring", WHY)
    with questions() as many:
        assert waits(cast.ada, "answer") == ["answer"] * 4
    assert len(many) <= len(few) + 1


def test_every_kind_has_its_sentence_its_reason_and_its_place_in_the_order():
    tree = ast.parse(inspect.getsource(words))
    said = {
        function.name: {
            each.elts[0].value
            for each in ast.walk(function)
            if isinstance(each, ast.Tuple) and isinstance(each.elts[0], ast.Constant)
        }
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
    }
    assert said["step_words"] | said["_of_requests"] | said["_of_many"] == set(URGENCY)
    assert said["_why"] == set(URGENCY)
    assert len(KINDS) == len(set(KINDS))


def add_people(cast, *names, **profile):
    with Session(db.engine()) as session:
        made = [add_member(session, name, cast.programme, **profile) for name in names]
        session.commit()
    return made
