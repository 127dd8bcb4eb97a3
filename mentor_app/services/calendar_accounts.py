"""A member's calendars: connected with an address and an app password, chosen, and looked after."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from sqlmodel import col, delete, select

from mentor_app.clock import now
from mentor_app.db import Job, UnitOfWork
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import (
    SUBSCRIPTION,
    BusyInterval,
    CalendarAccount,
    MeetingCopy,
    RemoteCalendar,
    RemoteObject,
)
from mentor_app.security.access import current_member
from mentor_app.security.calendars import own_calendar_account
from mentor_app.security.sealing import seal
from mentor_app.services.calendar_copies import fill_calendar, promise_sync, repaint_calendars
from mentor_app.services.calendar_leaving import stay
from mentor_app.services.texts import clean_text

MOST_ACCOUNTS = 5
MOST_TRIES = 30
"""Looks a member may ask for by hand at one account in an hour; each costs somebody's server."""


def connect_calendar(uow: UnitOfWork, address: str, user_name: str, password: str) -> str:
    """Begin to look for calendars at an address; returns the account's id. The password is kept sealed.

    An account that is connected already gets the new password; one that is being disconnected stays.

    Raises:
        InvalidInput: when something is missing, or the address cannot be one.
        TooMany: when the member has enough accounts.
    """
    me = current_member(uow)
    where = clean_text("address", address, 500)
    if not where:
        raise InvalidInput("address", N_("Please give the address of your calendar server."))
    if not could_be_server(where):
        raise InvalidInput("address", N_("This is no address of a server. It looks like https://dav.example.org."))
    if len(password) > 500:
        raise InvalidInput("password", N_("This is too long for a password."))
    user = clean_text("user_name", user_name, 200)
    mine = uow.session.exec(select(CalendarAccount).where(CalendarAccount.member_id == me.id)).all()
    again = next((each for each in mine if _is_it(each, where, user)), None)
    if again is None or again.status == "leaving":
        leave_room(mine)
    if again is not None:
        try_again(uow, again.id, password, after=stay(uow, again.id))
        return again.id
    account = CalendarAccount(member_id=me.id, address=where, user_name=user)
    uow.session.add(account)
    uow.session.flush()
    account.sealed = seal(account.id, password)
    _look(uow, account)
    uow.record("calendar.connecting", account.id)
    return account.id


def could_be_server(typed: str) -> bool:
    """Whether words may be looked up at all: a bare word or a sentence is a slip of the hand, told at once."""
    return ("://" in typed or "." in typed or ":" in typed) and not any(each.isspace() for each in typed)


def leave_room(accounts: Sequence[CalendarAccount]) -> None:
    """Refuse one more account to whoever has as many as there may be.

    Raises:
        TooMany: with these accounts.
    """
    if sum(each.status != "leaving" for each in accounts) >= MOST_ACCOUNTS:
        raise TooMany(N_("You have {{most}} calendar accounts. Please disconnect one first."), most=MOST_ACCOUNTS)


def try_again(uow: UnitOfWork, account_id: str, password: str = "", *, after: str = "") -> None:
    """Look at an account now: again for calendars when none were found, else at those chosen.

    Args:
        password: a new one, when the old one is refused.
        after: a calendar in which something may still be under way, for which the look for calendars waits.

    Raises:
        NotPermitted: while it is being disconnected.
    """
    account = own_calendar_account(uow, account_id)
    if account.status == "leaving":
        raise NotPermitted(N_("This account is being disconnected."))
    _count_tries(account)
    if password:
        account.sealed = seal(account.id, password[:500])
    account.trouble, account.is_stopped, account.next_try_at = "", False, now()
    if account.status in ("looking", "refused"):
        _look(uow, account, after)
        return
    for each in _in_use(uow, account):
        promise_sync(uow, each.id, f"now:{uuid4()}", round_=each.round)
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
            _leave(uow, each)
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
    uow.session.exec(delete(RemoteObject).where(col(RemoteObject.calendar_id) == calendar.id))
    calendar.token, calendar.window_end, calendar.compared_at = "", None, None
    promise_sync(uow, calendar.id, f"chosen:{uuid4()}", round_=calendar.round)


def _leave(uow: UnitOfWork, calendar: RemoteCalendar) -> None:
    """Write to a calendar no more. The meetings in it stay, as its owner's own."""
    calendar.writes = False
    uow.session.exec(delete(MeetingCopy).where(col(MeetingCopy.calendar_id) == calendar.id))
    uow.session.flush()
    if calendar.reads_busy:
        _read_anew(uow, calendar)


def _is_it(account: CalendarAccount, where: str, user: str) -> bool:
    return account.kind != SUBSCRIPTION and account.user_name == user and _one_host(account.address, where)


def _one_host(one: str, other: str) -> bool:
    """Whether two addresses, as typed or as found, are of the same server."""
    hosts = [each.rpartition("://")[2].rpartition("@")[2].partition("/")[0].lower() for each in (one, other)]
    return hosts[0] == hosts[1]


def _look(uow: UnitOfWork, account: CalendarAccount, after: str = "") -> None:
    account.status, account.trouble = "looking", ""
    key, partition = f"find:{account.id}:{uuid4()}", after or account.id
    uow.promise(Job("find_calendars", key, (account.id,), queue="calendars", partition=partition))
    repaint_calendars(uow, account.member_id)


def _in_use(uow: UnitOfWork, account: CalendarAccount) -> list[RemoteCalendar]:
    found = select(RemoteCalendar).where(RemoteCalendar.account_id == account.id)
    return [each for each in uow.session.exec(found) if each.reads_busy or each.writes]


def _count_tries(account: CalendarAccount) -> None:
    recent = account.next_try_at is not None and now() - account.next_try_at < timedelta(hours=1)
    account.tries = account.tries + 1 if recent else 1
    if account.tries > MOST_TRIES:
        raise TooMany
