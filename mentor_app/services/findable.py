"""Who can be found, read from the database for the community index, whole or member by member."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import IndexedMember
from mentor_app.models import (
    Enrolment,
    LearningGoal,
    Member,
    MentoringRequest,
    Mentorship,
    Offer,
    Profile,
    ProfileTag,
    RequestQuestion,
    Skill,
)
from mentor_app.services.audiences import Relation, visible_parts
from mentor_app.vocabularies import label

LEAST_ANSWERS = 5
"""With fewer answers than this, a typical answer time says more about chance than about the person."""

ANSWERED_AT_ONCE = ("accepted", "declined", "referred")
"""Ends of which `answered_at` says when the recipient answered; an offer's says when the sender did."""

LADDER = ("student", "graduate", "early", "mid", "senior", "executive")
"""Career stages that stand above one another; the others are beside the ladder."""

MEETING_FORMATS = ("video", "phone", "person", "ad-hoc", "scheduled", "resources")
"""Channels and formats in which people meet; writing is open to everybody, and flash is a facet of its own."""


@dataclass
class _Facts:
    """What the other tables say about one member."""

    programmes: set[str] = field(default_factory=set[str])
    tags: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    skills: dict[str, str] = field(default_factory=dict[str, str])
    goals: dict[str, int] = field(default_factory=dict[str, int])
    taken: int = 0
    answers: list[float] = field(default_factory=list[float])
    answered: int = 0
    lapsed: int = 0

    @property
    def share(self) -> int | None:
        """How many of a hundred requests were answered; None when too few were."""
        if self.answered < LEAST_ANSWERS:
            return None
        return round(100 * self.answered / (self.answered + self.lapsed))


def findable_members(uow: UnitOfWork, ids: Collection[str] | None = None) -> list[IndexedMember]:
    """Those who can be found: verified, active, enrolled, and here to mentor, to be mentored or to meet once.

    Only what every member may see of them is in it, so that neither a search nor a score tells more.

    Args:
        uow: the transaction; no right is checked, the caller shows nothing of it unchecked.
        ids: only these; None for all.
    """
    here_for_something = or_(col(Profile.offers_mentoring), col(Profile.seeks_mentor), col(Profile.offers_flash))
    rows = uow.session.exec(
        select(Member, Profile)
        .join(Profile, col(Profile.member_id) == Member.id)
        .where(
            col(Member.verified_at).is_not(None),
            col(Member.suspended_at).is_(None),
            col(Profile.is_active),
            here_for_something,
            *_among(Member.id, ids),
        )
    ).all()
    facts = _facts(uow, ids)
    found = (_indexed(member, profile, facts[member.id], "member") for member, profile in rows)
    return [member for member in found if member.programmes]


def own_answers(uow: UnitOfWork, member_id: str) -> IndexedMember:
    """A member as they see themselves, findable or not: what others are compared with."""
    return _one(uow, member_id, "me")


def seen_by_members(uow: UnitOfWork, member_id: str) -> IndexedMember:
    """A member as every member may see them, findable or not; the caller holds a right to this member."""
    return _one(uow, member_id, "member")


def _one(uow: UnitOfWork, member_id: str, relation: Relation) -> IndexedMember:
    member = uow.session.get_one(Member, member_id)
    profile = uow.session.get_one(Profile, member_id)
    return _indexed(member, profile, _facts(uow, [member_id])[member_id], relation)


def _among(column: Any, ids: Collection[str] | None) -> tuple[ColumnElement[bool], ...]:
    return () if ids is None else (col(column).in_(ids),)


def _facts(uow: UnitOfWork, ids: Collection[str] | None) -> dict[str, _Facts]:
    facts: dict[str, _Facts] = defaultdict(_Facts)
    read = uow.session.exec
    enrolled = select(Enrolment.member_id, Enrolment.programme_id).where(Enrolment.status == "active")
    for member_id, programme_id in read(enrolled.where(*_among(Enrolment.member_id, ids))):
        facts[member_id].programmes.add(programme_id)
    tagged = select(ProfileTag.member_id, ProfileTag.kind, ProfileTag.value).order_by(col(ProfileTag.position))
    for member_id, kind, value in read(tagged.where(*_among(ProfileTag.member_id, ids))):
        facts[member_id].tags[kind].append(value)
    offered = select(Offer.member_id, Skill.key, Skill.name).join(Skill).order_by(col(Offer.position))
    for member_id, key, name in read(offered.where(*_among(Offer.member_id, ids))):
        facts[member_id].skills[key] = name
    wanted = select(LearningGoal.member_id, LearningGoal.skill_key, LearningGoal.priority)
    for member_id, key, priority in read(wanted.where(*_among(LearningGoal.member_id, ids))):
        facts[member_id].goals[key] = min(3, max(1, priority))
    mentored = select(Mentorship.mentor_id).where(
        Mentorship.status == "active", Mentorship.kind == "mentoring", *_among(Mentorship.mentor_id, ids)
    )
    for member_id in read(mentored):
        facts[member_id].taken += 1
    for member_id, status, asked, answered in read(_answers(ids)):
        facts[member_id].answered += status != "expired"
        facts[member_id].lapsed += status == "expired"
        if status in ANSWERED_AT_ONCE and answered is not None:
            facts[member_id].answers.append(_hours(asked, answered))
    return facts


def _answers(ids: Collection[str] | None) -> Any:
    """Every request that was answered, or expired in silence; not one that waited for its sender's own reply."""
    asked_back = select(RequestQuestion.request_id).where(RequestQuestion.answer == "")
    silent = (col(MentoringRequest.status) == "expired") & col(MentoringRequest.id).not_in(asked_back)
    answered = (*ANSWERED_AT_ONCE, "flash_offered", "flash_declined")
    request = MentoringRequest
    return select(request.recipient_id, request.status, request.created_at, request.answered_at).where(
        or_(col(request.status).in_(answered), silent), *_among(request.recipient_id, ids)
    )


def _hours(asked: datetime, answered: datetime) -> float:
    return max(0.0, (answered - asked).total_seconds() / 3600)


def _indexed(member: Member, profile: Profile, facts: _Facts, relation: Relation) -> IndexedMember:
    shows = visible_parts(profile, relation).__contains__

    def tags(kind: str) -> tuple[str, ...]:
        return tuple(facts.tags.get(kind, ())) if shows(kind) else ()

    skills = facts.skills if shows("offers") else {}
    home = (profile.city,) if profile.city and shows("place") else ()
    stage = profile.career_stage if shows("career_stage") else ""
    return IndexedMember(
        id=member.id,
        version=profile.version,
        name=member.name,
        text=" ".join(_spoken(profile, skills.values(), shows, tags)),
        joined=member.created_at,
        programmes=frozenset(facts.programmes),
        skills=tuple(skills),
        goals=dict(facts.goals) if shows("goals") else {},
        help_areas=tags("help_area"),
        industries=tags("industry"),
        functions=tags("function"),
        languages=tags("language"),
        cities=tuple(dict.fromkeys((*home, *tags("city")))),
        formats=tuple(each for each in (*tags("channel"), *tags("format")) if each in MEETING_FORMATS),
        values=tags("value"),
        strengths=tags("strength"),
        stage=stage,
        rank=LADDER.index(stage) if stage in LADDER else None,
        in_person="person" in tags("channel"),
        minutes=profile.time_commitment,
        offers_mentoring=profile.offers_mentoring,
        seeks_mentor=profile.seeks_mentor,
        offers_flash=profile.offers_flash,
        capacity=profile.capacity,
        taken=facts.taken,
        answer_hours=median(facts.answers) if len(facts.answers) >= LEAST_ANSWERS else None,
        answered_share=facts.share,
    )


def _spoken(profile: Profile, skills: Iterable[str], shows: Any, tags: Any) -> Iterable[str]:
    """What a search reads beside the name."""
    yield profile.headline
    yield from skills
    for part in ("job_title", "organisation", "biography"):
        if shows(part):
            yield getattr(profile, part)
    if shows("place"):
        yield profile.city
    for kind in ("city", "help_area", "industry", "function"):
        yield from (label(kind, value) for value in tags(kind))
