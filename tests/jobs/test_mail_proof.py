"""What letters live through: servers that fail, hang and lie, a day without any, a worker that is killed."""

import asyncio
import heapq
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
import time_machine

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import Job, deliver_jobs_to
from mentor_app.jobs import durable, mail
from mentor_app.mail import smtp
from tests.jobs.test_durable import all_are, letters, until, write
from tests.mail.server import Taken, mail_server

ROOT = Path(__file__).parents[2]
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def server(monkeypatch) -> Iterator[Taken]:
    with mail_server() as taken:
        monkeypatch.setenv("MENTOR_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("MENTOR_SMTP_PORT", str(taken.port))
        monkeypatch.setenv("MENTOR_SMTP_SECURITY", "none")
        settings.cache_clear()
        yield taken


@pytest.fixture
def hurried(monkeypatch):
    """Queues are looked at often, retries wait ten thousand times less, and stopping waits for nobody."""
    monkeypatch.setattr(durable, "POLL", 0.1)
    monkeypatch.setattr(durable, "DRAIN", 0)
    monkeypatch.setattr(mail, "WAITS", tuple(each / 10_000 for each in mail.WAITS))


def arrived_whole(server: Taken, promised: list[str]) -> Counter[str]:
    """Every letter arrived, and what arrived twice is the same letter."""
    taken = Counter(server.ids())
    assert taken.keys() == {f"<{letter_id}@localhost>" for letter_id in promised}
    return taken


def test_a_server_that_fails_three_in_ten_hangs_and_drops_gets_every_letter(
    sqlite, server: Taken, hurried, monkeypatch
):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.5)
    chance = random.Random(7)
    server.to_recipient = lambda _address: "450 busy" if chance.random() < 0.15 else None
    server.to_data = lambda _count: "451 try later" if chance.random() < 0.15 else None
    server.hangs = lambda seen: seen % 11 == 0
    server.drops = lambda seen: seen % 7 == 0
    with durable.executing():
        promised = write(40)
        until(lambda: all_are("sent"), 120)
    taken = arrived_whole(server, promised)
    assert 0 < sum(taken.values()) - len(taken) <= server.seen // 7 + 1, "only what was dropped came twice"


class Calendar:
    """Promised jobs by the hour they are due, carried out by a clock that is moved."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self._clock, self._due, self._places = clock, [], count()
        self.tries: dict[str, list[float]] = {}

    def __call__(self, _connection, jobs: list[Job]) -> None:
        for job in jobs:
            due = now() + timedelta(seconds=job.delay)
            heapq.heappush(self._due, (due, next(self._places), job))

    def run(self, until_then: datetime) -> None:
        """Carry out what is due by then, each at its time."""
        while self._due and self._due[0][0] <= until_then:
            due, _place, job = heapq.heappop(self._due)
            self._clock.move_to(max(due, now()))
            letter_id = job.args[0]
            self.tries.setdefault(letter_id, []).append((now() - START).total_seconds())
            status, attempt, error = mail.carry.__wrapped__(letter_id)
            if status != "nothing":
                mail.note.__wrapped__(letter_id, status, attempt, error)
        self._clock.move_to(until_then)


@contextmanager
def moved_clock() -> Iterator[Calendar]:
    with time_machine.travel(START, tick=False) as clock:
        calendar = Calendar(clock)
        deliver_jobs_to(calendar)
        yield calendar
        deliver_jobs_to(None)


def test_after_a_day_without_a_server_every_letter_arrives_in_the_order_of_its_tries(
    sqlite, server: Taken, monkeypatch
):
    monkeypatch.setenv("MENTOR_SMTP_PORT", "1")
    settings.cache_clear()
    with moved_clock() as calendar:
        promised = write(5)
        calendar.run(START + timedelta(hours=12))
        promised += write(5)
        calendar.run(START + timedelta(hours=24))
        assert all_are("queued")
        assert not server.messages
        monkeypatch.setenv("MENTOR_SMTP_PORT", str(server.port))
        settings.cache_clear()
        calendar.run(START + timedelta(hours=40))
    assert all_are("sent")
    assert set(arrived_whole(server, promised).values()) == {1}
    for letter_id, tries in calendar.tries.items():
        waited = [later - earlier for earlier, later in pairwise(tries)]
        assert all(least <= wait <= 1.2 * least for least, wait in zip(mail.WAITS, waited, strict=False)), waited
        assert letters()[letter_id].attempts == len(tries)
    lasts = {letter_id: tries[-1] for letter_id, tries in calendar.tries.items()}
    assert server.ids() == [f"<{each}@localhost>" for each in sorted(lasts, key=lasts.__getitem__)]


def test_each_wait_is_longer_than_the_one_before_and_all_of_them_outlast_a_day(sqlite, server: Taken):
    server.to_data = lambda _count: "451 try later"
    with moved_clock() as calendar:
        [letter_id] = write()
        calendar.run(START + timedelta(days=3))
    tries = calendar.tries[letter_id]
    waited = [later - earlier for earlier, later in pairwise(tries)]
    assert len(tries) == len(mail.WAITS) + 1 == 10
    assert tries[-1] >= 25 * 3600
    assert list(mail.WAITS) == sorted(mail.WAITS)
    assert waited[0] < 60
    assert letters()[letter_id].status == "failed"
    assert letters()[letter_id].last_error == "451 try later"


def test_no_more_letters_leave_in_a_second_than_ordinary_relays_accept(sqlite, server: Taken, monkeypatch):
    monkeypatch.setattr(durable, "POLL", 0.1)
    monkeypatch.setattr(durable, "DRAIN", 0)
    moments: list[float] = []
    server.on_taken = lambda _seen: moments.append(time.monotonic())
    with durable.executing():
        write(3 * durable.MAIL_PER_SECOND + 1)
        until(lambda: all_are("sent"), 60)
    assert moments[-1] - moments[0] >= 2, "four seconds' worth of letters"


def test_killed_between_acknowledgement_and_record_nothing_is_lost_and_a_kill_repeats_one_letter(
    sqlite, server: Taken, hurried, monkeypatch
):
    kills, promised = int(os.environ.get("TEST_MAIL_KILLS", "10")), []
    lives: list[int] = [0]
    """How many letters were taken from each worker; the last is the one that lives on."""
    monkeypatch.setenv("TEST_AT_ONCE", "1")  # several under way at once may each be repeated: see test_durable
    child = [sys.executable, "-m", "tests.jobs.worker"]
    with durable.promising():
        for turn in range(kills):
            running = subprocess.Popen(child, cwd=ROOT)
            server.on_taken = _killer(running.pid, lives, after=(0.0, 0.001, 0.005, 0.02)[turn % 4])
            promised += write(1, first=turn)
            assert running.wait() == -signal.SIGKILL  # or it ends by itself, after minutes
            lives.append(0)
        server.on_taken = lambda _seen: None
        running = subprocess.Popen(child, cwd=ROOT)
        try:
            until_it_stands_still(server, lambda: all_are("sent"))
        finally:
            running.kill()
            running.wait()
    taken = arrived_whole(server, promised)
    repeated = sum(taken.values()) - len(taken)
    print(f"{kills} kills, {len(promised)} letters, {repeated} repeated, at most {max(taken.values())} times the same")
    assert repeated <= kills
    lives[-1] = server.seen - sum(lives)
    _each_kill_repeats_one(server.ids(), lives)
    _what_is_repeated_is_the_same(server)


def until_it_stands_still(server: Taken, condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for as long as letters keep arriving: no number of them, and no slow machine, makes it too late."""
    seen, since = -1, time.monotonic()
    while not condition():
        if server.seen != seen:
            seen, since = server.seen, time.monotonic()
        assert time.monotonic() - since < seconds, f"nothing has arrived for {seconds} seconds"
        time.sleep(0.1)


def _each_kill_repeats_one(ids: list[str], lives: list[int]) -> None:
    """What a worker repeats is the one letter that was under way when the worker before it was killed."""
    before: set[str] = set()
    for turn, letters_taken in enumerate(lives):
        of_this_life, ids = ids[:letters_taken], ids[letters_taken:]
        assert len(set(of_this_life)) == len(of_this_life), "while it lives, a worker repeats nothing"
        assert len(before & {*of_this_life}) <= (turn > 0), "one letter was under way"
        before |= {*of_this_life}


def _what_is_repeated_is_the_same(server: Taken) -> None:
    """A letter that came twice has the same Message-ID, and is the same to the last byte."""
    by_reader: dict[str, set[bytes]] = {}
    for message, raw in zip(server.messages, server.raw, strict=True):
        by_reader.setdefault(str(message["To"]), set()).add(raw)
    assert len(by_reader) == len({str(message["Message-ID"]) for message in server.messages})
    assert {len(each) for each in by_reader.values()} == {1}


def _killer(pid: int, lives: list[int], after: float):
    """Kill the worker once a letter was taken: before the server could say so, or shortly after it has."""
    killed: list[int] = []

    def kill(_seen: int) -> None:
        lives[-1] += 1
        if killed:
            return
        killed.append(pid)
        if not after:
            os.kill(pid, signal.SIGKILL)
        else:
            asyncio.get_running_loop().call_later(after, os.kill, pid, signal.SIGKILL)

    return kill
