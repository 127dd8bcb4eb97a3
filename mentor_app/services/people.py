"""A member in a few words, for cards, lists and headers."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import col

from mentor_app.db import UnitOfWork
from mentor_app.models import Member, Profile
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
    )
    .join(Profile, col(Profile.member_id) == col(Member.id))
    .where(col(Member.id).in_(bindparam("ids", expanding=True)))
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
    rows = uow.session.connection().execute(_PEOPLE, {"ids": sorted(set(ids))})
    return {row.id: _person(*row.tuple()) for row in rows}


def person_of(member: Member, profile: Profile) -> Person:
    """A member in a line."""
    work = (profile.headline, profile.job_title, profile.organisation)
    return _person(member.id, member.name, *work, profile.city)


def _person(id_: str, name: str, headline: str, job_title: str, organisation: str, city: str) -> Person:
    return Person(
        id=id_,
        name=name,
        first_name=name.split(maxsplit=1)[0] if name.split() else name,
        initials=initials_of(name),
        headline=headline or ", ".join(filter(None, (job_title, organisation))),
        place=city,
    )
