"""Published calendars: fetched through the guard, asked politely, understood like any other, told in plain words."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.calendars import subscription
from mentor_app.calendars.guard import Budget, Rules
from mentor_app.calendars.networks import networks
from mentor_app.calendars.subscription import fetch, host_of, readings
from mentor_app.calendars.troubles import Trouble
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs import calendars
from mentor_app.jobs.calendar_targets import target_of
from mentor_app.models import BusyInterval, CalendarAccount, RemoteCalendar
from mentor_app.services import calendar_accounts, calendar_connecting, calendar_leaving
from mentor_app.services.availability import WEEKDAYS, set_week
from mentor_app.services.calendar_views import get_calendars
from mentor_app.services.free_times import free_times_with
from mentor_app.services.sealed_secrets import reseal_all
from mentor_app.services.subscriptions import subscribe
from tests.calendars.hostile import hostile_servers
from tests.conftest import Cast, make_cast

OPENED = Rules(networks("127.0.0.1/32"), anywhere=True)
MONDAY = datetime(2026, 10, 19, tzinfo=UTC)


def calendar_with(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{body}END:VCALENDAR\r\n"


@dataclass
class Publisher:
    """A web server with one calendar, and what it was asked."""

    text: str = ""
    status: int = 200
    etag: str = ""
    changed: str = ""
    location: str = ""
    port: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/private-0123/basic.ics"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()

    class Answering(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            made.asked.append({name.lower(): value for name, value in self.headers.items()})
            same = made.etag and self.headers.get("If-None-Match") == made.etag
            same = same or (made.changed and self.headers.get("If-Modified-Since") == made.changed)
            body = b"" if same else made.text.encode()
            self.send_response(304 if same else made.status)
            for name, value in (("ETag", made.etag), ("Last-Modified", made.changed), ("Location", made.location)):
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def cast(sqlite: str, opened: None) -> Cast:
    return make_cast()


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def act(who, verb, *args, **named):
    return transact(Actor(who), verb, *args, **named)[0]


def look() -> str:
    (calendar,) = rows(RemoteCalendar)
    return calendars.sync_once(calendar.id, calendar.round)


def account(who):
    return read(Actor(who), get_calendars).accounts[0]


def busy_in(text: str, start=MONDAY, days=14, zone="Europe/Vienna"):
    found = readings(text, start, start + timedelta(days=days), zone, ("ben@example.org",))
    return [(f"{each.starts_at:%d %H:%M}", f"{each.ends_at:%d %H:%M}") for one in found for each in one.busy]


def test_events_are_understood_like_those_of_any_calendar():
    zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\nEND:VTIMEZONE\r\n"
    lessons = (
        "UID:lessons\r\nDTSTART;TZID=Europe/Vienna:20261005T090000\r\nDTEND;TZID=Europe/Vienna:20261005T100000\r\n"
        "RRULE:FREQ=WEEKLY"
    )
    moved = (
        "UID:lessons\r\nRECURRENCE-ID;TZID=Europe/Vienna:20261026T090000\r\n"
        "DTSTART;TZID=Europe/Vienna:20261026T110000\r\nDTEND;TZID=Europe/Vienna:20261026T120000"
    )
    text = calendar_with(
        lessons,
        moved,
        "UID:day\r\nDTSTART;VALUE=DATE:20261021\r\nDTEND;VALUE=DATE:20261022",
        "UID:free\r\nDTSTART:20261022T100000Z\r\nDTEND:20261022T110000Z\r\nTRANSP:TRANSPARENT",
        "UID:off\r\nDTSTART:20261022T100000Z\r\nDTEND:20261022T110000Z\r\nSTATUS:CANCELLED",
        "UID:no\r\nDTSTART:20261022T100000Z\r\nDTEND:20261022T110000Z\r\n"
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Ben@example.org",
        "UID:old\r\nDTSTART:20200101T100000Z\r\nDTEND:20200101T110000Z",
        "UID:far\r\nDTSTART:20300101T100000Z\r\nDTEND:20300101T110000Z",
        "UID:long\r\nDTSTART:20261001T100000Z\r\nDTEND:20261019T060000Z",
        "UID:broken\r\nDTSTART:nonsense",
    ).replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT", 1)
    # Summer time ends on the 25th: nine in Vienna is seven before and eight after; the 26th is moved to eleven.
    assert sorted(busy_in(text)) == [
        ("01 10:00", "19 06:00"),
        ("19 07:00", "19 08:00"),
        ("20 22:00", "21 22:00"),
        ("26 10:00", "26 11:00"),
    ]


def test_text_that_begins_and_never_ends_costs_little():
    assert busy_in("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 300_000) == []
    with pytest.raises(Trouble) as told:
        busy_in("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n" * 20_001)
    assert told.value.kind == "too_large"


def test_more_busy_times_than_anybody_has_and_more_work_than_is_worth_it_are_refused(monkeypatch):
    often = [
        f"UID:{each}\r\nDTSTART:20261001T{each % 24:02}0000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY" for each in range(9)
    ]
    assert len(busy_in(calendar_with(*often))) == 9 * 14
    with monkeypatch.context() as small:
        small.setattr(subscription, "MOST_BUSY", 100)
        with pytest.raises(Trouble, match="busy times"):
            busy_in(calendar_with(*often))
    monkeypatch.setattr(subscription, "LONGEST_READING", 0.0)
    with pytest.raises(Trouble) as told:
        busy_in(calendar_with(*often))
    assert told.value.kind == "timeout"


def test_zones_are_read_with_the_events_that_name_them_and_with_no_other(monkeypatch):
    read = list[str]()
    real = subscription.read_busy
    monkeypatch.setattr(subscription, "read_busy", lambda text, *rest: read.append(text) or real(text, *rest))
    zone = "BEGIN:VTIMEZONE\r\nTZID:{}\r\nEND:VTIMEZONE\r\n"
    event = "UID:a\r\nDTSTART;TZID=Europe/Vienna:20261021T100000\r\nDURATION:PT1H"
    named = zone.format("Europe/Vienna")
    others = "".join(zone.format(f"Nowhere/{each}") for each in range(400))
    text = calendar_with(event).replace("BEGIN:VEVENT", f"{named}{others}BEGIN:VEVENT", 1)
    assert busy_in(text) == [("21 08:00", "21 09:00")]
    assert [each.count("BEGIN:VTIMEZONE") for each in read] == [1]
    with pytest.raises(Trouble, match="zones"):
        busy_in(text.replace(named, zone.format("x") * 200))


def test_what_did_not_change_is_not_sent_again(publisher):
    publisher.text, publisher.etag, publisher.changed = calendar_with(), '"7"', "Mon, 19 Oct 2026 08:00:00 GMT"
    first = fetch(publisher.address, "", "", OPENED, Budget())
    assert (first.etag, first.changed) == ('"7"', publisher.changed)
    assert "if-none-match" not in publisher.asked[0]
    assert "authorization" not in publisher.asked[0]
    assert fetch(publisher.address, first.etag, "", OPENED, Budget()) is None
    assert fetch(publisher.address, "", first.changed, OPENED, Budget()) is None
    publisher.etag = '"8"'
    assert fetch(publisher.address, first.etag, "", OPENED, Budget()).etag == '"8"'


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, "not_shared"),
        (403, "not_shared"),
        (404, "wrong_address"),
        (410, "wrong_address"),
        (429, "too_many"),
        (500, "server_error"),
        (204, "not_calendar"),
        (200, "not_calendar"),
    ],
)
def test_every_refusal_has_a_name(publisher, status, kind):
    publisher.status, publisher.text = status, "<html>Please sign in</html>"
    with pytest.raises(Trouble) as told:
        fetch(publisher.address, "", "", OPENED, Budget())
    assert told.value.kind == kind
    assert "private-0123" not in str(told.value)


def test_nothing_leads_inside_and_nobody_is_fed_without_end(publisher):
    with hostile_servers() as hostile:
        publisher.status, publisher.location = 302, hostile.target
        with pytest.raises(Trouble) as told:
            fetch(publisher.address, "", "", OPENED, Budget())
        assert told.value.kind == "blocked_address"
        with pytest.raises(Trouble) as told:
            fetch(hostile.target, "", "", OPENED, Budget())
        assert told.value.kind == "blocked_address"
        assert hostile.inside == []
    publisher.status, publisher.location = 200, ""
    publisher.text = "BEGIN:VCALENDAR\n" + "X" * 300_000
    with pytest.raises(Trouble) as told:
        fetch(publisher.address, "", "", OPENED, Budget(bytes=100_000))
    assert told.value.kind == "too_large"


def test_a_subscription_keeps_its_member_busy_until_it_ends(cast, publisher):
    start = (now() + timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    event = f"UID:a\r\nSUMMARY:canary-doctor\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H"
    publisher.text, publisher.etag = calendar_with(event), '"1"'
    subscribed = act(cast.ben, subscribe, publisher.address)
    for who in (cast.ada, cast.ben):
        act(who, set_week, dict.fromkeys(WEEKDAYS, "9-11"), 0, 0, 0)
    assert read(Actor(cast.ada), free_times_with, cast.ben, 30).standing == "unread"
    assert look() == "done"
    seen = account(cast.ben)
    assert (seen.address, seen.trouble, bool(seen.last_ok_at)) == ("127.0.0.1", "", True)
    assert [(each.starts_at, each.ends_at) for each in rows(BusyInterval)] == [(start, start + timedelta(hours=1))]
    walls = [each.wall for each in read(Actor(cast.ada), free_times_with, cast.ben, 30).slots]
    assert [each for each in walls if each.startswith(f"{start:%Y-%m-%d}")] == [
        f"{start:%Y-%m-%d}T10:00",
        f"{start:%Y-%m-%d}T10:30",
    ]
    assert look() == "done"
    assert publisher.asked[-1]["if-none-match"] == '"1"'
    assert len(rows(BusyInterval)) == 1
    publisher.text, publisher.etag = calendar_with(), '"2"'
    assert look() == "done"
    assert rows(BusyInterval) == []
    act(cast.ben, calendar_leaving.disconnect, subscribed)
    assert rows(CalendarAccount) == rows(RemoteCalendar) == rows(BusyInterval) == []


def test_trouble_is_told_and_tried_again_later(cast, publisher):
    publisher.text = "<html>"
    act(cast.ben, subscribe, publisher.address)
    before = now()
    assert look() == "not_calendar"
    seen = account(cast.ben)
    assert seen.trouble == "not_calendar"
    assert not seen.is_stopped
    assert datetime.fromisoformat(seen.next_try_at) > before
    publisher.status = 404
    assert look() == "wrong_address"
    assert account(cast.ben).is_stopped
    publisher.status, publisher.text = 200, calendar_with()
    act(cast.ben, calendar_accounts.try_again, account(cast.ben).id)
    assert look() == "done"
    assert account(cast.ben).trouble == ""


def test_the_address_is_sealed_shown_to_nobody_and_one_is_one(cast, publisher, monkeypatch):
    account_id = act(cast.ben, subscribe, publisher.address.replace("http://", "webcal://"))
    (row,) = rows(CalendarAccount)
    assert "private-0123" not in f"{row.address} {row.sealed} {rows(RemoteCalendar)}"
    assert target_of(row).access.address == publisher.address.replace("http://", "https://")
    assert "private-0123" not in f"{read(Actor(cast.ben), get_calendars)}"
    transact(SYSTEM, reseal_all)
    assert target_of(rows(CalendarAccount)[0]).access.address.endswith("/private-0123/basic.ics")
    assert act(cast.ben, subscribe, publisher.address.replace("http://", "WEBCAL://")) == account_id
    assert len(rows(CalendarAccount)) == 1
    (calendar,) = rows(RemoteCalendar)
    with pytest.raises(NotPermitted):
        act(cast.ben, calendar_accounts.write_to, account_id, calendar.id)
    with pytest.raises(NotFound):
        act(cast.ada, calendar_leaving.disconnect, account_id)
    for place in range(calendar_connecting.MOST_ACCOUNTS - 1):
        act(cast.ben, subscribe, f"https://calendars.example/{place}.ics")
    with pytest.raises(TooMany):
        act(cast.ben, subscribe, "https://calendars.example/more.ics")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "ftp://x/a.ics",
        "file:///etc/passwd",
        "https://",
        "https://u:p@x/a.ics",
        "https://x/a b",
        "timetable",
        "x" * 1001,
    ],
)
def test_what_is_no_address_is_refused_at_once(cast, typed):
    with pytest.raises(InvalidInput) as refused:
        act(cast.ben, subscribe, typed)
    assert refused.value.field == "feed"
    assert rows(CalendarAccount) == []


def test_of_an_address_only_the_host_is_shown():
    assert host_of("https://calendars.example/secret.ics?key=1") == "calendars.example"
    assert host_of("https://[broken") == ""
