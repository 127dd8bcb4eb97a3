"""Programmes, and who belongs to them."""

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Enrolment, Profile, Programme
from mentor_app.realtime.changes import in_community


def programme_by_slug(uow: UnitOfWork, slug: str) -> Programme:
    """A programme by its public short name.

    Raises:
        NotFound: when there is none.
    """
    found = uow.session.exec(select(Programme).where(Programme.slug == slug)).first()
    if found is None:
        raise NotFound
    return found


def enrol(uow: UnitOfWork, member_id: str, programme: Programme) -> Enrolment:
    """Make a member an active member of a programme; nothing changes when that is so already."""
    found = uow.session.exec(
        select(Enrolment).where(Enrolment.programme_id == programme.id, Enrolment.member_id == member_id)
    ).first()
    if found is None:
        _suggest_places(uow, member_id, programme)
        found = Enrolment(programme_id=programme.id, member_id=member_id)
    elif found.status == "active":
        return found
    found.status, found.left_at = "active", None
    uow.session.add(found)
    uow.record("programme.joined", programme.id, member=member_id)
    uow.announce(in_community(member_id))
    return found


def _suggest_places(uow: UnitOfWork, member_id: str, programme: Programme) -> None:
    """Whoever is in no programme yet begins with the places that this one suggests."""
    profile = uow.session.get(Profile, member_id)
    elsewhere = uow.session.exec(select(Enrolment.id).where(Enrolment.member_id == member_id)).first()
    if profile is not None and elsewhere is None:
        profile.capacity = programme.suggested_capacity
