"""Conversations put out of sight, and taken back; whatever is written next brings them back by itself."""

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Correspondent
from mentor_app.realtime.changes import for_member
from mentor_app.security.conversations import visible_conversation


def put_away(uow: UnitOfWork, conversation_id: str) -> None:
    """Put a conversation into one's own archive; the other one is not told.

    Raises:
        NotFound: for a stranger.
    """
    side = _own_side(uow, conversation_id)
    if side.archived_at is None:
        side.archived_at = now()
        _announce(uow)


def take_back(uow: UnitOfWork, conversation_id: str) -> None:
    """Take a conversation out of one's own archive.

    Raises:
        NotFound: for a stranger.
    """
    side = _own_side(uow, conversation_id)
    if side.archived_at is not None:
        side.archived_at = None
        _announce(uow)


def _announce(uow: UnitOfWork) -> None:
    # What is put away waits for nobody, whether it is read or not.
    uow.announce(for_member(uow.actor.id, "conversations"), for_member(uow.actor.id, "unread"))


def _own_side(uow: UnitOfWork, conversation_id: str) -> Correspondent:
    conversation = visible_conversation(uow, conversation_id)
    return uow.session.get_one(Correspondent, (conversation.id, uow.actor.id), with_for_update=True)
