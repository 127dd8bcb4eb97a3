"""Times as people type them, in every zone, also while clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from mentor_app.errors import InvalidInput
from mentor_app.services.times import MOST_TIMES, read_minutes, read_times, told_to

ZONES = ("UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia")
SPRING = datetime(2026, 3, 20, 12, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 20, 12, tzinfo=UTC)


def at(moment):
    return time_machine.travel(moment, tick=False)


@pytest.mark.parametrize(
    ("typed", "zone", "utc"),
    [
        ("2026-03-28T14:30", "Europe/Vienna", "2026-03-28T13:30+00:00"),
        ("2026-03-29T01:59", "Europe/Vienna", "2026-03-29T00:59+00:00"),
        ("2026-03-29T03:00", "Europe/Vienna", "2026-03-29T01:00+00:00"),
        ("2026-03-29T14:30", "Europe/Vienna", "2026-03-29T12:30+00:00"),
        ("2026-03-29T14:30", "America/New_York", "2026-03-29T18:30+00:00"),
        ("2026-04-05T02:15", "Australia/Lord_Howe", "2026-04-04T15:45+00:00"),
    ],
)
def test_a_wall_time_is_one_moment(typed, zone, utc):
    with at(SPRING):
        assert read_times([typed], zone) == [datetime.fromisoformat(utc)]


def test_an_hour_the_clocks_skip_is_refused_and_one_that_comes_twice_is_the_first():
    with at(SPRING), pytest.raises(InvalidInput) as refused:
        read_times(["2026-03-29T02:30"], "Europe/Vienna")
    assert "forward" in refused.value.message
    with at(AUTUMN):
        assert read_times(["2026-10-25T02:30"], "Europe/Vienna") == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
        assert read_times(["2026-10-25T03:00"], "Europe/Vienna") == [datetime(2026, 10, 25, 2, 0, tzinfo=UTC)]


@given(st.sampled_from(ZONES), st.sampled_from((SPRING, AUTUMN)), st.integers(1, 59 * 24 * 4 - 1))
def test_every_wall_time_that_exists_comes_back_as_it_was_typed(zone, today, quarters):
    wall = (today + timedelta(minutes=15 * quarters)).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    with at(today):
        moment = read_times([wall.isoformat(timespec="minutes")], zone)[0]
    assert moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["", " "],
        ["soon"],
        ["2026-13-01T10:00"],
        ["2026-03-28"],
        ["2026-03-28T10:00+01:00"],
        ["2026-03-28T10:00Z"],
        ["20260328T1000"],
        ["2026-03-20T12:00"],
        ["2026-03-20T10:00"],
        ["2026-05-19T12:01"],
        ["0001-01-01T00:00"],
        ["9999-12-31T23:59"],
        ["2026-03-28T10:00", "2026-03-28T10:00"],
        ["2026-03-28T10:00", "2026-03-28T10:00:30"],
        [f"2026-03-28T1{hour}:00" for hour in range(MOST_TIMES + 1)],
    ],
)
def test_what_is_no_time_to_meet_is_refused_beside_its_field(typed):
    with at(SPRING), pytest.raises(InvalidInput) as refused:
        read_times(typed, "UTC")
    assert refused.value.field == "times"


def test_times_come_in_order_and_empty_fields_are_no_times():
    with at(SPRING):
        found = read_times(["2026-03-28T18:00", "", "2026-03-27T09:00"], "UTC")
    assert [each.hour for each in found] == [9, 18]


@pytest.mark.parametrize(("minutes", "fine"), [(9, False), (10, True), (240, True), (241, False), (-5, False)])
def test_a_meeting_takes_a_sensible_time(minutes, fine):
    if fine:
        assert read_minutes(minutes) == minutes
    else:
        with pytest.raises(InvalidInput):
            read_minutes(minutes)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "Sunday 29 March 2026, 14:30 (Vienna)"),
        ("fr", "dimanche 29 mars 2026 à 14:30 (Vienna)"),
        ("de", "Sonntag, 29. März 2026, 14:30 Uhr (Vienna)"),
    ],
)
def test_letters_tell_times_on_the_readers_clock(locale, told):
    assert told_to(locale, "Europe/Vienna", datetime(2026, 3, 29, 12, 30, tzinfo=UTC)) == told
