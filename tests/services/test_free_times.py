"""What a member says of their week, and the times at which two are both free: what is offered, and to whom."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import (
    Block,
    BusyInterval,
    CalendarAccount,
    Enrolment,
    Meeting,
    Mentorship,
    Profile,
    RemoteCalendar,
)
from mentor_app.realtime.changes import for_member
from mentor_app.security.limits import count_look, forget_counts
from mentor_app.services.availability import (
    WEEKDAYS,
    add_odd_days,
    drop_odd_days,
    get_availability,
    set_week,
)
from mentor_app.services.free_slots import Hours
from mentor_app.services.free_times import A_DAY, DAYS, SIGHT, free_times_with
from mentor_app.services.hours import read_hours, show_hours
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from tests.services.meeting_days import TODAY, act, live_in, meeting, on, open_slots, rows

WORKDAYS = WEEKDAYS[:5]


@pytest.fixture(autouse=True)
def counts():
    forget_counts()
    yield
    forget_counts()


def week(who, hours="9-12", days=WORKDAYS, notice=0, pause=0, most=0):
    act(who, set_week, dict.fromkeys(days, hours), notice, pause, most)


def look(who, at, minutes=30):
    return read(Actor(who), free_times_with, at, minutes)


def walls(who, at, minutes=30, day=None):
    found = [each.wall for each in look(who, at, minutes).slots]
    return [each[11:] for each in found if each.startswith(day)] if day else found


def put(*things):
    with Session(db.engine()) as session:
        session.add_all(things)
        session.commit()


def busy(who, *spans, all_day=False, read_until=TODAY + timedelta(days=90), reads_busy=True):
    """A calendar of somebody's with events at these times; returns its id."""
    with Session(db.engine()) as session:
        account = CalendarAccount(member_id=who, address="https://cal.invalid", status="connected")
        session.add(account)
        session.flush()
        calendar = RemoteCalendar(
            account_id=account.id, member_id=who, href="/c/", reads_busy=reads_busy, window_end=read_until
        )
        session.add(calendar)
        session.flush()
        session.add_all(
            BusyInterval(calendar_id=calendar.id, href=f"{place}", starts_at=begins, ends_at=ends, all_day=all_day)
            for place, (begins, ends) in enumerate(spans)
        )
        session.commit()
        return calendar.id


def in_trouble(who):
    """The server of somebody's calendar does not answer."""
    with Session(db.engine()) as session:
        for account in session.exec(select(CalendarAccount).where(CalendarAccount.member_id == who)):
            account.trouble = "timeout"
        session.commit()


def test_hours_are_read_as_people_write_them_and_read_back_as_they_are_shown():
    whole = (Hours(540, 720), Hours(840, 1050))
    for typed in (
        "9-12, 14-17:30",
        "09:00–12:00; 14:00 – 17:30",
        "14h - 17h30, 9h-12h",
        "9.00 bis 12.00 Uhr und 14 Uhr - 17.30 Uhr",
        "9 à 12 et 14 à 17h30",
        "9 to 10, 10 to 12 and 14:00 until 17:30",
    ):
        assert read_hours(typed, "monday") == whole, typed
    assert show_hours(whole) == "09:00–12:00, 14:00–17:30"
    assert read_hours(show_hours(whole), "monday") == whole
    assert read_hours(" ", "monday") == ()
    assert read_hours("0-24", "monday") == (Hours(0, 1440),)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("mornings", "like this"),
        ("9", "like this"),
        ("9-25", "like this"),
        ("9:70-12", "like this"),
        ("12-9", "too early"),
        ("9-9:10", "too early"),
        ("9-12, 11-13", "overlap"),
        ("1-2,3-4,5-6,7-8,9-10,11-12,13-14", "At most"),
        ("9-12" + " " * 200, "At most"),
    ],
)
def test_hours_that_cannot_be_understood_are_named_by_their_day(cast, typed, words):
    with pytest.raises(InvalidInput) as refused:
        week(cast.ben, typed, days=("thursday",))
    assert refused.value.field == "thursday"
    assert words in refused.value.message
    assert not read(Actor(cast.ben), get_availability).is_set


def test_a_week_is_kept_as_a_whole_and_repainted(cast):
    week(cast.ben, "9-12, 14-16", days=("monday", "friday"), notice=48, pause=10, most=2)
    _, changes = transact(Actor(cast.ben), set_week, {"friday": "8-10"}, 24, 5, 1)
    assert for_member(cast.ben, "calendars") in changes
    mine = read(Actor(cast.ben), get_availability)
    assert mine.is_set
    assert {day: hours for day, hours in mine.hours.items() if hours} == {"friday": "08:00–10:00"}
    assert (mine.notice_hours, mine.pause_minutes, mine.most_a_day) == (24, 5, 1)
    assert not read(Actor(cast.ada), get_availability).is_set
    for field, given in (("notice", (5, 0, 0)), ("pause", (0, 7, 0)), ("most", (0, 0, 11))):
        with pytest.raises(InvalidInput) as refused:
            act(cast.ben, set_week, {}, *given)
        assert refused.value.field == field


def test_exceptions_are_checked_shown_in_order_and_their_owners_alone(cast):
    with on():
        for field, given in (
            ("first_day", ("soon", "", "")),
            ("last_day", ("2026-04-02", "later", "")),
            ("last_day", ("2026-04-02", "2026-04-01", "")),
            ("first_day", ("2026-03-01", "", "")),
            ("last_day", ("2026-04-02", "2028-04-02", "")),
            ("hours", ("2026-04-02", "", "always")),
        ):
            with pytest.raises(InvalidInput) as refused:
                act(cast.ben, add_odd_days, *given)
            assert refused.value.field == field
        act(cast.ben, add_odd_days, "2026-04-06", "2026-04-10", "")
        act(cast.ben, add_odd_days, "2026-03-28", "", "10-12")
        odd = read(Actor(cast.ben), get_availability).odd
        assert [(each.first_day, each.last_day, each.hours) for each in odd] == [
            ("2026-03-28", "2026-03-28", "10:00–12:00"),
            ("2026-04-06", "2026-04-10", ""),
        ]
        with pytest.raises(NotFound):
            act(cast.ada, drop_odd_days, odd[0].id)
        act(cast.ben, drop_odd_days, odd[0].id)
        assert [each.first_day for each in read(Actor(cast.ben), get_availability).odd] == ["2026-04-06"]


def test_nothing_is_presumed_of_whoever_has_said_nothing(cast):
    with on():
        assert look(cast.ada, cast.ben).standing == "unset_theirs"
        week(cast.ada)
        assert look(cast.ada, cast.ben).standing == "unset_theirs"
        assert look(cast.ben, cast.ada).standing == "unset_mine"
        week(cast.ben, days=("saturday",))
        assert look(cast.ben, cast.ada).standing == "none"
        assert look(cast.ben, cast.ada).slots == []


def test_times_are_offered_on_ones_own_clock_with_the_others_where_it_differs(cast):
    live_in({cast.ada: "Europe/Vienna", cast.ben: "America/New_York"})
    with on():
        week(cast.ada, "9-18")
        week(cast.ben, "9-12")
        # New York has summer time already: five hours apart until Vienna follows on the 29th, then six.
        assert walls(cast.ada, cast.ben, 120, "2026-03-25") == ["14:00", "14:30", "15:00"]
        assert walls(cast.ada, cast.ben, 120, "2026-03-30") == ["15:00", "15:30", "16:00"]
        assert walls(cast.ben, cast.ada, 120, "2026-03-25") == ["09:00", "09:30", "10:00"]
        assert {each.their_zone for each in look(cast.ada, cast.ben).slots} == {"America/New_York"}
        for each in look(cast.ada, cast.ben).slots:
            wall = datetime.fromisoformat(each.wall).replace(tzinfo=ZoneInfo("Europe/Vienna"))
            assert wall.astimezone(UTC) == datetime.fromisoformat(each.starts_at)
        live_in({cast.ben: "Europe/Berlin"})
        assert {each.their_zone for each in look(cast.ada, cast.ben).slots} == {""}


def test_busy_times_of_both_are_left_out_with_their_pause_and_say_nothing_more(cast):
    at_nine = TODAY.replace(day=25)
    with on():
        week(cast.ada, "9-12", pause=15)
        week(cast.ben, "9-12")
        busy(cast.ada, (at_nine + timedelta(hours=1), at_nine + timedelta(hours=1, minutes=30)))
        assert walls(cast.ben, cast.ada, 30, "2026-03-25") == ["09:00", "11:00", "11:30"]
        busy(cast.ben, (at_nine.replace(hour=0), at_nine.replace(hour=0) + timedelta(days=1)), all_day=True)
        assert walls(cast.ben, cast.ada, 30, "2026-03-25") == []
        assert walls(cast.ben, cast.ada, 30, "2026-03-26") != []
        told = look(cast.ben, cast.ada)
        assert {*vars(told)} == {"standing", "slots"}
        assert {name for each in told.slots for name in vars(each)} == {"starts_at", "wall", "their_zone"}


def test_a_calendar_that_is_not_read_for_it_keeps_nobody_busy_and_one_unread_promises_nothing(cast):
    at_nine = TODAY.replace(day=25)
    with on():
        week(cast.ada, "9-10")
        week(cast.ben, "9-10")
        busy(cast.ada, (at_nine, at_nine + timedelta(hours=1)), reads_busy=False)
        assert walls(cast.ben, cast.ada, 30, "2026-03-25") == ["09:00", "09:30"]
        busy(cast.ada, read_until=TODAY + timedelta(days=2))
        assert walls(cast.ben, cast.ada) == ["2026-03-24T09:00", "2026-03-24T09:30"] + [
            f"2026-03-25T{each}" for each in ("09:00", "09:30")
        ]
        busy(cast.ben, read_until=None)
        assert look(cast.ben, cast.ada).standing == "unread"
        in_trouble(cast.ben)
        assert look(cast.ben, cast.ada).standing == look(cast.ada, cast.ben).standing == "unreadable"


def test_meetings_settled_and_suggested_are_in_the_way_and_fill_a_day(cast):
    with on():
        week(cast.ada, "9-11", most=1)
        week(cast.ben, "9-11")
        proposed = act(cast.ben, propose_meeting, cast.mentorship, ["2026-03-25T09:00"], 30, "video", "", "")
        assert walls(cast.ben, cast.ada, 30, "2026-03-25") == ["09:30", "10:00", "10:30"]
        act(cast.ada, confirm_meeting, proposed, open_slots(proposed)[0])
        assert meeting(proposed).status == "confirmed"
        assert walls(cast.ben, cast.ada, 30, "2026-03-25") == []
        assert walls(cast.ben, cast.ada, 30, "2026-03-26") == ["09:00", "09:30", "10:00", "10:30"]
        put(Mentorship(programme_id=cast.programme, mentor_id=cast.ada, mentee_id=cast.cy))
        week(cast.cy, "9-11")
        assert walls(cast.cy, cast.ada, 30, "2026-03-25") == []


def test_notice_and_exceptions_count_on_the_owners_own_calendar(cast):
    live_in({cast.ada: "Pacific/Auckland", cast.ben: "Europe/Vienna"})
    with on():
        week(cast.ada, "0-24", days=WEEKDAYS, notice=48)
        week(cast.ben, "0-24", days=WEEKDAYS)
        assert (
            min(each.starts_at for each in look(cast.ben, cast.ada).slots) == (TODAY + timedelta(hours=48)).isoformat()
        )
        act(cast.ada, add_odd_days, "2026-03-27", "2026-03-28", "")
        found = [datetime.fromisoformat(each.starts_at) for each in look(cast.ben, cast.ada).slots]
        days = {each.astimezone(ZoneInfo("Pacific/Auckland")).day for each in found}
        assert {26, 29} <= days
        assert not {27, 28} & days


def test_no_more_is_shown_than_a_glance_holds_and_nothing_beyond_three_weeks(cast):
    with on():
        week(cast.ada, "0-24", days=WEEKDAYS)
        week(cast.ben, "0-24", days=WEEKDAYS)
        slots = look(cast.ben, cast.ada).slots
        days = [each.wall[:10] for each in slots]
        assert len({*days}) == DAYS
        assert max(days.count(each) for each in days) <= A_DAY
        act(cast.ada, add_odd_days, "2026-03-24", f"{TODAY + SIGHT:%Y-%m-%d}", "")
        assert look(cast.ben, cast.ada).standing == "none"


def test_only_whoever_may_suggest_times_is_shown_any(cast):
    with on():
        for who in (cast.ada, cast.ben, cast.cy):
            week(who)
        assert look(cast.cy, cast.ada).standing == "found", "may ask her"
        with pytest.raises(NotPermitted):
            look(cast.ada, cast.cy)
        with pytest.raises(NotPermitted):
            look(cast.ada, cast.ada)
        with pytest.raises(NotFound):
            look(cast.cy, cast.eve)
        with pytest.raises(NotFound):
            look(cast.cy, "nobody")
        with pytest.raises(InvalidInput):
            look(cast.ben, cast.ada, 7)
        with Session(db.engine()) as session:
            session.get_one(Profile, cast.ada).is_active = False
            session.commit()
        with pytest.raises(NotFound):
            look(cast.cy, cast.ada)
        assert look(cast.ben, cast.ada).standing == "found", "they work together"
        with Session(db.engine()) as session:
            session.get_one(Mentorship, cast.mentorship).status = "ended"
            session.commit()
        with pytest.raises(NotPermitted):
            look(cast.ben, cast.ada)


def test_a_block_and_another_programme_hide_them(cast):
    with on():
        week(cast.ada)
        week(cast.cy)
        put(Block(member_id=cast.ada, target_id=cast.cy))
        with pytest.raises(NotFound):
            look(cast.cy, cast.ada)
        put(Block(member_id=cast.ben, target_id=cast.ada))
        with pytest.raises(NotFound):
            look(cast.ada, cast.ben)
        with Session(db.engine()) as session:
            for row in rows(Enrolment, member_id=cast.dee):
                session.delete(session.get_one(Enrolment, row.id))
            session.commit()
        with pytest.raises(NotFound):
            look(cast.dee, cast.ada)


def test_nobody_maps_a_day_by_asking_all_the_time(cast):
    with on():
        for _ in range(30):
            look(cast.ben, cast.ada)
        with pytest.raises(TooMany):
            look(cast.ben, cast.ada)
        assert look(cast.ada, cast.ben)
        assert rows(Meeting) == []


def look_at_hours(who, at, times, *hours):
    """Look so often in each of these hours; `at` are all who are looked at, in turn."""
    for hour in hours:
        with on(hours=hour):
            for place in range(times):
                count_look(who, at[place % len(at)])


def test_nobody_maps_somebodys_weeks_by_asking_patiently(cast):
    look_at_hours(cast.ben, [cast.ada], 20, 0, 2, 4)
    with on(hours=23), pytest.raises(TooMany):
        look(cast.ben, cast.ada)
    with on(hours=23):
        assert look(cast.ada, cast.ben)  # the other way round it is another's curiosity
    with on(hours=25):
        assert look(cast.ben, cast.ada)


def test_nobody_maps_everybodys_weeks_by_asking_patiently(cast):
    look_at_hours(cast.ben, [f"somebody {place}" for place in range(80)], 80, 0, 2, 4)
    with on(hours=23), pytest.raises(TooMany):
        look(cast.ben, cast.ada)
    with on(hours=25):
        assert look(cast.ben, cast.ada)
