"""Profiles, as their owner and as others may see them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import LearningGoal, Member, Mentorship, Offer, Profile, ProfileTag, Skill
from mentor_app.security.access import current_member, visible_member
from mentor_app.services.audiences import PARTS, Relation, audience_of, visible_parts
from mentor_app.services.completeness import Completeness, completeness
from mentor_app.services.preferences import PreferencesDetail, preferences_of
from mentor_app.vocabularies import TAG_CHOICES, country_name, label, language_name

TAG_KINDS: tuple[str, ...] = (*TAG_CHOICES, "language", "city")


@dataclass(frozen=True, slots=True)
class SkillItem:
    """A skill offered or wanted.

    Args:
        key: the skill's key.
        name: as people read it.
        weight: the level offered (1 to 4) or the priority wanted (1 to 3).
        label: the English label of that level or priority.
    """

    key: str
    name: str
    weight: int
    label: str


@dataclass(frozen=True, slots=True)
class TagItem:
    """A chosen value; `label` is an English key, or for languages and cities a name in the reader's words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ProfileTexts:
    """What a member writes about themselves. Empty also when it is not for this reader's eyes."""

    pronouns: str = ""
    headline: str = ""
    biography: str = ""
    job_title: str = ""
    organisation: str = ""
    career_stage: str = ""
    career_stage_label: str = ""
    successes: str = ""
    job_history: str = ""
    city: str = ""
    country: str = ""
    country_name: str = ""
    course: str = ""
    course_year: str = ""
    transitions: str = ""


@dataclass(frozen=True, slots=True)
class ProfileDetail:
    """One member's profile as one reader may see it.

    Args:
        tags: chosen values by kind; every kind is there, many are empty.
        audiences: who may see each part; only for the owner, else empty.
        email: empty unless the owner lets this reader see it.
    """

    member_id: str = ""
    name: str = ""
    email: str = ""
    texts: ProfileTexts = field(default_factory=ProfileTexts)
    offers: list[SkillItem] = field(default_factory=list[SkillItem])
    goals: list[SkillItem] = field(default_factory=list[SkillItem])
    tags: dict[str, list[TagItem]] = field(default_factory=dict[str, list[TagItem]])
    audiences: dict[str, str] = field(default_factory=dict[str, str])
    preferences: PreferencesDetail = field(default_factory=PreferencesDetail)
    completeness: Completeness = field(default_factory=Completeness)
    is_me: bool = False
    is_partner: bool = False


def get_profile(uow: UnitOfWork, member_id: str) -> ProfileDetail:
    """A member's profile with only the parts that the actor may see.

    Raises:
        NotFound: when the actor may not see this member at all.
    """
    member, profile = visible_member(uow, member_id)
    relation = relation_to(uow, member_id)
    whole = _whole(uow, member, profile)
    if relation == "me":
        return whole
    return _for_others(whole, visible_parts(profile, relation), is_partner=relation == "partner")


def get_my_profile(uow: UnitOfWork) -> ProfileDetail:
    """The actor's own profile, whole, with audiences and completeness.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    return get_profile(uow, current_member(uow).id)


def relation_to(uow: UnitOfWork, member_id: str) -> Relation:
    """What the actor is to a member they may see: themselves, a partner, or another member."""
    me = uow.actor.id
    if member_id == me:
        return "me"
    together = or_(
        (col(Mentorship.mentor_id) == me) & (col(Mentorship.mentee_id) == member_id),
        (col(Mentorship.mentor_id) == member_id) & (col(Mentorship.mentee_id) == me),
    )
    active = select(Mentorship.id).where(together, Mentorship.status == "active")
    return "partner" if uow.session.exec(active).first() else "member"


def _whole(uow: UnitOfWork, member: Member, profile: Profile) -> ProfileDetail:
    reader = current_member(uow)
    detail = ProfileDetail(
        member_id=member.id,
        name=member.name,
        email=member.email,
        texts=_texts(profile, reader.locale),
        offers=list_offers(uow, member.id),
        goals=list_learning_goals(uow, member.id),
        tags=_tags(uow, member.id, reader.locale),
        audiences={part: audience_of(profile, part) for part in PARTS},
        preferences=preferences_of(profile),
        is_me=member.id == reader.id,
    )
    return replace(detail, completeness=completeness(_filled(detail), detail.preferences))


def _texts(profile: Profile, locale: str) -> ProfileTexts:
    return ProfileTexts(
        pronouns=profile.pronouns,
        headline=profile.headline,
        biography=profile.biography,
        job_title=profile.job_title,
        organisation=profile.organisation,
        career_stage=profile.career_stage,
        career_stage_label=label("career_stage", profile.career_stage),
        successes=profile.successes,
        job_history="\n".join(str(job.get("line", "")) for job in profile.job_history),
        city=profile.city,
        country=profile.country,
        country_name=country_name(profile.country, locale) if profile.country else "",
        course=profile.course,
        course_year=str(profile.course_year or ""),
        transitions=profile.transitions,
    )


def list_offers(uow: UnitOfWork, member_id: str) -> list[SkillItem]:
    """The skills a member can help with; for callers who already hold a right to the member."""
    rows = uow.session.exec(
        select(Skill.key, Skill.name, Offer.level)
        .join(Offer, col(Offer.skill_key) == Skill.key)
        .where(Offer.member_id == member_id)
        .order_by(col(Offer.position), col(Skill.name))
    )
    return [SkillItem(key, name, level, label("level", level)) for key, name, level in rows]


def list_learning_goals(uow: UnitOfWork, member_id: str) -> list[SkillItem]:
    """The skills a member wants to learn; for callers who already hold a right to the member."""
    rows = uow.session.exec(
        select(Skill.key, Skill.name, LearningGoal.priority)
        .join(LearningGoal, col(LearningGoal.skill_key) == Skill.key)
        .where(LearningGoal.member_id == member_id)
        .order_by(col(LearningGoal.priority).desc(), col(LearningGoal.position), col(Skill.name))
    )
    return [SkillItem(key, name, priority, label("priority", priority)) for key, name, priority in rows]


def _tags(uow: UnitOfWork, member_id: str, locale: str) -> dict[str, list[TagItem]]:
    tags: dict[str, list[TagItem]] = {kind: [] for kind in TAG_KINDS}
    chosen = select(ProfileTag).where(ProfileTag.member_id == member_id)
    for tag in uow.session.exec(chosen.order_by(col(ProfileTag.position), col(ProfileTag.value))):
        shown = language_name(tag.value, locale) if tag.kind == "language" else label(tag.kind, tag.value)
        tags.setdefault(tag.kind, []).append(TagItem(tag.value, shown))
    return tags


def _filled(detail: ProfileDetail) -> frozenset[str]:
    texts = detail.texts
    parts: Iterable[tuple[str, object]] = (
        ("headline", texts.headline),
        ("biography", texts.biography),
        ("job_title", texts.job_title),
        ("career_stage", texts.career_stage),
        ("place", texts.city or texts.country),
        ("offers", detail.offers),
        ("goals", detail.goals),
        *detail.tags.items(),
    )
    return frozenset(name for name, content in parts if content)


_PART_OF_TEXT = {
    "city": "place",
    "country": "place",
    "country_name": "place",
    "course_year": "course",
    "career_stage_label": "career_stage",
}


def _for_others(whole: ProfileDetail, parts: frozenset[str], *, is_partner: bool) -> ProfileDetail:
    shows: Callable[[str], bool] = parts.__contains__
    texts = {
        name: getattr(whole.texts, name)
        for name in ProfileTexts.__dataclass_fields__
        if name == "headline" or shows(_PART_OF_TEXT.get(name, name))
    }
    return replace(
        whole,
        email=whole.email if shows("email") else "",
        texts=ProfileTexts(**texts),
        offers=whole.offers if shows("offers") else [],
        goals=whole.goals if shows("goals") else [],
        tags={kind: items if shows(kind) else [] for kind, items in whole.tags.items()},
        audiences={},
        completeness=Completeness(),
        is_me=False,
        is_partner=is_partner,
    )
