"""Raising a concern: private, to programme staff alone; whom it is about learns nothing."""

from dataclasses import dataclass

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Concern, Enrolment, Member, Programme
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import blocked_either_way, current_member, shared_programmes
from mentor_app.security.concerns import reported_thing
from mentor_app.security.limits import count_concern
from mentor_app.services.blocking import block_member
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.texts import clean_text
from mentor_app.vocabularies.choice import Choice

LONGEST_CONCERN, LONGEST_SNAPSHOT = 4000, 4000
LISTED = 50

KINDS: tuple[Choice, ...] = (
    Choice("unsafe", N_("I do not feel safe")),
    Choice("disrespect", N_("Disrespect or harassment")),
    Choice("discrimination", N_("Discrimination")),
    Choice("boundary", N_("A boundary was crossed")),
    Choice("advertising", N_("Advertising, or something for sale")),
    Choice("uncertain", N_("I feel uncertain about something")),
    Choice("other", N_("Something else")),
)


@dataclass(frozen=True)
class ConcernSubject:
    """What the actor is about to raise a concern over. No subject: an empty `about`."""

    about: str = ""
    about_id: str = ""
    name: str = ""
    words: str = ""
    is_blocked: bool = False


@dataclass(frozen=True)
class OwnConcern:
    """A concern of one's own, and how far staff are with it. `at` is ISO, UTC."""

    id: str
    name: str
    kind: str
    status: str
    at: str


def concern_subject(uow: UnitOfWork, about: str, about_id: str) -> ConcernSubject:
    """Whom a concern would be about, and the words that may be shown with it.

    Raises:
        NotFound: for what is not before the actor.
    """
    thing = reported_thing(uow, about, about_id)
    is_blocked = blocked_either_way(uow, thing.member.id)
    return ConcernSubject(about, about_id, thing.member.name, thing.words, is_blocked)


def raise_concern(
    uow: UnitOfWork, about: str, about_id: str, kind: str, words: str, *, show: bool = False, block: bool = False
) -> None:
    """Tell programme staff, at once; nobody else learns of it.

    Args:
        about: `message`, `request`, `member` or `mentorship`.
        kind: one of `KINDS`.
        words: what happened, in the reporter's words.
        show: whether staff see the words complained of, as they are now; nothing else of a conversation is shown.
        block: whether the reporter does not want to meet the other one again.

    Raises:
        InvalidInput, NotFound, NotPermitted, TooMany: when it cannot be raised; nothing is sent.
    """
    me, thing = current_member(uow), reported_thing(uow, about, about_id)
    if kind not in {choice.value for choice in KINDS}:
        raise InvalidInput("kind", N_("Please choose what it is about."))
    told = clean_text("words", words, LONGEST_CONCERN, least=1, lines=True)
    programme, staff = _whom_to_tell(uow, thing.member.id, thing.programme_id)
    count_concern(me.id)
    concern = Concern(
        programme_id=programme.id,
        reporter_id=me.id,
        member_id=thing.member.id,
        about=about,
        about_id=about_id,
        kind=kind,
        words=told,
        snapshot=thing.words[:LONGEST_SNAPSHOT] if show else "",
    )
    uow.session.add(concern)
    for coordinator in staff:
        notify(uow, coordinator.id, "concern.raised", f"/programme/{programme.slug}/concerns", {"name": ""})
        write_letter(uow, "concern_raised", coordinator, {"programme": programme.name, "slug": programme.slug})
        uow.announce(for_member(coordinator.id, "concerns"))
    uow.announce(for_member(me.id, "concerns"))
    uow.record("concern.raised", concern.id)
    if block and not blocked_either_way(uow, thing.member.id):
        block_member(uow, thing.member.id)


def list_own_concerns(uow: UnitOfWork) -> list[OwnConcern]:
    """What the actor has raised, the newest first, and how far staff are with it; their notes are not told."""
    me = current_member(uow).id
    mine = (
        select(Concern, Member.name)
        .join(Member, col(Member.id) == Concern.member_id)
        .where(Concern.reporter_id == me)
        .order_by(col(Concern.created_at).desc())
        .limit(LISTED)
    )
    return [
        OwnConcern(
            id=concern.id,
            name=name,
            kind=kind_words(concern.kind),
            status=concern.status,
            at=concern.created_at.isoformat(),
        )
        for concern, name in uow.session.exec(mine)
    ]


def kind_words(kind: str) -> str:
    """What a kind of concern is called, in English."""
    return next((choice.label for choice in KINDS if choice.value == kind), "")


def coordinators_of(uow: UnitOfWork, programme_id: str, without: str) -> list[Member]:
    """Who coordinates a programme, leaving one member out."""
    staff = (
        select(Member)
        .join(Enrolment, col(Enrolment.member_id) == Member.id)
        .where(Enrolment.programme_id == programme_id, Enrolment.status == "active", Enrolment.is_coordinator)
        .where(Member.id != without, col(Member.suspended_at).is_(None))
        .order_by(col(Member.name))
    )
    return list(uow.session.exec(staff))


def _whom_to_tell(uow: UnitOfWork, about: str, programme_id: str) -> tuple[Programme, list[Member]]:
    """The programme it happened in, else one both are in, else one of the reporter's: the first that has staff."""
    mine = select(Enrolment.programme_id).where(Enrolment.member_id == uow.actor.id, Enrolment.status == "active")
    candidates = [programme_id] if programme_id else []
    candidates += [*shared_programmes(uow, about), *uow.session.exec(mine)]
    for candidate in dict.fromkeys(candidates):
        if staff := coordinators_of(uow, candidate, without=about):
            return uow.session.get_one(Programme, candidate), staff
    raise NotPermitted(N_("Nobody of the programme's staff can take this. Please turn to whoever runs this site."))
