"""Durable letters: promised with their transaction, sent whatever the mail server and the machine do."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import SYSTEM, Job, UnitOfWork, deliver_jobs_to, engine, read, transact
from mentor_app.jobs import durable, mail
from mentor_app.models import Member
from mentor_app.models.notifications import Letter
from mentor_app.services.channels import set_channel
from mentor_app.services.letters import write_letter
from tests.conftest import make_cast
from tests.mail.server import Taken, mail_server

ROOT = Path(__file__).parents[2]
PARTNER = {"partner": "Ben", "request_id": "r1"}


@pytest.fixture
def server(monkeypatch) -> Iterator[Taken]:
    with mail_server() as taken:
        monkeypatch.setenv("MENTOR_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("MENTOR_SMTP_PORT", str(taken.port))
        monkeypatch.setenv("MENTOR_SMTP_SECURITY", "none")
        settings.cache_clear()
        yield taken


POLL = durable.POLL


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Look more often, and stop at once: so many starts and stops would take a minute."""
    monkeypatch.setattr(durable, "POLL", 0.1)
    monkeypatch.setattr(durable, "DRAIN", 0)


@pytest.fixture
def hurried(monkeypatch):
    """The clock of the retries runs ten thousand times faster."""
    monkeypatch.setattr(mail, "WAITS", tuple(each / 10_000 for each in mail.WAITS))


def write(count: int = 1, first: int = 0) -> list[str]:
    def act(uow: UnitOfWork) -> list[str]:
        return [
            write_letter(uow, "request_withdrawn", f"ada{number}@example.org", PARTNER, secret="token").id
            for number in range(first, first + count)
        ]

    return transact(SYSTEM, act)[0]


def letters() -> dict[str, SimpleNamespace]:
    def ask(uow: UnitOfWork) -> dict[str, SimpleNamespace]:
        return {each.id: SimpleNamespace(**each.model_dump()) for each in uow.session.exec(select(Letter))}

    return read(SYSTEM, ask)


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def all_are(status: str) -> bool:
    return {each.status for each in letters().values()} == {status}


def test_a_letter_leaves_within_a_second_of_its_transaction_and_forgets_its_secret(
    database, server: Taken, monkeypatch
):
    monkeypatch.setattr(durable, "POLL", POLL)
    with durable.executing():
        write()
        until(lambda: all_are("sent"))  # the queue's thread has started
        began = time.monotonic()
        (letter_id,) = write()
        until(lambda: letters()[letter_id].status == "sent")
        assert time.monotonic() - began < 2  # half a second, and room for a busy machine
    sent = letters()[letter_id]
    assert (sent.attempts, sent.secret, sent.last_error) == (1, "", "")
    assert sent.sent_at is not None
    assert len(server.messages) == 2


def test_a_transaction_that_fails_leaves_no_letter_and_no_job(database, server: Taken):
    def act(uow: UnitOfWork) -> None:
        write_letter(uow, "request_withdrawn", "ada@example.org", PARTNER)
        uow.session.flush()
        durable.enqueue(uow.session.connection(), uow.jobs)
        raise ZeroDivisionError

    with durable.executing():
        with pytest.raises(ZeroDivisionError):
            transact(SYSTEM, act)
        assert not letters()
        assert not durable.unfinished("send_letter")
        write()
        until(lambda: all_are("sent"))
    assert len(server.messages) == 1


def test_a_job_promised_twice_runs_once(sqlite, server: Taken):
    with durable.executing():
        (letter_id,) = write()
        transact(SYSTEM, lambda uow: uow.promise(Job("send_letter", key=letter_id, args=(letter_id,))))
        until(lambda: all_are("sent"))
        transact(SYSTEM, lambda uow: uow.promise(Job("send_letter", key=letter_id, args=(letter_id,))))
        time.sleep(1)
    assert len(server.messages) == 1


def test_promising_without_an_engine_is_an_error_not_a_silence(sqlite):
    deliver_jobs_to(durable.enqueue)
    with pytest.raises(RuntimeError):
        write()
    assert not letters()


def test_a_process_that_only_promises_leaves_the_work_to_a_worker(database, server: Taken):
    with durable.promising():
        write(3)
    time.sleep(0.5)
    assert not server.messages
    with durable.executing("worker-1"):
        until(lambda: all_are("sent"))


def test_the_worker_command_executes_and_stops_when_asked(sqlite, server: Taken):
    with durable.promising():
        write(2)
    running = subprocess.Popen([sys.executable, "-m", "mentor_app.cli", "worker", "--name", "w1"], cwd=ROOT)
    try:
        until(lambda: all_are("sent"))
        running.terminate()
        assert running.wait(20) == 0
    finally:
        running.kill()
        running.wait()


def test_letters_outlive_a_server_that_defers_three_in_ten(sqlite, server: Taken, hurried):
    server.to_data = lambda count: "451 try later" if count % 10 in {1, 4, 7} else None
    with durable.executing():
        write(20)
        until(lambda: all_are("sent"), 30)
    assert len(server.messages) == 20
    assert len(set(server.ids())) == 20
    assert max(each.attempts for each in letters().values()) > 1


def test_a_letter_taken_before_the_connection_broke_is_repeated_as_the_same_letter(sqlite, server: Taken, hurried):
    server.drops = lambda count: count == 1
    with durable.executing():
        write()
        until(lambda: all_are("sent"))
    assert len(server.messages) == 2
    assert len(set(server.ids())) == 1


def test_a_refused_letter_is_given_up_at_once_and_says_why(sqlite, server: Taken, hurried):
    server.to_recipient = lambda _address: "550 no such person"
    with durable.executing():
        write()
        until(lambda: all_are("failed"))
    (failed,) = letters().values()
    assert (failed.attempts, failed.secret) == (1, "")
    assert "no such person" in failed.last_error


def test_ten_attempts_span_more_than_a_day_and_then_the_letter_has_failed(sqlite, server: Taken, monkeypatch):
    assert sum(mail.WAITS) >= 24 * 3600
    assert len(mail.WAITS) == 9
    monkeypatch.setattr(mail, "WAITS", (0.01,))
    server.to_data = lambda _count: "451 try later"
    with durable.executing():
        write()
        until(lambda: all_are("failed"))
    assert server.seen == 2
    assert next(iter(letters().values())).attempts == 2


def test_a_waiting_letter_holds_no_other_letter_up(sqlite, server: Taken):
    server.to_recipient = lambda address: "450 busy" if address.startswith("ada1") else None  # 11 of the 20
    with durable.executing():
        write(20)
        until(lambda: Counter(each.status for each in letters().values())["sent"] == 9)
        until(lambda: sum(each.attempts for each in letters().values() if each.status == "queued") == 11)


def test_forgotten_letters_are_picked_up_and_outdated_ones_are_not(database, server: Taken):
    deliver_jobs_to(None)
    fresh, old = write(2)

    def age(uow: UnitOfWork) -> None:
        letter = uow.session.exec(select(Letter).where(col(Letter.id) == old)).one()
        letter.created_at = now() - timedelta(days=4)

    transact(SYSTEM, age)
    with durable.executing():
        assert mail.pick_up_forgotten_letters() == 2
        assert mail.pick_up_forgotten_letters() == 0
        until(lambda: letters()[fresh].status == "sent")
    assert letters()[old].status == "failed"
    assert len(server.messages) == 1


def test_a_digest_is_written_at_its_hour_and_leaves_like_any_letter(sqlite, server: Taken):
    cast = make_cast()

    def gather(uow: UnitOfWork) -> None:
        set_channel(uow, cast.ada, "requests", "digest")
        ada = uow.session.get_one(Member, cast.ada)
        ada.digest_hour = now().hour
        for number in range(3):
            letter = write_letter(uow, "request_withdrawn", ada, {"partner": "Ben", "request_id": f"r{number}"})
            letter.created_at = now() - timedelta(hours=2)
        uow.promise(Job("send_digest", key="its hour", args=(cast.ada,)))

    with durable.executing():
        transact(SYSTEM, gather)
        until(lambda: len(server.messages) == 1)
        until(lambda: Counter(each.status for each in letters().values()) == {"told": 3, "sent": 1})
    [digest] = server.messages
    text = digest.get_body(("plain",)).get_content()
    assert all(f"/inbox?request=r{number}" in text for number in range(3))
    assert f"/unsubscribe/{cast.ada}.digest." in digest["List-Unsubscribe"]


def test_whatever_part_of_the_jobs_is_imported_all_of_them_are_known():
    """As the web process does, which imports the engine alone."""
    told = "from mentor_app.jobs.durable import durable_work; import sys; print('mentor_app.jobs.mail' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "True"


def test_what_the_engine_stores_is_plain_json(sqlite, server: Taken):
    with durable.executing():
        (letter_id,) = write()
        until(lambda: all_are("sent"))
    with engine().connect() as connection:
        stored = connection.execute(text("select inputs from workflow_input")).scalars().all()
    assert stored
    assert all(each.startswith("{") and letter_id in each for each in stored)


def test_kill_after_kill_nothing_is_lost_and_repeats_are_the_same_letter(database, server: Taken):
    server.to_data = lambda count: "451 try later" if count % 5 == 0 else None
    rounds, promised, kills = int(os.environ.get("TEST_KILLS", "3")), [], 0
    child = [sys.executable, "-m", "tests.jobs.worker"]
    with durable.promising():
        for _ in range(rounds):
            running = subprocess.Popen(child, cwd=ROOT)
            before = server.seen
            promised += write(6)
            until(lambda before=before: server.seen > before + 1, 30)
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            kills += 1
        running = subprocess.Popen(child, cwd=ROOT)
        try:
            until(lambda: all_are("sent"), 40)
        finally:
            running.kill()
            running.wait()
    taken = Counter(server.ids())
    assert taken.keys() == {f"<{letter_id}@localhost>" for letter_id in promised}
    assert sum(taken.values()) - len(taken) <= kills * durable.MAIL_AT_ONCE
    if database.startswith("sqlite"):
        with engine().connect() as connection:
            assert connection.execute(text("pragma integrity_check")).scalar() == "ok"
