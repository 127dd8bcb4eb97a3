"""The texts of a profile, edited section by section, so that two open pages do not overwrite each other."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import Conflict, InvalidInput, TooLong
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, Profile
from mentor_app.security.access import current_member
from mentor_app.services.preferences import changed, my_profile_row
from mentor_app.vocabularies import CAREER_STAGES, is_country

SECTIONS: dict[str, tuple[str, ...]] = {
    "about": ("name", "pronouns", "headline", "biography"),
    "work": ("job_title", "organisation", "career_stage", "successes", "job_history"),
    "background": ("city", "country", "course", "course_year", "transitions"),
}
_LONGEST = {
    "name": 120,
    "pronouns": 40,
    "headline": 160,
    "biography": 4000,
    "job_title": 120,
    "organisation": 120,
    "career_stage": 32,
    "successes": 2000,
    "job_history": 4000,
    "city": 80,
    "country": 2,
    "course": 120,
    "course_year": 4,
    "transitions": 2000,
}
_LINES = frozenset({"biography", "successes", "job_history", "transitions"})


@dataclass(frozen=True, slots=True)
class SectionTexts:
    """The texts of one section as they stand.

    Args:
        version: names exactly these texts; a save says which version it started from.
        texts: by field; all of them, empty ones too.
    """

    version: int
    texts: dict[str, str]


def get_section(uow: UnitOfWork, section: str) -> SectionTexts:
    """The actor's own texts of one section, to be edited.

    Raises:
        NotPermitted: when nobody is signed in.
        InvalidInput: for a section that does not exist.
    """
    member = current_member(uow)
    return _standing(_fields(section), member, uow.session.get_one(Profile, member.id))


def edit_section(uow: UnitOfWork, section: str, version: int, typed: Mapping[str, str]) -> None:
    """Save the texts of one section.

    Args:
        uow: the transaction.
        section: one of `SECTIONS`.
        version: of the texts that the writer started from.
        typed: by field, as they were typed; a field left out stays.

    Raises:
        NotPermitted: when nobody is signed in.
        InvalidInput: when a field cannot be accepted.
        Conflict: when the section changed meanwhile; carries both texts, and the version that stands.
    """
    profile = my_profile_row(uow)
    member = current_member(uow)
    fields = _fields(section)
    standing = _standing(fields, member, profile)
    mine = standing.texts | {name: accepted(name, typed[name]) for name in fields if name in typed}
    if mine == standing.texts:
        return
    if version != standing.version:
        raise Conflict(
            N_("This part of your profile was changed on another page while you were writing."),
            mine=_differing(mine, standing.texts),
            theirs=_differing(standing.texts, mine),
            version=standing.version,
        )
    _write(member, profile, mine)
    uow.session.add(member)
    changed(uow, profile)


def accepted(name: str, typed: str) -> str:
    """What is kept of a typed field.

    Raises:
        InvalidInput: when it is too long, holds invisible characters, or is not one of its field's values.
    """
    text = typed.replace("\r\n", "\n").strip()
    if name not in _LINES:
        text = " ".join(text.split())
    if len(text) > _LONGEST[name]:
        raise TooLong(name, len(text), _LONGEST[name])
    if not text.replace("\n", "").replace("\t", "").replace("\u200d", "").isprintable():
        raise InvalidInput(name, N_("This holds characters that cannot be shown."))
    _check_value(name, text)
    return text


def _check_value(name: str, text: str) -> None:
    if name == "name" and not text:
        raise InvalidInput(name, N_("Please give your name."))
    if name == "country" and text and not is_country(text):
        raise InvalidInput(name, N_("Choose a country from the list."))
    if name == "career_stage" and text and text not in {stage.value for stage in CAREER_STAGES}:
        raise InvalidInput(name, N_("Choose a career stage from the list."))
    if name == "course_year" and text:
        latest = now().year + 10
        if not (text.isascii() and text.isdecimal() and 1900 <= int(text) <= latest):
            raise InvalidInput(name, N_("Give a year from 1900 to {{latest}}."), latest=str(latest))


def _fields(section: str) -> tuple[str, ...]:
    if section not in SECTIONS:
        raise InvalidInput("section")
    return SECTIONS[section]


def _standing(fields: tuple[str, ...], member: Member, profile: Profile) -> SectionTexts:
    texts = {name: _text(name, member, profile) for name in fields}
    return SectionTexts(zlib.crc32("\x00".join(texts.values()).encode()), texts)


def _text(name: str, member: Member, profile: Profile) -> str:
    if name == "name":
        return member.name
    if name == "job_history":
        return "\n".join(str(job.get("line", "")) for job in profile.job_history)
    return str(getattr(profile, name) or "")


def _write(member: Member, profile: Profile, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if name == "name":
            member.name = text
        elif name == "job_history":
            profile.job_history = [{"line": line.strip()} for line in text.split("\n") if line.strip()]
        elif name == "course_year":
            profile.course_year = int(text) if text else None
        else:
            setattr(profile, name, text)


def _differing(texts: dict[str, str], others: dict[str, str]) -> str:
    return "\n\n".join(text or "–" for name, text in texts.items() if text != others[name])
