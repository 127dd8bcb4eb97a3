"""The whole way by durable work: promised with the act, done by the queue, one calendar at a time."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from dbos import DBOS
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.jobs import calendar_finding, calendars, durable
from mentor_app.models import CalendarAccount, RemoteCalendar
from mentor_app.services import calendar_accounts, calendar_connecting, calendar_leaving
from mentor_app.services.calendar_views import CalendarsDetail, get_calendars
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from tests.calendars.life import slots
from tests.calendars.servers import PASSWORD, USER, Server
from tests.conftest import make_cast

pytestmark = pytest.mark.usefixtures("opened")


def until(condition: Callable[[], object], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


def test_a_meeting_comes_into_the_calendar_by_itself(sqlite: str, with_password: Server, monkeypatch):
    monkeypatch.setattr(durable, "DRAIN", 0)
    cast = make_cast()
    href = with_password.new_calendar()
    ben, ada = Actor(member_id=cast.ben), Actor(member_id=cast.ada)

    def page() -> CalendarsDetail:
        return read(ben, get_calendars)

    with durable.executing():
        account, _ = transact(ben, calendar_connecting.connect_calendar, with_password.address, USER, PASSWORD)
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


def test_what_goes_wrong_in_no_way_we_know_is_told_and_breaks_no_chain(sqlite: str, monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: object):
        raise AssertionError("in a way that nobody knows")

    ben = make_cast().ben
    monkeypatch.setattr(calendar_finding, "discover", breaks)
    monkeypatch.setattr(calendars, "_exchange", breaks)
    with Session(db.engine(), expire_on_commit=False) as session:
        sought, known = (CalendarAccount(member_id=ben, address=f"https://{name}.example/") for name in ("a", "b"))
        known.status = "connected"
        session.add_all((sought, known))
        session.flush()
        calendar = RemoteCalendar(account_id=known.id, member_id=ben, href="/c/", reads_busy=True)
        session.add(calendar)
        session.commit()
        assert calendar_finding.find_calendars.__wrapped__(sought.id) == "server_error"
        assert calendars.sync_calendar.__wrapped__(calendar.id, 0) == "server_error"
        for row in (sought, known, calendar):
            session.refresh(row)
    assert (sought.status, sought.trouble) == ("refused", "server_error")
    assert (known.status, known.trouble, known.failures, calendar.round) == ("connected", "server_error", 1, 1)
