"""Concerns as programme staff see them: what was raised, how far they are with it, and what they note."""

from dataclasses import dataclass, field

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Concern, Programme
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import coordinated_programme
from mentor_app.security.concerns import handled_concern
from mentor_app.services.concerns import coordinators_of, kind_words
from mentor_app.services.notifications import notify
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.pulse_desk import PulseItem, list_pulses
from mentor_app.services.texts import clean_text
from mentor_app.services.versions import claim_version

STATUSES = ("open", "looking", "closed")
SHOWN = 50
LONGEST_NOTE = 4000


@dataclass(frozen=True)
class ConcernItem:
    """One concern, with everything its reporter chose to show. `at` is ISO, UTC; `handler` a name or empty."""

    id: str
    status: str
    about: str
    kind: str
    at: str
    reporter: Person
    member: Person
    words: str
    snapshot: str
    note: str
    version: int
    handler: str


@dataclass(frozen=True)
class ConcernDesk:
    """The concerns of one programme in one status, and how many there are in each."""

    programme: str = ""
    slug: str = ""
    status: str = "open"
    concerns: list[ConcernItem] = field(default_factory=list[ConcernItem])
    open_ones: int = 0
    looked_at: int = 0
    closed: int = 0
    pulses: list[PulseItem] = field(default_factory=list[PulseItem])


def concern_desk(uow: UnitOfWork, slug: str, status: str = "open") -> ConcernDesk:
    """The concerns of a programme the actor coordinates, the newest first; none that are about the actor.

    Args:
        status: `open`, `looking` or `closed`; anything else means open.

    Raises:
        NotFound, NotPermitted: for everybody else.
    """
    programme = coordinated_programme(uow, slug)
    chosen = status if status in STATUSES else "open"
    readable = (Concern.programme_id == programme.id, Concern.member_id != uow.actor.id)
    rows = list(
        uow.session.exec(
            select(Concern)
            .where(*readable, Concern.status == chosen)
            .order_by(col(Concern.created_at).desc())
            .limit(SHOWN)
        )
    )
    counts = dict(
        uow.session.exec(select(Concern.status, func.count()).where(*readable).group_by(col(Concern.status))).all()
    )
    people = people_by_id(
        uow, [each for row in rows for each in (row.reporter_id, row.member_id, row.handled_by) if each]
    )
    return ConcernDesk(
        programme=programme.name,
        slug=programme.slug,
        status=chosen,
        concerns=[_item(row, people) for row in rows],
        open_ones=counts.get("open", 0),
        looked_at=counts.get("looking", 0),
        closed=counts.get("closed", 0),
        pulses=list_pulses(uow, programme),
    )


def count_open_concerns(uow: UnitOfWork, programme: Programme) -> int:
    """How many concerns nobody has taken up, in a programme the actor coordinates; none that are about the actor."""
    waiting = select(func.count()).where(
        Concern.programme_id == programme.id, Concern.member_id != uow.actor.id, Concern.status == "open"
    )
    return uow.session.exec(waiting).one()


def take_up(uow: UnitOfWork, slug: str, concern_id: str) -> None:
    """Say that one is looking at a concern, also at one that was closed; its reporter is told.

    Raises:
        NotFound, NotPermitted: for everybody else, and for whom it is about.
    """
    concern, programme = handled_concern(uow, slug, concern_id)
    if concern.status == "looking":
        return
    concern.status, concern.handled_by, concern.closed_at = "looking", uow.actor.id, None
    _tell(uow, concern, programme, "concern.looking")


def close_concern(uow: UnitOfWork, slug: str, concern_id: str) -> None:
    """Say that a concern has been dealt with; its reporter is told that it is closed, and not what was noted.

    Raises:
        NotFound: for everybody else, and for whom it is about.
        NotPermitted: for members, and while nobody has taken it up.
    """
    concern, programme = handled_concern(uow, slug, concern_id)
    if concern.status == "closed":
        return
    if concern.status == "open":
        raise NotPermitted(N_("Please take the concern up before you close it."))
    concern.status, concern.handled_by, concern.closed_at = "closed", uow.actor.id, now()
    _tell(uow, concern, programme, "concern.closed")


def note_concern(uow: UnitOfWork, slug: str, concern_id: str, note: str, version: int) -> None:
    """Change what staff note for themselves.

    Raises:
        Conflict: when a colleague saved in between.
        NotFound, NotPermitted: for everybody else, and for whom it is about.
    """
    concern, programme = handled_concern(uow, slug, concern_id)
    words = clean_text("note", note, LONGEST_NOTE, lines=True)
    claim_version(concern, version, uow.actor.id, mine=words, theirs=concern.note)
    concern.note = words
    _announce(uow, concern, programme)


def _tell(uow: UnitOfWork, concern: Concern, programme: Programme, kind: str) -> None:
    notify(uow, concern.reporter_id, kind, "/settings", {"name": ""})
    uow.announce(for_member(concern.reporter_id, "concerns"))
    _announce(uow, concern, programme)
    uow.record(kind, concern.id)


def _announce(uow: UnitOfWork, concern: Concern, programme: Programme) -> None:
    staff = coordinators_of(uow, programme.id, without=concern.member_id)
    uow.announce(*(for_member(each.id, "concerns") for each in staff))


def _item(row: Concern, people: dict[str, Person]) -> ConcernItem:
    return ConcernItem(
        id=row.id,
        status=row.status,
        about=row.about,
        kind=kind_words(row.kind),
        at=row.created_at.isoformat(),
        reporter=people[row.reporter_id],
        member=people[row.member_id],
        words=row.words,
        snapshot=row.snapshot,
        note=row.note,
        version=row.version,
        handler=people[row.handled_by].name if row.handled_by else "",
    )
