"""What a member sees of their conversations: the list, and in full the one that is open."""

from dataclasses import dataclass, field, replace

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Conversation, Correspondent, Member, MentoringRequest, Message, SharedFile
from mentor_app.security.access import current_member, visible_member
from mentor_app.services.conversation_list import (
    SAID,
    ConversationItem,
    Said,
    Thread,
    own_thread,
    own_threads,
    thread_items,
)
from mentor_app.services.conversations import EDITABLE_FOR
from mentor_app.services.files import FileItem, file_item
from mentor_app.services.people import Person, people_by_id

BATCH = 10
AT_ONCE, AT_MOST = 50, 500
"""How many messages are shown at first, and at most."""

# Built once, and only the columns needed: every open inbox asks these at every message.
_SINCE = (col(Message.conversation_id) == bindparam("talk"), col(Message.number) >= bindparam("least"))
_MESSAGES = SAID.where(*_SINCE).order_by(col(Message.number))
_FILES = (
    select(SharedFile)
    .join(Message, col(Message.id) == SharedFile.thing_id)
    .where(*_SINCE)
    .order_by(col(SharedFile.created_at))
)
_THEIRS = (
    select(Correspondent.read_number, Member.suspended_at)
    .join(Member, col(Member.id) == Correspondent.member_id)
    .where(Correspondent.conversation_id == bindparam("talk"), Correspondent.member_id == bindparam("partner"))
)
_WAITING = select(func.count()).where(MentoringRequest.sender_id == bindparam("me"), MentoringRequest.status == "open")


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
    has_earlier: bool
    latest: int
    unread: int
    is_archived: bool = False


@dataclass(frozen=True)
class CorrespondenceDetail:
    """The shelf of conversations, what else waits in the inbox, what is open, and what was said there."""

    threads: list[ConversationItem]
    waiting: int
    selected: ConversationDetail | None = None
    messages: list[MessageItem] = field(default_factory=list[MessageItem])


def correspondence(
    uow: UnitOfWork, conversation_id: str = "", to_id: str = "", shown: int = AT_ONCE, at: int = 0
) -> CorrespondenceDetail:
    """The actor's conversations, and one of them in full.

    Args:
        conversation_id: the one to open; or
        to_id: the member to write to, with whatever has been said already.
        shown: how many messages at least, as far as there are that many, at most 500.
        at: number of a message that must be among them, as far as these go.

    Raises:
        NotFound: when the conversation is not the actor's, or the member not one they may see.
    """
    me = current_member(uow).id
    waiting = uow.session.exec(_WAITING, params={"me": me}).one()
    threads = own_threads(uow)
    view = CorrespondenceDetail(threads=thread_items(uow, threads), waiting=waiting)
    if conversation_id:
        listed = (each for each in threads if each.id == conversation_id)
        talk = next(listed, None) or own_thread(uow, conversation_id)
        return _opened(uow, view, talk, max(shown, talk.last_number - at + AT_ONCE // 5 if at > 0 else 0))
    return _with_member(uow, view, to_id, shown) if to_id else view


def split_newest(messages: list[MessageItem]) -> tuple[list[MessageItem], list[MessageItem]]:
    """The messages of full batches of ten, which rarely change, and those of the last one."""
    full = (messages[-1].number - 1) // BATCH * BATCH if messages else 0
    return [each for each in messages if each.number <= full], [each for each in messages if each.number > full]


def _with_member(uow: UnitOfWork, view: CorrespondenceDetail, to_id: str, shown: int) -> CorrespondenceDetail:
    me = uow.actor.id
    partner, _profile = visible_member(uow, to_id)
    if partner.id == me:
        raise NotFound
    first, second = sorted((me, partner.id))
    pair = select(Conversation).where(Conversation.first_id == first, Conversation.second_id == second)
    if found := uow.session.exec(pair).first():
        return _opened(uow, view, own_thread(uow, found.id), shown)
    person = people_by_id(uow, [partner.id])[partner.id]
    unwritten = ConversationDetail(id="", partner=person, may_write=True, has_earlier=False, latest=0, unread=0)
    return replace(view, selected=unwritten)


def _opened(uow: UnitOfWork, view: CorrespondenceDetail, talk: Thread, shown: int) -> CorrespondenceDetail:
    me, partner_id = uow.actor.id, talk.partner_id
    # From a full batch on, so that a new message does not push the oldest one out each time.
    before_first = max(0, talk.last_number - max(1, min(shown, AT_MOST))) // BATCH * BATCH
    asked = {"talk": talk.id, "least": before_first}
    rows = [Said._make(row) for row in uow.session.connection().execute(_MESSAGES, asked)]
    read_number, gone_at = uow.session.exec(_THEIRS, params={"talk": talk.id, "partner": partner_id}).one()
    newest_of_mine = max((row.number for row in rows if row.sender_id == me), default=0)
    mark = "seen" if read_number >= newest_of_mine else "sent"
    earlier = [row.created_at.isoformat() for row in rows]
    files: dict[str, list[FileItem]] = {}
    for file in uow.session.exec(_FILES, params=asked):
        files.setdefault(file.thing_id, []).append(file_item(file, me))
    items = [
        _message(row, me, before, mark if row.number == newest_of_mine else "", files.get(row.id, []))
        for row, before in zip(rows, ["", *earlier], strict=False)
    ]
    known = (item.partner for item in view.threads if item.id == talk.id)
    selected = ConversationDetail(
        id=talk.id,
        partner=next(known, None) or people_by_id(uow, [partner_id])[partner_id],
        may_write=gone_at is None,
        has_earlier=before_first > 0 and shown < AT_MOST,
        latest=talk.last_number,
        unread=talk.last_number - talk.read_number,
        is_archived=talk.archived_at is not None,
    )
    return replace(view, selected=selected, messages=[item for item in items if item.number > before_first])


def _message(row: Said, me: str, before: str, mark: str, files: list[FileItem]) -> MessageItem:
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
