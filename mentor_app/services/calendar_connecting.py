"""Connecting a calendar account: where its server is, and how to sign in there."""

from collections.abc import Sequence

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import SUBSCRIPTION, CalendarAccount
from mentor_app.security.access import current_member
from mentor_app.security.sealing import seal
from mentor_app.services.calendar_accounts import look_for_calendars, try_again
from mentor_app.services.calendar_leaving import stay
from mentor_app.services.texts import clean_text

MOST_ACCOUNTS = 5


def connect_calendar(uow: UnitOfWork, address: str, user_name: str, password: str) -> str:
    """Begin to look for calendars at an address; returns the account's id. The password is kept sealed.

    An account that is connected already gets the new password; one that is being disconnected stays.

    Raises:
        InvalidInput: when something is missing, or the address cannot be one.
        TooMany: when the member has enough accounts.
    """
    me = current_member(uow)
    where, user = _typed_address(address), clean_text("user_name", user_name, 200)
    _refuse_half(user, password)
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
    look_for_calendars(uow, account)
    uow.record("calendar.connecting", account.id)
    return account.id


def _typed_address(typed: str) -> str:
    where = clean_text("address", typed, 500)
    if not where:
        raise InvalidInput("address", N_("Please give the address of your calendar server."))
    if not could_be_server(where):
        raise InvalidInput("address", N_("This is no address of a server. It looks like https://dav.example.org."))
    return where


def _refuse_half(user: str, password: str) -> None:
    """A user name goes with a password; a server without sign-in needs neither."""
    if password and not user:
        raise InvalidInput("user_name", N_("Please give the user name, too. A server without sign-in needs neither."))
    if user and not password:
        raise InvalidInput("password", N_("Please give the password, too. A server without sign-in needs neither."))
    if len(password) > 500:
        raise InvalidInput("password", N_("This is too long for a password."))


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


def _is_it(account: CalendarAccount, where: str, user: str) -> bool:
    return account.kind != SUBSCRIPTION and account.user_name == user and _one_host(account.address, where)


def _one_host(one: str, other: str) -> bool:
    """Whether two addresses, as typed or as found, are of the same server."""
    hosts = [each.rpartition("://")[2].rpartition("@")[2].partition("/")[0].lower() for each in (one, other)]
    return hosts[0] == hosts[1]
