"""The stage and the next step, computed from facts."""

from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.models import Meeting
from mentor_app.services.agenda import add_agenda_item, tick_agenda_item
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import approve_revision, send_revision
from mentor_app.services.goals import add_goal, set_progress
from mentor_app.services.mentorships import list_mentorships, tab
from mentor_app.services.overview import overview


def frame(cast, who="ben"):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, overview).frame


def do(cast, act, *args):
    return transact(Actor(cast.ben), act, cast.mentorship, *args)[0]


def test_next_step_leads_from_agenda_to_goals_to_meeting(cast):
    assert (frame(cast).stage, frame(cast).next_step) == ("first_meeting", "prepare_agenda")
    item = do(cast, add_agenda_item, "Hello")
    assert frame(cast).next_step == "set_goals"
    do(cast, add_goal, "Learn SQL")
    assert frame(cast).next_step == "tick_agenda"
    do(cast, tick_agenda_item, item, True)
    assert (frame(cast).stage, frame(cast).next_step) == ("agreement", "draft_agreement")
    assert (frame(cast, "ada").stage, frame(cast, "ada").next_step) == ("agreement", "keep_going")
    do(cast, tick_agenda_item, item, False)
    assert frame(cast).stage == "first_meeting"


def test_an_agreement_waits_for_whoever_did_not_send_it_and_then_they_are_under_way(cast):
    for act in (add_goal, add_agenda_item):
        item = do(cast, act, "SQL")
    do(cast, tick_agenda_item, item, True)
    do(cast, write_clause, "period", "Six months.", 1)
    sent = do(cast, send_revision, digest_of({"period": "Six months."}))
    assert (frame(cast, "ada").next_step, frame(cast).next_step) == ("approve_agreement", "keep_going")
    transact(Actor(cast.ada), approve_revision, cast.mentorship, sent, digest_of({"period": "Six months."}))
    for who in ("ada", "ben"):
        assert (frame(cast, who).stage, frame(cast, who).next_step) == ("under_way", "keep_going")


def test_once_they_have_met_nobody_is_asked_to_prepare_the_first_meeting(cast):
    with Session(db.engine()) as session:
        two = {"mentor_id": cast.ada, "mentee_id": cast.ben, "proposer_id": cast.ben}
        session.add(Meeting(mentorship_id=cast.mentorship, status="held", starts_at=now(), changed_at=now(), **two))
        session.commit()
    assert (frame(cast).stage, frame(cast).next_step) == ("agreement", "set_goals")
    do(cast, add_goal, "Learn SQL")
    assert (frame(cast).next_step, frame(cast, "ada").next_step) == ("draft_agreement", "keep_going")


def test_a_reached_goal_is_a_fact_too(cast):
    do(cast, set_progress, do(cast, add_goal, "Learn SQL"), 100)
    assert frame(cast).stage == "under_way"


def test_both_are_in_their_own_roles_and_lists(cast):
    for who, role, partner in (("ada", "mentor", "Ben"), ("ben", "mentee", "Ada")):
        assert (frame(cast, who).role, frame(cast, who).partner.name) == (role, partner)
        listed = read(Actor(getattr(cast, who)), list_mentorships)
        assert [(item.id, item.role, item.stage) for item in listed] == [(cast.mentorship, role, "first_meeting")]
    assert read(Actor(cast.cy), list_mentorships) == []
