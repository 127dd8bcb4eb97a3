"""Programme staff."""

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.models import Programme
from mentor_app.realtime.changes import for_member
from mentor_app.security.machine import only_the_machine
from mentor_app.services.accounts import Joining, admit, by_address, tidy_address
from mentor_app.services.programmes import enrol


def appoint_coordinator(uow: UnitOfWork, email: str, slug: str, name: str = "") -> str:
    """Make somebody a coordinator of a programme, from the command line.

    The programme is made when there is none. An account is made, when the address has none, that its owner enters
    through *reset password*.

    Returns:
        a sentence for the operator.

    Raises:
        NotPermitted: when the actor is not the machine itself.
        InvalidInput: when the address cannot be one, or a new account has no name.
    """
    only_the_machine(uow)
    known = by_address(uow, tidy_address(email))
    member = known or admit(uow, Joining(name, email))
    enrolment = enrol(uow, member.id, _programme(uow, slug))
    enrolment.is_coordinator = True
    uow.record("coordinator.appointed", enrolment.programme_id, member=member.id)
    uow.announce(for_member(member.id, "session"))
    entry = "They can sign in as before." if known else "They can enter by asking for a new password."
    return f"{member.name} now coordinates {slug}. {entry}"


def _programme(uow: UnitOfWork, slug: str) -> Programme:
    found = uow.session.exec(select(Programme).where(Programme.slug == slug)).first()
    if found is None:
        found = Programme(slug=slug, name=slug.replace("-", " ").capitalize())
        uow.session.add(found)
        uow.session.flush()
    return found
