"""Taking a calendar account away: at once, or once our meetings have been removed from it.

From the first moment the account is read no more, keeps nobody busy and gets no meetings. What waits for its server are
the addresses of our events there, and the password, which goes with the last of them.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import uuid4

from sqlmodel import col, delete, select

from mentor_app.clock import now
from mentor_app.db import Job, UnitOfWork
from mentor_app.models import (
    BusyInterval,
    CalendarAccount,
    LeftEvent,
    Meeting,
    MeetingCopy,
    RemoteCalendar,
    RemoteObject,
)
from mentor_app.security.calendars import own_calendar_account
from mentor_app.services.calendar_copies import repaint_calendars


def disconnect(uow: UnitOfWork, account_id: str, *, take_out: bool = False) -> None:
    """Forget an account: its password, its calendars and all that was read.

    Args:
        take_out: have our meetings removed from its calendar first. Else they stay there; said of an account that is
            leaving already, it goes at once with those that are not removed yet.
    """
    account = own_calendar_account(uow, account_id)
    if account.status == "leaving":
        if not take_out:
            forget(uow, account)
        return
    left = _events_of(uow, account) if take_out else []
    forget_calendars(uow, account)
    if not left:
        forget(uow, account)
        return
    account.status, account.trouble, account.trouble_host = "leaving", "", ""
    account.failures, account.is_stopped = 0, False
    uow.session.add_all(left)
    uow.record("calendar.leaving", account.id, events=len(left))
    promise_leaving(uow, account, left[0].calendar_id)
    repaint_calendars(uow, account.member_id)


def stay(uow: UnitOfWork, account_id: str) -> str:
    """Keep an account that is leaving, as it is being connected again; its calendars are found anew.

    Returns:
        The id of the calendar in which a removal may be under way; empty for an account that is not leaving.
    """
    account = own_calendar_account(uow, account_id)
    if account.status != "leaving":
        return ""
    mine = col(LeftEvent.account_id) == account.id
    left = uow.session.exec(select(LeftEvent.calendar_id).where(mine)).all()
    uow.session.exec(delete(LeftEvent).where(mine))
    account.status, account.failures = "looking", 0
    uow.record("calendar.kept", account.id, events=len(left))
    return left[0] if left else ""


def forget_calendars(uow: UnitOfWork, account: CalendarAccount, *, but: Collection[str] = ()) -> None:
    """Forget an account's calendars, all that was read from them and the copies in them.

    Args:
        but: hrefs of those that stay.
    """
    going = (col(RemoteCalendar.account_id) == account.id) & col(RemoteCalendar.href).not_in(but)
    ids = select(RemoteCalendar.id).where(going)
    for table in (BusyInterval, RemoteObject, MeetingCopy):
        uow.session.exec(delete(table).where(col(table.calendar_id).in_(ids)))
    uow.session.exec(delete(RemoteCalendar).where(going))


def forget(uow: UnitOfWork, account: CalendarAccount) -> None:
    """Delete an account whose calendars are forgotten; the caller holds it."""
    uow.session.exec(delete(LeftEvent).where(col(LeftEvent.account_id) == account.id))
    uow.session.delete(account)
    uow.record("calendar.disconnected", account.id)
    repaint_calendars(uow, account.member_id)


def promise_leaving(uow: UnitOfWork, account: CalendarAccount, calendar_id: str, delay: float = 0.0) -> None:
    """Have our events removed, after whatever is under way in their calendar."""
    account.next_try_at = now() + timedelta(seconds=delay)
    key, args = f"leave:{account.id}:{uuid4()}", (account.id, account.failures)
    uow.promise(Job("leave_calendar", key, args, queue="calendars", delay=delay, partition=calendar_id))


def _events_of(uow: UnitOfWork, account: CalendarAccount) -> list[LeftEvent]:
    """What we wrote into the account's calendars, and what we may have: a write whose reply never came."""
    found = uow.session.exec(
        select(MeetingCopy, Meeting.uid, RemoteCalendar.href)
        .join(Meeting, col(Meeting.id) == col(MeetingCopy.meeting_id))
        .join(RemoteCalendar, col(RemoteCalendar.id) == col(MeetingCopy.calendar_id))
        .where(RemoteCalendar.account_id == account.id)
    )
    return [
        LeftEvent(
            account_id=account.id,
            uid=uid,
            calendar_id=copy.calendar_id,
            calendar_href=calendar_href,
            href=copy.href,
            etag=copy.etag,
        )
        for copy, uid, calendar_href in found
        if copy.status in ("new", "written") and (copy.written or copy.tried is not None)
    ]
