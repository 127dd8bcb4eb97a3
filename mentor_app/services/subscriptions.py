"""Calendars subscribed to at an address: read for busy times, never written to. The address is kept like a password."""

import re
from urllib.parse import urlsplit
from uuid import uuid4

from sqlmodel import select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooLong
from mentor_app.i18n.catalogue import N_
from mentor_app.models import SUBSCRIPTION, CalendarAccount, RemoteCalendar
from mentor_app.security.access import current_member
from mentor_app.security.limits import count_calendar_try
from mentor_app.security.sealing import Unreadable, seal, unseal
from mentor_app.services.calendar_accounts import try_again
from mentor_app.services.calendar_connecting import could_be_server, leave_room
from mentor_app.services.calendar_copies import promise_sync, repaint_calendars

LONGEST = 1000
_SCHEME = re.compile(r"^(webcals?|https?)://", re.IGNORECASE)


def subscribe(uow: UnitOfWork, typed: str) -> str:
    """Have a published calendar keep one busy; returns the account's id. One subscribed to already is read again.

    Args:
        typed: its address; `webcal:` is the same as `https:`.

    Raises:
        InvalidInput: when it is no address.
        TooMany: when the member has enough accounts.
    """
    me = current_member(uow)
    address = _address(typed)
    mine = uow.session.exec(select(CalendarAccount).where(CalendarAccount.member_id == me.id)).all()
    again = next((each for each in mine if each.kind == SUBSCRIPTION and _opened(each) == address), None)
    if again is not None:
        try_again(uow, again.id)
        return again.id
    leave_room(mine)
    count_calendar_try(me.id)
    host = (urlsplit(address).hostname or "")[:200]
    account = CalendarAccount(member_id=me.id, address=host, kind=SUBSCRIPTION, status="connected", next_try_at=now())
    uow.session.add(account)
    uow.session.flush()
    account.sealed = seal(account.id, address)
    calendar = RemoteCalendar(
        account_id=account.id,
        member_id=me.id,
        href=SUBSCRIPTION,
        name=host,
        writable=False,
        reads_busy=True,
        reports_changes=False,
    )
    uow.session.add(calendar)
    uow.session.flush()
    promise_sync(uow, calendar.id, f"subscribed:{uuid4()}", round_=calendar.round)
    uow.record("calendar.subscribed", account.id)
    repaint_calendars(uow, me.id)
    return account.id


def _address(typed: str) -> str:
    words = typed.strip()
    if not words:
        raise InvalidInput("feed", N_("Please give the address of the calendar."))
    if len(words) > LONGEST:
        raise TooLong("feed", len(words), LONGEST)
    address = words if "://" in words else f"https://{words}"
    address = re.sub(r"^webcals?://", "https://", address, flags=re.IGNORECASE)
    if not (could_be_server(words) and _is_sound(address)):
        raise InvalidInput("feed", N_("This is no address of a calendar. It begins with https:// or webcal://."))
    return address


def _is_sound(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    # A password in the address would be sent along; a space is a slip of the hand.
    return named and bool(_SCHEME.match(address)) and "@" not in parts.netloc and not re.search(r"\s", address)


def _opened(account: CalendarAccount) -> str:
    try:
        return unseal(account.id, account.sealed)
    except Unreadable:
        return ""
