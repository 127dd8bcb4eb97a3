"""Members as cards: who, what they can do for me, how free they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import Hit, IndexedMember, Side
from mentor_app.models import Member, MentoringRequest, Mentorship, Profile, Skill
from mentor_app.services.audiences import visible_parts
from mentor_app.services.interest import allowing_interest
from mentor_app.services.people import headline_of
from mentor_app.vocabularies import country_name, label

SHOWN_SKILLS = 5


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One member on a card, for one reader.

    Args:
        place: city and country, as far as said.
        languages: codes in capitals, such as `DE EN`.
        helps: names of skills in which one of the two can help the other, by `side`.
        no_overlap: goals and offers are known on both sides and do not meet.
        skills: further skills offered, five at most; `more` counts the rest.
        commitment: an English label, empty when not said.
        capacity, free: places for mentees; both 0 for those who do not mentor.
        is_full: mentors without a free place; `closed` those who then take no requests at all.
        answer_amount, answer_unit: typical answer time in `hours` or `days`; unit empty when unknown.
        answered_share: how many of a hundred requests they answer, -1 when too few are known.
        score: 0 to 100, -1 when nothing in common was answered.
        compares: whether a score means anything: the member is here for what the reader looks for.
        mark: `favourite`, `ignored` or empty.
        wants: what somebody who only learns wants to learn, without `helps`; five at most.
        mentorship_id: the mentorship that the two are in at present, empty when there is none.
        may_ask, may_flash: what the Connect menu offers; `may_interest` when mentoring can be asked for in one click.
        asked_id: the reader's own request that waits for this member's answer.
    """

    id: str = ""
    name: str = ""
    headline: str = ""
    place: str = ""
    languages: str = ""
    helps: list[str] = field(default_factory=list[str])
    side: str = "mentee"
    no_overlap: bool = False
    skills: list[str] = field(default_factory=list[str])
    more: int = 0
    commitment: str = ""
    offers_mentoring: bool = False
    seeks_mentor: bool = False
    offers_flash: bool = False
    capacity: int = 0
    free: int = 0
    is_full: bool = False
    closed: bool = False
    answer_amount: int = 0
    answer_unit: str = ""
    score: int = -1
    compares: bool = False
    mark: str = ""
    may_ask: bool = False
    may_flash: bool = False
    wants: list[str] = field(default_factory=list[str])
    mentorship_id: str = ""
    may_interest: bool = False
    asked_id: str = ""
    answered_share: int = -1


@dataclass(frozen=True, slots=True)
class CardContext:
    """What all cards of one answer are painted with.

    Args:
        me: the reader.
        side: whether the reader looks as a mentee or as a mentor.
        hits: scores by member id.
        marks: the reader's marks by member id.
        locale: the reader's language.
    """

    me: IndexedMember
    side: Side
    hits: Mapping[str, Hit]
    marks: Mapping[str, str]
    locale: str


def cards_of(uow: UnitOfWork, members: Iterable[IndexedMember], context: CardContext) -> list[MemberCard]:
    """Cards for members of whom the caller knows that the reader may see them, in their order."""
    shown = list(members)
    ids = [member.id for member in shown]
    profiles = {row.member_id: row for row in uow.session.exec(select(Profile).where(col(Profile.member_id).in_(ids)))}
    keys = {key for member in shown for key in (*member.skills, *member.goals)}
    names = skill_names(uow, keys)
    together, asked, allowing = _mentorships_with(uow, ids), _asked(uow, ids), allowing_interest(uow)
    cards = [(member, _card(member, profiles[member.id], names, context)) for member in shown]
    return [
        replace(
            card,
            mentorship_id=together.get(card.id, ""),
            asked_id=asked.get(card.id, ""),
            may_interest=card.may_ask and bool(member.programmes & allowing),
        )
        for member, card in cards
    ]


def _asked(uow: UnitOfWork, ids: list[str]) -> dict[str, str]:
    """The reader's open requests, by whom they asked."""
    waiting = select(MentoringRequest.recipient_id, MentoringRequest.id).where(
        MentoringRequest.sender_id == uow.actor.id,
        MentoringRequest.status == "open",
        col(MentoringRequest.recipient_id).in_(ids),
    )
    return dict(uow.session.exec(waiting).all())


def _mentorships_with(uow: UnitOfWork, ids: list[str]) -> dict[str, str]:
    """The reader's mentorships under way, by the partner's id; a longer one before a single meeting."""
    me = uow.actor.id
    pairs = select(Mentorship.mentor_id, Mentorship.mentee_id, Mentorship.id).where(
        Mentorship.status == "active",
        or_(
            (col(Mentorship.mentor_id) == me) & col(Mentorship.mentee_id).in_(ids),
            (col(Mentorship.mentee_id) == me) & col(Mentorship.mentor_id).in_(ids),
        ),
    )
    # `flash` comes before `mentoring`, and the last of a key stays.
    rows = uow.session.exec(pairs.order_by(col(Mentorship.kind), col(Mentorship.created_at)))
    return {mentee if mentor == me else mentor: each for mentor, mentee, each in rows}


def skill_names(uow: UnitOfWork, keys: Iterable[str]) -> dict[str, str]:
    """The names of skills by key."""
    rows = uow.session.exec(select(Skill.key, Skill.name).where(col(Skill.key).in_(set(keys))))
    return dict(rows.all())


def locale_of(uow: UnitOfWork) -> str:
    """The language of the person who asks."""
    return uow.session.get_one(Member, uow.actor.id).locale


def _card(member: IndexedMember, profile: Profile, names: Mapping[str, str], context: CardContext) -> MemberCard:
    helps = common_skills(context.me, member, context.side)
    others = [key for key in member.skills if key not in helps]
    only_learns = member.seeks_mentor and not (member.offers_mentoring or member.offers_flash)
    wanted = sorted(member.goals, key=lambda key: -member.goals[key]) if only_learns else []
    amount, unit = answer_time(member.answer_hours)
    hit = context.hits.get(member.id)
    is_full = member.offers_mentoring and member.free == 0
    closed = is_full and profile.capacity_is_hard
    return MemberCard(
        id=member.id,
        name=member.name,
        headline=headline_of(profile),
        place=_place(profile, context.locale),
        languages=" ".join(code.upper() for code in member.languages),
        helps=[names.get(key, key) for key in helps],
        side=context.side,
        no_overlap=not helps and _plays_a_part(member, context.side) and _both_said(context.me, member, context.side),
        skills=[names.get(key, key) for key in others[:SHOWN_SKILLS]],
        wants=[names.get(key, key) for key in wanted if key not in helps][:SHOWN_SKILLS],
        more=max(0, len(others) - SHOWN_SKILLS),
        commitment=label("time_commitment", member.minutes) if member.minutes else "",
        offers_mentoring=member.offers_mentoring,
        seeks_mentor=member.seeks_mentor,
        offers_flash=member.offers_flash,
        capacity=member.capacity if member.offers_mentoring else 0,
        free=member.free,
        is_full=is_full,
        closed=closed,
        answer_amount=amount,
        answer_unit=unit,
        answered_share=-1 if member.answered_share is None else member.answered_share,
        score=-1 if hit is None or hit.score is None else hit.score,
        compares=_plays_a_part(member, context.side),
        mark=context.marks.get(member.id, ""),
        may_ask=member.offers_mentoring and not closed,
        may_flash=member.offers_flash,
    )


def common_skills(me: IndexedMember, other: IndexedMember, side: Side) -> list[str]:
    """The exact intersection of one's goals and the other's offers, the most wanted first."""
    goals, offers = (me.goals, other.skills) if side == "mentee" else (other.goals, me.skills)
    wanted = sorted(goals, key=lambda key: -goals[key])
    return [key for key in wanted if key in offers]


def _plays_a_part(member: IndexedMember, side: Side) -> bool:
    return member.offers_mentoring or member.offers_flash if side == "mentee" else member.seeks_mentor


def _both_said(me: IndexedMember, other: IndexedMember, side: Side) -> bool:
    return bool(me.goals and other.skills) if side == "mentee" else bool(me.skills and other.goals)


def _place(profile: Profile, locale: str) -> str:
    if "place" not in visible_parts(profile, "member"):
        return ""
    country = country_name(profile.country, locale) if profile.country else ""
    return ", ".join(part for part in (profile.city, country) if part)


def answer_time(hours: float | None) -> tuple[int, str]:
    """A typical answer time as people say it: hours up to a day and a half, then days; no unit when unknown."""
    if hours is None:
        return 0, ""
    if hours <= 36:
        return max(1, ceil(hours)), "hours"
    return round(hours / 24), "days"
