"""A calendar account that leaves: our events are removed from its server, and then it is forgotten.

Its server gets `TRIES` chances within about an hour. Then the password goes all the same, and the member is told that
some of our events stay there.
"""

import logging
from datetime import timedelta

from dbos import DBOS
from sqlmodel import col, delete, select

from mentor_app.calendars.caldav_account import CalDavCalendar
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.leaving import OurEvent, take_out
from mentor_app.calendars.troubles import Trouble
from mentor_app.calendars.webdav import Wire
from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.jobs.calendar_targets import Target, target_of
from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.models import CalendarAccount, LeftEvent, Meeting
from mentor_app.services.calendar_copies import repaint_calendars
from mentor_app.services.calendar_leaving import forget, promise_leaving
from mentor_app.services.meeting_facts import page_of
from mentor_app.services.notifications import notify

TRIES, PASSWORD_TRIES = 6, 2
FIRST_WAIT, LONGEST_WAIT = 120.0, 3600.0
OVERDUE = timedelta(hours=2)
ALONE = ("rejected", "read_only", "not_caldav")
"""Troubles that may be of one event alone: it must not be removed, or is no calendar's object any more."""

log = logging.getLogger(__name__)


@DBOS.workflow(name="leave_calendar")
def leave_calendar(account_id: str, attempt: int) -> str:
    """Remove our events from an account's calendar, and forget the account."""
    try:
        return leave_once(account_id, attempt)
    except Exception:
        # Whatever its server made of us: it had its chance, and the password goes once it had them all.
        log.exception("A calendar could not be left")
        return leave_badly(account_id, attempt)


@DBOS.step(name="leave_calendar_once", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def leave_once(account_id: str, attempt: int) -> str:
    """One try; repeated after a crash it goes on with what is still there."""
    found = ask(_waiting, account_id, attempt)
    if found is None:
        return "nothing"
    target, events = found
    try:
        with hosts.asked(target.host):
            _take_out(target, account_id, events)
    except Trouble as trouble:
        perform(_went_wrong, account_id, attempt, trouble)
        return trouble.kind
    return perform(_went_well, account_id)


@DBOS.step(name="leave_calendar_badly", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def leave_badly(account_id: str, attempt: int) -> str:
    """Count a try that ended in no way we know; repeated after a crash it counts once."""
    perform(_went_wrong, account_id, attempt, Trouble("server_error"))
    return "server_error"


@every_hour
def take_up_leaving() -> int:
    """Promise another try where none has come for long; returns for how many accounts."""
    return perform(_take_up)


def _take_out(target: Target, account_id: str, events: list[OurEvent]) -> None:
    wire = Wire(target.access, target.rules, Budget(seconds=60, requests=2000))
    remote, refused = CalDavCalendar(wire, target.href), None
    try:
        for event in events:
            if not ask(_is_wanted, account_id, event.uid):
                return  # connected again, or forgotten
            try:
                take_out(remote, event)
            except Trouble as trouble:
                if trouble.kind not in ALONE:
                    raise
                refused = trouble
            else:
                perform(_taken_out, account_id, event.uid)
    finally:
        wire.close()
    if refused is not None:
        raise refused


def _waiting(uow: UnitOfWork, account_id: str, attempt: int) -> tuple[Target, list[OurEvent]] | None:
    account = uow.session.get(CalendarAccount, account_id)
    if account is None or account.status != "leaving" or account.failures != attempt:
        return None
    left = _left(uow, account_id)
    of_ours = select(Meeting).where(col(Meeting.uid).in_([row.uid for row in left]))
    pages = {meeting.uid: page_of(meeting) for meeting in uow.session.exec(of_ours)}
    events = [OurEvent(row.uid, row.href, row.etag, pages.get(row.uid, "")) for row in left]
    return target_of(account, left[0].calendar_href if left else ""), events


def _is_wanted(uow: UnitOfWork, account_id: str, uid: str) -> bool:
    return uow.session.get(LeftEvent, (account_id, uid)) is not None


def _taken_out(uow: UnitOfWork, account_id: str, uid: str) -> None:
    this = (col(LeftEvent.account_id) == account_id) & (col(LeftEvent.uid) == uid)
    uow.session.exec(delete(LeftEvent).where(this))
    account = uow.session.get(CalendarAccount, account_id)
    if account is not None:
        repaint_calendars(uow, account.member_id)


def _went_well(uow: UnitOfWork, account_id: str) -> str:
    account = _held(uow, account_id)
    if account is None:
        return "nothing"
    forget(uow, account)
    return "left"


def _went_wrong(uow: UnitOfWork, account_id: str, attempt: int, trouble: Trouble) -> None:
    account = _held(uow, account_id)
    if account is None or account.failures != attempt:
        return
    left = _left(uow, account_id)
    if trouble.kind == "busy":
        promise_leaving(uow, account, _where(account, left), delay=trouble.retry_after or 2.0)
        return
    account.failures, account.trouble = attempt + 1, trouble.kind
    tries = PASSWORD_TRIES if trouble.kind == "wrong_password" else TRIES  # more would lock the member out
    if account.failures >= tries:
        uow.record("calendar.left_behind", account.id, events=len(left), trouble=trouble.kind)
        notify(uow, account.member_id, "calendar.left_behind", "/calendar", {"name": target_of(account).host})
        forget(uow, account)
        return
    wait = min(LONGEST_WAIT, max(FIRST_WAIT * 2**attempt, trouble.retry_after or 0.0))
    promise_leaving(uow, account, _where(account, left), delay=wait)
    repaint_calendars(uow, account.member_id)


def _take_up(uow: UnitOfWork) -> int:
    overdue = select(CalendarAccount).where(
        CalendarAccount.status == "leaving", col(CalendarAccount.next_try_at) < now() - OVERDUE
    )
    found = uow.session.exec(overdue.with_for_update()).all()
    for account in found:
        promise_leaving(uow, account, _where(account, _left(uow, account.id)))
    return len(found)


def _where(account: CalendarAccount, left: list[LeftEvent]) -> str:
    return left[0].calendar_id if left else account.id


def _held(uow: UnitOfWork, account_id: str) -> CalendarAccount | None:
    account = uow.session.get(CalendarAccount, account_id, with_for_update=True)
    return account if account is not None and account.status == "leaving" else None


def _left(uow: UnitOfWork, account_id: str) -> list[LeftEvent]:
    rows = select(LeftEvent).where(LeftEvent.account_id == account_id).order_by(col(LeftEvent.uid))
    return list(uow.session.exec(rows))
