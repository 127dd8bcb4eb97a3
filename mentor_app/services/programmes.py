"""Programmes, and who belongs to them."""

from sqlmodel import select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotFound
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Enrolment, Member, Profile, Programme
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
        found = Enrolment(programme_id=programme.id, member_id=member_id)
        uow.session.add(found)
        uow.record("programme.joined", programme.id, member=member_id)
        uow.announce(in_community(member_id))
    return found


def appoint_coordinator(uow: UnitOfWork, email: str, slug: str, name: str = "") -> str:
    """Make somebody a coordinator of a programme, from the command line.

    The programme is made when there is none. An account is made, when the address has none, that its owner enters
    through *reset password*.

    Returns:
        a sentence for the operator.

    Raises:
        InvalidInput: when a new account has no name.
    """
    address = email.strip().lower()
    programme = uow.session.exec(select(Programme).where(Programme.slug == slug)).first()
    if programme is None:
        programme = Programme(slug=slug, name=slug.replace("-", " ").capitalize())
        uow.session.add(programme)
        uow.session.flush()
    member = uow.session.exec(select(Member).where(Member.email == address)).first()
    is_new = member is None
    if member is None:
        if not name.strip():
            raise InvalidInput("name", N_("A new account needs a name."))
        member = Member(email=address, name=name.strip())
        uow.session.add(member)
        uow.session.flush()
        uow.session.add(Profile(member_id=member.id, updated_at=now()))
    enrolment = enrol(uow, member.id, programme)
    enrolment.is_coordinator = True
    uow.record("coordinator.appointed", programme.id, member=member.id)
    entry = "They can enter by asking for a new password." if is_new else "They can sign in as before."
    return f"{member.name} now coordinates {programme.name}. {entry}"
