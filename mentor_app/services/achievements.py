"""Achievements: what a member has come to, from what really happened; nothing is awarded by hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, func, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Goal, Meeting, MentoringRequest, Mentorship, Profile, Revision
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member, visible_member
from mentor_app.services.audiences import AUDIENCES, audience_of, sees
from mentor_app.services.profiles import relation_to

PART = "achievements"
"""Its name among the audiences of a profile; for oneself until its owner chooses otherwise."""

KINDS: tuple[tuple[str, str], ...] = (
    ("first_request", N_("Asked somebody for the first time")),
    ("first_yes", N_("Said yes to somebody for the first time")),
    ("first_agreement", N_("Made a first agreement")),
    ("first_meeting", N_("Met for the first time")),
    ("five_meetings", N_("Met five times")),
    ("goal_reached", N_("Reached a goal together")),
    ("completed", N_("Brought a mentorship to its end")),
)
"""In the order in which they usually come."""


@dataclass(frozen=True)
class AchievementItem:
    """One achievement: its kind, what it says, and since when (ISO, UTC)."""

    kind: str
    words: str
    since: str


def list_achievements(uow: UnitOfWork, member_id: str) -> list[AchievementItem]:
    """What a member has come to, for the member and for whom they let see it; for everybody else nothing.

    Raises:
        NotFound: when the actor may not see this member at all.
    """
    _, profile = visible_member(uow, member_id)
    if not sees(profile, PART, relation_to(uow, member_id)):
        return []
    moments = _moments(uow, member_id)
    return [AchievementItem(kind, words, at.isoformat()) for kind, words in KINDS if (at := moments.get(kind))]


def who_sees_achievements(uow: UnitOfWork) -> str:
    """The audience the actor chose: `members`, `partners` or `me`."""
    return audience_of(uow.session.get_one(Profile, current_member(uow).id), PART)


def show_achievements_to(uow: UnitOfWork, audience: str) -> None:
    """Say who may see the actor's achievements.

    Raises:
        InvalidInput: when there is no such audience.
    """
    me = current_member(uow)
    if audience not in {choice.value for choice in AUDIENCES}:
        raise InvalidInput("audience")
    profile = uow.session.get_one(Profile, me.id, with_for_update=True)
    profile.audiences = {**profile.audiences, PART: audience}
    uow.record("profile.audience_set", me.id, part=PART)
    uow.announce(for_member(me.id, "profile"))


def _moments(uow: UnitOfWork, member_id: str) -> dict[str, datetime | None]:
    """When each happened first; empty for what has not."""
    mine = or_(Mentorship.mentor_id == member_id, Mentorship.mentee_id == member_id)
    in_mine = select(Mentorship.id).where(mine)
    met = _met(uow, member_id)
    agreed = select(func.min(Revision.approved_at)).where(col(Revision.mentorship_id).in_(in_mine))
    reached = select(func.min(Goal.reached_at)).where(col(Goal.mentorship_id).in_(in_mine))
    asked = select(func.min(MentoringRequest.created_at)).where(MentoringRequest.sender_id == member_id)
    said_yes = select(func.min(MentoringRequest.answered_at)).where(
        MentoringRequest.recipient_id == member_id, MentoringRequest.status == "accepted"
    )
    return {
        "first_request": _first(uow, asked),
        "first_yes": _first(uow, said_yes),
        "first_agreement": _first(uow, agreed),
        "first_meeting": met[0] if met else None,
        "five_meetings": met[4] if len(met) > 4 else None,
        "goal_reached": _first(uow, reached),
        "completed": _completed(uow, mine),
    }


def _met(uow: UnitOfWork, member_id: str) -> list[datetime]:
    """The first five meetings that took place."""
    took_part = or_(Meeting.mentor_id == member_id, Meeting.mentee_id == member_id)
    held = select(Meeting.starts_at).where(took_part, Meeting.status == "held", col(Meeting.starts_at).is_not(None))
    return [at for at in uow.session.exec(held.order_by(col(Meeting.starts_at)).limit(5)) if at]


def _completed(uow: UnitOfWork, mine: Any) -> datetime | None:
    """A mentorship counts once the two have met at least once; ending it is then bringing it to its end."""
    met = select(Meeting.id).where(Meeting.mentorship_id == Mentorship.id, Meeting.status == "held").exists()
    return _first(uow, select(func.min(Mentorship.ended_at)).where(mine, Mentorship.status == "ended", met))


def _first(uow: UnitOfWork, query: Any) -> datetime | None:
    return uow.session.exec(query).one()
