"""Answering a request by the link in a letter: looking, and acting once, as the member it was written to.

Whoever holds a link has the rights of that link and no others. Which request it is, and as whom one acts, the link
says, never the browser; what it may be used for stands in `ACTS`. Nobody is signed in by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from mentor_app.clock import iso, now
from mentor_app.db import Actor, UnitOfWork
from mentor_app.errors import NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, RequestLink
from mentor_app.security.access import visible_request
from mentor_app.security.referrals import own_referral
from mentor_app.services.colleagues import colleagues_named
from mentor_app.services.community_index import community_index
from mentor_app.services.flash_offers import accept_offer, decline_offer, offer_flash
from mentor_app.services.free_times import FreeTimes, free_times_with
from mentor_app.services.inbox import request_detail
from mentor_app.services.people import Person, first_name_of
from mentor_app.services.referrals import agree_to_referral, list_referrals, refer, refuse_referral
from mentor_app.services.request_links import find_link, spend_link, waits
from mentor_app.services.request_questions import answer_question, ask_about_request, awaits_reply, list_questions
from mentor_app.services.requests import accept_request, decline_request, withdraw_request
from mentor_app.services.time_answers import accept_time, suggest_time

Words = Mapping[str, Any]
"""What a form sent, of the types it says."""

NAMING = "agree"
"""The purpose of a letter that asks its reader whether they may be named."""

ELSEWHERE = N_("You are signed in with another account than the one this letter was written to.")
OVER = N_("Nothing here waits for you any more.")


@dataclass(frozen=True)
class LetterDetail:
    """What a link opens.

    Args:
        standing: `waiting` for its reader, `used` for an earlier act, `over` without it, `mine` when the reader is
            signed in, or `elsewhere` when somebody else is.
        purpose: what the letter is for: `answer`, `reply`, `offer`, `choose` or `agree`.
        locale: the reader's language.
        used_for: what the link was used for, and when (ISO, UTC).
        name: whom the request is from, or to; of a colleague who may be named, who asked them.
        status: what the request is by now, since when (ISO, UTC), and whether the reader sent it; of a colleague what
            they themselves answered.
        request: all of it while it waits, else nothing.
        referral: what a colleague is asked, while it waits.
        next: where a reader who is signed in goes.
    """

    standing: str
    purpose: str = ""
    locale: str = ""
    used_for: str = ""
    used_at: str = ""
    name: str = ""
    status: str = ""
    since: str = ""
    is_mine: bool = False
    request: dict[str, Any] = field(default_factory=dict[str, Any])
    referral: dict[str, Any] = field(default_factory=dict[str, Any])
    next: str = ""


def look(uow: UnitOfWork, token: str) -> LetterDetail:
    """What the link in a letter is about; looking changes nothing, and notes nothing as seen.

    Raises:
        NotFound: when the link is unknown, too old, its member may not come in, or the two must not meet any more.
    """
    link, request, member = find_link(uow, token)
    visitor = uow.actor.member_id
    if visitor == member.id:
        return LetterDetail("mine", next=_place(link))
    if visitor is not None:
        return LetterDetail("elsewhere")
    _enter(uow, link)
    if link.purpose == NAMING:
        return _look_at_referral(uow, link, request, member)
    visible_request(uow, request.id)
    if link.used_at is None and _waits(uow, link, request):
        return LetterDetail("waiting", link.purpose, member.locale, request=_shown(uow, request.id))
    partner = uow.session.get_one(
        Member, request.sender_id if request.recipient_id == member.id else request.recipient_id
    )
    return replace(
        _after(link, member, partner),
        status=_status(request),
        since=(request.answered_at or request.expires_at).isoformat(),
        is_mine=request.sender_id == member.id,
    )


def _look_at_referral(uow: UnitOfWork, link: RequestLink, request: MentoringRequest, member: Member) -> LetterDetail:
    """Whether the reader may be named. Of the request they learn what the inbox shows, and not what became of it."""
    referral, asked = own_referral(uow, request), list_referrals(uow)
    if link.used_at is None and asked and _waits(uow, link, request):
        return LetterDetail("waiting", link.purpose, member.locale, referral=asdict(asked[0]))
    said = referral.status if referral.status in ("agreed", "refused") else ""
    since = referral.answered_at.isoformat() if said and referral.answered_at else ""
    referrer = uow.session.get_one(Member, request.recipient_id)
    return replace(_after(link, member, referrer), status=said, since=since)


def _after(link: RequestLink, member: Member, partner: Member) -> LetterDetail:
    """What is told of a link by which nothing can be done any more."""
    return LetterDetail(
        "used" if link.used_at else "over",
        link.purpose,
        member.locale,
        used_for=link.used_for,
        used_at=iso(link.used_at),
        name=first_name_of(partner.name),
    )


def act_by_letter(uow: UnitOfWork, token: str, act: str, words: Words) -> None:
    """Do what the link in a letter allows, once, as the member it was written to.

    What is refused uses nothing up, as the transaction is undone: a question without words can be written again.

    Args:
        act: one of `ACTS`.
        words: what its form sent.

    Raises:
        NotFound: when the link is unknown, too old or its member may not come in.
        NotPermitted: when somebody else is signed in, it is not for this, it was used, or nothing waits any more.
        InvalidInput, TooMany: as the act itself says.
    """
    link, request, member = find_link(uow, token)
    if uow.actor.member_id not in (None, member.id):
        raise NotPermitted(ELSEWHERE)
    purposes, do = ACTS[act]
    if link.purpose not in purposes:
        raise NotPermitted
    spend_link(uow, link, act)
    _enter(uow, link)
    if not _waits(uow, link, request):
        raise NotPermitted(OVER)
    if request.recipient_id == member.id and request.seen_at is None:
        request.seen_at = now()
    do(uow, request.id, words)


def find_colleagues(uow: UnitOfWork, token: str, name: str) -> list[Person]:
    """Who of that name could be named to the sender, for the reader of a letter that can still be answered.

    Raises:
        NotFound: when the link is unknown, too old or its member may not come in.
        NotPermitted: when somebody else is signed in, it is not for answering, it was used, or nothing waits any more.
    """
    index = community_index.fresh(uow)
    return colleagues_named(uow, index, _waiting_for(uow, token, "refer").id, name)


def find_free_times(uow: UnitOfWork, token: str) -> FreeTimes:
    """When both people of a request are free, for the reader of a letter by which times can be suggested.

    They are those that the reader sees in the inbox, and each look counts as one of theirs.

    Raises:
        NotFound: when the link is unknown, too old or its member may not come in.
        NotPermitted: when somebody else is signed in, it is not for suggesting, it was used, or nothing waits any more.
    """
    request = request_detail(uow, _waiting_for(uow, token, "suggest").id)
    try:
        return free_times_with(uow, request.partner.id, request.times.minutes)
    except TooMany:
        return FreeTimes("too_often")


def _waiting_for(uow: UnitOfWork, token: str, act: str) -> MentoringRequest:
    """The request of a link that can still be used for an act; from here on its reader acts."""
    link, request, member = find_link(uow, token)
    if uow.actor.member_id not in (None, member.id):
        raise NotPermitted(ELSEWHERE)
    if link.purpose not in ACTS[act][0]:
        raise NotPermitted
    if link.used_at is not None or not _waits(uow, link, request):
        raise NotPermitted(OVER)
    _enter(uow, link)
    return request


def _enter(uow: UnitOfWork, link: RequestLink) -> None:
    uow.actor = Actor(member_id=link.member_id, bound_to=link.request_id)


def _place(link: RequestLink) -> str:
    """Where a reader who is signed in finds the same."""
    return "/inbox?shelf=requests" if link.purpose == NAMING else f"/inbox?request={link.request_id}"


def _waits(uow: UnitOfWork, link: RequestLink, request: MentoringRequest) -> bool:
    return waits(link, request) and (link.purpose != "reply" or awaits_reply(uow, request.id))


def _status(request: MentoringRequest) -> str:
    """What the request is; one whose time has run out has expired, even if nobody has written it down yet."""
    return "expired" if request.status == "open" and now() >= request.expires_at else request.status


def _shown(uow: UnitOfWork, request_id: str) -> dict[str, Any]:
    """The request as its reader sees it in the inbox, without what leads further."""
    return asdict(request_detail(uow, request_id)) | {"similar": [], "may_ask_again": False, "mentorship_id": ""}


def _reply(uow: UnitOfWork, request_id: str, words: Words) -> None:
    request = uow.session.get_one(MentoringRequest, request_id)
    waiting = next(question for question in list_questions(uow, request) if not question.answer)
    answer_question(uow, waiting.id, words["answer"])


def _naming(answer: Callable[[UnitOfWork, str], None]) -> Callable[[UnitOfWork, str, Words], None]:
    def act(uow: UnitOfWork, request_id: str, _words: Words) -> None:
        answer(uow, own_referral(uow, uow.session.get_one(MentoringRequest, request_id)).id)

    return act


_BY_RECIPIENT, _BY_ASKED, _BY_OFFERED, _BY_NAMED = ("answer",), ("reply",), ("offer",), (NAMING,)
_IN_TURN = ("answer", "choose")

ACTS: dict[str, tuple[tuple[str, ...], Callable[[UnitOfWork, str, Words], object]]] = {
    "accept": (_BY_RECIPIENT, lambda uow, request_id, _words: accept_request(uow, request_id)),
    "decline": (_BY_RECIPIENT, lambda uow, request_id, it: decline_request(uow, request_id, it["reason"], it["note"])),
    "ask": (_BY_RECIPIENT, lambda uow, request_id, it: ask_about_request(uow, request_id, it["question"])),
    "offer": (_BY_RECIPIENT, lambda uow, request_id, it: offer_flash(uow, request_id, it["note"])),
    "refer": (_BY_RECIPIENT, lambda uow, request_id, it: refer(uow, request_id, it["colleague"], it["words"])),
    "reply": (_BY_ASKED, _reply),
    "withdraw": ((*_BY_ASKED, "choose"), lambda uow, request_id, _words: withdraw_request(uow, request_id)),
    "take-time": (_IN_TURN, lambda uow, request_id, it: accept_time(uow, request_id, it["slot_id"])),
    "suggest": (_IN_TURN, lambda uow, request_id, it: suggest_time(uow, request_id, it["times"], it["words"])),
    "take-up": (_BY_OFFERED, lambda uow, request_id, _words: accept_offer(uow, request_id)),
    "do-without": (_BY_OFFERED, lambda uow, request_id, _words: decline_offer(uow, request_id)),
    "agree": (_BY_NAMED, _naming(agree_to_referral)),
    "rather-not": (_BY_NAMED, _naming(refuse_referral)),
}
"""What can be done by letter: for which purposes, and how, given the request of the link."""
