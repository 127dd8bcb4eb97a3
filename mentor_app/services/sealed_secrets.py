"""All secrets that are kept sealed."""

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.models import CalendarAccount
from mentor_app.security.machine import only_the_machine
from mentor_app.security.sealing import reseal


def reseal_all(uow: UnitOfWork) -> int:
    """Seal everything with the first key, all or nothing; returns how many there were.

    Raises:
        NotPermitted: for anyone but the machine itself.
        Unreadable: when one opens with no key; then nothing is changed.
    """
    only_the_machine(uow)
    accounts = uow.session.exec(
        select(CalendarAccount).where(col(CalendarAccount.sealed) != "").with_for_update()
    ).all()
    for each in accounts:
        each.sealed = reseal(each.sealed)
    return len(accounts)
