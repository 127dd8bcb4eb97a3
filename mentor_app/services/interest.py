"""Interest in working with somebody, where a programme lets it be said without a word of why."""

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Enrolment, Programme


def allowing_interest(uow: UnitOfWork) -> frozenset[str]:
    """Ids of the actor's programmes in which somebody may be asked for mentoring without a message."""
    mine = select(Programme.id).join(Enrolment, col(Enrolment.programme_id) == col(Programme.id))
    active = (Enrolment.member_id == uow.actor.id, Enrolment.status == "active", col(Programme.allows_interest))
    return frozenset(uow.session.exec(mine.where(*active)))
