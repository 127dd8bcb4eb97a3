"""A calendar that says it did not change is believed, and no change is lost by it."""

import contextlib
import random
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from mentor_app.calendars import marks, pulling
from mentor_app.calendars.caldav_account import CalDavCalendar, RemoteChanges, _past
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.marks import BELIEVED, SETTLES, WRONG, Mark
from mentor_app.calendars.sync import Sync
from mentor_app.calendars.troubles import Trouble
from mentor_app.calendars.webdav import Access, Wire
from mentor_app.clock import now
from tests.calendars.fault_run import NOW, SPAN, App, Client, MemoryLedger
from tests.calendars.quirks import Quirky, quirky
from tests.calendars.servers import LOOPBACK, Server

SECOND = timedelta(seconds=1)
_EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT30M\r\nSUMMARY:private\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


class Life:
    """A member with a calendar, and what each look at it costs."""

    def __init__(self, server: Server | Quirky, href: str) -> None:
        self.server, self.client, self.app = server, Client(server, href), App(random.Random(1))
        self.app.connect("ben", href)
        self.spent = Budget()

    def look(self, kind: type[CalDavCalendar] = CalDavCalendar) -> int:
        """One scheduled look; returns how many requests it took."""
        self.spent = Budget()
        access = Access(self.server.address, self.server.user, self.server.password, "basic")
        wire = Wire(access, LOOPBACK, self.spent)
        with contextlib.closing(wire):
            Sync(kind(wire, self.client.calendar.href), MemoryLedger(self.app, "ben"), SPAN).round()
        return self.spent.spent_requests

    def looks(self, times: int) -> None:
        for _ in range(times):
            self.look()

    def add(self, uid: str) -> None:
        text = _EVENT.format(uid=uid, start=NOW + timedelta(days=3))
        assert self.client.add(f"{self.client.calendar.href}{uid}.ics", text)

    @property
    def seen(self) -> set[str]:
        return {known.uid for known, _ in self.app.kept.objects.values()}

    @property
    def mark(self) -> Mark:
        return self.app.kept.places["ben"].mark


@contextlib.contextmanager
def odd(*quirks: str) -> Iterator[Life]:
    with quirky(*quirks) as running:
        running.calendars.add("/cal/a/")
        yield Life(running, "/cal/a/")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "SETTLES", timedelta())


def test_a_mark_is_believed_once_it_is_older_than_its_clock_is_coarse():
    moment = now()
    first = Mark("a", moment).listed(Mark(), moment)
    assert not Mark("a", moment + SECOND).vouches(first, moment + SECOND)
    later = moment + SETTLES
    settled = Mark("a", later).listed(first, later)
    assert settled.seen_at == moment
    assert Mark("a", later + SECOND).vouches(settled, later + SECOND)
    assert not Mark("b", later + SECOND).vouches(settled, later + SECOND)
    assert not Mark("a", later).vouches(settled, later + BELIEVED)
    assert not Mark("", later).vouches(Mark("", moment, later), later)


def test_nothing_new_costs_one_small_request_and_what_is_new_is_seen_at_once(server: Server):
    life = Life(server, server.new_calendar())
    life.add("first")
    life.looks(2)
    time.sleep(SETTLES.total_seconds())
    life.looks(2)
    assert life.look() == 1
    assert life.spent.spent_bytes < 1000
    for uid in ("second", "third"):  # the latter within the second of the former's mark
        life.add(uid)
        life.look()
        assert uid in life.seen
    for event in life.client.everything():
        life.client.remove(event)
    life.look()
    assert life.seen == set()


class Disturbed(CalDavCalendar):
    """Somebody adds something right after a list of changes was answered."""

    life: Life
    count = 0

    def changes(self, token: str) -> RemoteChanges:
        found = super().changes(token)
        Disturbed.count += 1
        self.life.add(f"late-{self.count}")
        return found


@pytest.mark.usefixtures("at_once")
def test_what_changes_while_we_look_is_seen_by_the_next_look():
    with odd() as life:
        Disturbed.life = life
        life.looks(3)
        for _ in range(3):
            life.add(f"early-{Disturbed.count}")
            life.look(Disturbed)
            life.look()
            assert f"late-{Disturbed.count}" in life.seen
            assert life.mark.text != WRONG


class Hurried(CalDavCalendar):
    """Somebody adds something right after the mark was told."""

    life: Life

    def mark(self, token: str) -> str:
        told = super().mark(token)
        self.life.add("passing")
        return told


@pytest.mark.parametrize("server", ["xandikos"], indirect=True)
@pytest.mark.usefixtures("at_once")
def test_a_mark_that_comes_back_with_what_was_there_does_not_hide_what_a_list_showed(server: Server):
    life = Hurried.life = Life(server, server.new_calendar())
    life.looks(3)
    life.add("first")
    life.look(Hurried)
    assert "passing" in life.seen
    (passing,) = (each for each in life.client.everything() if "UID:passing" in each.text)
    life.client.remove(passing)
    life.look()
    assert life.seen == {"first"}


class CutOff(CalDavCalendar):
    """The server is lost once something has been written."""

    has_written = False

    def create(self, href: str, text: str) -> str:
        etag = super().create(href, text)
        self.has_written = True
        return etag

    def changes(self, token: str) -> RemoteChanges:
        if self.has_written:
            raise Trouble("unreachable")
        return super().changes(token)


@pytest.mark.usefixtures("at_once")
def test_a_copy_that_was_removed_before_any_list_showed_it_is_missed(server: Server):
    life = Life(server, server.new_calendar())
    life.looks(3)
    meeting = life.app.create(NOW + timedelta(days=3))
    with pytest.raises(Trouble):
        life.look(CutOff)
    (copy,) = life.client.everything()
    life.client.remove(copy)
    life.look()
    assert life.app.kept.questions == {(meeting, "ben"): None}


@pytest.mark.usefixtures("at_once")
def test_a_mark_that_sleeps_through_a_change_is_asked_once_more_and_never_again(monkeypatch: pytest.MonkeyPatch):
    with odd("stuck_ctag") as life:
        life.looks(3)
        life.add("unheard")
        assert life.look() == 1
        assert life.seen == set()
        monkeypatch.setattr(pulling, "now", lambda: now() + BELIEVED)
        life.look()
        assert life.seen == {"unheard"}
        assert life.mark.text == WRONG
        life.add("heard")
        life.look()
        assert life.seen == {"unheard", "heard"}
        assert life.look() == 1  # the list alone


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("quirks", "requests"), [((), 3), (("no_ctag",), 3), (("whole_lists",), 2), (("strict_lists",), 4)]
)
def test_changes_cost_what_the_server_makes_them_cost(quirks: tuple[str, ...], requests: int):
    with odd(*quirks) as life:
        life.looks(3)
        assert life.look() == 1
        for number in range(3):
            life.add(f"new-{number}")
        assert life.look() == requests
        assert life.seen == {"new-0", "new-1", "new-2"}


def test_a_mark_from_the_future_is_none():
    assert _past("Sun, 06 Nov 1994 08:49:37 GMT")
    for odd_one in ("Sun, 06 Nov 2094 08:49:37 GMT", "yesterday", ""):
        assert _past(odd_one) == ""
