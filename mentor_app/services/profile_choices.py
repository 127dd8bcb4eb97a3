"""What a member chooses for a profile: skills, tags, and who may see which part."""

from typing import Literal

from sqlmodel import col, func, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import LearningGoal, Offer, ProfileTag
from mentor_app.services.audiences import AUDIENCES, PARTS
from mentor_app.services.preferences import changed, my_profile_row
from mentor_app.services.skills import kept_skills
from mentor_app.vocabularies import TAG_CHOICES, is_language

MOST_SKILLS = 40
MOST_TAGS = 24

SkillUse = Literal["offers", "goals"]
_HEAVIEST: dict[SkillUse, int] = {"offers": 4, "goals": 3}


def name_skill(uow: UnitOfWork, use: SkillUse, name: str, weight: int) -> str:
    """Offer a skill at a level, or want one with a priority; naming it again changes the weight.

    Args:
        uow: the transaction.
        use: `offers` or `goals`.
        name: as typed; any spelling.
        weight: level 1 to 4, or priority 1 to 3.

    Returns:
        the skill's key.

    Raises:
        NotPermitted: when nobody is signed in.
        InvalidInput: for a name without letters, or a weight that does not exist.
        TooMany: beyond 40 skills.
    """
    profile = my_profile_row(uow)
    if not 1 <= weight <= _HEAVIEST.get(use, 0):
        raise InvalidInput("weight", N_("Choose one of the levels offered."))
    [key] = kept_skills(uow.session, [name], "skill")
    kept = _skill_row(uow, use, profile.member_id, key)
    if kept is None:
        position = _count(uow, use, profile.member_id)
        if position >= MOST_SKILLS:
            raise TooMany(N_("Forty skills are enough: remove one before adding another."))
        kept = _new_skill(use, profile.member_id, key, position)
    if isinstance(kept, Offer):
        kept.level = weight
    else:
        kept.priority = weight
    uow.session.add(kept)
    changed(uow, profile)
    return key


def drop_skill(uow: UnitOfWork, use: SkillUse, key: str) -> None:
    """Offer or want a skill no more; nothing happens when that was so already.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    profile = my_profile_row(uow)
    kept = _skill_row(uow, use, profile.member_id, key)
    if kept is not None:
        uow.session.delete(kept)
        changed(uow, profile)


def set_tag(uow: UnitOfWork, kind: str, value: str, on: bool) -> None:
    """Choose a value of a vocabulary, or choose it no more.

    Args:
        uow: the transaction.
        kind: `industry`, `function`, `language`, `city`, `help_area`, `strength`, `value`, `channel` or `format`.
        value: of that vocabulary; for a city any name.
        on: whether it is chosen.

    Raises:
        NotPermitted: when nobody is signed in.
        InvalidInput: for a value outside the vocabulary.
        TooMany: beyond 24 values of one kind.
    """
    profile = my_profile_row(uow)
    kept = uow.session.get(ProfileTag, (profile.member_id, kind, value := checked_tag(kind, value)))
    if (kept is not None) == on:
        return
    if kept is not None:
        uow.session.delete(kept)
    else:
        mine = select(func.count()).where(ProfileTag.member_id == profile.member_id, ProfileTag.kind == kind)
        position = uow.session.exec(mine).one()
        if position >= MOST_TAGS:
            raise TooMany(N_("That is enough of one kind: remove one before adding another."))
        uow.session.add(ProfileTag(member_id=profile.member_id, kind=kind, value=value, position=position))
    changed(uow, profile)


def set_audience(uow: UnitOfWork, part: str, audience: str) -> None:
    """Say who may see one part of the profile: `members`, `partners` or `me`.

    Raises:
        NotPermitted: when nobody is signed in.
        InvalidInput: for a part or an audience that does not exist.
    """
    profile = my_profile_row(uow)
    if part not in PARTS or audience not in {choice.value for choice in AUDIENCES}:
        raise InvalidInput(part, N_("Choose one of the audiences offered."))
    profile.audiences = {**profile.audiences, part: audience}
    changed(uow, profile)


def checked_tag(kind: str, value: str) -> str:
    """The value as it is kept.

    Raises:
        InvalidInput: for a kind or a value that does not exist.
    """
    text = " ".join(value.split())
    if kind == "city":
        known = bool(text) and len(text) <= 80 and text.isprintable()
    elif kind == "language":
        known = is_language(text)
    else:
        known = text in {choice.value for choice in TAG_CHOICES.get(kind, ())}
    if not known:
        raise InvalidInput(kind, N_("Choose a value from the list."))
    return text


def _skill_row(uow: UnitOfWork, use: SkillUse, member_id: str, key: str) -> Offer | LearningGoal | None:
    return uow.session.get(Offer if use == "offers" else LearningGoal, (member_id, key))


def _new_skill(use: SkillUse, member_id: str, key: str, position: int) -> Offer | LearningGoal:
    table = Offer if use == "offers" else LearningGoal
    return table(member_id=member_id, skill_key=key, position=position)


def _count(uow: UnitOfWork, use: SkillUse, member_id: str) -> int:
    table = Offer if use == "offers" else LearningGoal
    return uow.session.exec(select(func.count()).where(col(table.member_id) == member_id)).one()
