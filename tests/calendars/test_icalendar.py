"""Meetings as iCalendar: wall times as agreed everywhere, the member's own copy respected."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentor_app.calendars.reading import read_meeting
from mentor_app.calendars.time_zones import is_ambiguous, turns, vtimezone
from mentor_app.calendars.timing import Every, Move, Repeat, Timing, same_timing
from mentor_app.calendars.writing import MeetingDraft, calendar_of, patch_meeting, write_meeting

VIENNA = ZoneInfo("Europe/Vienna")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
CHANGED = datetime(2026, 10, 1, 12, tzinfo=UTC)


def at(*parts: int, zone: ZoneInfo = VIENNA) -> datetime:
    return datetime(*parts, tzinfo=zone).astimezone(UTC)


def draft(**changes) -> MeetingDraft:
    made = MeetingDraft(
        uid="b1d7@mentor.example",
        sequence=0,
        starts_at=at(2026, 12, 9, 17),
        ends_at=at(2026, 12, 9, 18),
        zone="Europe/Vienna",
        title="Mentoring with Ada",
        changed_at=CHANGED,
        description="Agenda and notes:\nhttps://mentor.example/meetings/m1",
        location="https://video.example/room",
        url="https://mentor.example/meetings/m1",
        alarms=(timedelta(minutes=15),),
    )
    return replace(made, **changes)


def event_of(text: str) -> icalendar.Event:
    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0]


def test_a_meeting_is_one_vevent_with_everything_a_calendar_shows():
    text = write_meeting(draft())
    calendar = icalendar.Calendar.from_ical(text)
    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert "METHOD" not in calendar
    event = event_of(text)
    assert str(event["UID"]) == "b1d7@mentor.example"
    assert event["DTSTART"].to_ical() == b"20261209T170000"
    assert event["DTSTART"].params["TZID"] == "Europe/Vienna"
    assert int(event["SEQUENCE"]) == 0
    assert event["DTSTAMP"].dt == CHANGED
    assert str(event["LOCATION"]) == "https://video.example/room"
    assert str(event["URL"]) == "https://mentor.example/meetings/m1"
    assert "https://mentor.example/meetings/m1" in str(event["DESCRIPTION"])
    assert [each["TRIGGER"].dt for each in event.walk("VALARM")] == [timedelta(minutes=-15)]


def test_no_server_is_given_a_reason_to_write_letters():
    text = write_meeting(draft())
    assert "ORGANIZER" not in text
    assert "ATTENDEE" not in text


def test_names_cannot_break_out_of_their_property():
    text = write_meeting(draft(title="Ada\r\nATTENDEE:mailto:x@example.org; , \\n", location="a;b,c\nSTATUS:CANCELLED"))
    event = event_of(text)
    assert "ATTENDEE" not in event
    assert str(event["STATUS"]) == "CONFIRMED"
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == 1


def test_what_is_written_reads_back_as_the_same():
    seen = read_meeting(write_meeting(draft()), "UTC")
    assert seen
    assert seen.shows(draft())
    assert not seen.shows(draft(sequence=1))
    assert not seen.shows(draft(starts_at=at(2026, 12, 9, 17, 30)))
    assert not seen.shows(draft(location="elsewhere"))


OWN_COPY = "\r\n".join(
    [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Some client//EN", "X-WR-CALNAME:Mine", "METHOD:PUBLISH"),
        *("BEGIN:VEVENT", "UID:b1d7@mentor.example", "DTSTAMP:20261101T000000Z", "SEQUENCE:3"),
        *("DTSTART:20261209T160000Z", "DURATION:PT1H", "SUMMARY:Call Ada!", "DESCRIPTION:My own notes"),
        *("COLOR:tomato", "CATEGORIES:Work,Joy", "X-MY-CLIENT;A=b:anything", "CLASS:PRIVATE"),
        *("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:x", "TRIGGER:-PT45M", "END:VALARM"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
)


def test_the_members_own_copy_keeps_what_is_theirs():
    moved = draft(starts_at=at(2026, 12, 10, 9), ends_at=at(2026, 12, 10, 10), sequence=4)
    text = patch_meeting(OWN_COPY, moved)
    event = event_of(text)
    assert str(event["SUMMARY"]) == "Call Ada!"
    assert str(event["DESCRIPTION"]) == "My own notes"
    assert str(event["COLOR"]) == "tomato"
    assert event["CATEGORIES"].to_ical() == b"Work,Joy"
    assert str(event["X-MY-CLIENT"]) == "anything"
    assert str(event["CLASS"]) == "PRIVATE"
    assert [each["TRIGGER"].dt for each in event.walk("VALARM")] == [timedelta(minutes=-45)]
    assert "X-WR-CALNAME:Mine" in text
    assert "METHOD" not in text
    assert "DURATION" not in event
    seen = read_meeting(text, "UTC")
    assert seen
    assert seen.shows(moved)


def test_patching_again_changes_nothing():
    once = patch_meeting(OWN_COPY, draft())
    assert patch_meeting(once, draft()) == once


def test_a_copy_that_cannot_be_read_is_not_overwritten():
    for text in ("", "nothing", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"):
        with pytest.raises(ValueError, match=r"."):
            patch_meeting(text, draft())
        assert read_meeting(text, "UTC") is None


@pytest.mark.parametrize(
    ("lines", "timing"),
    [
        ("DTSTART:20261209T160000Z\nDTEND:20261209T170000Z", (16, 17)),
        ("DTSTART:20261209T160000Z\nDURATION:PT90M", (16, 17.5)),
        ("DTSTART;TZID=Europe/Vienna:20261209T170000\nDTEND;TZID=Europe/London:20261209T170000", (16, 17)),
        ("DTSTART:20261209T170000\nDTEND:20261209T180000", (16, 17)),  # floating: the member's own zone
        ("DTSTART;TZID=W. Europe Standard Time:20261209T170000\nDURATION:PT1H", (16, 17)),
        ("DTSTART:20261209T170000Z\nDTEND:20261209T160000Z", None),
        ("DTSTART:20261209T170000Z\nDTEND:20261209T170000Z", None),
        ("SUMMARY:no time at all", None),
        ("DTSTART:20261209T160000Z\nDTEND:20261209T170000Z\nRRULE:FREQ=DAILY", None),
        ("DTSTART:20261209T160000Z\nDTEND:20261209T170000Z\nRRULE:FREQ=DAILY;COUNT=1", (16, 17)),
        ("DTSTART;TZID=Nobody's Time:20261209T170000\nDURATION:PT1H", None),
        (
            (
                "DTSTART:20261209T160000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=1\nEND:VEVENT\nBEGIN:VEVENT\nUID:u\n"
                "RECURRENCE-ID:20261209T160000Z\nDTSTART;TZID=Nobody's Time:20261209T170000\nDURATION:PT1H"
            ),
            None,
        ),
    ],
)
def test_times_of_other_clients_are_understood_or_refused(lines: str, timing: tuple[float, float] | None):
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    seen = read_meeting(text.replace("\n", "\r\n").replace("\r\r", "\r"), "Europe/Vienna")
    assert seen
    midnight = datetime(2026, 12, 9, tzinfo=UTC)
    wanted = timing and Timing.once(*(midnight + timedelta(hours=each) for each in timing))
    assert seen.timing == wanted


def test_a_time_zone_with_a_name_that_no_file_can_have_is_not_read():
    odd = OWN_COPY.replace("SEQUENCE:3", f"EXDATE;TZID={'x' * 300}:20261201T100000")
    assert odd != OWN_COPY
    assert read_meeting(odd, "UTC") is None


def test_a_copy_whose_only_time_was_taken_out_is_seen_as_cancelled():
    lines = "DTSTART:20261209T160000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=1\r\nEXDATE:20261209T160000Z\r\n"
    seen = read_meeting(f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n", "UTC")
    assert seen
    assert seen.timing == Timing((), cancelled=True)


def test_a_cancelled_copy_is_seen_as_cancelled():
    seen = read_meeting(OWN_COPY.replace("SEQUENCE:3", "STATUS:CANCELLED"), "UTC")
    assert seen
    assert seen.timing
    assert seen.timing.cancelled


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("weekly", [date(2026, 10, 13), date(2026, 10, 20), date(2026, 10, 27), date(2026, 11, 3)]),
        ("fortnightly", [date(2026, 10, 13), date(2026, 10, 27), date(2026, 11, 10), date(2026, 11, 24)]),
        ("monthly", [date(2026, 10, 13), date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12)]),
    ],
)
def test_a_series_keeps_its_wall_time_through_the_change_of_clocks(every: Every, days: list[date]):
    series = draft(starts_at=at(2026, 10, 13, 17), ends_at=at(2026, 10, 13, 18), repeat=Repeat(every, 4))
    seen = read_meeting(write_meeting(series), "UTC")
    assert seen
    assert same_timing(seen.timing, series.timing)
    walls = [each.starts_at.astimezone(VIENNA) for each in series.timing.instances]
    assert [each.date() for each in walls] == days
    assert {(each.hour, each.minute) for each in walls} == {(17, 0)}


def test_one_meeting_of_a_series_moves_and_another_is_left_out():
    moves = (
        Move(at(2026, 10, 20, 17), at(2026, 10, 21, 9), at(2026, 10, 21, 10)),
        Move(at(2026, 10, 27, 17)),
    )
    first = at(2026, 10, 13, 17)
    series = draft(starts_at=first, ends_at=first + timedelta(hours=1), repeat=Repeat("weekly", 4), moves=moves)
    text = write_meeting(series)
    assert len({str(each["UID"]) for each in icalendar.Calendar.from_ical(text).walk("VEVENT")}) == 1
    for each in (text, patch_meeting(text.replace("Mentoring with Ada", "Mine"), series)):
        seen = read_meeting(each, "UTC")
        assert seen
        assert seen.timing
        assert [instance.starts_at for instance in seen.timing.instances] == [
            at(2026, 10, 13, 17),
            at(2026, 10, 21, 9),
            at(2026, 11, 3, 17),
        ]
        assert [instance.original for instance in seen.timing.instances][1] == at(2026, 10, 20, 17)
        assert same_timing(seen.timing, series.timing)


def test_daylight_time_begins_when_the_clock_shows_two():
    made = vtimezone("Europe/Vienna", at(2026, 12, 9, 17), at(2026, 12, 9, 18)).to_ical().decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n" in made
    assert "BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n" in made


def test_a_zone_without_changes_and_one_without_a_rule():
    plain = vtimezone("Asia/Tokyo", CHANGED, CHANGED).to_ical().decode()
    assert plain.count("BEGIN:STANDARD") == 1
    assert "TZOFFSETTO:+0900" in plain
    moving = vtimezone("Africa/Casablanca", CHANGED, CHANGED).to_ical().decode()  # Ramadan moves through the year
    assert "RRULE" not in moving
    assert moving.count("TZOFFSETFROM") > 10


def offset_by_the_text(zone: str, wall: datetime) -> timedelta:
    """The offset RFC 5545 section 3.6.5 gives a wall time by a VTIMEZONE alone, read without anybody's database."""
    made = vtimezone(zone, wall.replace(tzinfo=UTC), wall.replace(tzinfo=UTC) + timedelta(days=2))
    onsets = []
    for each in made.subcomponents:
        onset, before, after = each["DTSTART"].dt, each["TZOFFSETFROM"].td, each["TZOFFSETTO"].td
        years = range(onset.year, wall.year + 2) if "RRULE" in each else [onset.year]
        onsets += [(_in_year(each, onset, year), before, after) for year in years]
    earlier = [(onset, after) for onset, _, after in onsets if onset <= wall]
    return max(earlier)[1] if earlier else min(onsets)[1]


def _in_year(observance, onset: datetime, year: int) -> datetime:
    if "RRULE" not in observance:
        return onset
    text = observance["RRULE"].to_ical().decode().partition("BYDAY=")[2].partition(";")[0]
    which, weekday = int(text[:-2]), ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(text[-2:])
    days = [date(year, onset.month, 1) + timedelta(days=each) for each in range(31)]
    fitting = [each for each in days if each.month == onset.month and each.weekday() == weekday]
    return datetime.combine(fitting[which - 1 if which > 0 else which], onset.time())


MOMENTS = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2029-12-31")).map(
    lambda each: each.replace(second=0, microsecond=0)
)


@st.composite
def near_a_change(draw: st.DrawFn) -> tuple[str, datetime]:
    zone = draw(st.sampled_from(ZONES))
    changes = turns(zone, 2026, 2029)
    if not changes:
        return zone, draw(MOMENTS).replace(tzinfo=UTC)
    change = draw(st.sampled_from(changes))
    return zone, change.at.replace(microsecond=0) + timedelta(minutes=draw(st.integers(-180, 180)))


ANYWHERE = st.tuples(st.sampled_from(ZONES), MOMENTS.map(lambda each: each.replace(tzinfo=UTC)))


@settings(max_examples=150, deadline=None)
@given(near_a_change() | ANYWHERE, st.integers(15, 180), st.sampled_from(ZONES))
@example(("Europe/Vienna", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)), 60, "America/New_York")  # 02:30, the first one
@example(("Europe/Vienna", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)), 60, "America/New_York")  # 02:30, the second one
@example(("Europe/Vienna", datetime(2026, 3, 29, 0, 45, tzinfo=UTC)), 60, "UTC")
@example(("Australia/Lord_Howe", datetime(2026, 4, 4, 15, 10, tzinfo=UTC)), 30, "UTC")
def test_wall_times_are_as_agreed_in_every_zone(where: tuple[str, datetime], minutes: int, reader: str):
    """What anybody's client shows is the moment agreed, by our VTIMEZONE alone and by a zone's name alone."""
    zone, starts_at = where
    meeting = draft(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), zone=zone)
    for text in (write_meeting(meeting), patch_meeting(OWN_COPY, meeting)):
        event = event_of(text)
        for name, moment in (("DTSTART", meeting.starts_at), ("DTEND", meeting.ends_at)):
            raw = event[name].to_ical().decode()
            if raw.endswith("Z"):
                assert datetime.strptime(raw, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == moment
                continue
            wall = datetime.strptime(raw, "%Y%m%dT%H%M%S")  # noqa: DTZ007  a wall time
            assert wall == moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            assert (wall - offset_by_the_text(zone, wall)).replace(tzinfo=UTC) == moment
            assert wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC) == moment  # as RFC 5545 reads it
        seen = read_meeting(text, reader)
        assert seen
        assert same_timing(seen.timing, meeting.timing)


def test_a_time_the_clock_shows_twice_is_written_in_utc():
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert is_ambiguous(second, "Europe/Vienna")
    assert event_of(write_meeting(draft(starts_at=second, ends_at=second + timedelta(hours=1))))[
        "DTSTART"
    ].to_ical() == (b"20261025T013000Z")


def test_a_feed_has_each_zone_once_and_its_own_properties():
    drafts = [draft(uid=str(each), zone=zone) for each in range(3) for zone in ("Europe/Vienna", "Asia/Tokyo", "UTC")]
    made = calendar_of(drafts, x_wr_calname="Mentoring")
    assert sorted(str(each["TZID"]) for each in made.walk("VTIMEZONE")) == ["Asia/Tokyo", "Europe/Vienna"]
    assert len(made.walk("VEVENT")) == 9
    assert str(made["X-WR-CALNAME"]) == "Mentoring"
