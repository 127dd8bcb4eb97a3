"""The right to what coordinators see. Members and strangers cannot tell that there is anything to see."""

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Enrolment, Letter, Programme
from mentor_app.security.access import current_member

# Built once: the header of every open page asks it.
_LED = (
    select(Programme.slug, Programme.name)
    .join(Enrolment, col(Enrolment.programme_id) == Programme.id)
    .where(Enrolment.member_id == bindparam("me"), Enrolment.is_coordinator, Enrolment.status == "active")
    .order_by(col(Programme.name))
)


@dataclass(frozen=True)
class LedProgramme:
    """A programme somebody coordinates: its part of an address, and its name."""

    slug: str
    name: str


def led_programmes(uow: UnitOfWork) -> list[LedProgramme]:
    """The programmes the actor coordinates, by name."""
    return [LedProgramme(slug, name) for slug, name in uow.session.exec(_LED, params={"me": uow.actor.member_id})]


def led_programme(uow: UnitOfWork, slug: str) -> Programme:
    """A programme the actor coordinates.

    Raises:
        NotFound: for everyone else, its own members among them, and when there is none of that name.
        NotPermitted: when nobody is signed in.
    """
    current_member(uow)
    found = select(Programme).where(Programme.slug == slug, col(Programme.id).in_(led_ids(uow)))
    programme = uow.session.exec(found).first()
    if programme is None:
        raise NotFound
    return programme


def letter_to_member(uow: UnitOfWork, slug: str, letter_id: str) -> Letter:
    """A letter to a member of a programme the actor coordinates, held until this transaction ends.

    Raises:
        NotFound: for everyone else, and when it went to somebody who is not in the programme.
    """
    programme = led_programme(uow, slug)
    letter = uow.session.get(Letter, letter_id, with_for_update=True)
    if letter is None or letter.member_id not in set(uow.session.exec(enrolled_in(programme))):
        raise NotFound
    return letter


def enrolled_in(programme: Programme):  # noqa: ANN201  SQLAlchemy's own generic
    """A query for the ids of everyone in a programme who has not left it."""
    return select(Enrolment.member_id).where(Enrolment.programme_id == programme.id, Enrolment.status != "left")


def led_ids(uow: UnitOfWork):  # noqa: ANN201  SQLAlchemy's own generic
    """A query for the ids of the programmes the actor coordinates."""
    return select(Enrolment.programme_id).where(
        Enrolment.member_id == uow.actor.member_id, Enrolment.is_coordinator, Enrolment.status == "active"
    )
