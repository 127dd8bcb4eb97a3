"""The shared goals."""

import pytest

from mentor_app.db import Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound
from mentor_app.services import goals
from mentor_app.services.mentorships import tab
from mentor_app.services.overview import overview


def add(cast, title="Write SQL", who="ben", **more):
    return transact(Actor(getattr(cast, who)), goals.add_goal, cast.mentorship, title, **more)[0]


def seen(cast, who="ada"):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, overview).content.goals


def test_both_see_a_goal_with_measure_and_date(cast):
    add(cast, measure="Three queries from memory", due_on="2027-01-31")
    for who in ("ada", "ben"):
        assert [(g.title, g.measure, g.due_on) for g in seen(cast, who)] == [
            ("Write SQL", "Three queries from memory", "2027-01-31")
        ]


def test_reaching_a_goal_is_written_down_once(cast):
    goal = add(cast)
    for progress in (100, 100):
        transact(Actor(cast.ben), goals.set_progress, cast.mentorship, goal, progress)
    lately = read(Actor(cast.ada), tab, cast.mentorship, overview).content.lately
    assert [entry.kind for entry in lately].count("goal.reached") == 1
    assert seen(cast)[0].is_reached
    transact(Actor(cast.ben), goals.set_progress, cast.mentorship, goal, 40)
    assert not seen(cast)[0].is_reached


def test_stranger_and_wrong_mentorship_are_not_found(cast):
    goal = add(cast)
    for actor, where in ((cast.cy, cast.mentorship), (cast.dee, cast.mentorship), (cast.ada, "elsewhere")):
        for act, args in (
            (goals.rename_goal, (goal, "x", 1)),
            (goals.describe_goal, (goal, "x", "", 1)),
            (goals.set_progress, (goal, 10)),
            (goals.move_goal, (goal, 0)),
            (goals.drop_goal, (goal,)),
        ):
            with pytest.raises(NotFound):
                transact(Actor(actor), act, where, *args)
    assert [(g.title, g.progress) for g in seen(cast)] == [("Write SQL", 0)]


@pytest.mark.parametrize("progress", [-1, 101])
def test_progress_stays_between_nought_and_a_hundred(cast, progress):
    goal = add(cast)
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ben), goals.set_progress, cast.mentorship, goal, progress)


def test_conflict_keeps_both_texts(cast):
    goal = add(cast)
    transact(Actor(cast.ada), goals.rename_goal, cast.mentorship, goal, "Write SQL I can defend", 1)
    with pytest.raises(Conflict) as conflict:
        transact(Actor(cast.ben), goals.rename_goal, cast.mentorship, goal, "Write better SQL", 1)
    assert (conflict.value.mine, conflict.value.theirs) == ("Write better SQL", "Write SQL I can defend")


def test_order_is_shared(cast):
    one, two = add(cast, "One"), add(cast, "Two")
    transact(Actor(cast.ada), goals.move_goal, cast.mentorship, two, 0)
    assert [g.id for g in seen(cast, "ben")] == [two, one]
