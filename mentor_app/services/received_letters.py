"""What is remembered of letters that came in."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import col

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.models import ReceivedLetter

REMEMBERED_FOR = timedelta(days=60)
"""How long a letter is known again: longer than a mailbox may lie unread."""


def note_unreadable(uow: UnitOfWork, reason: str) -> None:
    """Write down that a letter came in of which nothing could be made; it stays in the mailbox.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    if not uow.actor.system:
        raise NotPermitted
    uow.record("reply.unreadable", reason=reason[:100])


def forget_received_letters(uow: UnitOfWork) -> None:
    """Forget letters that will not come again.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    if not uow.actor.system:
        raise NotPermitted
    uow.session.exec(delete(ReceivedLetter).where(col(ReceivedLetter.came_at) < now() - REMEMBERED_FOR))
