"""A member in a few words, for cards, lists and headers."""

from dataclasses import dataclass
from typing import Protocol, cast

from sqlalchemy import bindparam, select
from sqlmodel import col

from mentor_app.db import UnitOfWork
from mentor_app.models import Member, Profile
from mentor_app.services.audiences import HasAudiences, visible_parts
from mentor_app.services.notifications import initials_of

# Built once, and only the columns needed: every open dashboard asks this at every change.
_PEOPLE = (
    select(
        col(Member.id),
        col(Member.name),
        col(Profile.headline),
        col(Profile.job_title),
        col(Profile.organisation),
        col(Profile.city),
        col(Profile.audiences),
    )
    .join(Profile, col(Profile.member_id) == col(Member.id))
    .where(col(Member.id).in_(bindparam("ids", expanding=True)))
)


class Described(HasAudiences, Protocol):
    """A profile, as far as a line about somebody goes."""

    headline: str
    job_title: str
    organisation: str
    city: str


@dataclass(frozen=True)
class Person:
    """Who somebody is, in a line, with what every member may see of them. Shown only to people who may see them."""

    id: str
    name: str
    first_name: str
    initials: str
    headline: str
    place: str


NOBODY_YET = Person("", "", "", "", "", "")


def people_by_id(uow: UnitOfWork, ids: list[str]) -> dict[str, Person]:
    """These members, by id. The caller has already checked that the actor may see them."""
    rows = uow.session.connection().execute(_PEOPLE, {"ids": sorted(set(ids))})
    return {row.id: _person(row.id, row.name, cast("Described", row)) for row in rows}


def person_of(member: Member, profile: Profile) -> Person:
    """A member in a line."""
    return _person(member.id, member.name, profile)


def _person(member_id: str, name: str, profile: Described) -> Person:
    return Person(
        id=member_id,
        name=name,
        first_name=first_name_of(name),
        initials=initials_of(name),
        headline=headline_of(profile),
        place=profile.city if "place" in visible_parts(profile, "member") else "",
    )


def first_name_of(name: str) -> str:
    """What a person is called in a greeting: the first word of their name."""
    return (name.split() or [name])[0]


def headline_of(profile: Described) -> str:
    """The headline, else the role and organisation that every member may see."""
    shows = visible_parts(profile, "member")
    parts = (profile.job_title, "job_title"), (profile.organisation, "organisation")
    return profile.headline or ", ".join(words for words, part in parts if words and part in shows)
