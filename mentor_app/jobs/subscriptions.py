"""One look at a published calendar: fetched when it changed, and its busy times kept in place of those before."""

from datetime import timedelta

from sqlmodel import col, delete

from mentor_app.calendars.free_busy import Busy
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.subscription import fetch, readings
from mentor_app.calendars.troubles import Trouble
from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.jobs.calendar_books import keep_busy
from mentor_app.jobs.calendar_targets import WINDOW, Target
from mentor_app.jobs.durable import ask, perform
from mentor_app.models import BusyInterval, Member, RemoteCalendar

_FAR_ENOUGH = timedelta(days=60)
"""While this much is known ahead, an unchanged calendar need not be read again."""
Asked = tuple[str, str, str, str]


def read_subscription(target: Target, calendar_id: str) -> None:
    """Look once; repeated after a crash it does the same.

    Raises:
        Trouble: when there is no calendar to be had.
    """
    known = ask(_known, calendar_id)
    if known is None:
        raise Trouble("calendar_gone", "disconnected")
    etag, changed, zone, email = known
    found = fetch(target.access.address, etag, changed, target.rules, Budget(seconds=30, bytes=10_000_000, requests=6))
    if found is None:
        return
    start, end = now() - timedelta(days=1), now() + WINDOW
    busy = [each for reading in readings(found.text, start, end, zone, (email,)) for each in reading.busy]
    perform(_keep, calendar_id, f"{found.etag}\n{found.changed}", busy)


def _known(uow: UnitOfWork, calendar_id: str) -> Asked | None:
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None:
        return None
    owner = uow.session.get_one(Member, calendar.member_id)
    fresh = calendar.window_end is not None and calendar.window_end > now() + _FAR_ENOUGH
    etag, _, changed = calendar.token.partition("\n") if fresh else ("", "", "")
    return etag, changed, owner.time_zone, owner.email


def _keep(uow: UnitOfWork, calendar_id: str, token: str, busy: list[Busy]) -> None:
    calendar = uow.session.get(RemoteCalendar, calendar_id, with_for_update=True)
    if calendar is None:
        return
    uow.session.exec(delete(BusyInterval).where(col(BusyInterval.calendar_id) == calendar_id))
    if not calendar.reads_busy:
        return
    calendar.token, calendar.window_end, calendar.compared_at = token, now() + WINDOW, now()
    keep_busy(uow.session, calendar_id, (("", each) for each in busy))
