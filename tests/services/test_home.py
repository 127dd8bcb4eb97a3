"""My mentoring: what waits, whom one works with, who fits; asked at every change, so in few questions."""

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.models import Profile
from mentor_app.services.agenda import add_agenda_item, list_agenda, tick_agenda_item
from mentor_app.services.goals import add_goal, set_progress
from mentor_app.services.home import find_matches, home
from mentor_app.services.inbox import list_threads
from mentor_app.services.mentorships import list_mentorships
from mentor_app.services.people import people_by_id
from mentor_app.services.requests import accept_request, send_request
from tests.conftest import add_member
from tests.services.questions import questions

WHY = "You have led the change that I am about to begin, and I would like to learn how."


def with_mentees(cast, names):
    """Each of these asks Ada and is accepted."""
    with Session(db.engine()) as session:
        ids = [add_member(session, name, cast.programme, seeks_mentor=True) for name in names]
        session.get_one(Profile, cast.ada).capacity = 20
        session.commit()
    for mentee in ids:
        request_id, _ = transact(Actor(mentee), send_request, cast.ada, "mentoring", WHY)
        transact(Actor(cast.ada), accept_request, request_id)


def test_more_mentorships_are_no_more_questions(cast):
    with questions() as few:
        assert len(read(Actor(cast.ada), list_mentorships)) == 1
    with_mentees(cast, ("Fay", "Gus", "Hal", "Ida"))
    with questions() as many:
        assert len(read(Actor(cast.ada), list_mentorships)) == 5
    assert len(many) == len(few)


def test_stage_and_next_step_follow_from_the_work_of_that_mentorship_alone(cast):
    with_mentees(cast, ("Fay",))
    me = Actor(cast.ben)
    item, _ = transact(me, add_agenda_item, cast.mentorship, "How do I begin?")
    assert [row.next_step for row in read(me, list_mentorships)] == ["set_goals"]
    goal, _ = transact(me, add_goal, cast.mentorship, "Lead a meeting")
    transact(me, tick_agenda_item, cast.mentorship, item, True)
    transact(me, set_progress, cast.mentorship, goal, 100)
    [mine] = read(me, list_mentorships)
    assert (mine.stage, mine.next_step, mine.goals_reached, mine.goals) == ("under_way", "keep_going", 1, 1)
    other = next(row for row in read(Actor(cast.ada), list_mentorships) if row.id != cast.mentorship)
    assert (other.stage, other.next_step, other.goals) == ("first_meeting", "prepare_agenda", 0)
    assert [row.is_done for row in read(me, list_agenda, cast.mentorship)] == [True]


def test_a_request_is_a_step_for_whom_it_waits_and_for_nobody_else(cast):
    transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)
    assert [step.name for step in read(Actor(cast.ada), home).steps if step.kind == "answer"] == ["Cy"]
    for other in (cast.cy, cast.ben):
        assert not [step for step in read(Actor(other), home).steps if step.kind == "answer"]
    assert [thread.partner.name for thread in read(Actor(cast.cy), list_threads, "waiting")] == ["Ada"]


@pytest.mark.parametrize(("who", "side"), [("ada", "mentor"), ("ben", "mentee")])
def test_matches_are_looked_for_on_the_side_one_usually_stands_on(cast, who, side):
    assert read(Actor(getattr(cast, who)), find_matches).side == side
    assert read(Actor(getattr(cast, who)), find_matches, side="mentee").side == "mentee"


def test_a_line_about_somebody_tells_no_more_than_every_member_may_see(cast):
    with Session(db.engine()) as session:
        profile = session.get_one(Profile, cast.ada)
        profile.headline, profile.job_title, profile.organisation, profile.city = "", "Judge", "Court", "Graz"
        profile.audiences = {"organisation": "partners", "place": "me"}
        session.commit()
    ada = read(Actor(cast.cy), people_by_id, [cast.ada])[cast.ada]
    assert (ada.headline, ada.place) == ("Judge", "")
