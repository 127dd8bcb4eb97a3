"""Loading and authorising conversations: only for the two who lead them, and not once one has blocked the other."""

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import Conversation, Correspondent, Message
from mentor_app.security.access import blocked_either_way, current_member
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


def own_conversations(uow: UnitOfWork):  # noqa: ANN201  SQLAlchemy's own generic
    """A query for the actor's conversations, each with their own side of it, without those with blocked members."""
    return OWN.params(me=uow.actor.id)


def visible_conversation(uow: UnitOfWork, conversation_id: str) -> Conversation:
    """A conversation the actor is part of, unless one of the two has blocked the other.

    Raises:
        NotFound: for anyone else.
    """
    me = current_member(uow).id
    conversation = uow.session.get(Conversation, conversation_id)
    if conversation is None or me not in (conversation.first_id, conversation.second_id):
        raise NotFound
    if blocked_either_way(uow, conversation.partner_of(me)):
        raise NotFound
    return conversation


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
