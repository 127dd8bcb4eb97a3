"""Loading and authorising conversations: only for the two who lead them, and not once one has blocked the other."""

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import Conversation, Correspondent, Message
from mentor_app.security.access import current_member
from mentor_app.security.blocks import block_between

OWN = (
    select(Conversation, Correspondent)
    .join(
        Correspondent,
        (col(Correspondent.conversation_id) == Conversation.id) & (col(Correspondent.member_id) == bindparam("me")),
    )
    .where(~block_between(Conversation.first_id, Conversation.second_id))
)
"""A query for the conversations of the member whose id is given as `me`, each with their own side of it, without those
with blocked members. Built once, since every open page asks it."""
_ONE = OWN.where(col(Conversation.id) == bindparam("talk"))


def own_conversations(uow: UnitOfWork):  # noqa: ANN201  SQLAlchemy's own generic
    """A query for the actor's conversations, each with their own side of it, without those with blocked members."""
    return OWN.params(me=uow.actor.id)


def visible_conversation(uow: UnitOfWork, conversation_id: str) -> Conversation:
    """A conversation the actor is part of, unless one of the two has blocked the other.

    Raises:
        NotFound: for anyone else.
    """
    asked = {"me": current_member(uow).id, "talk": conversation_id}
    if (found := uow.session.exec(_ONE, params=asked).first()) is None:
        raise NotFound
    return found[0]


def own_message(uow: UnitOfWork, conversation_id: str, message_id: str) -> Message:
    """A message the actor wrote.

    Raises:
        NotFound: for a stranger, and when it belongs to another conversation.
        NotPermitted: for whom it was written to.
    """
    conversation = visible_conversation(uow, conversation_id)
    message = uow.session.get(Message, message_id, with_for_update=True)
    if message is None or message.conversation_id != conversation.id:
        raise NotFound
    if message.sender_id != uow.actor.id:
        raise NotPermitted
    return message
