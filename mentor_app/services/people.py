"""A member in a few words, for cards, lists and headers."""

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Member, Profile
from mentor_app.services.notifications import initials_of

_PEOPLE = select(Member, Profile).where(
    Profile.member_id == Member.id, col(Member.id).in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True)
class Person:
    """Who somebody is, in a line. Shown only to people who may see them."""

    id: str
    name: str
    first_name: str
    initials: str
    headline: str
    place: str


NOBODY_YET = Person("", "", "", "", "", "")


def people_by_id(uow: UnitOfWork, ids: list[str]) -> dict[str, Person]:
    """These members, by id. The caller has already checked that the actor may see them."""
    rows = uow.session.exec(_PEOPLE, params={"ids": sorted(set(ids))})
    return {member.id: person_of(member, profile) for member, profile in rows}


def person_of(member: Member, profile: Profile) -> Person:
    """A member in a line."""
    return Person(
        id=member.id,
        name=member.name,
        first_name=member.name.split()[0] if member.name.split() else member.name,
        initials=initials_of(member.name),
        headline=profile.headline or ", ".join(filter(None, (profile.job_title, profile.organisation))),
        place=profile.city,
    )
