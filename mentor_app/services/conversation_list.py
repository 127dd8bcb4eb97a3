"""A member's conversations as the list on the left of the inbox shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Conversation, Correspondent, Message
from mentor_app.security.access import current_member
from mentor_app.security.conversations import OWN
from mentor_app.services.files import files_of
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.texts import preview

LISTED = 50

# Built once, and only the columns needed: every open inbox asks these at every message.
_OWN = OWN.with_only_columns(
    col(Conversation.id),
    case((col(Conversation.first_id) == bindparam("me"), col(Conversation.second_id)), else_=Conversation.first_id),
    col(Conversation.last_number),
    col(Conversation.last_at),
    col(Correspondent.read_number),
    col(Correspondent.archived_at),
    maintain_column_froms=True,
)
_LISTED = _OWN.order_by(col(Conversation.last_at).desc()).limit(LISTED)
_IN_SIGHT = _LISTED.where(col(Correspondent.archived_at).is_(None))
_PUT_AWAY = _LISTED.where(col(Correspondent.archived_at).is_not(None))
_ONE = _OWN.where(col(Conversation.id) == bindparam("talk"))
SAID = select(Message).with_only_columns(
    col(Message.conversation_id),
    col(Message.id),
    col(Message.number),
    col(Message.sender_id),
    col(Message.words),
    col(Message.created_at),
    col(Message.edited_at),
)
_NEWEST = SAID.join(
    Conversation, (col(Message.conversation_id) == Conversation.id) & (col(Message.number) == Conversation.last_number)
).where(col(Conversation.id).in_(bindparam("ids", expanding=True)))


class Thread(NamedTuple):
    """A conversation of the actor's, and their own side of it."""

    id: str
    partner_id: str
    last_number: int
    last_at: datetime
    read_number: int
    archived_at: datetime | None


class Said(NamedTuple):
    """A message as it is stored."""

    conversation_id: str
    id: str
    number: int
    sender_id: str
    words: str
    created_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True)
class ConversationItem:
    """A conversation in the list on the left. `at` is ISO, UTC."""

    id: str
    partner: Person
    preview: str
    is_mine: bool
    at: str
    unread: int


def list_conversations(uow: UnitOfWork, *, archived: bool = False) -> list[ConversationItem]:
    """The actor's conversations, the latest first: those in sight, or those put away."""
    current_member(uow)
    return thread_items(uow, own_threads(uow, archived=archived))


def own_threads(uow: UnitOfWork, *, archived: bool = False) -> list[Thread]:
    """The actor's conversations, the latest first: those in sight, or those put away."""
    rows = uow.session.connection().execute(_PUT_AWAY if archived else _IN_SIGHT, {"me": uow.actor.id})
    return [Thread._make(row) for row in rows]


def own_thread(uow: UnitOfWork, conversation_id: str) -> Thread:
    """One of the actor's conversations, wherever it lies.

    Raises:
        NotFound: when it is not theirs, or the two must not meet.
    """
    asked = {"me": uow.actor.id, "talk": conversation_id}
    if (row := uow.session.connection().execute(_ONE, asked).first()) is None:
        raise NotFound
    return Thread._make(row)


def thread_items(uow: UnitOfWork, threads: list[Thread]) -> list[ConversationItem]:
    """These conversations of the actor's, each with the newest that was said in it."""
    rows = uow.session.connection().execute(_NEWEST, {"ids": [each.id for each in threads]})
    newest = {message.conversation_id: message for message in map(Said._make, rows)}
    wordless = [message.id for message in newest.values() if not message.words]
    names = {thing: [file.name for file in files] for thing, files in files_of(uow, wordless).items()}
    people = people_by_id(uow, [each.partner_id for each in threads])
    return [
        ConversationItem(
            id=talk.id,
            partner=people[talk.partner_id],
            preview=preview(newest[talk.id].words or ", ".join(names.get(newest[talk.id].id, ()))),
            is_mine=newest[talk.id].sender_id == uow.actor.id,
            at=talk.last_at.isoformat(),
            unread=talk.last_number - talk.read_number,
        )
        for talk in threads
    ]
