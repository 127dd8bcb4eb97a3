"""All meetings of one member, and what they make the next step and the stage."""

import pytest

from mentor_app.db import Actor, read
from mentor_app.errors import NotPermitted
from mentor_app.services.home import home
from mentor_app.services.meeting_accounts import say_what_happened
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from mentor_app.services.mentorships import list_mentorships
from mentor_app.services.my_meetings import my_meetings
from tests.services.meeting_days import act, on, open_slots


@pytest.fixture
def pair(cast):
    with on():
        yield cast


def lists(member):
    view = read(Actor(member), my_meetings)
    return [[each.id for each in part] for part in (view.waiting, view.week, view.later)]


def standing(member):
    item = read(Actor(member), list_mentorships)[0]
    return (item.stage, item.next_step)


def meets(member):
    return read(Actor(member), list_mentorships)[0].meets_at


def test_what_waits_for_whom_and_when_it_is(pair):
    soon = act(pair.ben, propose_meeting, pair.mentorship, ["2026-03-28T18:00"])
    assert (lists(pair.ada), lists(pair.ben)) == ([[soon], [], []], [[], [], []])
    assert (standing(pair.ada)[1], standing(pair.ben)[1]) == ("choose_time", "prepare_agenda")
    step = read(Actor(pair.ada), home).steps[0]
    assert (step.kind, step.name, step.link) == ("choose_time", "Ben", f"/mentorships/{pair.mentorship}/meetings")
    act(pair.ada, confirm_meeting, soon, open_slots(soon)[0])
    later = act(pair.ada, propose_meeting, pair.mentorship, ["2026-04-20T18:00"])
    act(pair.ben, confirm_meeting, later, open_slots(later)[0])
    for who in (pair.ada, pair.ben):
        assert lists(who) == [[], [soon], [later]]
        assert meets(who).startswith("2026-03-28T")
    assert lists(pair.cy) == [[], [], []]
    with pytest.raises(NotPermitted):
        read(Actor(None), my_meetings)
    with on(days=5):
        assert meets(pair.ada).startswith("2026-04-20T")
        assert lists(pair.ada) == [[soon], [], [later]]
        act(pair.ada, say_what_happened, soon, "held")
        assert (lists(pair.ada), lists(pair.ben)) == ([[], [], [later]], [[soon], [], [later]])


def test_a_held_meeting_is_the_first_one(pair):
    made = act(pair.ben, propose_meeting, pair.mentorship, ["2026-03-28T18:00"])
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    assert standing(pair.ben)[0] == "first_meeting"
    with on(days=5):
        for who in (pair.ada, pair.ben):
            act(who, say_what_happened, made, "held")
        assert standing(pair.ben)[0] == "agreement"
