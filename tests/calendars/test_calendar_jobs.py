"""The whole way by durable work: promised with the act, done by the queue, one calendar at a time."""

import time
from collections.abc import Callable
from datetime import timedelta

from dbos import DBOS

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import Actor, read, transact
from mentor_app.jobs import durable
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.services import calendar_accounts, calendar_leaving
from mentor_app.services.calendar_views import CalendarsDetail, get_calendars
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from tests.calendars.servers import PASSWORD, USER, Server
from tests.calendars.test_members_calendars import slots
from tests.conftest import make_cast


def until(condition: Callable[[], object], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


def test_a_meeting_comes_into_the_calendar_by_itself(sqlite: str, with_password: Server, monkeypatch):
    monkeypatch.setenv("MENTOR_CALENDAR_NETWORKS", "127.0.0.0/8")
    monkeypatch.setattr(durable, "DRAIN", 0)
    settings.cache_clear()
    hosts._hosts.clear()
    cast = make_cast()
    href = with_password.new_calendar()
    ben, ada = Actor(member_id=cast.ben), Actor(member_id=cast.ada)

    def page() -> CalendarsDetail:
        return read(ben, get_calendars)

    with durable.executing():
        account, _ = transact(ben, calendar_accounts.connect_calendar, with_password.address, USER, PASSWORD)
        until(lambda: page().accounts[0].calendars)
        name = href.strip("/").rpartition("/")[2]
        chosen = next(each.id for each in page().accounts[0].calendars if name in each.name)
        transact(ben, calendar_accounts.write_to, account, chosen)
        typed = f"{now() + timedelta(days=3):%Y-%m-%dT%H:%M}"
        meeting, _ = transact(ben, propose_meeting, cast.mentorship, [typed])
        (slot,) = slots(meeting)
        transact(ada, confirm_meeting, meeting, slot.id)
        own = with_password.calendar(href)
        until(lambda: own.window(now(), now() + timedelta(days=10)))
        assert page().accounts[0].trouble == ""
        until(lambda: DBOS.list_workflows(name="sync_calendar", status=["DELAYED"]))  # the next look is promised
        transact(ben, calendar_leaving.disconnect, account, take_out=True)
        until(lambda: not page().accounts)
        assert own.window(now(), now() + timedelta(days=10)) == []
