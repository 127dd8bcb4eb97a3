"""Referring to a colleague: asked before being named, and named only after a yes."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, Referral
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.security.access import blocked_either_way, current_member, received_request
from mentor_app.security.referrals import answerable_referral, waiting_referrals
from mentor_app.services.colleagues import colleagues_among
from mentor_app.services.community import blocked_pairs
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.people import NOBODY_YET, Person, people_by_id
from mentor_app.services.request_steps import close_request, still_open, tell_of_request
from mentor_app.services.similar import may_be_asked
from mentor_app.services.texts import clean_text

REFERRED = "referred"
LONGEST_WORDS = 1000
NAMED_IN_NOTICES = "referral"


@dataclass(frozen=True, slots=True)
class ReferralItem:
    """Somebody asks the reader whether they may be named: who, to whom in general, and in which words."""

    id: str
    referrer: Person
    kind: str
    goals: list[str]
    words: str
    asked_at: str


@dataclass(frozen=True, slots=True)
class ReferralDetail:
    """What one of the two people of a request may know of its referrals.

    Args:
        pending: the colleague whose answer the recipient waits for; always empty for the sender.
        refused: names of those who would rather not be named; always empty for the sender.
        silent: names of those who did not answer in time; always empty for the sender.
        suggested: whoever agreed; nobody to a reader who must not meet them.
        may_be_asked: whether the sender can ask them now.
    """

    pending: str = ""
    refused: list[str] = field(default_factory=list[str])
    silent: list[str] = field(default_factory=list[str])
    suggested: Person = NOBODY_YET
    may_be_asked: bool = False


def refer(uow: UnitOfWork, request_id: str, colleague_id: str, words: str) -> None:
    """Ask a colleague whether they may be named to the sender; the request stays open, and its sender hears nothing.

    Raises:
        InvalidInput: without a colleague whom both may see, or without words.
        NotPermitted: when the request is no longer open.
        TooMany: while another colleague has not answered.
    """
    request = still_open(uow, received_request(uow, request_id))
    if not colleague_id or colleague_id not in colleagues_among(uow, request, [colleague_id]):
        raise InvalidInput("colleague", N_("Please choose somebody from the list."))
    said = clean_text("words", words, LONGEST_WORDS, least=1, lines=True)
    if any(row.status == "asked" for row in _of(uow, request.id)):
        raise TooMany(N_("You have asked a colleague already. Please wait for their answer."))
    me, colleague = current_member(uow), uow.session.get_one(Member, colleague_id)
    referral = Referral(request_id=request.id, colleague_id=colleague.id, words=said)
    uow.session.add(referral)
    uow.session.flush()
    notify(uow, colleague.id, "referral.asked", place_of_referral(referral), {"name": me.name})
    params = {"partner": me.name, "words": said, "request_id": request.id}
    write_letter(uow, "referral_asked", colleague, params)
    # The sender's page has nothing to show of it, and is not woken either.
    uow.announce(for_member(me.id, "requests"), for_member(colleague.id, "requests"))
    uow.record("request.referral_asked", request.id)


def place_of_referral(referral: Referral, request_id: str = "") -> str:
    """Where a notice about a referral leads: to what waits for the colleague, or to the request of whoever asked them.

    It names the referral, so that the notice can be found by it.
    """
    page = f"/inbox?request={request_id}" if request_id else "/inbox?shelf=requests"
    return f"{page}&{NAMED_IN_NOTICES}={referral.id}"


def agree_to_referral(uow: UnitOfWork, referral_id: str) -> None:
    """Let oneself be named: the request ends, and its sender may ask the actor with one click.

    Raises:
        NotFound: for anyone but the colleague.
        NotPermitted: when the request has ended meanwhile, or this was answered already.
    """
    referral, request = _waiting(uow, referral_id)
    if blocked_either_way(uow, request.sender_id):
        raise NotPermitted(N_("This is no longer needed."))
    referral.status, referral.answered_at = "agreed", now()
    close_request(request, REFERRED)
    me = current_member(uow)
    sender, referrer = (uow.session.get_one(Member, each) for each in (request.sender_id, request.recipient_id))
    tell_of_request(uow, request, sender, "request.referred", referrer.name)
    params = {"partner": referrer.name, "colleague": me.name, "request_id": request.id}
    write_letter(uow, "request_referred", sender, params)
    _answer(uow, referral, referrer, "agreed")
    uow.announce(in_community(referrer.id))


def refuse_referral(uow: UnitOfWork, referral_id: str) -> None:
    """Rather not be named. Only whoever asked is told, and the request is theirs to answer as before.

    Raises:
        NotFound: for anyone but the colleague.
        NotPermitted: when the request has ended meanwhile, or this was answered already.
    """
    referral, request = _waiting(uow, referral_id)
    referral.status, referral.answered_at = "refused", now()
    _answer(uow, referral, uow.session.get_one(Member, request.recipient_id), "refused")
    uow.announce(for_member(request.recipient_id, "requests"), for_member(uow.actor.id, "requests"))


def list_referrals(uow: UnitOfWork) -> list[ReferralItem]:
    """Whoever asks the actor whether they may be named, the latest first; not for whom."""
    me = current_member(uow)
    waiting = waiting_referrals(me.id, uow.actor.bound_to)
    found = select(Referral, MentoringRequest).where(*waiting)  # pyright: ignore[reportArgumentType]
    rows = list(uow.session.exec(found.order_by(col(Referral.created_at).desc())))
    people = people_by_id(uow, [request.recipient_id for _referral, request in rows])
    return [
        ReferralItem(
            id=referral.id,
            referrer=people[request.recipient_id],
            kind=request.kind,
            goals=request.goals,
            words=referral.words,
            asked_at=referral.created_at.isoformat(),
        )
        for referral, request in rows
    ]


def referral_of(uow: UnitOfWork, request: MentoringRequest) -> ReferralDetail:
    """What the actor may know of a request's referrals; the caller has checked that they may see the request."""
    rows = _of(uow, request.id)
    # Nobody reads of somebody whom they must not meet.
    unwanted = blocked_pairs(uow) if rows else frozenset[str]()
    rows = [row for row in rows if row.colleague_id not in unwanted]
    is_sender = request.sender_id == uow.actor.id
    agreed = next((row.colleague_id for row in rows if row.status == "agreed"), "")
    shown = [row for row in rows if not is_sender or row.status == "agreed"]
    people = people_by_id(uow, [row.colleague_id for row in shown])
    asked = [people[row.colleague_id].name for row in shown if row.status == "asked" and request.status == "open"]
    return ReferralDetail(
        pending=asked[0] if asked else "",
        refused=[people[row.colleague_id].name for row in shown if row.status == "refused"],
        silent=[people[row.colleague_id].name for row in shown if row.status == "expired"],
        suggested=people.get(agreed, NOBODY_YET),
        may_be_asked=is_sender and bool(agreed) and may_be_asked(uow, agreed, request.kind),
    )


def _of(uow: UnitOfWork, request_id: str) -> list[Referral]:
    return list(uow.session.exec(select(Referral).where(Referral.request_id == request_id)))


def _waiting(uow: UnitOfWork, referral_id: str) -> tuple[Referral, MentoringRequest]:
    referral, request = answerable_referral(uow, referral_id)
    if referral.status in ("agreed", "refused"):
        raise NotPermitted(N_("You have answered this already."))
    if referral.status != "asked" or request.status != "open":
        raise NotPermitted(N_("This is no longer needed."))
    return referral, request


def _answer(uow: UnitOfWork, referral: Referral, referrer: Member, answer: str) -> None:
    me, request_id = current_member(uow), referral.request_id
    notify(uow, referrer.id, f"referral.{answer}", place_of_referral(referral, request_id), {"name": me.name})
    write_letter(uow, f"referral_{answer}", referrer, {"partner": me.name, "request_id": request_id})
    uow.record(f"request.referral_{answer}", request_id)
