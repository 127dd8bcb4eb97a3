"""When other events keep somebody busy: everything servers get wrong is right here."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from mentor_app.calendars.free_busy import Busy, merged, read_busy, times_alone
from mentor_app.calendars.recurrence import is_affordable

ZONE = "Europe/Vienna"
START, END = datetime(2026, 12, 7, tzinfo=UTC), datetime(2026, 12, 21, tzinfo=UTC)
VIENNA = """BEGIN:VTIMEZONE
TZID:{}
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, zone: str = "") -> str:
    body = "".join(f"BEGIN:VEVENT\nUID:u@x\nDTSTAMP:20261101T000000Z\n{each}\nEND:VEVENT\n" for each in events)
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n" + (VIENNA.format(zone) if zone else "") + body
    return (text + "END:VCALENDAR\n").replace("\n", "\r\n")


def spans(*events: str, zone: str = "", addresses: tuple[str, ...] = ()) -> list[str]:
    found = read_busy(calendar(*events, zone=zone), START, END, ZONE, addresses).busy
    return [f"{each.starts_at:%d %H:%M}-{each.ends_at:%d %H:%M}" for each in found]


SERIES = (
    "DTSTART;TZID=Europe/Vienna:20260907T090000\nDTEND;TZID=Europe/Vienna:20260907T093000\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE"
)
OVERRIDE = "RECURRENCE-ID;TZID=Europe/Vienna:20261214T090000\n"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261208T100000\nDTEND;TZID=Europe/Berlin:20261208T110000", ["08 09:00-08 10:00"]),
        ("DTSTART:20261210T100000Z\nDTEND:20261210T110000Z\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20261210T100000Z\nDTEND:20261210T110000Z\nSTATUS:CANCELLED", []),
        ("DTSTART;VALUE=DATE:20261211\nDTEND;VALUE=DATE:20261212", ["10 23:00-11 23:00"]),
        ("DTSTART;VALUE=DATE:20261211", ["10 23:00-11 23:00"]),
        ("DTSTART:20261215T080000\nDTEND:20261215T090000", ["15 07:00-15 08:00"]),
        ("DTSTART:20261216T080000Z\nDURATION:PT90M", ["16 08:00-16 09:30"]),
        ("DTSTART:20261217T080000Z", []),
        ("DTSTART;TZID=W. Europe Standard Time:20261218T100000\nDURATION:PT1H", ["18 09:00-18 10:00"]),
        ("DTSTART:20261206T230000Z\nDTEND:20261207T010000Z", ["06 23:00-07 01:00"]),
        ("DTSTART:20261206T220000Z\nDTEND:20261206T230000Z", []),
        ("DTSTART:20260101T000000Z\nRRULE:FREQ=YEARLY", []),
        (
            "DTSTART:20261208T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2",
            ["08 08:00-08 09:00", "09 08:00-09 09:00"],
        ),
        ("DTSTART:20261208T080000Z\nDURATION:PT1H\nRDATE:20261210T080000Z", ["08 08:00-08 09:00", "10 08:00-10 09:00"]),
    ],
)
def test_each_kind_of_event(event: str, expected: list[str]):
    assert spans(event) == expected


def test_a_series_through_the_change_of_clocks_with_one_left_out_and_one_moved():
    moved = OVERRIDE + "DTSTART;TZID=Europe/Vienna:20261214T150000\nDTEND;TZID=Europe/Vienna:20261214T153000"
    assert spans(SERIES + "\nEXDATE;TZID=Europe/Vienna:20261209T090000", moved) == [
        *("07 08:00-07 08:30", "14 14:00-14 14:30", "16 08:00-16 08:30"),
    ]


def test_one_cancelled_of_a_series_and_one_moved_out_of_the_window():
    gone = OVERRIDE + "DTSTART;TZID=Europe/Vienna:20261214T090000\nSTATUS:CANCELLED"
    assert "14 08:00-14 08:30" not in spans(SERIES, gone)
    away = OVERRIDE + "DTSTART;TZID=Europe/Vienna:20270114T090000\nDTEND;TZID=Europe/Vienna:20270114T093000"
    assert "14 08:00-14 08:30" not in spans(SERIES, away)


def test_one_moved_into_the_window_from_outside():
    into = "RECURRENCE-ID;TZID=Europe/Vienna:20261125T090000\nDTSTART:20261208T120000Z\nDTEND:20261208T123000Z"
    assert "08 12:00-08 12:30" in spans(SERIES, into)


def test_what_was_declined_keeps_nobody_busy_but_what_others_declined_does():
    event = "DTSTART:20261219T100000Z\nDTEND:20261219T110000Z\nATTENDEE;PARTSTAT={}:mailto:Ada@example.org"
    assert spans(event.format("DECLINED"), addresses=("ada@example.org",)) == []
    assert len(spans(event.format("DECLINED"), addresses=("ben@example.org",))) == 1
    assert len(spans(event.format("ACCEPTED"), addresses=("ada@example.org",))) == 1


def test_tentative_and_whole_days_are_told_apart():
    (tentative,) = read_busy(
        calendar("DTSTART:20261210T140000Z\nDTEND:20261210T150000Z\nSTATUS:TENTATIVE"), START, END, ZONE
    ).busy
    assert tentative.tentative
    (day,) = read_busy(calendar("DTSTART;VALUE=DATE:20261211"), START, END, ZONE).busy
    assert day.all_day


def test_a_zone_of_the_calendars_own_is_taken_from_the_calendar():
    event = "DTSTART;TZID=Customized Time Zone:20261208T100000\nDURATION:PT1H"
    reading = read_busy(calendar(event, zone="Customized Time Zone"), START, END, "Asia/Tokyo")
    assert [each.starts_at.hour for each in reading.busy] == [9]
    assert not reading.zone_guessed


def test_a_zone_nobody_knows_is_the_owners_and_said_to_be():
    reading = read_busy(calendar("DTSTART;TZID=Mars/Olympus:20261208T100000\nDURATION:PT1H"), START, END, ZONE)
    assert [each.starts_at.hour for each in reading.busy] == [9]
    assert reading.zone_guessed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "garbage",
        calendar("DTSTART:20261208T100000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY"),
        calendar("DTSTART:20261208T100000Z\nDURATION:PT1S\nRRULE:FREQ=minutely"),
        calendar(
            "DTSTART:20261208T100000Z\nDURATION:PT1S\nRRULE:FREQ=HOURLY;BYMINUTE=" + ",".join(map(str, range(60)))
        ),
        calendar("DTSTART:20261208T100000Z\nDURATION:PT1S\nRRULE:FREQ=SECO\n NDLY"),
        calendar("DTSTART:19000101T100000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY"),
        calendar("DTSTART:20260101T100000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"),
        calendar("DTSTART:00010101T100000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        calendar("DTSTART:19680101T100000Z\nDURATION:PT1S\nRRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))),
        calendar(
            "BEGIN:VALARM\nTRIGGER:-PT1M\nEND:VALARM\nDTSTART:19000101T100000Z\nDURATION:PT1S\n"
            "RRULE:FREQ=DAILY;BYMINUTE=1,2,3,4"
        ),
        calendar(*["DTSTART:20260101T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"] * 50),
        calendar("DTSTART:20261208T100000Z\nDURATION:PT1H\nRDATE:" + ",".join(["20261209T100000Z"] * 20_000)),
        calendar("DTSTART:99991231T235959Z\nDURATION:P9999W"),
        calendar("DTSTART:not a time\nDTEND:neither"),
        calendar("DTSTART:20261208T100000Z\nDTEND;VALUE=DATE:20261209\nRRULE:FREQ=WEEKLY;UNTIL=never"),
    ],
)
def test_nonsense_and_floods_cost_little_and_make_nobody_busy(text: str):
    began = datetime.now(UTC)
    assert read_busy(text, START, END, ZONE).busy == ()
    assert datetime.now(UTC) - began < timedelta(seconds=4)


@pytest.mark.parametrize(
    "hidden",
    [
        "RRU\n\n LE:FREQ=SECONDLY",
        'RRULE;X="a:FREQ=DAILY;":FREQ=SECONDLY',
        "\x0bRRULE:FREQ=SECONDLY",
        "RRULE:FREQ=SECONDLY; FREQ=DAILY",
    ],
)
def test_a_rule_that_the_library_would_follow_is_judged_however_it_is_written(hidden: str):
    text = calendar(f"DTSTART:20261208T100000Z\nDURATION:PT1S\n{hidden}")
    assert "SECONDLY" in str(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["RRULE"])
    assert not is_affordable(text, 2027)


@pytest.mark.parametrize("interval", ["0", "-1", "+0", "00", "0,1", "", "\N{ARABIC-INDIC DIGIT ZERO}"])
def test_a_rule_that_never_goes_on_is_not_followed(interval: str):
    text = calendar(f"DTSTART:20261208T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL={interval}")
    assert not is_affordable(text, 2027)


def test_the_uid_is_found_though_the_line_is_folded():
    text = calendar("DTSTART:20261208T100000Z\nDURATION:PT1H").replace(
        "UID:u@x", "UID:" + "a" * 60 + "\r\n " + "b" * 20
    )
    assert read_busy(text, START, END, ZONE).uid == "a" * 60 + "b" * 20


def test_words_around_the_times_change_nothing_whatever_they_look_like():
    times = "DTSTART;TZID=Europe/Vienna:20261208T100000\nDTEND;TZID=Europe/Vienna:20261208T110000"
    words = (
        "SUMMARY;LANGUAGE=de:Teil eins\n  DTSTART:20261209T100000Z\nDESCRIPTION:END:VEVENT\\n\n"
        " BEGIN:VEVENT\n\n STATUS:CANCELLED\nX-MOZ-GENERATION:4\nurl:https://example.org/DTEND:\nCREATED:nonsense\n"
        "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Soon\nTRIGGER:-PT15M\nX-WR-ALARMUID:7\nEND:VALARM"
    )
    assert spans(f"{words}\n{times}") == spans(f"{times}\n{words}") == spans(times) == ["08 09:00-08 10:00"]
    assert times_alone(calendar(words)).count("\n") == 10


def test_overlapping_times_become_one():
    hours = [datetime(2026, 12, 7, each, tzinfo=UTC) for each in range(8)]
    intervals = [Busy(hours[3], hours[4]), Busy(hours[0], hours[2]), Busy(hours[1], hours[3]), Busy(hours[6], hours[7])]
    assert merged(intervals) == [(hours[0], hours[4]), (hours[6], hours[7])]
    assert merged([]) == []


@pytest.mark.parametrize(
    "rule",
    [
        "19700101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY",
        "20200106T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "20200101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=8,20;UNTIL=20300101T000000Z",
        "17560108T080000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8",
    ],
)
def test_what_people_repeat_is_followed_however_long_ago_it_began(rule: str):
    assert "08 08:00-08 09:00" in spans(f"DTSTART:{rule}")
