"""Meetings that repeat: proposed as one, settled as many, each with a life of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import to_zone
from mentor_app.db import Actor, transact
from mentor_app.errors import DomainError, InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import Activity, AgendaItem, Meeting
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.endings import end_mentorship
from mentor_app.services.meetings import (
    MOST_OPEN,
    cancel_meeting,
    confirm_meeting,
    decline_times,
    propose_meeting,
    suggest_times,
)
from mentor_app.services.series import MOST, RHYTHMS, Rhythm, times_of_series
from tests.services.meeting_days import act, letters, live_in, meeting, notices, on, open_slots, rows

FRIDAY, MONDAY = "2026-03-27T18:00", "2026-03-30T18:00"
ZONES = ("Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "UTC")


@pytest.fixture
def pair(cast):
    live_in({cast.ada: "Europe/Vienna", cast.ben: "America/New_York"})
    with on():
        yield cast


def propose(pair, *times, who="ada", repeats="weekly", occurrences=4, **named):
    return act(
        getattr(pair, who),
        propose_meeting,
        pair.mentorship,
        list(times or (FRIDAY,)),
        rhythm=Rhythm(repeats, occurrences),
        **named,
    )


def settled(pair, *times, **named):
    made = propose(pair, *times, **named)
    act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    return series(made)


def series(first):
    return sorted(rows(Meeting, series_id=first), key=lambda each: each.number)


def walls(meetings, zone="Europe/Vienna"):
    return [f"{to_zone(each.starts_at, zone):%d.%m. %H:%M}" for each in meetings]


def test_one_yes_settles_every_meeting_at_the_proposers_wall_time(pair):
    made = propose(pair, FRIDAY, MONDAY, minutes=45, meeting_format="phone", place="0043 1 234")
    assert [each.status for each in rows(Meeting)] == ["proposed"]
    words = letters("meeting_proposed", pair.ben)[0].params["times"]
    assert words.endswith("\n\nRepeats weekly, 4 times")
    act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    four = series(made)
    # Clocks in Vienna go forward on the 29th.
    assert walls(four) == ["27.03. 18:00", "03.04. 18:00", "10.04. 18:00", "17.04. 18:00"]
    assert [each.starts_at.hour for each in four] == [17, 16, 16, 16]
    assert [(each.number, each.occurrences, each.status) for each in four] == [
        (number, 4, "confirmed") for number in (1, 2, 3, 4)
    ]
    assert len({each.uid for each in four}) == 4
    assert {(each.minutes, each.format, each.place, each.time_zone, each.sequence) for each in four} == {
        (45, "phone", "0043 1 234", "Europe/Vienna", 0)
    }


def test_both_hear_of_a_series_once(pair):
    settled(pair, place="Room 7")
    assert notices("meeting.series_confirmed") == [pair.ada]
    assert notices("meeting.confirmed") == []
    assert letters("meeting_confirmed") == []
    mine, theirs = (letters("meeting_series_confirmed", who) for who in (pair.ben, pair.ada))
    assert len(mine) == len(theirs) == 1
    # In New York summer time came weeks ago: one hour later than the others there.
    assert mine[0].params["times"].splitlines() == [
        "Friday 27 March 2026, 13:00 (New York)",
        "Friday 3 April 2026, 12:00 (New York)",
        "Friday 10 April 2026, 12:00 (New York)",
        "Friday 17 April 2026, 12:00 (New York)",
        "",
        "Room 7",
    ]
    assert len(rows(Activity, kind="meeting.confirmed")) == 1


def test_a_counter_suggestion_keeps_the_rhythm_on_the_clock_of_whoever_made_it(pair):
    made = propose(pair)
    act(pair.ben, suggest_times, made, ["2026-03-28T09:00"])
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    assert walls(series(made), "America/New_York") == [
        f"{day} 09:00" for day in ("28.03.", "04.04.", "11.04.", "18.04.")
    ]
    assert letters("meeting_times_suggested", pair.ada)[0].params["times"].endswith("Repeats weekly, 4 times")


def test_a_move_and_a_cancellation_are_of_one_alone(pair):
    four = settled(pair)
    act(pair.ada, suggest_times, four[1].id, ["2026-04-04T09:00"])
    act(pair.ben, confirm_meeting, four[1].id, open_slots(four[1].id)[0])
    act(pair.ben, cancel_meeting, four[2].id)
    after = series(four[0].id)
    assert walls(after) == ["27.03. 18:00", "04.04. 09:00", "10.04. 18:00", "17.04. 18:00"]
    assert [each.status for each in after] == ["confirmed", "confirmed", "cancelled", "confirmed"]
    assert [each.sequence for each in after] == [0, 1, 1, 0]
    assert len(rows(Meeting)) == 4
    assert letters("meeting_moved", pair.ada)
    assert letters("meeting_cancelled", pair.ada)


def test_this_and_all_later_ones_are_cancelled_with_one_word(pair):
    four = settled(pair)
    item = act(pair.ada, add_agenda_item, pair.mentorship, "Portfolio")
    with Session(db.engine()) as session:
        session.get_one(AgendaItem, item).meeting_id = four[3].id
        session.commit()
    act(pair.ada, suggest_times, four[2].id, ["2026-04-12T09:00"])
    act(pair.ben, cancel_meeting, four[1].id, "I am moving away", later=True)
    after = series(four[0].id)
    assert [each.status for each in after] == ["confirmed", "cancelled", "cancelled", "cancelled"]
    assert {(each.cancelled_by, each.cancel_words) for each in after[1:]} == {(pair.ben, "I am moving away")}
    assert notices("meeting.series_cancelled") == [pair.ada]
    assert notices("meeting.cancelled") == []
    assert letters("meeting_cancelled") == []
    (letter,) = letters("meeting_series_cancelled")
    assert letter.member_id == pair.ada
    assert letter.params["times"].splitlines()[-3:] == [
        "Friday 17 April 2026, 18:00 (Vienna)",
        "",
        "I am moving away",
    ]
    assert rows(AgendaItem)[0].meeting_id is None
    with pytest.raises(NotPermitted):
        act(pair.ada, confirm_meeting, four[2].id, "slot")


def test_the_last_one_has_no_later_ones_and_neither_has_a_single_meeting(pair):
    four = settled(pair)
    single = propose(pair, MONDAY, repeats="", occurrences=9)
    assert meeting(single).occurrences == 1
    act(pair.ben, confirm_meeting, single, open_slots(single)[0])
    act(pair.ada, cancel_meeting, four[3].id, later=True)
    act(pair.ada, cancel_meeting, single, later=True)
    assert [each.status for each in series(four[0].id)] == ["confirmed"] * 3 + ["cancelled"]
    assert meeting(single).status == "cancelled"
    assert letters("meeting_series_cancelled") == []


def test_a_series_that_meets_another_meeting_is_not_settled_at_all(pair):
    other = propose(pair, "2026-04-10T18:15", repeats="", occurrences=1)
    act(pair.ben, confirm_meeting, other, open_slots(other)[0])
    made = propose(pair)
    with pytest.raises(NotPermitted) as refused:
        act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    assert refused.value.params == {"when": "Friday 10 April 2026, 12:00 (New York)"}
    assert series(made) == []
    assert meeting(made).status == "proposed"
    act(pair.ben, decline_times, made)
    assert [each.status for each in rows(Meeting)] == ["confirmed", "declined"]


def test_two_yeses_at_once_settle_it_once(pair):
    made = propose(pair)
    slot = open_slots(made)[0]

    def confirm(_turn):
        try:
            act(pair.ben, confirm_meeting, made, slot)
        except DomainError as refused:
            return type(refused)
        return None

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(confirm, range(2)))
    assert sorted(ends, key=str) == sorted([NotPermitted, None], key=str)
    assert len(rows(Meeting)) == 4
    assert len(letters("meeting_series_confirmed")) == 2


def test_two_who_cancel_at_different_places_both_get_through(pair):
    four = settled(pair)
    with ThreadPoolExecutor(2) as pool:
        tries = [
            pool.submit(transact, Actor(who), cancel_meeting, each.id, later=True)
            for who, each in ((pair.ada, four[1]), (pair.ben, four[3]))
        ]
        for each in tries:
            assert not isinstance(each.exception(), (TimeoutError, NotFound))
    assert [each.status for each in series(four[0].id)] == ["confirmed"] + ["cancelled"] * 3
    assert [each.sequence for each in series(four[0].id)] == [0, 1, 1, 1]


def test_the_end_of_a_mentorship_ends_all_that_are_to_come(pair):
    four = settled(pair)
    with on(days=12):
        act(pair.ada, end_mentorship, pair.mentorship, "circumstances")
    assert [each.status for each in series(four[0].id)] == ["confirmed", "confirmed", "cancelled", "cancelled"]


def test_strangers_reach_no_meeting_of_a_series(pair):
    four = settled(pair)
    for who in (pair.cy, pair.dee, pair.eve):
        with pytest.raises(NotFound):
            propose(pair, who={pair.cy: "cy", pair.dee: "dee", pair.eve: "eve"}[who])
        for each in four:
            with pytest.raises(NotFound):
                act(who, cancel_meeting, each.id, later=True)
    assert {each.status for each in series(four[0].id)} == {"confirmed"}


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ({"repeats": "daily"}, "repeats"),
        ({"occurrences": 1}, "occurrences"),
        ({"occurrences": MOST + 1}, "occurrences"),
        ({"times": ["2026-05-20T18:00"], "repeats": "monthly", "occurrences": MOST}, "times"),
    ],
)
def test_a_series_that_cannot_be_leaves_no_trace(pair, named, field):
    times = named.get("times", [FRIDAY])
    with pytest.raises(InvalidInput) as refused:
        propose(pair, *times, **{name: value for name, value in named.items() if name != "times"})
    assert refused.value.field == field
    assert rows(Meeting) == []
    assert letters("meeting_proposed") == []


def test_other_times_may_not_lead_beyond_a_year_either(pair):
    made = propose(pair, repeats="monthly", occurrences=MOST)
    with pytest.raises(InvalidInput):
        act(pair.ben, suggest_times, made, ["2026-05-20T18:00"])
    act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    twelve = series(made)
    assert len(twelve) == MOST
    # One that is far ahead may be moved to a day near it, and not much further.
    act(pair.ada, suggest_times, twelve[-1].id, ["2027-03-01T18:00"])
    with pytest.raises(InvalidInput):
        act(pair.ada, suggest_times, twelve[-1].id, ["2027-06-01T18:00"])


def test_a_series_takes_as_much_room_as_it_has_meetings(pair):
    made = propose(pair, occurrences=MOST_OPEN - 2)
    with pytest.raises(InvalidInput) as refused:
        propose(pair, MONDAY, occurrences=3)
    assert refused.value.params == {"left": 2, "most": MOST_OPEN}
    act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    propose(pair, MONDAY, occurrences=2)
    with pytest.raises(TooMany):
        propose(pair, repeats="", occurrences=1)


@pytest.mark.parametrize(
    ("first", "rhythm", "days"),
    [
        ("2026-01-13", "monthly", ["2026-02-10", "2026-03-10", "2026-04-14"]),  # the second Tuesday
        ("2026-01-29", "monthly", ["2026-02-26", "2026-03-26", "2026-04-30"]),  # the fifth Thursday, else the last
        ("2026-11-30", "monthly", ["2026-12-28", "2027-01-25", "2027-02-22"]),  # over the year's end
        ("2026-12-24", "weekly", ["2026-12-31", "2027-01-07", "2027-01-14"]),
        ("2026-10-12", "fortnightly", ["2026-10-26", "2026-11-09", "2026-11-23"]),
    ],
)
def test_the_days_of_a_series(first, rhythm, days):
    start = datetime.fromisoformat(f"{first}T18:00").replace(tzinfo=ZoneInfo("Europe/Vienna"))
    times = times_of_series(start.astimezone(UTC), rhythm, 4, "Europe/Vienna")
    walls = [each.astimezone(ZoneInfo("Europe/Vienna")) for each in times]
    assert [f"{each:%Y-%m-%d %H:%M}" for each in walls] == [f"{day} 18:00" for day in (first, *days)]


@given(
    first=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001  a wall clock
    zone=st.sampled_from(ZONES),
    rhythm=st.sampled_from(sorted(RHYTHMS)),
    count=st.integers(2, MOST),
)
def test_the_hour_is_the_same_in_every_zone_through_every_change(first, zone, rhythm, count):
    wall = first.replace(second=0, microsecond=0)
    start = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    wall = to_zone(start, zone).replace(tzinfo=None)
    times = times_of_series(start, rhythm, count, zone)
    assert len(times) == count
    assert times[0] == start
    for before, after in pairwise(times):
        assert timedelta(days=6, hours=22) <= after - before <= timedelta(days=35, hours=2)
    for each in times:
        seen = to_zone(each, zone)
        assert seen.weekday() == wall.weekday() or seen.hour < 2
        skipped = seen.time() != wall.time()
        if skipped:
            # Only an hour that does not exist moves, and only forward.
            asked = seen.replace(hour=wall.hour, minute=wall.minute, fold=0)
            assert to_zone(asked.astimezone(UTC), zone).time() == seen.time()
            assert timedelta(0) < seen.replace(tzinfo=None) - asked.replace(tzinfo=None) <= timedelta(hours=1)
        else:
            assert seen.fold == 0 or each == start
