"""What the rules of the life-cycle are worth: each one notices what it is there for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, insert, select, update

from mentor_app import db
from mentor_app.clock import now
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import (
    AuditEntry,
    Goal,
    Meeting,
    Mentorship,
    Profile,
    Revision,
    TimeEntry,
    TimeProposal,
    TimeSlot,
)
from mentor_app.models.calendars import MeetingCopy
from mentor_app.services import requests
from mentor_app.services.agreement_points import KEYS
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import approve_revision, send_revision
from mentor_app.services.endings import end_mentorship
from mentor_app.services.goals import add_goal
from mentor_app.services.meeting_accounts import say_what_happened
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from mentor_app.services.requests import accept_request, send_request
from tests.lifecycle.rules import promises_are_kept, reachable, true_of_a_moment, true_of_a_step
from tests.lifecycle.steps import WHY, Attempt, Outcome
from tests.lifecycle.walk import Walk
from tests.lifecycle.world import look, typed
from tests.services.meeting_days import TODAY, act


@pytest.fixture
def walk(sqlite) -> Iterator[Walk]:
    """A world some way on: an agreement that is official, a meeting that was held, and a goal."""
    with time_machine.travel(TODAY, tick=False) as clock:
        walk = Walk(clock)
        ada, ben = walk.world.people["ada"], walk.world.people["ben"]
        [pair] = walk.world.seen.all(Mentorship, status="active")
        act(ben, add_goal, pair.id, "Teach my first course")
        act(ben, write_clause, pair.id, KEYS[0], "Six months.", 1)
        digest = digest_of({KEYS[0]: "Six months."})
        act(ada, approve_revision, pair.id, act(ben, send_revision, pair.id, digest), digest)
        meeting = act(ben, propose_meeting, pair.id, [typed(hours=26)])
        act(ada, confirm_meeting, meeting, look().all(TimeSlot)[0].id)
        clock.shift(timedelta(days=2))
        act(ada, say_what_happened, meeting, "held")
        act(ben, say_what_happened, meeting, "held")
        walk.world.seen = look()
        walk.promised = {job.key for job in walk.world.promised}
        walk.world.promised.clear()
        true_of_a_moment(walk.world, walk.world.seen)
        yield walk


def write(statement) -> None:
    with db.engine().begin() as connection:
        connection.execute(statement)


WRONG = {
    "an agreement of another text": update(Revision).values(words={"period": "Twelve months."}),
    "an agreement by one alone": update(Revision).values(approved_by=None),
    "a held meeting without its hours": delete(TimeEntry),
    "hours that are not those of the meeting": update(TimeEntry).values(minutes=600),
    "a meeting at a time of nobody's": update(Meeting).values(starts_at=TODAY),
    "a meeting in one calendar only": delete(MeetingCopy).where(
        MeetingCopy.member_id == select(Mentorship.mentee_id).where(Mentorship.status == "active").scalar_subquery()
    ),
    "a suggestion after the meeting": update(TimeProposal).values(status="open"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_moment_that_is_wrong_is_noticed(walk, wrong):
    write(WRONG[wrong])
    with pytest.raises(AssertionError):
        true_of_a_moment(walk.world, look())


def test_a_place_given_twice_is_noticed(walk, monkeypatch):
    monkeypatch.setattr(requests, "take_place", lambda _uow, _mentor: None)
    people = walk.world.people
    for sender in ("cy", "fay"):
        asked = act(people[sender], send_request, people["gus"], "mentoring", WHY)
        write(update(Profile).where(Profile.member_id == people["gus"]).values(capacity=2))
        act(people["gus"], accept_request, asked)
    with pytest.raises(AssertionError, match="gus has 2 mentees"):
        true_of_a_moment(walk.world, look())


STEPS_THAT_ARE_WRONG = {
    "back from the end": (update(Mentorship).values(status="active"), "ended -> active"),
    "an agreement that waits again": (
        update(Revision).values(status="waiting", approved_by=None),
        "official -> waiting",
    ),
    "a goal of nobody's": (update(Goal).values(title="Another"), "nothing says so"),
    "an end that nobody wrote down": (
        update(Mentorship).where(Mentorship.status == "active").values(status="ended"),
        "a Mentorship changed and nothing says so",
    ),
}


@pytest.mark.parametrize("wrong", STEPS_THAT_ARE_WRONG)
def test_a_step_that_is_wrong_is_noticed(walk, wrong):
    statement, says = STEPS_THAT_ARE_WRONG[wrong]
    write(statement)
    with pytest.raises(AssertionError, match=says):
        true_of_a_step(walk.world, look(), Outcome(wrong, Attempt(print, by_machine=True), None, None))


def test_a_change_after_the_end_is_noticed(walk):
    [pair] = walk.world.seen.all(Mentorship, status="active")
    act(walk.world.people["ben"], end_mentorship, pair.id, "circumstances")
    walk.world.seen = look()
    write(update(Goal).values(title="Another"))
    write(insert(AuditEntry).values(at=now(), action="goal.changed", subject="", details={}))
    with pytest.raises(AssertionError, match="changed after the end"):
        true_of_a_step(walk.world, look(), Outcome("goal", Attempt(print, by_machine=True), None, None))


def test_work_without_its_row_and_a_row_without_its_work_are_noticed(walk):
    promises_are_kept(walk.world.seen, walk.promised)
    for missing in walk.promised:
        if not missing.startswith("meeting:"):
            with pytest.raises(AssertionError, match="nobody will"):
                promises_are_kept(walk.world.seen, walk.promised - {missing})
    with pytest.raises(AssertionError, match="something that is not there"):
        promises_are_kept(walk.world.seen, walk.promised | {"a letter that was rolled back"})


def test_what_no_number_of_steps_leads_to_is_noticed(walk):
    reachable(walk.world.seen, look())
    write(update(Mentorship).values(status="active"))
    with pytest.raises(AssertionError, match="out of ended"):
        reachable(walk.world.seen, look())


def test_a_calendar_that_is_not_told_is_noticed(walk):
    write(update(MeetingCopy).values(wanted=MeetingCopy.wanted + 1))
    write(insert(AuditEntry).values(at=now(), action="meeting.placed", subject="", details={}))
    with pytest.raises(AssertionError, match="a calendar nobody will write to"):
        true_of_a_step(walk.world, look(), Outcome("place", Attempt(print, by_machine=True), None, None))


def test_what_a_refused_step_or_a_stranger_leaves_behind_is_noticed(walk):
    cy, pair = walk.world.people["cy"], walk.world.seen.all(Mentorship, status="active")[0]
    both = {pair.mentor_id, pair.mentee_id}
    done = Attempt(print, (), both, both)
    for refusal, says in ((None, "exists for a stranger"), (NotPermitted(), "exists for a stranger")):
        with pytest.raises(AssertionError, match=says):
            true_of_a_step(walk.world, look(), Outcome("step", done, cy, refusal))
    true_of_a_step(walk.world, look(), Outcome("step", done, cy, NotFound()))
    write(update(Goal).values(title="Another"))
    with pytest.raises(AssertionError, match="refused and changed something"):
        true_of_a_step(walk.world, look(), Outcome("step", done, cy, NotFound()))
