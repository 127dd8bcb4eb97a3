"""The last stage, from facts: a planned end that is near; and what may still be said after the end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import Letter, Mentorship, TimeEntry
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.services.agenda import add_agenda_item, tick_agenda_item
from mentor_app.services.asks import Wishes
from mentor_app.services.endings import end_mentorship
from mentor_app.services.home import home
from mentor_app.services.meeting_accounts import CHANGE_WITHIN, say_what_happened
from mentor_app.services.meeting_pages import list_meetings
from mentor_app.services.meetings import cancel_meeting, confirm_meeting, propose_meeting, suggest_times
from mentor_app.services.mentorships import tab
from mentor_app.services.minutes import write_minutes
from mentor_app.services.notifications import header
from mentor_app.services.planned_ends import plan_end
from mentor_app.services.requests import accept_request, send_request
from mentor_app.services.stages import planned_end
from tests.services.meeting_days import TODAY, act, on, open_slots, rows

WHY = "You have led the change that I am about to begin, and I would like to learn how."


@pytest.fixture
def pair(cast):
    with on():
        yield cast


def frame(who, mentorship):
    return read(Actor(who), tab, mentorship, lambda _uow, _mentorship: None).frame


def standing(who, mentorship):
    seen = frame(who, mentorship)
    return seen.stage, seen.next_step


def meet(cast):
    """They have talked, about one thing."""
    item = act(cast.ben, add_agenda_item, cast.mentorship, "How do I begin?")
    act(cast.ben, tick_agenda_item, cast.mentorship, item, True)


def settled(cast, time="2026-03-28T18:00"):
    made = act(cast.ben, propose_meeting, cast.mentorship, [time], 30, "video", "https://meet.example/us")
    act(cast.ada, confirm_meeting, made, open_slots(made)[0])
    return made


def test_the_last_stage_begins_four_weeks_before_the_day_either_set(pair):
    meet(pair)
    assert standing(pair.ben, pair.mentorship)[0] == "agreement"
    _, changes = transact(Actor(pair.ben), plan_end, pair.mentorship, "2026-09-30")
    both = {for_member(pair.ada, "mentorships"), for_member(pair.ben, "mentorships")}
    assert both | {in_mentorship(pair.mentorship, "mentorship")} <= set(changes)
    assert (frame(pair.ada, pair.mentorship).ends_on, standing(pair.ada, pair.mentorship)[0]) == (
        "2026-09-30",
        "agreement",
    )
    [told] = read(Actor(pair.ada), header).notices
    assert (told.kind, told.params) == ("mentorship.end_planned", {"name": "Ben", "at": "2026-09-30"})
    with on(datetime(2026, 9, 2, 12, tzinfo=UTC)):
        for who in (pair.ada, pair.ben):
            assert standing(who, pair.mentorship) == ("final_meeting", "prepare_end")
            [step] = [step for step in read(Actor(who), home).steps if step.kind == "prepare_end"]
            assert step.link == f"/mentorships/{pair.mentorship}/finish"
        # They go on after all.
        act(pair.ada, plan_end, pair.mentorship, "2026-12-24")
        assert standing(pair.ben, pair.mentorship)[0] == "agreement"


def test_nobody_is_at_the_end_before_the_first_meeting(pair):
    act(pair.ben, plan_end, pair.mentorship, "2026-03-30")
    assert standing(pair.ben, pair.mentorship) == ("first_meeting", "prepare_agenda")


def test_what_was_wished_for_in_the_request_is_the_plan_until_somebody_says_otherwise(pair):
    asked = act(pair.cy, send_request, pair.ada, "mentoring", WHY, wishes=Wishes(months=6))
    mentorship = act(pair.ada, accept_request, asked)
    assert frame(pair.cy, mentorship).ends_on == "2026-09-24"
    act(pair.cy, plan_end, mentorship, "2026-10-01")
    assert frame(pair.cy, mentorship).ends_on == "2026-10-01"


@pytest.mark.parametrize(
    ("began", "months", "ends"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-08-31", 6, "2027-02-28"), ("2026-12-15", 12, "2027-12-15")],
)
def test_months_end_on_a_day_that_there_is(began, months, ends):
    at = datetime.fromisoformat(began).replace(tzinfo=UTC)
    assert planned_end(None, at, months) == date.fromisoformat(ends)
    assert planned_end(None, at, 0) is None


@pytest.mark.parametrize("day", ["", "soon", "2026-03-23", "2031-01-01", "2026-02-30"])
def test_a_day_that_cannot_be_is_refused_beside_the_field(pair, day):
    with pytest.raises(InvalidInput) as refused:
        act(pair.ben, plan_end, pair.mentorship, day)
    assert (refused.value.field, rows(Mentorship)[0].ends_on) == ("ends_on", None)


def test_a_stranger_cannot_tell_it_exists_and_what_has_ended_has_no_plan(pair):
    for who in (pair.cy, pair.dee):
        with pytest.raises(NotFound):
            act(who, plan_end, pair.mentorship, "2026-09-30")
    act(pair.ben, end_mentorship, pair.mentorship, "circumstances")
    with pytest.raises(NotPermitted):
        act(pair.ada, plan_end, pair.mentorship, "2026-09-30")
    assert (rows(Mentorship)[0].ends_on, rows(Letter, kind="mentorship_end_planned")) == (None, [])


def test_the_card_beside_every_tab_says_the_one_thing_to_do(pair):
    def turns():
        return [frame(who, pair.mentorship).coming.turn for who in (pair.ada, pair.ben)]

    assert turns() == ["none", "none"]
    first = act(
        pair.ben, propose_meeting, pair.mentorship, ["2026-03-28T18:00"], 30, "video", "https://meet.example/us"
    )
    assert turns() == ["mine", "theirs"]
    act(pair.ada, confirm_meeting, first, open_slots(first)[0])
    assert turns() == ["settled", "settled"]
    card = frame(pair.ada, pair.mentorship).coming
    assert (card.meeting_id, card.is_link, card.place) == (first, True, "https://meet.example/us")
    act(pair.ben, suggest_times, first, ["2026-03-29T18:00"])
    assert turns() == ["mine", "settled"]
    act(pair.ada, confirm_meeting, first, open_slots(first)[0])
    with on(days=6):
        assert turns() == ["say", "say"]
        act(pair.ada, say_what_happened, first, "held")
        assert turns() == ["none", "say"]
    with on(days=60):
        assert turns() == ["none", "none"]


def test_the_nearest_meeting_is_on_the_card_and_one_called_off_is_not(pair):
    settled(pair, "2026-04-10T18:00")
    near = settled(pair, "2026-03-27T18:00")
    assert frame(pair.ben, pair.mentorship).coming.meeting_id == near
    act(pair.ben, cancel_meeting, near)
    assert frame(pair.ben, pair.mentorship).coming.starts_at.startswith("2026-04-10")


def test_a_settled_meeting_stays_on_the_card_while_times_for_another_wait(pair):
    kept = settled(pair)
    act(pair.ben, propose_meeting, pair.mentorship, ["2026-03-28T18:00"], 30, "video", "")
    for who in (pair.ada, pair.ben):
        coming = frame(who, pair.mentorship).coming
        assert (coming.turn, coming.meeting_id) == ("settled", kept)
    assert frame(pair.ada, pair.mentorship).next_step == "choose_time"


def test_what_took_place_before_the_end_may_be_said_after_it_and_counts(pair):
    made = settled(pair)
    with on(days=5):
        act(pair.ben, end_mentorship, pair.mentorship, "objective_reached")
        assert frame(pair.ada, pair.mentorship).coming.turn == "say"
        assert "say" in [step.kind for step in read(Actor(pair.ada), home).steps]
        for who in (pair.ada, pair.ben):
            act(who, say_what_happened, made, "held")
        assert [entry.minutes for entry in rows(TimeEntry)] == [30]
        assert frame(pair.ada, pair.mentorship).coming.turn == "none"
        with pytest.raises(NotFound):
            act(pair.cy, say_what_happened, made, "missed")
        # Everything else stays as it was.
        with pytest.raises(NotPermitted):
            act(pair.ada, write_minutes, made, "topics", "Afterwards", 0)
    with on(TODAY + CHANGE_WITHIN, days=6), pytest.raises(NotPermitted):
        act(pair.ada, say_what_happened, made, "missed")


def test_minutes_of_a_held_meeting_are_corrected_and_say_by_whom(pair):
    made = settled(pair)
    act(pair.ben, write_minutes, made, "decisions", "We meet in May", 0)
    with on(days=5):
        for who in (pair.ada, pair.ben):
            act(who, say_what_happened, made, "held")
        act(pair.ada, write_minutes, made, "decisions", "We meet in June", 1)
        tab_of = read(Actor(pair.ben), tab, pair.mentorship, lambda uow, it: list_meetings(uow, it, made))
        part = tab_of.content.opened.minutes[1]
        assert (part.words, part.editor_id, part.changed_at) == ("We meet in June", pair.ada, now().isoformat())
        assert [item.may_correct for item in tab_of.content.past] == [True]
    with on(TODAY + CHANGE_WITHIN + timedelta(days=6)):
        past = read(Actor(pair.ben), tab, pair.mentorship, list_meetings).content.past
        assert [item.may_correct for item in past] == [False]
