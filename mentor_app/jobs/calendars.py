"""Calendars are looked for, read and written: one thing at a time each, few per host, and nobody waits for another.

A calendar is looked at on a schedule, and out of turn when a meeting in it changes or its owner asks. One chain of
scheduled looks goes on for each calendar, as its row counts them; the hourly sweep takes up a chain that broke.
"""

import logging
import random
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from dbos import DBOS
from sqlmodel import col, or_, select

from mentor_app.calendars.books import Span
from mentor_app.calendars.caldav_account import CalDavCalendar
from mentor_app.calendars.discovery import Discovery, discover, full_address
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


@DBOS.workflow(name="find_calendars")
def find_calendars(account_id: str) -> str:
    """Look for an account's calendars, for its owner to choose from."""
    try:
        return find_once(account_id)
    except Exception:
        log.exception("Calendars could not be looked for")
        return note_fault(account_id)


@DBOS.step(name="find_calendars_once", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def find_once(account_id: str) -> str:
    """One look; repeated after a crash it finds the same."""
    target = ask(_account, account_id)
    if target is None:
        return "nothing"
    try:
        target = replace(target, access=replace(target.access, address=full_address(target.access.address)))
        with hosts.asked(target.host):
            found = discover(target.access, target.rules, Budget(seconds=30, bytes=5_000_000, requests=40))
    except Trouble as trouble:
        perform(_not_found, account_id, trouble)
        return trouble.kind
    if not found.calendars:
        perform(_not_found, account_id, Trouble("wrong_address", "no calendars"))
        return "none"
    perform(_found, account_id, found)
    return "found"


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
def note_fault(of_id: str, round_: int | None = None) -> str:
    """Say of what went wrong in a way we do not know that it did: of an account, or of a look at a calendar."""
    fault = Trouble("server_error")
    if round_ is None:
        perform(_not_found, of_id, fault)
    else:
        perform(_went_wrong, of_id, round_, fault)
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


def _account(uow: UnitOfWork, account_id: str) -> Target | None:
    account = uow.session.get(CalendarAccount, account_id)
    return None if account is None or account.status != "looking" else target_of(account)


def _calendar(uow: UnitOfWork, calendar_id: str) -> Target | None:
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None or not (calendar.reads_busy or calendar.writes):
        return None
    account = uow.session.get_one(CalendarAccount, calendar.account_id)
    return None if account.is_stopped else target_of(account, calendar.href, calendar.round)


def _looked_for(uow: UnitOfWork, account_id: str) -> CalendarAccount | None:
    """The account, unless another look was faster or its owner is disconnecting it meanwhile."""
    account = uow.session.get(CalendarAccount, account_id, with_for_update=True)
    return account if account is not None and account.status == "looking" else None


def _found(uow: UnitOfWork, account_id: str, found: Discovery) -> None:
    account = _looked_for(uow, account_id)
    if account is None:
        return
    account.address, account.kind, account.status = found.address, found.kind, "connected"
    account.trouble, account.failures, account.is_stopped = "", 0, False
    rows = select(RemoteCalendar).where(RemoteCalendar.account_id == account.id)
    known = {each.href: each for each in uow.session.exec(rows)}
    for each in found.calendars:
        row = known.get(each.href) or RemoteCalendar(
            account_id=account.id, member_id=account.member_id, href=each.href, reads_busy=True
        )
        row.name, row.color, row.writable = each.name, each.color, each.writable
        row.reports_changes = row.reports_changes if each.reports_changes else False
        uow.session.add(row)
        uow.session.flush()
        if row.reads_busy or row.writes:
            promise_sync(uow, row.id, f"found:{uuid4()}", round_=row.round)
    repaint_calendars(uow, account.member_id)


def _not_found(uow: UnitOfWork, account_id: str, trouble: Trouble) -> None:
    account = _looked_for(uow, account_id)
    if account is not None:
        kind = "too_many" if trouble.kind == "busy" else trouble.kind
        account.status, account.trouble, account.trouble_host = "refused", kind, trouble.host
        repaint_calendars(uow, account.member_id)


def _went_well(uow: UnitOfWork, calendar_id: str, round_: int) -> None:
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None:
        return
    account = uow.session.get_one(CalendarAccount, calendar.account_id)
    account.trouble, account.trouble_host, account.failures, account.last_ok_at = "", "", 0, now()
    _next(uow, calendar, account, round_, _interval(uow, calendar))


def _went_wrong(uow: UnitOfWork, calendar_id: str, round_: int, trouble: Trouble) -> None:
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None:
        return
    account = uow.session.get_one(CalendarAccount, calendar.account_id)
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
