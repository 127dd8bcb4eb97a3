"""The inbox: requests sent and received, and the one that is open on screen."""

from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from mentor_app.clock import iso
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import MentoringRequest, Mentorship
from mentor_app.security.access import current_member, visible_request
from mentor_app.security.blocks import block_between
from mentor_app.services.asks import wished
from mentor_app.services.beside import PartnerDetail, beside
from mentor_app.services.capacity import places_of
from mentor_app.services.choices import LineDetail, get_line
from mentor_app.services.conversation_list import ConversationItem, list_conversations
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.referrals import REFERRED, ReferralDetail, ReferralItem, list_referrals, referral_of
from mentor_app.services.request_questions import QuestionItem, list_questions
from mentor_app.services.request_times import RequestTimes, times_of
from mentor_app.services.request_turns import OFFERED, has_turn, waits_for, waits_for_others
from mentor_app.services.similar import may_be_asked, similar_mentors
from mentor_app.services.texts import preview

Shelf = Literal["requests", "waiting", "archived"]
SHELVES: tuple[Shelf, ...] = ("requests", "waiting", "archived")
SHOWN = 50
UNHEARD = ("declined", "expired", "flash_declined", REFERRED)
"""Ends after which the sender is shown who else could help."""


@dataclass(frozen=True)
class ThreadItem:
    """A request in the list on the left; without a message its preview is empty. `at` is ISO, UTC."""

    id: str
    partner: Person
    kind: str
    status: str
    preview: str
    at: str
    is_new: bool
    is_mine: bool = False


@dataclass(frozen=True)
class RequestDetail:
    """The request on screen, as one of its two people sees it. Times are ISO, UTC.

    Once it ended without a yes, its sender sees `similar` people and whether the same one `may_ask_again`. While a
    question of the recipient has no answer, the request `awaits_reply` to this `open_question`.
    """

    id: str
    kind: str
    status: str
    is_mine: bool
    partner: Person
    message: str
    hope: str
    goals: list[str]
    sent_at: str
    seen_at: str
    answered_at: str
    expires_at: str
    decline_reason: str
    decline_note: str
    mentorship_id: str
    places: int
    free_places: int
    is_full: bool
    similar: list[MemberCard] = field(default_factory=list[MemberCard])
    may_ask_again: bool = False
    questions: list[QuestionItem] = field(default_factory=list[QuestionItem])
    awaits_reply: bool = False
    open_question: str = ""
    offer_note: str = ""
    wished: list[str] = field(default_factory=list[str])
    times: RequestTimes = field(default_factory=RequestTimes)
    referral: ReferralDetail = field(default_factory=ReferralDetail)


@dataclass(frozen=True)
class InboxDetail:
    """A shelf of the inbox, how much is on each, and what is open. The archive also holds conversations put away."""

    shelf: Shelf
    threads: list[ThreadItem]
    to_answer: int
    waiting: int
    selected: RequestDetail | None
    beside: PartnerDetail = field(default_factory=PartnerDetail)
    put_away: list[ConversationItem] = field(default_factory=list[ConversationItem])
    line: LineDetail = field(default_factory=LineDetail)
    referrals: list[ReferralItem] = field(default_factory=list[ReferralItem])


def inbox(uow: UnitOfWork, shelf: Shelf, request_id: str = "") -> InboxDetail:
    """One shelf: *requests* to answer, *waiting* for others, or *archived*.

    Args:
        request_id: the request to open; by default the shelf's first on large screens is left to the page.

    Raises:
        NotFound: when the request named is not the actor's.
    """
    me = current_member(uow).id
    selected = request_detail(uow, request_id) if request_id else None
    referrals = list_referrals(uow)
    return InboxDetail(
        shelf=shelf,
        threads=list_threads(uow, shelf),
        to_answer=_count(uow, me, "requests") + len(referrals),
        waiting=_count(uow, me, "waiting"),
        selected=selected,
        beside=beside(uow, selected.partner.id, "mentee" if selected.is_mine else "mentor")
        if selected
        else PartnerDetail(),
        put_away=list_conversations(uow, archived=True) if shelf == "archived" else [],
        line=get_line(uow),
        referrals=referrals,
    )


def list_threads(uow: UnitOfWork, shelf: Shelf, most: int = SHOWN) -> list[ThreadItem]:
    """What lies on one of the actor's shelves, the newest first.

    Raises:
        NotFound: for a shelf that does not exist.
        NotPermitted: when nobody is signed in.
    """
    me = current_member(uow).id
    newest = col(MentoringRequest.answered_at if shelf == "archived" else MentoringRequest.created_at).desc()
    shown = select(MentoringRequest).where(_lies_on(me, shelf)).order_by(newest).limit(most)
    rows = list(uow.session.exec(shown))
    people = people_by_id(uow, [_partner(row, me) for row in rows])
    return [_thread(row, people[_partner(row, me)], me) for row in rows]


def request_detail(uow: UnitOfWork, request_id: str) -> RequestDetail:
    """One request, as the actor may see it.

    Raises:
        NotFound: for anyone but its two people.
    """
    request = visible_request(uow, request_id)
    me, is_mine = uow.actor.id, request.sender_id == uow.actor.id
    places = places_of(uow, request.recipient_id)
    questions = list_questions(uow, request)
    looks_further = is_mine and request.status in UNHEARD
    return RequestDetail(
        id=request.id,
        kind=request.kind,
        status=request.status,
        is_mine=is_mine,
        partner=people_by_id(uow, [_partner(request, me)])[_partner(request, me)],
        message=request.message,
        hope=request.hope,
        goals=request.goals,
        sent_at=request.created_at.isoformat(),
        seen_at=iso(request.seen_at),
        answered_at=iso(request.answered_at),
        expires_at=request.expires_at.isoformat(),
        decline_reason=request.decline_reason,
        decline_note=request.decline_note,
        mentorship_id=_opened_by(uow, request),
        places=0 if is_mine else places.capacity,
        free_places=0 if is_mine else places.free,
        is_full=not is_mine and request.kind == "mentoring" and places.closed,
        questions=questions,
        offer_note=request.offer_note,
        wished=wished(request),
        times=times_of(uow, request),
        referral=referral_of(uow, request),
        awaits_reply=any(not question.answer for question in questions),
        open_question=next((question.id for question in questions if not question.answer), ""),
        similar=similar_mentors(uow, request.recipient_id, request.kind) if looks_further else [],
        may_ask_again=request.status == "expired" and is_mine and may_be_asked(uow, request.recipient_id, request.kind),
    )


def open_inbox(uow: UnitOfWork, shelf: str = "", request_id: str = "") -> InboxDetail:
    """The inbox as an address names it: an unknown or missing shelf is the one the request lies on.

    Raises:
        NotFound: when the request named is not the actor's.
    """
    if shelf in SHELVES:
        return inbox(uow, shelf, request_id)
    return inbox(uow, shelf_of(uow, request_id) if request_id else "requests", request_id)


def shelf_of(uow: UnitOfWork, request_id: str) -> Shelf:
    """On which shelf of the actor's a request lies.

    Raises:
        NotFound: when it is not the actor's.
    """
    request = visible_request(uow, request_id)
    if request.status not in ("open", OFFERED):
        return "archived"
    return "requests" if has_turn(request, uow.actor.id) else "waiting"


def _opened_by(uow: UnitOfWork, request: MentoringRequest) -> str:
    return uow.session.exec(select(Mentorship.id).where(Mentorship.request_id == request.id)).first() or ""


def _count(uow: UnitOfWork, me: str, shelf: Shelf) -> int:
    return uow.session.exec(select(func.count(col(MentoringRequest.id))).where(_lies_on(me, shelf))).one()


def _lies_on(me: str, shelf: Shelf) -> ColumnElement[bool]:
    sent, received = col(MentoringRequest.sender_id) == me, col(MentoringRequest.recipient_id) == me
    conditions: dict[Shelf, ColumnElement[bool]] = {
        "requests": waits_for(me),
        "waiting": waits_for_others(me),
        "archived": (sent | received) & col(MentoringRequest.status).not_in(("open", OFFERED)),
    }
    if shelf not in conditions:
        raise NotFound
    return conditions[shelf] & ~block_between(MentoringRequest.sender_id, MentoringRequest.recipient_id)


def _partner(request: MentoringRequest, me: str) -> str:
    return request.sender_id if request.recipient_id == me else request.recipient_id


def _thread(request: MentoringRequest, partner: Person, me: str) -> ThreadItem:
    return ThreadItem(
        id=request.id,
        partner=partner,
        kind=request.kind,
        status=request.status,
        preview=preview(request.message),
        at=(request.answered_at or request.created_at).isoformat(),
        is_new=request.recipient_id == me and request.seen_at is None and request.status == "open",
        is_mine=request.sender_id == me,
    )
