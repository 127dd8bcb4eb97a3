"""Achievements: from what really happened, and for others only when their owner says so."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound
from mentor_app.models import Block, Goal
from mentor_app.realtime.changes import for_member
from mentor_app.services.achievements import KINDS, list_achievements, show_achievements_to
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import approve_revision, send_revision
from mentor_app.services.certificates import issue_certificate
from mentor_app.services.endings import end_mentorship
from mentor_app.services.goals import add_goal, set_progress
from mentor_app.services.member_pages import get_member_page
from mentor_app.services.records import my_record
from mentor_app.services.requests import accept_request, send_request
from tests.services.test_certificates import met

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


def kinds(cast, who, of=None):
    me = getattr(cast, who)
    return [item.kind for item in read(Actor(me), list_achievements, getattr(cast, of or who))]


def test_nothing_is_there_before_it_happened(cast):
    assert kinds(cast, "ben") == kinds(cast, "ada") == []


def test_asking_and_saying_yes(cast):
    request = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]
    assert (kinds(cast, "cy"), kinds(cast, "ada")) == (["first_request"], [])
    transact(Actor(cast.ada), accept_request, request)
    assert kinds(cast, "ada") == ["first_yes"]


def test_both_have_come_to_what_they_did_together(cast):
    goal = transact(Actor(cast.ben), add_goal, cast.mentorship, "Learn SQL")[0]
    transact(Actor(cast.ben), write_clause, cast.mentorship, "period", "Six months.", 1)
    digest = digest_of({"period": "Six months."})
    sent = transact(Actor(cast.ben), send_revision, cast.mentorship, digest)[0]
    assert kinds(cast, "ben") == []
    transact(Actor(cast.ada), approve_revision, cast.mentorship, sent, digest)
    transact(Actor(cast.ben), set_progress, cast.mentorship, goal, 100)
    assert kinds(cast, "ben") == kinds(cast, "ada") == ["first_agreement", "goal_reached"]
    met(cast, 60, 60, 60, 60)
    assert kinds(cast, "ada") == ["first_agreement", "first_meeting", "goal_reached"]
    met(cast, 60)
    transact(Actor(cast.ada), end_mentorship, cast.mentorship, "objective_reached")
    everything = ["first_agreement", "first_meeting", "five_meetings", "goal_reached", "completed"]
    assert kinds(cast, "ben") == kinds(cast, "ada") == everything
    assert kinds(cast, "cy") == []


def test_what_is_undone_is_no_achievement(cast):
    with Session(db.engine()) as session:
        goal = Goal(mentorship_id=cast.mentorship, author_id=cast.ben, title="SQL", reached_at=datetime.now(UTC))
        session.add(goal)
        session.commit()
        place = goal.id
    assert kinds(cast, "ben") == ["goal_reached"]
    transact(Actor(cast.ben), set_progress, cast.mentorship, place, 40)
    assert kinds(cast, "ben") == []


def test_ending_what_never_began_is_no_achievement(cast):
    transact(Actor(cast.ben), end_mentorship, cast.mentorship, "not_a_fit")
    assert kinds(cast, "ben") == []


def test_others_see_them_only_when_their_owner_says_so(cast):
    met(cast, 60)
    assert (kinds(cast, "ada", of="ben"), kinds(cast, "cy", of="ben")) == ([], [])
    _, changes = transact(Actor(cast.ben), show_achievements_to, "partners")
    assert for_member(cast.ben, "profile") in changes
    assert (kinds(cast, "ada", of="ben"), kinds(cast, "cy", of="ben")) == (["first_meeting"], [])
    assert [item.kind for item in read(Actor(cast.ada), get_member_page, cast.ben).achievements] == ["first_meeting"]
    transact(Actor(cast.ben), show_achievements_to, "members")
    assert kinds(cast, "cy", of="ben") == ["first_meeting"]
    transact(Actor(cast.ben), show_achievements_to, "me")
    assert read(Actor(cast.ada), get_member_page, cast.ben).achievements == []
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ben), show_achievements_to, "everybody")


def test_whoever_may_not_see_the_member_cannot_tell_they_exist(cast):
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.ben, target_id=cast.cy))
        session.commit()
    with pytest.raises(NotFound):
        kinds(cast, "cy", of="ben")


def test_the_record_holds_confirmations_too(cast):
    met(cast, 60)
    transact(Actor(cast.ada), end_mentorship, cast.mentorship, "objective_reached")
    code = transact(Actor(cast.ben), issue_certificate, cast.mentorship)[0]
    mine = read(Actor(cast.ben), my_record)
    assert [row.code for row in mine.certificates] == [code]
    assert [item.kind for item in mine.achievements] == ["first_meeting", "completed"]
    assert mine.audience == "me"
    assert read(Actor(cast.ada), my_record).certificates == []


def test_every_kind_has_its_words():
    assert len({words for _, words in KINDS}) == len(KINDS) == 7
