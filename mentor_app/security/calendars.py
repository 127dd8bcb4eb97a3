"""The right to one's own calendars. Nobody else has any, coordinators included."""

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import CalendarAccount, MeetingCopy
from mentor_app.security.access import current_member


def own_calendar_account(uow: UnitOfWork, account_id: str) -> CalendarAccount:
    """An account of the actor's, held until this transaction ends.

    Raises:
        NotFound: for anyone else's, existing or not.
    """
    me = current_member(uow)
    held = select(CalendarAccount).where(CalendarAccount.id == account_id).with_for_update()
    account = uow.session.exec(held).first()
    if account is None or account.member_id != me.id:
        raise NotFound
    return account


def own_copy(uow: UnitOfWork, copy_id: str) -> MeetingCopy:
    """The copy of a meeting in the actor's own calendar, held until this transaction ends.

    Raises:
        NotFound: for anyone else's.
    """
    me = current_member(uow)
    copy = uow.session.exec(select(MeetingCopy).where(MeetingCopy.id == copy_id).with_for_update()).first()
    if copy is None or copy.member_id != me.id:
        raise NotFound
    return copy
