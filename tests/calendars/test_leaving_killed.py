"""Killed while a calendar is being left, with no time to tidy up: the next start goes on with what is still there."""

import multiprocessing
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from mentor_app.jobs import durable
from mentor_app.models import AuditEntry, CalendarAccount, LeftEvent, Meeting, Notification
from mentor_app.services.calendar_leaving import disconnect
from tests.calendars.life import OWN_EVENT, TOMORROW, Life, rows
from tests.calendars.mortal_leaving import MOMENTS, leave_until
from tests.calendars.servers import Server
from tests.conftest import make_cast

pytestmark = pytest.mark.usefixtures("opened")
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.calendars.mortal_leaving"])


def test_killed_at_any_moment_our_events_go_and_nothing_else(sqlite: str, tmp_path: Path, with_password: Server):
    def goes_on(moment: str) -> int | None:
        process = CONTEXT.Process(target=leave_until, args=(sqlite, tmp_path, account, moment))
        process.start()
        process.join(60)
        return process.exitcode

    life = Life(make_cast(), with_password)
    account = life.connect()
    for day in range(3):
        life.meet(TOMORROW + timedelta(days=day))
    life.sync()
    ours = {each.href for each in life.there()}
    with durable.promising():
        life.ben(disconnect, account, take_out=True)
    for moment, there, left in zip(MOMENTS, (3, 2, 2, 0), (3, 3, 3, 0), strict=True):
        assert goes_on(moment) == -signal.SIGKILL, moment
        assert (len(_mine(life)), len(rows(LeftEvent))) == (there, left), moment
        assert rows(CalendarAccount)[0].sealed
        for href in sorted(ours - {each.href for each in life.there()}):
            # Whoever uses such an address meanwhile must not lose what is there when the removal is repeated.
            life.own.create(href, OWN_EVENT.replace("UID:own", f"UID:theirs-{href[-8:-4]}"))
    assert goes_on("") == 0
    assert _mine(life) == []
    assert {each.href for each in life.there()} == ours
    assert rows(CalendarAccount) == rows(LeftEvent) == []
    assert len(rows(AuditEntry, action="calendar.disconnected")) == 1
    assert {each.status for each in rows(Meeting)} == {"confirmed"}
    assert [each for each in rows(Notification) if each.kind.startswith("calendar.")] == []


def _mine(life: Life) -> list[str]:
    return [each.href for each in life.there() if "UID:theirs" not in each.text]
