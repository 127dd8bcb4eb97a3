"""The stage and the next step, computed from facts."""

from mentor_app.db import Actor, read, transact
from mentor_app.services.agenda import add_agenda_item, tick_agenda_item
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
    assert (frame(cast).stage, frame(cast).next_step) == ("under_way", "keep_going")
    do(cast, tick_agenda_item, item, False)
    assert frame(cast).stage == "first_meeting"


def test_a_reached_goal_is_a_fact_too(cast):
    do(cast, set_progress, do(cast, add_goal, "Learn SQL"), 100)
    assert frame(cast).stage == "under_way"


def test_both_are_in_their_own_roles_and_lists(cast):
    for who, role, partner in (("ada", "mentor", "Ben"), ("ben", "mentee", "Ada")):
        assert (frame(cast, who).role, frame(cast, who).partner.name) == (role, partner)
        listed = read(Actor(getattr(cast, who)), list_mentorships)
        assert [(item.id, item.role, item.stage) for item in listed] == [(cast.mentorship, role, "first_meeting")]
    assert read(Actor(cast.cy), list_mentorships) == []
