"""When two are free, compared minute by minute with what the words say; random zones, around both changes of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_app.services.free_slots import DAY, Freedom, Hours, OddDays, free_slots, spread

ZONES = (
    "UTC",
    "Europe/Vienna",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "America/Santiago",
    "Asia/Tokyo",
)
CHANGES = tuple(
    datetime(*day, 12, tzinfo=UTC)
    for day in ((2026, 3, 7), (2026, 3, 27), (2026, 4, 3), (2026, 9, 4), (2026, 10, 3), (2026, 10, 23), (2026, 10, 30))
)
MINUTE = timedelta(minutes=1)
HALF_HOUR = timedelta(minutes=30)

moments_of_the_day = st.one_of(st.integers(0, DAY), st.sampled_from((0, 60, 120, 150, 180, 9 * 60, 17 * 60, DAY)))
ranges = st.tuples(moments_of_the_day, moments_of_the_day).map(
    lambda pair: (min(pair), max(pair)) if pair[0] != pair[1] else (min(pair[0], DAY - 30), DAY)
)


@st.composite
def freedoms(draw, around):
    """Somebody's hours, and what is in the way, within five days."""

    def hours(least=0):
        return tuple(sorted(Hours(*each) for each in draw(st.lists(ranges, min_size=least, max_size=2))))

    def spans(most):
        found = draw(st.lists(st.tuples(st.integers(0, 5 * DAY), st.integers(1, 300)), max_size=most))
        return tuple((around + start * MINUTE, around + (start + long) * MINUTE) for start, long in found)

    odd = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1), st.booleans()), max_size=1))
    first = around.date()
    meetings = spans(2)
    return Freedom(
        zone=draw(st.sampled_from(ZONES)),
        week={day: hours(least=1) for day in range(7)},
        odd=tuple(
            OddDays(first + timedelta(start), first + timedelta(start + more), hours() if is_free else ())
            for start, more, is_free in odd
        ),
        notice=timedelta(hours=draw(st.sampled_from((0, 1, 24)))),
        pause=timedelta(minutes=draw(st.sampled_from((0, 10, 30)))),
        most_a_day=draw(st.integers(0, 2)),
        busy=spans(3),
        whole_days=spans(1),
        meetings=meetings,
        agreed=tuple(begins for begins, _ in meetings),
    )


def fits(person, begins, length, present):
    """As the words say it: every minute on the wall clock, every span compared, nothing sorted or skipped."""
    zone, minutes = ZoneInfo(person.zone), int(length / MINUTE)
    if begins < present + person.notice:
        return False
    walls = [(begins + each * MINUTE).astimezone(zone) for each in range(minutes)]
    day = walls[0].date()
    hours = person.week.get(day.weekday(), ())
    for odd in person.odd:
        if odd.first <= day <= odd.last:
            hours = odd.hours
    inside = any(
        all(wall.date() == day and each.begins <= wall.hour * 60 + wall.minute < each.ends for wall in walls)
        for each in hours
    )
    pause = person.pause
    clear = all(
        begins + length <= start - pause or begins >= end + pause for start, end in (*person.busy, *person.meetings)
    ) and all(begins + length <= start or begins >= end for start, end in person.whole_days)
    that_day = [each for each in person.agreed if each.astimezone(zone).date() == day]
    room = not person.most_a_day or len(that_day) < person.most_a_day
    return inside and clear and room


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(CHANGES), st.sampled_from((10, 15, 30, 45, 60, 120)))
def test_exactly_the_times_that_are_free_for_both_are_found(data, around, length):
    mine, theirs = data.draw(freedoms(around)), data.draw(freedoms(around))
    long, until, zone = timedelta(minutes=length), around + timedelta(days=3), ZoneInfo(mine.zone)
    expected = []
    for quarter in range(3 * 24 * 4 + 1):
        moment = around + quarter * timedelta(minutes=15)
        wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        as_typed = wall.replace(tzinfo=zone).astimezone(UTC)
        if moment + long > until or wall.minute % 30 or as_typed != moment:
            continue
        if fits(mine, moment, long, around) and fits(theirs, moment, long, around):
            expected.append(moment)
    assert list(free_slots(mine, theirs, long, around, until)) == expected


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(CHANGES))
def test_what_is_offered_is_read_back_as_typed_and_overlaps_nothing(data, around):
    mine, theirs = data.draw(freedoms(around)), data.draw(freedoms(around))
    for begins in free_slots(mine, theirs, HALF_HOUR, around, around + timedelta(days=4)):
        typed = begins.astimezone(ZoneInfo(mine.zone)).replace(tzinfo=None, fold=0)
        assert typed.replace(tzinfo=ZoneInfo(mine.zone)).astimezone(UTC) == begins
        for person in (mine, theirs):
            assert not any(
                begins < end and start < begins + HALF_HOUR
                for start, end in (*person.busy, *person.whole_days, *person.meetings)
            )


def always(zone, *hours):
    return Freedom(zone, {day: tuple(Hours(*each) for each in hours) for day in range(7)})


def walls(slots, zone):
    return [f"{each.astimezone(ZoneInfo(zone)):%d %H:%M}" for each in slots]


def test_hours_that_clocks_skip_are_not_there_and_those_that_come_twice_are_offered_once():
    nights = always("Europe/Vienna", (60, 240))
    spring = datetime(2026, 3, 29, tzinfo=UTC)
    found = free_slots(nights, nights, HALF_HOUR, spring, spring + timedelta(hours=4))
    assert walls(found, "Europe/Vienna") == ["29 01:00", "29 01:30", "29 03:00", "29 03:30"]
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)
    found = free_slots(nights, nights, HALF_HOUR, autumn, autumn + timedelta(hours=6))
    assert walls(found, "Europe/Vienna") == [f"25 0{hour}:{half}" for hour in (1, 2, 3) for half in ("00", "30")]


def test_two_zones_meet_where_their_days_overlap_and_an_hour_earlier_while_only_one_has_changed():
    vienna, york = always("Europe/Vienna", (9 * 60, 17 * 60)), always("America/New_York", (9 * 60, 17 * 60))
    before, between = datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC)
    one_day = timedelta(hours=23)
    hour = timedelta(hours=1)
    assert walls(free_slots(vienna, york, hour, before, before + one_day), "Europe/Vienna") == [
        "04 15:00",
        "04 15:30",
        "04 16:00",
    ]
    assert walls(free_slots(vienna, york, hour, between, between + one_day), "Europe/Vienna")[0] == "11 14:00"


def test_a_later_exception_counts_more_and_no_hours_are_no_freedom():
    day = date(2026, 5, 4)
    start = datetime(2026, 5, 4, tzinfo=UTC)
    away = Freedom(
        "UTC",
        {0: (Hours(540, 600),)},
        odd=(OddDays(day, day + timedelta(days=6)), OddDays(day, day, (Hours(600, 660),))),
    )
    until = start + timedelta(days=3)
    open_ = always("UTC", (0, DAY))
    assert walls(free_slots(open_, away, HALF_HOUR, start, until), "UTC") == ["04 10:00", "04 10:30"]
    assert not list(free_slots(open_, Freedom("UTC", {}), HALF_HOUR, start, until))


@pytest.mark.parametrize(("a_day", "hours"), [(2, ["00:00", "12:00"]), (48, None)])
def test_of_many_times_some_of_each_day_are_shown(a_day, hours):
    start = datetime(2026, 5, 4, tzinfo=UTC)
    everything = [start + each * HALF_HOUR for each in range(48 * 5)]
    shown = spread(everything, "UTC", 3, a_day)
    assert {each.date() for each in shown} == {date(2026, 5, 4 + day) for day in range(3)}
    if hours:
        assert [f"{each:%H:%M}" for each in shown if each.day == 5] == hours
    else:
        assert shown == everything[: 48 * 3]
