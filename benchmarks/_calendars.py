"""Calendars full of events on real servers, and the two that keep a copy of them: the product and vdirsyncer."""

import asyncio
import contextlib
import random
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from dulwich.repo import Repo
from sqlmodel import Session
from vdirsyncer.storage.dav import CalDAVStorage
from vdirsyncer.storage.filesystem import FilesystemStorage
from vdirsyncer.sync import sync
from vdirsyncer.sync.status import SqliteStatus

from benchmarks._pairs import person
from mentor_app.calendars.caldav_account import CalDavCalendar
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.marks import SETTLES
from mentor_app.clock import now
from mentor_app.db import engine
from mentor_app.jobs import calendars
from mentor_app.jobs.calendar_targets import WINDOW
from mentor_app.models import CalendarAccount, Programme, RemoteCalendar
from mentor_app.security.sealing import seal
from tests.calendars.servers import Server

YEARS_BEFORE, YEARS_AFTER = 2.0, 1.4
RECURRING = 0.02


def event(number: int, start: datetime, *, weekly: bool = False, turn: int = 0) -> str:
    """The text of an event of half an hour."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//benchmark//EN",
        "BEGIN:VEVENT",
        f"UID:event-{number}@benchmark.example",
        f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{start + timedelta(minutes=30):%Y%m%dT%H%M%SZ}",
        *(["RRULE:FREQ=WEEKLY;COUNT=20"] if weekly else []),
        f"SUMMARY:Appointment {number}\\, turn {turn}",
        "DESCRIPTION:" + "What is to be talked about. " * 4,
        "LOCATION:Room 4",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines)


@dataclass
class FullCalendar:
    """A calendar on a running server, full of events.

    Args:
        server: where it is.
        href: its path.
        starts: when each event is, by number.
    """

    server: Server
    href: str
    starts: list[datetime]

    @property
    def url(self) -> str:
        """Its full address."""
        return self.server.address.rstrip("/") + self.href

    def change(self, how_many: int, turn: int) -> None:
        """Give some coming events other titles, through the server."""
        there = self.server.calendar(self.href)
        soon = [number for number, start in enumerate(self.starts) if timedelta() < start - now() < timedelta(days=60)]
        for number in random.sample(soon, min(how_many, len(soon))):
            path = f"{self.href}event-{number}.ics"
            found = there.get(path)
            assert found is not None
            there.update(path, event(number, self.starts[number], turn=turn), found.etag)


def fill(server: Server, folder: Path, how_many: int) -> FullCalendar:
    """Make a calendar and put events into its files, as so many requests would take too long."""
    href = server.new_calendar("full")
    lots, present = random.Random(how_many), now().replace(minute=0, second=0, microsecond=0)
    days = int((YEARS_BEFORE + YEARS_AFTER) * 365)
    starts = [
        present + timedelta(days=lots.randrange(days) - YEARS_BEFORE * 365, hours=lots.randrange(24))
        for _ in range(how_many)
    ]
    texts = {
        f"event-{number}.ics": event(number, start, weekly=lots.random() < RECURRING)
        for number, start in enumerate(starts)
    }
    where = folder / "data" / ("collection-root" if server.name == "radicale" else "") / href.strip("/")
    for name, text in texts.items():
        (where / name).write_bytes(text.encode())
    if server.name == "xandikos":
        _commit(where, list(texts))
    return FullCalendar(server, href, starts)


def _commit(where: Path, names: list[str]) -> None:
    with contextlib.closing(Repo(str(where))) as repo:
        tree = repo.get_worktree()
        tree.stage(names)
        author = b"benchmark <benchmark@example.org>"
        tree.commit(message=b"Events", committer=author, author=author)


class Mentor:
    """The product: what a scheduled look at a calendar does, in the database of the installation.

    Args:
        full: the calendar.
    """

    def __init__(self, full: FullCalendar) -> None:
        self.full = full
        self.spent: Budget | None = None
        self._row = ""

    def forget(self) -> None:
        """Begin with a new account that has read nothing."""
        with Session(engine(), expire_on_commit=False) as session:
            programme = Programme(slug=f"p{time.monotonic_ns()}", name="Alumni")
            session.add(programme)
            session.flush()
            member, _cookie = person(session, programme.id, f"Person {time.monotonic_ns()}")
            access = self.full.server.access
            account = CalendarAccount(
                member_id=member, address=access.address, user_name=access.user, status="connected", kind="basic"
            )
            account.sealed = seal(account.id, access.password)
            session.add(account)
            session.flush()
            row = RemoteCalendar(
                account_id=account.id, member_id=member, href=self.full.href, reads_busy=True, writes=True
            )
            session.add(row)
            session.commit()
            self._row = row.id

    def look(self) -> None:
        """Read what changed."""
        with _counting(self):
            done = calendars.sync_once(self._row, -1)
        assert done == "done", done

    def settle(self) -> None:
        """Wait until its mark is believed, as it is when looks are minutes apart."""
        self.look()
        time.sleep(SETTLES.total_seconds() + 0.1)
        self.look()


@contextlib.contextmanager
def _counting(mentor: Mentor) -> Generator[None]:
    """Note what a look costs in requests and bytes."""
    real = calendars.Budget

    def made(**limits: Any) -> Budget:
        mentor.spent = real(**limits)
        return mentor.spent

    calendars.Budget = made  # pyright: ignore[reportAttributeAccessIssue]
    try:
        yield
    finally:
        calendars.Budget = real  # pyright: ignore[reportAttributeAccessIssue]


class Vdirsyncer:
    """The same calendar kept by vdirsyncer in a folder, its status in a file; without the start of its process.

    Args:
        full: the calendar.
        folder: where copies go.
    """

    def __init__(self, full: FullCalendar, folder: Path) -> None:
        self.full, self._folder, self._turn = full, folder, 0

    def forget(self) -> None:
        """Begin with an empty folder."""
        self._turn += 1
        self._here.mkdir(parents=True)

    def look(self) -> None:
        """Synchronise."""
        asyncio.run(self._sync())

    @property
    def _here(self) -> Path:
        return self._folder / f"copy-{self._turn}"

    async def _sync(self) -> None:
        access = self.full.server.access
        async with aiohttp.TCPConnector(limit_per_host=16) as connector:
            there = CalDAVStorage(
                url=self.full.url, username=access.user, password=access.password, connector=connector, read_only=True
            )
            here = FilesystemStorage(str(self._here), ".ics")
            with contextlib.closing(SqliteStatus(str(self._folder / f"status-{self._turn}"))) as status:
                await sync(there, here, status, conflict_resolution="a wins")


class Command(Vdirsyncer):
    """The command `vdirsyncer sync`, as people run it."""

    def forget(self) -> None:
        """Begin with an empty folder and a configuration for it."""
        super().forget()
        access = self.full.server.access
        secret = f'username = "{access.user}"\npassword = "{access.password}"\n' if access.user else ""
        self._config.write_text(
            f'[general]\nstatus_path = "{self._folder}/status-{self._turn}/"\n'
            '[pair full]\na = "there"\nb = "here"\ncollections = null\nconflict_resolution = "a wins"\n'
            f'[storage there]\ntype = "caldav"\nread_only = true\nurl = "{self.full.url}"\n{secret}'
            f'[storage here]\ntype = "filesystem"\nfileext = ".ics"\npath = "{self._here}"\n'
        )
        self._run("discover")

    def look(self) -> None:
        """Synchronise."""
        self._run("sync")

    @property
    def _config(self) -> Path:
        return self._folder / f"config-{self._turn}"

    def _run(self, verb: str) -> None:
        program = Path(sys.executable).with_name("vdirsyncer")
        subprocess.run([program, "-v", "ERROR", "-c", self._config, verb], check=True, capture_output=True)


class BareList:
    """The one request that nobody can do without once something changed, with nothing around it: what did.

    Args:
        full: the calendar.
    """

    def __init__(self, full: FullCalendar) -> None:
        self._there: CalDavCalendar = full.server.calendar(full.href)
        self._token = self._there.token()

    def look(self) -> None:
        """Ask for it."""
        self._token = self._there.changes(self._token).token


class BareWindow:
    """The one large request of a first reading: everything in the time of interest, with nothing around it.

    Args:
        full: the calendar.
    """

    def __init__(self, full: FullCalendar) -> None:
        self._there: CalDavCalendar = full.server.calendar(full.href)

    def look(self) -> None:
        """Ask for it."""
        self._there.window(now() - timedelta(days=1), now() + WINDOW)
