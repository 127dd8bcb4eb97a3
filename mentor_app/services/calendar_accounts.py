"""A member's calendars, once they are connected: looked at, asked about, and chosen."""

from uuid import uuid4

from sqlmodel import col, delete, select

from mentor_app.clock import now
from mentor_app.db import Job, UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import (
    BusyInterval,
    CalendarAccount,
    MeetingCopy,
    RemoteCalendar,
)
from mentor_app.security.calendars import own_calendar_account
from mentor_app.security.limits import count_calendar_try
from mentor_app.services.calendar_copies import (
    carry_over,
    fill_calendar,
    forget_reading,
    promise_sync,
    repaint_calendars,
)


def try_again(uow: UnitOfWork, account_id: str) -> None:
    """Look at an account now: again for calendars when none were found, else at those chosen.

    Raises:
        NotPermitted: while it is being disconnected.
        TooMany: when the member has had much looked at.
    """
    account = own_calendar_account(uow, account_id)
    if account.status == "leaving":
        raise NotPermitted(N_("This account is being disconnected."))
    count_calendar_try(account.member_id)
    account.trouble, account.is_stopped, account.next_try_at = "", False, now()
    if account.status in ("looking", "refused"):
        look_for_calendars(uow, account)
        return
    for each in _in_use(uow, account):
        promise_sync(uow, each.id, f"now:{uuid4()}", round_=each.round)
    repaint_calendars(uow, account.member_id)


def look_for_calendars(uow: UnitOfWork, account: CalendarAccount, after: str = "") -> None:
    """Have an account's calendars found; the caller holds it.

    Args:
        after: a calendar in which something may still be under way, for which the look waits.
    """
    account.status, account.trouble = "looking", ""
    key, partition = f"find:{account.id}:{uuid4()}", after or account.id
    uow.promise(Job("find_calendars", key, (account.id,), queue="calendars", partition=partition))
    repaint_calendars(uow, account.member_id)


def agree_to_host(uow: UnitOfWork, account_id: str) -> None:
    """Let the password be sent to the host that the server points to.

    Raises:
        NotPermitted: when nothing is asked.
    """
    account = own_calendar_account(uow, account_id)
    if account.trouble != "needs_consent" or not account.trouble_host:
        raise NotPermitted
    account.consented = [*account.consented, account.trouble_host]
    uow.record("calendar.consented", account.id, host=account.trouble_host)
    try_again(uow, account_id)


def believe_removals(uow: UnitOfWork, account_id: str) -> None:
    """Say that the many meetings which disappeared were meant to.

    Raises:
        NotPermitted: when nothing is asked.
    """
    account = own_calendar_account(uow, account_id)
    if account.trouble != "many_gone":
        raise NotPermitted
    for each in _in_use(uow, account):
        each.believes_removals = True
    try_again(uow, account_id)


def write_to(uow: UnitOfWork, account_id: str, calendar_id: str) -> None:
    """Have meetings written to this calendar, and to no other of the member's; none when empty.

    Raises:
        NotFound: when the account has no such calendar.
        NotPermitted: when it may only be read.
    """
    account = own_calendar_account(uow, account_id)
    chosen = _calendar(uow, account, calendar_id) if calendar_id else None
    if chosen is not None and not chosen.writable:
        raise NotPermitted(N_("You may not write to this calendar. Please choose another."))
    written = select(RemoteCalendar).where(RemoteCalendar.member_id == account.member_id, RemoteCalendar.writes)
    for each in uow.session.exec(written).all():
        if chosen is not None and each.id == chosen.id:
            return
        if chosen is not None or each.account_id == account.id:
            _leave(uow, each, chosen)
    if chosen is not None:
        chosen.writes = True
        uow.session.flush()
        fill_calendar(uow, chosen)
        _read_anew(uow, chosen)
    uow.record("calendar.chosen", account.id)
    repaint_calendars(uow, account.member_id)


def read_busy(uow: UnitOfWork, account_id: str, calendar_id: str, *, on: bool) -> None:
    """Say whether a calendar's events keep the member busy.

    Raises:
        NotFound: when the account has no such calendar.
    """
    account = own_calendar_account(uow, account_id)
    calendar = _calendar(uow, account, calendar_id)
    if calendar.reads_busy == on:
        return
    calendar.reads_busy = on
    if on or calendar.writes:
        _read_anew(uow, calendar)
    if not on:
        uow.session.exec(delete(BusyInterval).where(col(BusyInterval.calendar_id) == calendar.id))
    repaint_calendars(uow, account.member_id)


def _calendar(uow: UnitOfWork, account: CalendarAccount, calendar_id: str) -> RemoteCalendar:
    calendar = uow.session.get(RemoteCalendar, calendar_id)
    if calendar is None or calendar.account_id != account.id:
        raise NotFound
    return calendar


def _read_anew(uow: UnitOfWork, calendar: RemoteCalendar) -> None:
    """What was not read for its busy times, or for our meetings, is read again from the beginning."""
    forget_reading(uow, calendar)
    promise_sync(uow, calendar.id, f"chosen:{uuid4()}", round_=calendar.round)


def _leave(uow: UnitOfWork, calendar: RemoteCalendar, instead: RemoteCalendar | None) -> None:
    """Write to a calendar no more. Its meetings move to another one of the account, else stay as its owner's own."""
    calendar.writes = False
    if instead is not None and instead.account_id == calendar.account_id:
        carry_over(uow, calendar, instead)
    uow.session.exec(delete(MeetingCopy).where(col(MeetingCopy.calendar_id) == calendar.id))
    uow.session.flush()
    if calendar.reads_busy:
        _read_anew(uow, calendar)


def _in_use(uow: UnitOfWork, account: CalendarAccount) -> list[RemoteCalendar]:
    found = select(RemoteCalendar).where(RemoteCalendar.account_id == account.id)
    return [each for each in uow.session.exec(found) if each.reads_busy or each.writes]
