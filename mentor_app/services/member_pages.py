"""One member's page: the whole profile, what they can help with, and why the two fit as they do."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import Hit, IndexedMember, Side
from mentor_app.models import Programme
from mentor_app.security.access import shared_programmes, visible_member
from mentor_app.services.achievements import AchievementItem, list_achievements
from mentor_app.services.community import marks_of, viewer_of
from mentor_app.services.compatibility import Answers, Compatibility, Criterion, compatibility
from mentor_app.services.findable import seen_by_members
from mentor_app.services.member_cards import CardContext, MemberCard, cards_of, locale_of
from mentor_app.services.profiles import ProfileDetail, get_profile


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two people fit as they do.

    Args:
        score: 0 to 100, -1 when nothing in common was answered.
        answered, asked: how many criteria counted, and how many could have.
        side: whether the reader was compared as a mentee or as a mentor.
    """

    member_id: str = ""
    name: str = ""
    score: int = -1
    answered: int = 0
    asked: int = 0
    side: str = "mentee"
    criteria: list[Criterion] = field(default_factory=list[Criterion])


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member as the reader may see them.

    Args:
        card: what the card in Explore says.
        programmes: names of the programmes both are in.
        is_me: the reader looks at themselves; there is nobody to connect with.
        is_paused: seen only by partners: this person is not looking for anybody now.
        achievements: what they have come to, when they let the reader see it.
    """

    card: MemberCard = field(default_factory=MemberCard)
    profile: ProfileDetail = field(default_factory=ProfileDetail)
    explanation: Explanation = field(default_factory=Explanation)
    programmes: list[str] = field(default_factory=list[str])
    is_me: bool = False
    is_paused: bool = False
    achievements: list[AchievementItem] = field(default_factory=list[AchievementItem])


def get_member_page(uow: UnitOfWork, member_id: str) -> MemberPage:
    """A member's whole page.

    Raises:
        NotFound: when the actor may not see this member.
    """
    _, profile = visible_member(uow, member_id)
    other = seen_by_members(uow, member_id)
    side: Side = "mentor" if other.seeks_mentor and not other.offers_mentoring else "mentee"
    why, me = _compared(uow, other, side)
    hits = {member_id: Hit(member_id, why.score, why.coverage)}
    context = CardContext(me, side, hits, marks_of(uow), locale_of(uow))
    shared = select(Programme.name).where(col(Programme.id).in_(shared_programmes(uow, member_id)))
    return MemberPage(
        card=cards_of(uow, [other], context)[0],
        profile=get_profile(uow, member_id),
        explanation=_explained(other, why, side),
        programmes=list(uow.session.exec(shared.order_by(col(Programme.name)))),
        is_me=member_id == uow.actor.id,
        is_paused=not profile.is_active,
        achievements=list_achievements(uow, member_id),
    )


def explain(uow: UnitOfWork, member_id: str, side: Side) -> Explanation:
    """Every criterion of a score, its weight, and what was not answered.

    Args:
        uow: the transaction.
        member_id: whom the actor is compared with.
        side: as in `viewer_of`.

    Raises:
        NotFound: when the actor may not see this member.
    """
    visible_member(uow, member_id)
    other = seen_by_members(uow, member_id)
    return _explained(other, _compared(uow, other, side)[0], side)


def answers_of(member: IndexedMember) -> Answers:
    """What a comparison may use of a member."""
    return Answers(
        offers=frozenset(member.skills),
        goals=member.goals,
        values=frozenset(member.values),
        strengths=frozenset(member.strengths),
        languages=frozenset(member.languages),
        cities=frozenset(member.cities),
        rank=member.rank,
        minutes=member.minutes,
        in_person=member.in_person,
    )


def _compared(uow: UnitOfWork, other: IndexedMember, side: Side) -> tuple[Compatibility, IndexedMember]:
    viewer = viewer_of(uow, side)
    mine, theirs = answers_of(viewer.answers), answers_of(other)
    mentee, mentor = (mine, theirs) if side == "mentee" else (theirs, mine)
    return compatibility(mentee, mentor, viewer.weights), viewer.answers


def _explained(other: IndexedMember, why: Compatibility, side: Side) -> Explanation:
    return Explanation(
        member_id=other.id,
        name=other.name,
        score=-1 if why.score is None else why.score,
        answered=why.answered,
        asked=why.asked,
        side=side,
        criteria=list(why.criteria),
    )
