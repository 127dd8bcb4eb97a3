"""An application in memory, two members with a calendar each, and a world in which everything fails now and then.

What is true of the application and of both calendars at the end is compared with what everybody did.
"""

import random
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

import icalendar

from mentor_app.calendars import webdav
from mentor_app.calendars.books import Books, Copy, Known, Place, Span
from mentor_app.calendars.caldav_account import CalDavCalendar, RemoteEvent
from mentor_app.calendars.free_busy import Busy
from mentor_app.calendars.guard import Budget, GuardedSession
from mentor_app.calendars.reading import read_meeting
from mentor_app.calendars.sync import Sync
from mentor_app.calendars.timing import Timing, same_timing
from mentor_app.calendars.troubles import Stale, TokenLost, Trouble
from mentor_app.calendars.webdav import Access, Wire
from mentor_app.calendars.writing import MeetingDraft
from tests.calendars.servers import LOOPBACK

T = TypeVar("T")
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
SPAN = Span(NOW, NOW + timedelta(days=60), NOW)


class Crash(BaseException):
    """The process ended here."""


class AnyServer(Protocol):
    name: str
    address: str
    home: str
    user: str
    password: str


@dataclass
class Meeting:
    uid: str
    starts_at: datetime
    minutes: int = 30
    status: str = "CONFIRMED"
    sequence: int = 0

    @property
    def draft(self) -> MeetingDraft:
        return MeetingDraft(
            uid=self.uid,
            sequence=self.sequence,
            starts_at=self.starts_at,
            ends_at=self.starts_at + timedelta(minutes=self.minutes),
            zone="Europe/Vienna",
            title="Mentoring",
            changed_at=NOW,
            url=f"https://mentor.example/meetings/{self.uid}",
            status=self.status,
        )


@dataclass
class Kept:
    """Everything the application's database holds."""

    meetings: dict[str, Meeting] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    copies: dict[tuple[str, str], Copy] = field(default_factory=dict)
    objects: dict[tuple[str, str], tuple[Known, tuple[Busy, ...]]] = field(default_factory=dict)
    questions: dict[tuple[str, str], Timing | None] = field(default_factory=dict)
    asked: list[tuple[str, str, Timing | None]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)

    def snapshot(self) -> "Kept":
        return Kept(
            {uid: replace(each) for uid, each in self.meetings.items()},
            dict(self.places),
            dict(self.copies),
            dict(self.objects),
            dict(self.questions),
            list(self.asked),
            list(self.told),
        )


class App:
    """The application: meetings, transactions, questions."""

    def __init__(self, rng: random.Random) -> None:
        self.kept, self.rng, self.crashes, self.counts = Kept(), rng, 0.0, Counter[str]()
        self.interrupt: Callable[[], None] = lambda: None

    def connect(self, name: str, href: str) -> None:
        self.kept.places[name] = Place(href, zone="Europe/Vienna")

    @contextmanager
    def transaction(self) -> Iterator[Kept]:
        before = self.kept.snapshot()
        try:
            self.maybe_crash()
            yield self.kept
            self.maybe_crash()
        except BaseException:
            self.kept = before
            raise
        self.maybe_crash()

    def maybe_crash(self) -> None:
        if self.rng.random() < self.crashes:
            self.counts["crash"] += 1
            raise Crash

    def create(self, starts_at: datetime) -> str:
        uid = f"{uuid.UUID(int=self.rng.getrandbits(128))}@mentor.example"
        self.kept.meetings[uid] = Meeting(uid, starts_at)
        for name in self.kept.places:
            self.kept.copies[uid, name] = Copy(uid, self.kept.meetings[uid].draft)
        return uid

    def change(self, uid: str, starts_at: datetime | None = None, status: str = "") -> None:
        meeting = self.kept.meetings[uid]
        meeting.starts_at, meeting.status = starts_at or meeting.starts_at, status or meeting.status
        meeting.sequence += 1
        for name in self.kept.places:
            self.want(uid, name)
            self.kept.questions.pop((uid, name), None)

    def want(self, uid: str, name: str) -> None:
        copy = self.kept.copies[uid, name]
        self.kept.copies[uid, name] = replace(copy, wanted=copy.wanted + 1)

    def answer(self, uid: str, name: str, *, yes: bool) -> None:
        timing = self.kept.questions.pop((uid, name))
        if not yes:
            self.want(uid, name)
        elif timing is None:
            self.change(uid, status="CANCELLED")
        else:
            self.change(uid, timing.starts_at)

    def live(self) -> list[str]:
        return [each.uid for each in self.kept.meetings.values() if each.status != "CANCELLED"]


class MemoryBooks(Books):
    def __init__(self, kept: Kept, name: str) -> None:
        self._kept, self._name = kept, name

    def place(self) -> Place:
        return self._kept.places[self._name]

    def keep_place(self, place: Place) -> None:
        self._kept.places[self._name] = place

    def known(self) -> Mapping[str, Known]:
        return {href: known for (name, href), (known, _) in self._kept.objects.items() if name == self._name}

    def copies(self) -> Mapping[str, Copy]:
        return {
            uid: replace(each, draft=self._kept.meetings[uid].draft)
            for (uid, name), each in self._kept.copies.items()
            if name == self._name
        }

    def keep_copy(self, copy: Copy) -> None:
        wanted = self._kept.copies[copy.uid, self._name].wanted
        self._kept.copies[copy.uid, self._name] = replace(copy, wanted=wanted)

    def keep_objects(self, objects: Mapping[str, Known], busy: Mapping[str, tuple[Busy, ...]]) -> None:
        for href, known in objects.items():
            self._kept.objects[self._name, href] = known, busy.get(href, ())

    def drop_objects(self, hrefs: Collection[str]) -> None:
        for href in hrefs:
            self._kept.objects.pop((self._name, href), None)

    def moved(self, copy: Copy, timing: Timing) -> bool:
        self._kept.questions[copy.uid, self._name] = timing
        self._kept.asked.append((copy.uid, self._name, timing))
        return True

    def unclear(self, copy: Copy) -> None:
        self._kept.told.append((copy.uid, self._name, "unclear"))

    def refused(self, copy: Copy) -> None:
        self._kept.told.append((copy.uid, self._name, "refused"))

    def gone(self, copy: Copy) -> None:
        self._kept.questions[copy.uid, self._name] = None
        self._kept.asked.append((copy.uid, self._name, None))

    def came_back(self, copy: Copy) -> None:
        self._kept.questions.pop((copy.uid, self._name), None)


class MemoryLedger:
    def __init__(self, app: App, name: str) -> None:
        self._app, self._name = app, name

    def within(self, act: Callable[[Books], T]) -> T:
        with self._app.transaction() as kept:
            return act(MemoryBooks(kept, self._name))


def faulty(app: App, chance: float) -> type[GuardedSession]:
    """A session that loses requests and replies, meets overloaded servers, and dies."""

    class Faulty(GuardedSession):
        def request(self, method: Any, url: Any, **named: Any) -> Any:
            app.maybe_crash()
            luck = app.rng.random() if chance else 1.0
            if luck < chance * 0.4:
                app.counts["lost request"] += 1
                raise Trouble("unreachable", "the request was lost")
            if chance and str(method) in ("PUT", "DELETE") and app.rng.random() < 0.15:
                app.interrupt()
            answer = super().request(method, url, **named)
            if luck < chance * 0.8:
                app.counts["lost reply"] += 1
                raise Trouble("timeout", "the reply was lost")
            if luck < chance:
                app.counts["503"] += 1
                raise Trouble("server_error", "status 503")
            app.counts["request"] += 1
            app.maybe_crash()
            return answer

    return Faulty


class Client:
    """A member's own calendar client, which nothing disturbs."""

    def __init__(self, server: AnyServer, href: str) -> None:
        wire = Wire(Access(server.address, server.user, server.password), LOOPBACK, _endless())
        self.calendar, self.server = CalDavCalendar(wire, href), server

    def everything(self) -> list[RemoteEvent]:
        for _ in range(5):
            try:
                return self.calendar.window(NOW - timedelta(days=400), NOW + timedelta(days=400))
            except Trouble:  # its session ran out
                continue
        raise AssertionError("the server does not answer")

    def write(self, event: RemoteEvent, text: str) -> bool:
        return self._does(lambda: self.calendar.update(event.href, text, event.etag))

    def remove(self, event: RemoteEvent) -> bool:
        return self._does(lambda: self.calendar.delete(event.href, event.etag))

    def add(self, href: str, text: str) -> bool:
        return self._does(lambda: self.calendar.create(href, text))

    def _does(self, act: Callable[[], object]) -> bool:
        for _ in range(5):
            try:
                act()
            except Stale:
                return False
            except Trouble as trouble:
                if trouble.kind != "not_caldav":
                    raise
                continue
            return True
        raise AssertionError("the server does not answer")


def _endless() -> Budget:
    return Budget(seconds=3600, bytes=10**10, requests=10**7)


@dataclass
class Deed:
    """The last thing a member did to a copy."""

    what: str
    timing: Timing | None = None
    known: bool = True


class Run:
    """One random run.

    Args:
        server: where both calendars are.
        hrefs: an empty calendar for each of two members.
        seed: of chance.
        make: makes the engine, or a broken one.
    """

    def __init__(
        self,
        server: AnyServer,
        hrefs: tuple[str, str],
        seed: int,
        make: Callable[..., Sync] = Sync,
        chance: float = 0.12,
    ) -> None:
        self.rng = random.Random(seed)
        self.app, self.server, self.make, self.chance = App(self.rng), server, make, chance
        self.clients = {name: Client(server, href) for name, href in zip(("ada", "ben"), hrefs, strict=True)}
        for name, client in self.clients.items():
            self.app.connect(name, client.calendar.href)
        self.deeds: dict[tuple[str, str], Deed] = {}
        self.decorations: dict[tuple[str, str], set[str]] = {}
        self.foreign: dict[str, set[str]] = {"ada": set(), "ben": set()}
        self.moves: set[tuple[str, str, Timing | None]] = set()
        self.violations: list[str] = []
        self.app.interrupt = self._meanwhile
        self.acts = Counter[str]()

    def sync(self, *, chance: float) -> None:
        for name, client in self.clients.items():
            before, webdav.GuardedSession = webdav.GuardedSession, faulty(self.app, chance)
            wire = Wire(
                Access(self.server.address, self.server.user, self.server.password, "basic"), LOOPBACK, _endless()
            )
            webdav.GuardedSession = before
            try:
                engine = self.make(CalDavCalendar(wire, client.calendar.href), MemoryLedger(self.app, name), SPAN)
                engine.round()
            except (Trouble, TokenLost, Stale) as trouble:
                self.acts[f"trouble {getattr(trouble, 'kind', trouble)}"] += 1
                if not chance and getattr(trouble, "kind", "") == "many_gone":
                    self._say_it_was_meant(name)
            except Crash:
                pass

    def go(self, steps: int) -> list[str]:
        self.app.crashes = 0.01 if self.chance else 0.0
        for _ in range(steps):
            self._step()
        self._settle()
        self._judge()
        return self.violations

    def _step(self) -> None:
        luck, live = self.rng.random(), self.app.live()
        crashes, self.app.crashes = self.app.crashes, 0.0
        if luck < 0.2 and len(live) < 5:
            self.app.create(self._moment())
            self.acts["create"] += 1
        elif luck < 0.3 and live:
            self.app.change(self.rng.choice(live), self._moment())
            self.acts["move"] += 1
        elif luck < 0.35 and live:
            self.app.change(self.rng.choice(live), status="CANCELLED")
            self.acts["cancel"] += 1
        elif luck < 0.45:
            self._answer()
        elif luck < 0.75:
            self._member()
        elif luck < 0.77:
            self._lose_token()
        self.app.crashes = crashes
        if self.rng.random() < 0.4:
            self.sync(chance=self.chance)

    def _meanwhile(self) -> None:
        """What happens at the worst of moments: between our reading an object and our writing it."""
        crashes, self.app.crashes = self.app.crashes, 0.0
        self._member()
        if self.rng.random() < 0.3 and self.app.live():
            self.app.change(self.rng.choice(self.app.live()), self._moment())
        self.app.crashes = crashes

    def _answer(self) -> None:
        if self.app.kept.questions:
            uid, name = self.rng.choice(sorted(self.app.kept.questions))
            if self.app.kept.meetings[uid].status != "CANCELLED":
                self.app.answer(uid, name, yes=self.rng.random() < 0.5)
                self.acts["answer"] += 1

    def _lose_token(self) -> None:
        name = self.rng.choice(("ada", "ben"))
        place = self.app.kept.places[name]
        if place.token:
            self.app.kept.places[name] = replace(place, token="http://radicale.org/ns/sync/" + "0" * 64)
            self.acts["token lost"] += 1

    def _say_it_was_meant(self, name: str) -> None:
        """What the member answers when so many removals at once look like an accident."""
        self.app.kept.places[name] = replace(self.app.kept.places[name], believe_removals=True)

    def _moment(self) -> datetime:
        return NOW + timedelta(minutes=30 * self.rng.randrange(1, 2700))

    def _member(self) -> None:
        name = self.rng.choice(("ada", "ben"))
        client = self.clients[name]
        there = client.everything()
        if self.rng.random() < 0.15:
            self._meets_others(name, client)
            return
        mine = [each for each in there if "mentor.example" in each.text]
        if not mine:
            return
        event = self.rng.choice(sorted(mine, key=lambda each: each.href))
        act = self.rng.choice(
            ("moves", "moves", "removes", "decorates", "decorates", "cancels", "renames", "copies_anew")
        )
        getattr(self, f"_{act}")(name, client, event)
        self.acts[f"member {act}"] += 1

    def _uid(self, event: RemoteEvent) -> str:
        seen = read_meeting(event.text, "Europe/Vienna")
        assert seen
        return seen.url.rpartition("/")[2]

    def _does(self, name: str, event: RemoteEvent, what: str, timing: Timing | None = None) -> None:
        uid = self._uid(event)
        copy = self.app.kept.copies[uid, name]
        self.deeds[uid, name] = Deed(what, timing, known=copy.status == "written" and copy.href == event.href)
        self.moves.add((uid, name, timing))

    def _moves(self, name: str, client: Client, event: RemoteEvent) -> None:
        calendar = icalendar.Calendar.from_ical(event.text)
        vevent, start = calendar.walk("VEVENT")[0], self._moment()
        if str(vevent.get("STATUS")) == "CANCELLED":
            return
        for each in ("DTSTART", "DTEND"):
            vevent.pop(each, None)
        vevent.add("dtstart", start)
        vevent.add("dtend", start + timedelta(minutes=30))
        if client.write(event, calendar.to_ical().decode()):
            self._does(name, event, "moved", Timing.once(start, start + timedelta(minutes=30)))

    def _removes(self, name: str, client: Client, event: RemoteEvent) -> None:
        if client.remove(event):
            self._does(name, event, "removed")
            self.decorations.pop((self._uid(event), name), None)

    def _cancels(self, name: str, client: Client, event: RemoteEvent) -> None:
        calendar = icalendar.Calendar.from_ical(event.text)
        calendar.walk("VEVENT")[0]["STATUS"] = "CANCELLED"
        if client.write(event, calendar.to_ical().decode()):
            self._does(name, event, "cancelled")

    def _decorates(self, name: str, client: Client, event: RemoteEvent) -> None:
        calendar = icalendar.Calendar.from_ical(event.text)
        mark = uuid.UUID(int=self.rng.getrandbits(128)).hex
        vevent = calendar.walk("VEVENT")[0]
        vevent["X-MARK"] = vevent["SUMMARY"] = mark
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", mark)
        alarm.add("trigger", timedelta(minutes=-7))
        vevent.add_component(alarm)
        if client.write(event, calendar.to_ical().decode()):
            self.decorations[self._uid(event), name] = {f"X-MARK:{mark}", f"SUMMARY:{mark}", f"DESCRIPTION:{mark}"}

    def _renames(self, name: str, client: Client, event: RemoteEvent) -> None:
        """Some clients write what they edit under another address."""
        other = f"{client.calendar.href}r{self.rng.randrange(10**9)}.ics"
        if client.remove(event):
            client.add(other, event.text)

    def _copies_anew(self, name: str, client: Client, event: RemoteEvent) -> None:
        """calcurse deletes, and writes anew under another UID."""
        uid = uuid.UUID(int=self.rng.getrandbits(128)).hex
        calendar = icalendar.Calendar.from_ical(event.text)
        calendar.walk("VEVENT")[0]["UID"] = uid
        if client.remove(event):
            client.add(f"{client.calendar.href}{uid}.ics", calendar.to_ical().decode())

    def _meets_others(self, name: str, client: Client) -> None:
        uid, start = f"own-{self.rng.randrange(10**9)}", self._moment()
        text = (
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n"
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT30M\r\nSUMMARY:private\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        if client.add(f"{client.calendar.href}{uid}.ics", text):
            self.foreign[name].add(uid)

    def _settle(self) -> None:
        self.app.crashes = 0.0
        for _ in range(12):
            self.sync(chance=0.0)
            for uid, name in sorted(self.app.kept.questions):
                if self.app.kept.meetings[uid].status != "CANCELLED" and (uid, name) in self.app.kept.questions:
                    self.app.answer(uid, name, yes=self.rng.random() < 0.5)
        for name, place in self.app.kept.places.items():
            self.app.kept.places[name] = replace(place, compared_at=None)
        for _ in range(4):
            self.sync(chance=0.0)
            for uid, name in sorted(self.app.kept.questions):
                if self.app.kept.meetings[uid].status != "CANCELLED" and (uid, name) in self.app.kept.questions:
                    self.app.answer(uid, name, yes=True)

    def _judge(self) -> None:
        for name, client in self.clients.items():
            self._judge_calendar(name, client.everything())
        for (uid, name), deed in self.deeds.items():
            self._judge_deed(uid, name, deed)
        for uid, name, timing in self.app.kept.asked:
            if not any((uid, name) == each[:2] and _alike(timing, each[2]) for each in self.moves):
                self.violations.append(f"asked about what nobody did: {name} {uid[:8]}")
        for (uid, name), copy in self.app.kept.copies.items():
            if copy.is_due or copy.trouble:
                self.violations.append(f"never done: {name} {uid[:8]} {copy.status} {copy.trouble}")

    def _judge_calendar(self, name: str, there: list[RemoteEvent]) -> None:  # noqa: C901  one look at everything
        found: dict[str, list[RemoteEvent]] = {}
        foreign = set[str]()
        for event in there:
            if "mentor.example" in event.text:
                found.setdefault(self._uid(event), []).append(event)
            else:
                seen = read_meeting(event.text, "UTC")
                foreign.add(seen.uid if seen else "?")
        if foreign != self.foreign[name]:
            self.violations.append(f"somebody's own events changed: {name}")
        busy = {known.uid for (owner, _), (known, spans) in self.app.kept.objects.items() if owner == name and spans}
        if busy != foreign:
            self.violations.append(f"busy times differ: {name}")
        for uid, meeting in self.app.kept.meetings.items():
            copies = found.pop(uid, [])
            if len(copies) > 1:
                self.violations.append(f"twice: {name} {uid[:8]}")
            if meeting.status == "CANCELLED" and copies:
                self.violations.append(f"cancelled and still there: {name} {uid[:8]}")
            if meeting.status != "CANCELLED":
                self._judge_copy(name, meeting, copies)
        if found:
            self.violations.append(f"unknown meetings: {name}")

    def _judge_copy(self, name: str, meeting: Meeting, copies: list[RemoteEvent]) -> None:
        if not copies:
            self.violations.append(f"missing: {name} {meeting.uid[:8]}")
            return
        seen = read_meeting(copies[0].text, "Europe/Vienna")
        if not seen or not same_timing(seen.timing, meeting.draft.timing):
            self.violations.append(f"another time: {name} {meeting.uid[:8]}")
        unfolded = copies[0].text.replace("\r\n ", "").replace("\n ", "")
        lost = [each for each in self.decorations.get((meeting.uid, name), ()) if each not in unfolded]
        if lost:
            self.violations.append(f"decoration lost: {name} {meeting.uid[:8]}")

    def _judge_deed(self, uid: str, name: str, deed: Deed) -> None:
        """The last thing a member did was asked about, unless the meeting was called off anyway."""
        if self.app.kept.meetings[uid].status == "CANCELLED" or not deed.known:
            return
        if not any((uid, name) == each[:2] and _alike(each[2], deed.timing) for each in self.app.kept.asked):
            meeting = self.app.kept.meetings[uid].draft.timing
            if deed.timing is None or not same_timing(deed.timing, meeting):
                self.violations.append(f"{deed.what} and never asked about: {name} {uid[:8]}")


def _alike(one: Timing | None, other: Timing | None) -> bool:
    return one is other if one is None or other is None else same_timing(one, other)
