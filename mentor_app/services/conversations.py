"""What members write to each other: beginning, sending, correcting, reading."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.explore.text import folded
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Conversation, Correspondent, Member, Message
from mentor_app.realtime.changes import for_member, in_conversation
from mentor_app.realtime.presence import presence
from mentor_app.security.access import current_member, visible_member
from mentor_app.security.conversations import own_message, visible_conversation
from mentor_app.security.limits import count_message
from mentor_app.services.files import files_of, send_files
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import mark_read_about, notify
from mentor_app.services.texts import clean_text

LONGEST_MESSAGE = 4000
EDITABLE_FOR = timedelta(minutes=5)
TOLD = "message.received"

# Built once: asked at every message. Held until the transaction ends, the conversation before the sides of it.
_HELD = (
    select(Conversation)
    .where(Conversation.id == bindparam("talk"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_SIDES = (
    select(Correspondent)
    .where(Correspondent.conversation_id == bindparam("talk"))
    .order_by(col(Correspondent.member_id))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_MINE = _SIDES.where(col(Correspondent.member_id) == bindparam("me"))


def start_conversation(uow: UnitOfWork, to_id: str, words: str, files: Sequence[str] = ()) -> str:
    """Write to a member, and return the id of the conversation, which may have begun earlier.

    Args:
        to_id: somebody the actor may see: a partner, or a findable member of a shared programme.
        words: 1 to 4,000 characters, with their line breaks; none when there are files.
        files: ids of files the actor has uploaded and not sent yet.

    Raises:
        InvalidInput, NotFound, NotPermitted, TooMany: when it cannot be written; nothing is sent.
    """
    me = current_member(uow)
    partner, _profile = visible_member(uow, to_id)
    if partner.id == me.id:
        raise NotPermitted(N_("You cannot write to yourself."))
    text = _clean(words, files)
    first, second = sorted((me.id, partner.id))
    # Holding the first one's row, two people who begin at the same moment begin the same conversation.
    uow.session.exec(select(Member.id).where(Member.id == first).with_for_update()).one()
    pair = select(Conversation).where(Conversation.first_id == first, Conversation.second_id == second)
    conversation = uow.session.exec(pair).first()
    count_message(me.id, to_somebody_new=conversation is None)
    if conversation is None:
        conversation = Conversation(first_id=first, second_id=second, last_at=now())
        uow.session.add(conversation)
        uow.session.flush()
        uow.session.add_all(Correspondent(conversation_id=conversation.id, member_id=one) for one in (first, second))
        uow.session.flush()
        uow.record("conversation.started", conversation.id)
    _deliver(uow, conversation, partner, text, files)
    return conversation.id


def send_message(uow: UnitOfWork, conversation_id: str, words: str, files: Sequence[str] = ()) -> str:
    """Write into a conversation, and return the message's id.

    Args:
        files: ids of files the actor has uploaded and not sent yet.

    Raises:
        InvalidInput: when there is nothing, or too much, or a file is not there.
        NotFound: for a stranger.
        NotPermitted: when the other one has no account here any more.
        TooMany: when it is too much at a time.
    """
    conversation = visible_conversation(uow, conversation_id)
    partner = uow.session.get_one(Member, conversation.partner_of(uow.actor.id))
    if partner.suspended_at is not None:
        raise NotPermitted(N_("{{name}} cannot receive messages at present."), name=partner.name)
    text = _clean(words, files)
    count_message(uow.actor.id)
    return _deliver(uow, conversation, partner, text, files)


def edit_message(uow: UnitOfWork, conversation_id: str, message_id: str, words: str) -> None:
    """Correct one's own message within five minutes.

    Raises:
        InvalidInput: when there is nothing, or too much.
        NotFound: for a stranger.
        NotPermitted: for the reader, and later.
    """
    message = own_message(uow, conversation_id, message_id)
    if now() >= message.created_at + EDITABLE_FOR:
        raise NotPermitted(N_("A message can be changed for five minutes."))
    text = _clean(words)
    if text == message.words:
        return
    names = [file.name for file in files_of(uow, [message.id]).get(message.id, [])]
    message.words, message.folded, message.edited_at = text, folded(" ".join([text, *names])), now()
    _announce(uow, visible_conversation(uow, conversation_id))


def mark_read(uow: UnitOfWork, conversation_id: str, up_to: int) -> None:
    """Note how far the actor has read; the other one sees it at once.

    Args:
        up_to: number of the newest message on screen.

    Raises:
        NotFound: for a stranger.
    """
    conversation = visible_conversation(uow, conversation_id)
    mine = uow.session.exec(_MINE, params={"talk": conversation.id, "me": uow.actor.id}).one()
    reached = min(up_to, conversation.last_number)
    if reached <= mine.read_number:
        return
    _read_up_to(uow, conversation, mine, reached)
    _announce(uow, conversation)


def correspondent(uow: UnitOfWork, conversation_id: str) -> str:
    """The actor's id, once it is clear that this conversation is theirs.

    Raises:
        NotFound: for a stranger.
    """
    visible_conversation(uow, conversation_id)
    return uow.actor.id


def address_of(conversation_id: str) -> str:
    """The local path of a conversation."""
    return f"/inbox/conversations/{conversation_id}"


def _clean(words: str, files: Sequence[str] = ()) -> str:
    return clean_text("words", words, LONGEST_MESSAGE, least=0 if files else 1, lines=True)


def _deliver(uow: UnitOfWork, conversation: Conversation, partner: Member, text: str, files: Sequence[str]) -> str:
    fresh = uow.session.exec(_HELD, params={"talk": conversation.id}).one()
    fresh.last_number, fresh.last_at = fresh.last_number + 1, now()
    message = Message(
        conversation_id=fresh.id,
        number=fresh.last_number,
        sender_id=uow.actor.id,
        words=text,
        created_at=fresh.last_at,
    )
    uow.session.add(message)
    names = send_files(uow, files, "conversation", fresh.id, message.id)
    message.folded = folded(" ".join([text, *names]))
    sides = {side.member_id: side for side in uow.session.exec(_SIDES, params={"talk": fresh.id})}
    mine, theirs = sides[uow.actor.id], sides[partner.id]
    if mine.read_number == fresh.last_number - 1:
        mine.read_number = fresh.last_number
    else:
        # Whoever answers has the conversation before their eyes.
        _read_up_to(uow, fresh, mine, fresh.last_number)
    mine.archived_at = theirs.archived_at = None
    if theirs.read_number == fresh.last_number - 1:
        uow.announce(for_member(partner.id, "unread"))
    if theirs.told_at is None and not presence.is_here(in_conversation(fresh.id, "").topic, partner.id):
        theirs.told_at = fresh.last_at
        _tell(uow, fresh.id, partner, text or ", ".join(names))
    _announce(uow, fresh)
    return message.id


def _tell(uow: UnitOfWork, conversation_id: str, partner: Member, text: str) -> None:
    """Say that something is unread: once, until it is read."""
    name = current_member(uow).name
    notify(uow, partner.id, TOLD, address_of(conversation_id), {"name": name})
    write_letter(
        uow, "message_received", partner, {"partner": name, "conversation_id": conversation_id, "message": text}
    )


def _read_up_to(uow: UnitOfWork, conversation: Conversation, mine: Correspondent, number: int) -> None:
    mine.read_number = number
    if number < conversation.last_number:
        return
    uow.announce(for_member(mine.member_id, "unread"))
    if mine.told_at is None:
        return
    mine.told_at = None
    mark_read_about(uow, address_of(conversation.id), TOLD)


def _announce(uow: UnitOfWork, conversation: Conversation) -> None:
    """The two see it; whether anything is unread, which every page of theirs shows, is announced apart."""
    both = (conversation.first_id, conversation.second_id)
    uow.announce(*(for_member(one, "conversations") for one in both))
