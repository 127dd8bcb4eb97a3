"""Connecting a calendar account: where its server is, how to sign in there, and another way when that changes."""

from collections.abc import Sequence

from sqlmodel import select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted, TooLong, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import SUBSCRIPTION, CalendarAccount, RemoteCalendar
from mentor_app.security.access import current_member
from mentor_app.security.calendars import own_calendar_account
from mentor_app.security.limits import count_calendar_try
from mentor_app.security.sealing import Unreadable, seal, unseal
from mentor_app.services.calendar_accounts import look_for_calendars
from mentor_app.services.calendar_copies import begin_elsewhere
from mentor_app.services.calendar_leaving import stay
from mentor_app.services.texts import clean_text
from mentor_app.vocabularies.calendar_addresses import server_of

MOST_ACCOUNTS = 5


def connect_calendar(uow: UnitOfWork, address: str, user_name: str, password: str) -> str:
    """Begin to look for calendars at an address; returns the account's id. The password is kept sealed.

    An account that is connected already is signed in to anew; one that is being disconnected stays.

    Raises:
        InvalidInput: when something is missing, or the address cannot be one.
        TooMany: when the member has enough accounts, or has had much looked at.
    """
    me = current_member(uow)
    where, user = _typed(address, user_name)
    _refuse_half(user, password)
    count_calendar_try(me.id)
    mine = _accounts_of(uow, me.id)
    again = next((each for each in mine if _is_it(each, where, user)), None)
    if again is None or again.status == "leaving":
        leave_room(mine)
    if again is not None:
        after = stay(uow, again.id)
        _sign_in(uow, again, where, user, password, after)
        return again.id
    account = CalendarAccount(member_id=me.id, address=where, user_name=user)
    uow.session.add(account)
    uow.session.flush()
    _sign_in(uow, account, where, user, password)
    uow.record("calendar.connecting", account.id)
    return account.id


def change_sign_in(uow: UnitOfWork, account_id: str, address: str, user_name: str, password: str) -> None:
    """Look for an account's calendars at another address, or signed in as somebody else or with another password.

    A calendar that is found again stays as it was chosen, with the meetings in it; one that is not is forgotten.

    Args:
        password: empty for the one that is kept, which goes to nobody whom it was not given for.

    Raises:
        InvalidInput: when something is missing, the address cannot be one, or is that of another account of theirs.
        NotPermitted: for a calendar that is only published, and while the account is being disconnected.
        TooMany: when the member has had much looked at.
    """
    account = own_calendar_account(uow, account_id)
    if account.kind == SUBSCRIPTION:
        raise NotPermitted
    if account.status == "leaving":
        raise NotPermitted(N_("This account is being disconnected."))
    where, user = _typed(address, user_name)
    secret = password or _kept(account, where, user)
    _refuse_half(user, secret)
    if any(_is_it(each, where, user) for each in _accounts_of(uow, account.member_id) if each.id != account.id):
        raise InvalidInput("address", N_("You have another account there already, with this user name."))
    count_calendar_try(account.member_id)
    _sign_in(uow, account, where, user, secret)
    uow.record("calendar.sign_in_changed", account.id)


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


def _typed(address: str, user_name: str) -> tuple[str, str]:
    where = clean_text("address", address, 500)
    if not where:
        raise InvalidInput("address", N_("Please give the address of your calendar server."))
    if not could_be_server(where):
        raise InvalidInput("address", N_("This is no address of a server. It looks like https://dav.example.org."))
    return where, clean_text("user_name", user_name, 200)


def _refuse_half(user: str, password: str) -> None:
    """A user name goes with a password; a server without sign-in needs neither."""
    if password and not user:
        raise InvalidInput("user_name", N_("Please give the user name, too. A server without sign-in needs neither."))
    if user and not password:
        raise InvalidInput("password", N_("Please give the password, too. A server without sign-in needs neither."))
    if len(password) > 500:
        raise TooLong("password", len(password), 500)


def _kept(account: CalendarAccount, where: str, user: str) -> str:
    """The password we have, where it may be used."""
    if not user or not account.user_name:
        return ""
    if user != account.user_name or server_of(where) != server_of(account.address):
        # Whoever is at an open page could else have it sent to a server of their own.
        raise InvalidInput("password", N_("The password we keep is for the former sign-in. Please type it again."))
    try:
        return unseal(account.id, account.sealed)
    except Unreadable:
        return ""


def _sign_in(uow: UnitOfWork, account: CalendarAccount, where: str, user: str, password: str, after: str = "") -> None:
    calendars = uow.session.exec(select(RemoteCalendar).where(RemoteCalendar.account_id == account.id)).all()
    if user != account.user_name or server_of(where) != server_of(account.address):
        account.consented, account.last_ok_at = [], None
        for each in calendars:
            begin_elsewhere(uow, each)
    account.address, account.user_name, account.kind = where, user, ""
    account.sealed = seal(account.id, password)
    account.failures, account.is_stopped, account.next_try_at = 0, False, now()
    written = next((each.id for each in calendars if each.writes), "")
    look_for_calendars(uow, account, after or written)


def _accounts_of(uow: UnitOfWork, member_id: str) -> Sequence[CalendarAccount]:
    return uow.session.exec(select(CalendarAccount).where(CalendarAccount.member_id == member_id)).all()


def _is_it(account: CalendarAccount, where: str, user: str) -> bool:
    """Whether it is the account of this user at this server, however that is reached."""
    if account.kind == SUBSCRIPTION or account.user_name != user:
        return False
    one, other = server_of(account.address), server_of(where)
    return one is not None and other is not None and one[1:] == other[1:]
