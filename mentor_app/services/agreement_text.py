"""The text of an agreement while it is written: point by point, shared and live, every save with its version."""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import LOCALES, N_, translate
from mentor_app.models import Clause, Mentorship
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.agreements import editable_clause, held_mentorship, writable_agreement
from mentor_app.services.agreement_points import KEYS, POINTS, known_point
from mentor_app.services.texts import clean_text
from mentor_app.services.versions import claim_version

LONGEST_CLAUSE = 4000

# Built once: every open agreement asks this at every change.
_CLAUSES = select(Clause).where(Clause.mentorship_id == bindparam("mentorship"))


@dataclass(frozen=True)
class ClauseDetail:
    """One point as both see it: its sentences, what is written, and whether it has been talked about."""

    point: str
    title: str
    question: str
    start: str
    words: str
    version: int
    is_talked_about: bool


def list_clauses(uow: UnitOfWork, mentorship_id: str) -> list[ClauseDetail]:
    """All points in their order. The caller has already checked that the actor may see this mentorship."""
    found = {row.point: row for row in uow.session.exec(_CLAUSES, params={"mentorship": mentorship_id})}
    nothing = Clause(mentorship_id=mentorship_id, point="")
    return [
        ClauseDetail(
            point=point.key,
            title=point.title,
            question=point.question,
            start=point.start,
            words=found.get(point.key, nothing).words,
            version=found.get(point.key, nothing).version,
            is_talked_about=found.get(point.key, nothing).talked_at is not None,
        )
        for point in POINTS
    ]


def words_of(clauses: list[ClauseDetail]) -> dict[str, str]:
    """What is written, by point, without empty points."""
    return {clause.point: clause.words for clause in clauses if clause.words}


def digest_of(words: dict[str, str]) -> str:
    """The SHA-256 of a text, in hexadecimal: two texts have the same only when no character differs."""
    exact = [[key, words[key]] for key in KEYS if words.get(key)]
    return hashlib.sha256(json.dumps(exact, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def write_clause(uow: UnitOfWork, mentorship_id: str, point: str, words: str, version: int) -> None:
    """Save what is written at one point.

    Args:
        version: the one the writer saw.

    Raises:
        Conflict: with both texts, when the other person saved in between.
        InvalidInput: when it is too long.
        NotFound, NotPermitted: for a stranger; for the mentor while the first draft is written.
    """
    mentorship = writable_agreement(uow, mentorship_id)
    clause = editable_clause(uow, mentorship, known_point(point))
    text = clean_text("words", words, LONGEST_CLAUSE, lines=True)
    claim_version(clause, version, uow.actor.id, mine=text, theirs=clause.words)
    clause.words = text
    _announce(uow, mentorship)


def start_from_suggestions(uow: UnitOfWork, mentorship_id: str, language: str) -> None:
    """Fill every empty point with its suggestion, in the writer's language; what is written already stays.

    Raises:
        NotPermitted: when nothing is empty.
    """
    mentorship = writable_agreement(uow, mentorship_id)
    if language not in LOCALES:
        raise InvalidInput("language")
    filled = 0
    for point in POINTS:
        clause = editable_clause(uow, mentorship, point.key)
        if point.start and not clause.words:
            claim_version(clause, clause.version, uow.actor.id, mine="", theirs="")
            clause.words = translate(language, point.start)
            filled += 1
    if not filled:
        raise NotPermitted(N_("There is something written at every point already."))
    _announce(uow, mentorship)


def tick_point(uow: UnitOfWork, mentorship_id: str, point: str, talked_about: bool) -> None:
    """Note that the two have talked about a point, or not yet; both may, also before the first draft is sent."""
    mentorship = held_mentorship(uow, mentorship_id)
    clause = editable_clause(uow, mentorship, known_point(point))
    clause.talked_at = (clause.talked_at or now()) if talked_about else None
    _announce(uow, mentorship)


def put_text(uow: UnitOfWork, mentorship: Mentorship, words: dict[str, str]) -> None:
    """Let the whole text say something else; the caller holds the mentorship and has kept what it said."""
    for key in KEYS:
        clause = editable_clause(uow, mentorship, key)
        if clause.words != words.get(key, ""):
            claim_version(clause, clause.version, uow.actor.id, mine="", theirs="")
            clause.words = words.get(key, "")
    _announce(uow, mentorship)


def _announce(uow: UnitOfWork, mentorship: Mentorship) -> None:
    uow.announce(in_mentorship(mentorship.id, "agreement"))
