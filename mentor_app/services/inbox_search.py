"""Searching one's own conversations and requests: what was said, by its words, and with whom."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.text import LONGEST_QUERY, folded, searched_words, words_of
from mentor_app.models import Conversation, Member, MentoringRequest, Message
from mentor_app.security.access import current_member
from mentor_app.security.blocks import block_between
from mentor_app.services.conversations import address_of
from mentor_app.services.people import Person, people_by_id

MOST = 30
"""How many messages, and how many requests, one search shows."""
READ = 500
"""How many requests, and how many conversations, one search looks through, the newest first."""
LENGTH, LEAD = 160, 40
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether it is what was searched for."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class Hit:
    """Something found: a `message`, a `request`, or a `conversation` by the other one's name. `at` is ISO, UTC."""

    id: str
    kind: str
    link: str
    partner: Person
    at: str
    is_mine: bool
    pieces: list[Piece]


@dataclass(frozen=True)
class InboxHits:
    """What a search found, the newest first in each kind; `more` when not everything is shown."""

    text: str = ""
    hits: list[Hit] = field(default_factory=list[Hit])
    more: bool = False


def search_inbox(uow: UnitOfWork, text: str) -> InboxHits:
    """What the actor wrote and was written, where every searched word begins a word of it, without regard to accents.

    Args:
        text: a few words; only the first eight count.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    current_member(uow)
    text = text[:LONGEST_QUERY]
    words = searched_words(text)
    if not words:
        return InboxHits(text)
    messages, requests = _messages(uow, words), _requests(uow, words)
    hits = [*_conversations(uow, words), *requests[:MOST], *messages[:MOST]]
    return InboxHits(text, hits, more=max(len(messages), len(requests)) > MOST)


def pieces_of(text: str, words: Sequence[str]) -> list[Piece]:
    """A line of `text` around the first word that was searched for, in pieces that tell those words apart."""
    flat = unicodedata.normalize("NFC", " ".join(text.split()))
    found = [
        match.span()
        for match in _WORD.finditer(flat)
        if any(each.startswith(word) for each in words_of(match.group()) for word in words)
    ]
    start = max(0, found[0][0] - LEAD) if found else 0
    start = flat.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(flat), start + LENGTH)
    pieces = [Piece("…", is_hit=False)] if start else []
    at = start
    for begin, stop in found:
        if begin < start or stop > end:
            continue
        pieces += [Piece(flat[at:begin], is_hit=False), Piece(flat[begin:stop], is_hit=True)]
        at = stop
    pieces += [Piece(flat[at:end], is_hit=False), Piece("…" if end < len(flat) else "", is_hit=False)]
    return [piece for piece in pieces if piece.text]


def _messages(uow: UnitOfWork, words: Sequence[str]) -> list[Hit]:
    me = uow.actor.id
    mine = or_(col(Conversation.first_id) == me, col(Conversation.second_id) == me)
    found = (
        select(Message, Conversation)
        .join(Conversation, col(Conversation.id) == Message.conversation_id)
        .where(mine, ~block_between(Conversation.first_id, Conversation.second_id))
        .where(*(col(Message.folded).contains(f" {word}", autoescape=True) for word in words))
        .order_by(col(Message.created_at).desc())
        .limit(MOST + 1)
    )
    rows = list(uow.session.exec(found))
    people = people_by_id(uow, [talk.partner_of(me) for _message, talk in rows])
    return [
        Hit(
            id=message.id,
            kind="message",
            link=f"{address_of(talk.id)}?at={message.number}",
            partner=people[talk.partner_of(me)],
            at=message.created_at.isoformat(),
            is_mine=message.sender_id == me,
            pieces=pieces_of(message.words, words),
        )
        for message, talk in rows
    ]


def _conversations(uow: UnitOfWork, words: Sequence[str]) -> list[Hit]:
    me = uow.actor.id
    pair = [(Conversation.first_id, Conversation.second_id), (Conversation.second_id, Conversation.first_id)]
    talks = [
        row
        for mine, theirs in pair
        for row in uow.session.exec(
            select(Conversation, Member.name)
            .join(Member, col(Member.id) == theirs)
            .where(mine == me, ~block_between(mine, theirs))
            .order_by(col(Conversation.last_at).desc())
            .limit(READ)
        )
    ]
    named = [talk for talk, name in talks if _matches(name, words)]
    people = people_by_id(uow, [talk.partner_of(me) for talk in named])
    return [
        Hit(
            id=talk.id,
            kind="conversation",
            link=address_of(talk.id),
            partner=people[talk.partner_of(me)],
            at=talk.last_at.isoformat(),
            is_mine=False,
            pieces=[],
        )
        for talk in sorted(named, key=lambda talk: talk.last_at, reverse=True)[:MOST]
    ]


def _requests(uow: UnitOfWork, words: Sequence[str]) -> list[Hit]:
    me = uow.actor.id
    sender, recipient = col(MentoringRequest.sender_id), col(MentoringRequest.recipient_id)
    asked = (
        select(MentoringRequest)
        .where(or_(sender == me, recipient == me), ~block_between(sender, recipient))
        .order_by(col(MentoringRequest.created_at).desc())
        .limit(READ)
    )
    rows = list(uow.session.exec(asked))
    other = {row.id: row.recipient_id if row.sender_id == me else row.sender_id for row in rows}
    people = people_by_id(uow, [*other.values()])
    found = [row for row in rows if _matches(f"{people[other[row.id]].name} {_told(row)}", words)][: MOST + 1]
    return [
        Hit(
            id=row.id,
            kind="request",
            link=f"/inbox?request={row.id}",
            partner=people[other[row.id]],
            at=row.created_at.isoformat(),
            is_mine=row.sender_id == me,
            pieces=pieces_of(_told(row), words),
        )
        for row in found
    ]


def _told(row: MentoringRequest) -> str:
    return " ".join([row.message, row.hope, *row.goals, row.decline_note, row.offer_note])


def _matches(text: str, words: Sequence[str]) -> bool:
    kept = folded(text)
    return all(f" {word}" in kept for word in words)
