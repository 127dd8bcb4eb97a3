"""A member's conversations as they see them: the list, and the one that is open."""

from dataclasses import dataclass

from sqlmodel import col, func, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Conversation, Correspondent, Member, MentoringRequest, Message
from mentor_app.security.access import current_member, visible_member
from mentor_app.security.conversations import own_conversations, visible_conversation
from mentor_app.services.conversations import EDITABLE_FOR
from mentor_app.services.files import FileItem, files_of
from mentor_app.services.people import Person, people_by_id

PREVIEW, LISTED = 120, 50
AT_ONCE, AT_MOST = 50, 500
"""How many messages are shown at first, and at most."""


@dataclass(frozen=True)
class ConversationItem:
    """A conversation in the list on the left. `at` is ISO, UTC."""

    id: str
    partner: Person
    preview: str
    is_mine: bool
    at: str
    unread: int


@dataclass(frozen=True)
class MessageItem:
    """A message on screen.

    Args:
        at: when it was written (ISO, UTC); `before` when the one above it was, empty for the first.
        editable_until: how long its author may correct it; empty for the other's.
        mark: `sent` or `seen` on the reader's own newest message, else empty.
    """

    id: str
    number: int
    is_mine: bool
    words: str
    at: str
    before: str
    is_edited: bool
    editable_until: str
    mark: str
    files: list[FileItem]


@dataclass(frozen=True)
class ConversationDetail:
    """The conversation on screen; `id` is empty until something has been written."""

    id: str
    partner: Person
    may_write: bool
    messages: list[MessageItem]
    has_earlier: bool
    latest: int
    unread: int
    is_archived: bool = False


@dataclass(frozen=True)
class CorrespondenceDetail:
    """The shelf of conversations, what else waits in the inbox, and what is open."""

    threads: list[ConversationItem]
    waiting: int
    selected: ConversationDetail | None


def correspondence(
    uow: UnitOfWork, conversation_id: str = "", to_id: str = "", shown: int = AT_ONCE, at: int = 0
) -> CorrespondenceDetail:
    """The actor's conversations, and one of them in full.

    Args:
        conversation_id: the one to open; or
        to_id: the member to write to, with whatever has been said already.
        shown: how many messages, at most 500.
        at: number of a message that must be among them, as far as these go.

    Raises:
        NotFound: when the conversation is not the actor's, or the member not one they may see.
    """
    me = current_member(uow).id
    selected = _with_member(uow, to_id, shown) if to_id else None
    if conversation_id:
        talk = visible_conversation(uow, conversation_id)
        selected = _detail(uow, talk, max(shown, talk.last_number - at + AT_ONCE // 5 if at > 0 else 0))
    asked = select(func.count()).where(MentoringRequest.sender_id == me, MentoringRequest.status == "open")
    return CorrespondenceDetail(
        threads=list_conversations(uow), waiting=uow.session.exec(asked).one(), selected=selected
    )


def list_conversations(uow: UnitOfWork, *, archived: bool = False) -> list[ConversationItem]:
    """The actor's conversations, the latest first: those in sight, or those put away."""
    me = current_member(uow).id
    away = col(Correspondent.archived_at)
    listed = own_conversations(uow).where(away.is_not(None) if archived else away.is_(None))
    rows = list(uow.session.exec(listed.order_by(col(Conversation.last_at).desc()).limit(LISTED)))
    newest = _newest_of(uow, [talk.id for talk, _side in rows])
    wordless = [message.id for message in newest.values() if not message.words]
    names = {thing: [file.name for file in files] for thing, files in files_of(uow, wordless).items()}
    people = people_by_id(uow, [talk.partner_of(me) for talk, _side in rows])
    return [
        ConversationItem(
            id=talk.id,
            partner=people[talk.partner_of(me)],
            preview=_preview(newest[talk.id].words or ", ".join(names.get(newest[talk.id].id, ()))),
            is_mine=newest[talk.id].sender_id == me,
            at=talk.last_at.isoformat(),
            unread=talk.last_number - side.read_number,
        )
        for talk, side in rows
    ]


def _newest_of(uow: UnitOfWork, ids: list[str]) -> dict[str, Message]:
    is_newest = (col(Message.conversation_id) == Conversation.id) & (col(Message.number) == Conversation.last_number)
    found = select(Message).join(Conversation, is_newest).where(col(Conversation.id).in_(ids))
    return {message.conversation_id: message for message in uow.session.exec(found)}


def _with_member(uow: UnitOfWork, to_id: str, shown: int) -> ConversationDetail:
    me = uow.actor.id
    partner, _profile = visible_member(uow, to_id)
    if partner.id == me:
        raise NotFound
    first, second = sorted((me, partner.id))
    pair = select(Conversation).where(Conversation.first_id == first, Conversation.second_id == second)
    if found := uow.session.exec(pair).first():
        return _detail(uow, found, shown)
    person = people_by_id(uow, [partner.id])[partner.id]
    return ConversationDetail(id="", partner=person, may_write=True, messages=[], has_earlier=False, latest=0, unread=0)


def _detail(uow: UnitOfWork, talk: Conversation, shown: int) -> ConversationDetail:
    me, partner_id = uow.actor.id, talk.partner_of(uow.actor.id)
    many = max(1, min(shown, AT_MOST))
    latest = (
        select(Message).where(Message.conversation_id == talk.id).order_by(col(Message.number).desc()).limit(many + 1)
    )
    rows = list(uow.session.exec(latest))[::-1]
    sides = uow.session.exec(select(Correspondent).where(Correspondent.conversation_id == talk.id))
    mine, theirs = sorted(sides, key=lambda side: side.member_id != me)
    newest_of_mine = max((row.number for row in rows if row.sender_id == me), default=0)
    mark = "seen" if theirs.read_number >= newest_of_mine else "sent"
    earlier = [row.created_at.isoformat() for row in rows]
    files = files_of(uow, [row.id for row in rows])
    items = [
        _message(row, me, before, mark if row.number == newest_of_mine else "", files.get(row.id, []))
        for row, before in zip(rows, ["", *earlier], strict=False)
    ]
    return ConversationDetail(
        id=talk.id,
        partner=people_by_id(uow, [partner_id])[partner_id],
        may_write=uow.session.get_one(Member, partner_id).suspended_at is None,
        messages=items[-many:],
        has_earlier=len(rows) > many and many < AT_MOST,
        latest=talk.last_number,
        unread=talk.last_number - mine.read_number,
        is_archived=mine.archived_at is not None,
    )


def _message(row: Message, me: str, before: str, mark: str, files: list[FileItem]) -> MessageItem:
    is_mine = row.sender_id == me
    return MessageItem(
        id=row.id,
        number=row.number,
        is_mine=is_mine,
        words=row.words,
        at=row.created_at.isoformat(),
        before=before,
        is_edited=row.edited_at is not None,
        editable_until=(row.created_at + EDITABLE_FOR).isoformat() if is_mine else "",
        mark=mark,
        files=files,
    )


def _preview(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= PREVIEW else f"{flat[:PREVIEW].rstrip()}…"
