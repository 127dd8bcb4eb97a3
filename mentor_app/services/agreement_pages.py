"""What the Agreement tab shows: the text, where it stands, what differs, and what was sent before."""

from dataclasses import dataclass, field

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.clock import iso
from mentor_app.db import UnitOfWork
from mentor_app.models import Mentorship, Revision
from mentor_app.security.agreements import may_write, visible_revision
from mentor_app.services.agreement_points import KEYS, POINTS
from mentor_app.services.agreement_text import ClauseDetail, digest_of, list_clauses, words_of
from mentor_app.services.differences import Difference, differences
from mentor_app.services.people import Person, people_by_id

SHOWN = 50

# Built once: every open agreement asks this at every change.
_SENT = (
    select(Revision)
    .where(Revision.mentorship_id == bindparam("mentorship"))
    .order_by(col(Revision.number).desc())
    .limit(SHOWN)
)


@dataclass(frozen=True)
class RevisionItem:
    """A text that was sent: by whom, when, and what became of it. Times are ISO, UTC, or empty."""

    id: str
    number: int
    status: str
    is_mine: bool
    author: str
    note: str
    sent_at: str
    approved_at: str
    digest: str


NO_REVISION = RevisionItem("", 0, "", is_mine=False, author="", note="", sent_at="", approved_at="", digest="")


@dataclass(frozen=True)
class PointText:
    """A point and what it says."""

    point: str
    title: str
    words: str


@dataclass(frozen=True)
class AgreementDetail:
    """The tab. `step` says whose turn it is: `draft`, `read_along`, `approve`, `changed`, `wait`, `amend`, `agreed`.

    `since_sent` is what has been changed since the waiting text was sent, `amendments` what differs from the official
    text, which stays in force meanwhile, and `proposed` what the waiting text changes in the one sent before it.
    """

    clauses: list[ClauseDetail]
    digest: str
    talked_about: int
    step: str
    may_write: bool
    is_empty: bool
    waiting: RevisionItem = NO_REVISION
    official: RevisionItem = NO_REVISION
    official_text: list[PointText] = field(default_factory=list[PointText])
    since_sent: list[Difference] = field(default_factory=list[Difference])
    amendments: list[Difference] = field(default_factory=list[Difference])
    proposed: list[Difference] = field(default_factory=list[Difference])
    history: list[RevisionItem] = field(default_factory=list[RevisionItem])


@dataclass(frozen=True)
class RevisionDetail:
    """One text of the history, whole, and how it differs from the one before."""

    revision: RevisionItem = NO_REVISION
    text: list[PointText] = field(default_factory=list[PointText])
    changes: list[Difference] = field(default_factory=list[Difference])
    is_first: bool = True


NO_DETAIL = RevisionDetail()


def agreement(uow: UnitOfWork, mentorship: Mentorship) -> AgreementDetail:
    """The agreement of a mentorship that the caller has already checked the actor may see."""
    clauses = list_clauses(uow, mentorship.id)
    words = words_of(clauses)
    sent = list(uow.session.exec(_SENT, params={"mentorship": mentorship.id}))
    waiting = next((row for row in sent if row.status == "waiting"), None)
    official = next((row for row in sent if row.status == "official"), None)
    people = people_by_id(uow, [mentorship.mentor_id, mentorship.mentee_id])
    writes = mentorship.status == "active" and mentorship.kind != "flash" and may_write(uow, mentorship)
    return AgreementDetail(
        clauses=clauses,
        digest=digest_of(words),
        talked_about=sum(clause.is_talked_about for clause in clauses if clause.start),
        step=_step(uow, mentorship, words, waiting, official),
        may_write=writes,
        is_empty=not words,
        waiting=_item(uow, waiting, people) if waiting else NO_REVISION,
        official=_item(uow, official, people) if official else NO_REVISION,
        official_text=text_of(official.words) if official else [],
        since_sent=differences(waiting.words, words, KEYS) if waiting else [],
        amendments=differences(official.words, words, KEYS) if official else [],
        proposed=_proposed(sent, waiting, official),
        history=[_item(uow, row, people) for row in sent],
    )


def revision(uow: UnitOfWork, mentorship_id: str, revision_id: str) -> RevisionDetail:
    """One text of the history.

    Raises:
        NotFound: for anyone but the two.
    """
    row = visible_revision(uow, mentorship_id, revision_id)
    earlier = (
        select(Revision)
        .where(Revision.mentorship_id == row.mentorship_id, col(Revision.number) < row.number)
        .order_by(col(Revision.number).desc())
    )
    before = uow.session.exec(earlier).first()
    people = people_by_id(uow, [row.author_id])
    return RevisionDetail(
        revision=_item(uow, row, people),
        text=text_of(row.words),
        changes=differences(before.words, row.words, KEYS) if before else [],
        is_first=before is None,
    )


def text_of(words: dict[str, str]) -> list[PointText]:
    """A text in its order, without empty points."""
    return [PointText(point.key, point.title, words[point.key]) for point in POINTS if words.get(point.key)]


def _proposed(sent: list[Revision], waiting: Revision | None, official: Revision | None) -> list[Difference]:
    """What the waiting text changes in the official one, else in the one it answers."""
    if waiting is None:
        return []
    answered = next((row for row in sent if row.number < waiting.number and row.status != "set_aside"), None)
    before = official or answered
    return differences(before.words, waiting.words, KEYS) if before else []


def _step(
    uow: UnitOfWork, mentorship: Mentorship, words: dict[str, str], waiting: Revision | None, official: Revision | None
) -> str:
    """Whose turn it is, from facts."""
    me = uow.actor.id
    if mentorship.status == "ended" or mentorship.kind == "flash":
        return "over"
    if waiting is not None:
        if waiting.words != words:
            return "changed"
        return "wait" if waiting.author_id == me else "approve"
    if official is not None:
        return "agreed" if official.words == words else "amend"
    return "draft" if may_write(uow, mentorship) else "read_along"


def _item(uow: UnitOfWork, row: Revision, people: dict[str, Person]) -> RevisionItem:
    return RevisionItem(
        id=row.id,
        number=row.number,
        status=row.status,
        is_mine=row.author_id == uow.actor.member_id,
        author=people[row.author_id].name,
        note=row.note,
        sent_at=row.created_at.isoformat(),
        approved_at=iso(row.approved_at),
        digest=row.digest,
    )
