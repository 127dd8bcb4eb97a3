"""An account's calendars are looked for, so that its owner can choose from them."""

import logging
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from dbos import DBOS
from sqlmodel import col, select

from mentor_app.calendars.discovery import Discovery, discover, full_address
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.troubles import PASSING, Trouble
from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.jobs.calendar_targets import Target, target_of
from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.models import CalendarAccount, RemoteCalendar
from mentor_app.services.calendar_accounts import look_for_calendars
from mentor_app.services.calendar_copies import promise_sync, repaint_calendars
from mentor_app.services.calendar_leaving import forget_calendars

MOST_LOOKS = 24
"""Looks in a row for a server that is away, about one an hour."""

log = logging.getLogger(__name__)


@DBOS.workflow(name="find_calendars")
def find_calendars(account_id: str) -> str:
    """Look for an account's calendars, for its owner to choose from."""
    try:
        return find_once(account_id)
    except Exception:
        log.exception("Calendars could not be looked for")
        return note_not_found(account_id)


@DBOS.step(name="find_calendars_once", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def find_once(account_id: str) -> str:
    """One look; repeated after a crash it finds the same."""
    asked = ask(_account, account_id)
    if asked is None:
        return "nothing"
    try:
        target = replace(asked, access=replace(asked.access, address=full_address(asked.access.address)))
        with hosts.asked(target.host):
            found = discover(target.access, target.rules, Budget(seconds=30, bytes=5_000_000, requests=40))
    except Trouble as trouble:
        perform(_not_found, account_id, trouble, asked)
        return trouble.kind
    if not found.calendars:
        perform(_not_found, account_id, Trouble("wrong_address", "no calendars"), asked)
        return "none"
    perform(_found, account_id, found, asked)
    return "found"


@DBOS.step(name="note_calendars_not_found", retries_allowed=True, max_attempts=3, interval_seconds=1.0)
def note_not_found(account_id: str) -> str:
    """Say of a look that went wrong in a way we do not know that it did."""
    fault = Trouble("server_error")
    perform(_not_found, account_id, fault)
    return fault.kind


@every_hour
def look_again() -> int:
    """Have calendars looked for whose server was away; returns for how many accounts."""
    return perform(_look_again)


def _look_again(uow: UnitOfWork) -> int:
    away = select(CalendarAccount).where(
        CalendarAccount.status == "refused",
        col(CalendarAccount.trouble).in_(PASSING),
        col(CalendarAccount.failures) < MOST_LOOKS,
    )
    found = uow.session.exec(away.with_for_update()).all()
    for account in found:
        look_for_calendars(uow, account)
    return len(found)


def _account(uow: UnitOfWork, account_id: str) -> Target | None:
    account = uow.session.get(CalendarAccount, account_id)
    return None if account is None or account.status != "looking" else target_of(account)


def _looked_for(uow: UnitOfWork, account_id: str, asked: Target | None) -> CalendarAccount | None:
    """The account, unless it is disconnected or signed in to otherwise meanwhile, or another look was faster."""
    account = uow.session.get(CalendarAccount, account_id, with_for_update=True)
    if account is None or account.status != "looking":
        return None
    return account if asked is None or target_of(account) == asked else None


def _found(uow: UnitOfWork, account_id: str, found: Discovery, asked: Target) -> None:
    account = _looked_for(uow, account_id, asked)
    if account is None:
        return
    forget_calendars(uow, account, but=[each.href for each in found.calendars])
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


def _not_found(uow: UnitOfWork, account_id: str, trouble: Trouble, asked: Target | None = None) -> None:
    account = _looked_for(uow, account_id, asked)
    if account is not None:
        kind = "too_many" if trouble.kind == "busy" else trouble.kind
        account.status, account.trouble, account.trouble_host = "refused", kind, trouble.host
        account.failures += 1
        again = kind in PASSING and account.failures < MOST_LOOKS
        account.next_try_at = now() + timedelta(hours=1) if again else None
        repaint_calendars(uow, account.member_id)
