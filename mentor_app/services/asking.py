"""What the form for asking somebody needs to know."""

from dataclasses import dataclass

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.models import LearningGoal, Offer, Skill
from mentor_app.security.access import current_member, shared_programmes, visible_member
from mentor_app.services.capacity import places_of
from mentor_app.services.interest import allowing_interest
from mentor_app.services.people import Person, person_of


@dataclass(frozen=True)
class AskingDetail:
    """Whom one asks, what they can help with, and what one wants to learn (names of skills).

    `is_full` when they take no more requests for mentoring; `may_be_silent` where mentoring may be asked for without a
    word of why. `my_zone` is that of whoever asks.
    """

    person: Person
    can_help_with: list[str]
    my_goals: list[str]
    offers_mentoring: bool
    offers_flash: bool
    is_full: bool
    my_zone: str
    may_be_silent: bool = False


def asking(uow: UnitOfWork, to_id: str) -> AskingDetail:
    """Everything the request form shows.

    Raises:
        NotFound: when the actor may not see this person.
    """
    member, profile = visible_member(uow, to_id)
    wanted = (
        select(Skill.key, Skill.name)
        .join(LearningGoal, col(LearningGoal.skill_key) == col(Skill.key))
        .where(LearningGoal.member_id == uow.actor.id)
        .order_by(col(LearningGoal.priority).desc(), col(LearningGoal.position))
    )
    mine = dict(uow.session.exec(wanted).all())
    offered = select(Offer.skill_key).where(Offer.member_id == to_id, col(Offer.skill_key).in_(mine))
    helpful = set(uow.session.exec(offered))
    return AskingDetail(
        person=person_of(member, profile),
        can_help_with=[name for key, name in mine.items() if key in helpful],
        my_goals=list(mine.values()),
        offers_mentoring=profile.offers_mentoring and profile.is_active,
        offers_flash=profile.offers_flash and profile.is_active,
        is_full=places_of(uow, to_id).closed,
        my_zone=current_member(uow).time_zone,
        may_be_silent=bool(allowing_interest(uow) & set(shared_programmes(uow, to_id))),
    )
