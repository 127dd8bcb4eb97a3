"""Calendars are read and written: one thing at a time each, few per host, and nobody waits for another.

A calendar is looked at on a schedule, and out of turn when a meeting in it changes or its owner asks. One chain of
scheduled looks goes on for each calendar, as its row counts them; the hourly sweep takes up a chain that broke.
"""

import logging
import random
from datetime import timedelta

from dbos import DBOS
from sqlmodel import col, or_, select

from mentor_app.calendars.books import Span
from mentor_app.calendars.caldav_account import CalDavCalendar
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.sync import Sync
from mentor_app.calendars.troubles import Trouble
from mentor_app.calendars.webdav import Wire
from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.jobs.calendar_books import TableLedger
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.jobs.calendar_targets import WINDOW, Target, target_of
from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.jobs.subscriptions import read_subscription
from mentor_app.models import CalendarAccount, Meeting, MeetingCopy, RemoteCalendar
from mentor_app.services.calendar_copies import promise_sync, repaint_calendars

MINUTE = 60.0
SOON, USUAL, IDLE = 2 * MINUTE, 10 * MINUTE, 60 * MINUTE
"""Seconds between two looks: with a meeting within a day or a question open, otherwise, and with no meeting."""
FIRST_WAIT, LONGEST_WAIT, DAY = 30.0, 6 * 3600.0, 86400.0

log = logging.getLogger(__name__)


@DBOS.workflow(name="sync_calendar")
def sync_calendar(calendar_id: str, round_: int) -> str:
    """Read and write one calendar, and promise the next scheduled look.

    Args:
        round_: which scheduled look this is; -1 for one out of turn, which promises none.
    """
    try:
        return sync_once(calendar_id, round_)
    except Exception:
        log.exception("A calendar could not be looked at")
        return note_fault(calendar_id, round_)


@DBOS.step(name="sync_calendar_once", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def sync_once(calendar_id: str, round_: int) -> str:
    """One round; repeated after a crash it goes on from what was kept."""
    target = ask(_calendar, calendar_id)
    if target is None or round_ not in (-1, target.round):
        return "nothing"
    try:
        with hosts.asked(target.host):
            _exchange(target, calendar_id)
    except Trouble as trouble:
        perform(_went_wrong, calendar_id, round_, trouble)
        return trouble.kind
    perform(_went_well, calendar_id, round_)
    return "done"


@DBOS.step(name="note_calendar_fault", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def note_fault(calendar_id: str, round_: int) -> str:
    """Say of a look that went wrong in a way we do not know that it did."""
    fault = Trouble("server_error")
    perform(_went_wrong, calendar_id, round_, fault)
    return fault.kind


@every_hour
def take_up_broken_chains() -> int:
    """Promise a look at every calendar whose next one is long overdue; returns how many."""
    return perform(_take_up)


def _exchange(target: Target, calendar_id: str) -> None:
    if target.is_subscription:
        read_subscription(target, calendar_id)
        return
    wire = Wire(target.access, target.rules, Budget(seconds=60, requests=2000))
    moment = now()
    span = Span(moment - timedelta(days=1), moment + WINDOW, moment)
    try:
        Sync(CalDavCalendar(wire, target.href), TableLedger(calendar_id), span).round()
    finally:
        wire.close()


def _calendar(uow: UnitOfWork, calendar_id: str) -> Target | None:
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None or not (calendar.reads_busy or calendar.writes):
        return None
    account = uow.session.get_one(CalendarAccount, calendar.account_id)
    if account.is_stopped or account.status != "connected":
        return None
    return target_of(account, calendar.href, calendar.round)


def _looked_at(uow: UnitOfWork, calendar_id: str) -> tuple[RemoteCalendar, CalendarAccount] | None:
    """The calendar and its account, unless it is forgotten, or looked for anew, meanwhile."""
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None:
        return None
    account = uow.session.get_one(CalendarAccount, calendar.account_id)
    return (calendar, account) if account.status == "connected" else None


def _went_well(uow: UnitOfWork, calendar_id: str, round_: int) -> None:
    found = _looked_at(uow, calendar_id)
    if found is None:
        return
    calendar, account = found
    account.trouble, account.trouble_host, account.failures, account.last_ok_at = "", "", 0, now()
    _next(uow, calendar, account, round_, _interval(uow, calendar))


def _went_wrong(uow: UnitOfWork, calendar_id: str, round_: int, trouble: Trouble) -> None:
    found = _looked_at(uow, calendar_id)
    if found is None:
        return
    calendar, account = found
    if trouble.kind == "busy":
        key = f"later:{round_}:{now():%Y%m%d%H%M%S}"
        promise_sync(uow, calendar.id, key, round_=round_, delay=(trouble.retry_after or 2.0) * _luck(1.0, 2.0))
        return
    account.failures += 1
    account.trouble, account.trouble_host = trouble.kind, trouble.host
    # A password that is refused once may be a server's hiccup; twice, it would lock the member out.
    account.is_stopped = trouble.lasting and not (trouble.kind == "wrong_password" and account.failures < 2)
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(account.failures, 12)) * _luck(0.5, 1.0)
    _next(uow, calendar, account, round_, min(DAY, max(wait, trouble.retry_after or 0.0)))


def _next(uow: UnitOfWork, calendar: RemoteCalendar, account: CalendarAccount, round_: int, wait: float) -> None:
    repaint_calendars(uow, calendar.member_id)
    if round_ == -1:
        return
    calendar.round = round_ + 1
    account.next_try_at = None if account.is_stopped else now() + timedelta(seconds=wait)
    if not account.is_stopped:
        promise_sync(uow, calendar.id, f"round:{calendar.round}", round_=calendar.round, delay=wait)


def _interval(uow: UnitOfWork, calendar: RemoteCalendar) -> float:
    ahead = (
        select(Meeting.starts_at, MeetingCopy.question)
        .join(Meeting, col(Meeting.id) == col(MeetingCopy.meeting_id))
        .where(MeetingCopy.calendar_id == calendar.id, Meeting.status == "confirmed", col(Meeting.starts_at) > now())
    )
    found = uow.session.exec(ahead).all()
    near = any(question or (starts_at or now()) < now() + timedelta(days=1) for starts_at, question in found)
    return (SOON if near else USUAL if found else IDLE) * _luck(0.8, 1.2)


def _take_up(uow: UnitOfWork) -> int:
    overdue = (
        select(RemoteCalendar)
        .join(CalendarAccount, col(CalendarAccount.id) == col(RemoteCalendar.account_id))
        .where(
            or_(col(RemoteCalendar.reads_busy), col(RemoteCalendar.writes)),
            CalendarAccount.status == "connected",
            col(CalendarAccount.is_stopped).is_(False),
            col(CalendarAccount.next_try_at) < now() - timedelta(minutes=30),
        )
    )
    found = uow.session.exec(overdue).all()
    for each in found:
        promise_sync(uow, each.id, f"again:{each.round}:{now():%Y%m%d%H}", round_=each.round)
    return len(found)


def _luck(low: float, high: float) -> float:
    return random.uniform(low, high)  # noqa: S311  spreads load, guards nothing
