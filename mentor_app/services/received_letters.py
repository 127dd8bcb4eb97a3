"""What is remembered of letters that came in."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import col

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import ReceivedLetter
from mentor_app.security.machine import only_the_machine

REMEMBERED_FOR = timedelta(days=60)
"""How long a letter is known again: longer than a mailbox may lie unread."""


def note_unreadable(uow: UnitOfWork, reason: str) -> None:
    """Write down that a letter came in of which nothing could be made; it stays in the mailbox.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    uow.record("reply.unreadable", reason=reason[:100])


def forget_received_letters(uow: UnitOfWork) -> None:
    """Forget letters that will not come again.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    uow.session.exec(delete(ReceivedLetter).where(col(ReceivedLetter.came_at) < now() - REMEMBERED_FOR))
