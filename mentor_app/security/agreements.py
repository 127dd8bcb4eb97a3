"""Loading and authorising what a mentor and a mentee agree on: for the two alone, and held while it changes."""

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Clause, Mentorship, Revision
from mentor_app.security.access import visible_mentorship


def held_mentorship(uow: UnitOfWork, mentorship_id: str) -> Mentorship:
    """A mentorship the actor works in, held until this transaction ends: whatever is agreed on, one act at a time.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once it has ended.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    # Not its key, which everything that is written in it points at: one who holds a meeting would wait for this one.
    locked = select(Mentorship).where(Mentorship.id == mentorship.id).with_for_update(key_share=True)
    fresh = uow.session.exec(locked.execution_options(populate_existing=True)).one()
    if fresh.status != "active":
        raise NotPermitted
    return fresh


def writable_agreement(uow: UnitOfWork, mentorship_id: str) -> Mentorship:
    """As `held_mentorship`, for whoever may write the agreement: the mentee first, both once a text has been sent.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once it has ended, for a flash meeting, and for the mentor while the first draft is written.
    """
    mentorship = held_mentorship(uow, mentorship_id)
    if mentorship.kind == "flash":
        raise NotPermitted(N_("A flash meeting needs no agreement."))
    if not may_write(uow, mentorship):
        raise NotPermitted(N_("Your mentee writes the first draft. You can change it once it has been sent to you."))
    return mentorship


def may_write(uow: UnitOfWork, mentorship: Mentorship) -> bool:
    """Whether the actor may write: the mentee always, the mentor once a first text has been sent."""
    if mentorship.role_of(uow.actor.member_id) == "mentee":
        return True
    sent = select(Revision.id).where(Revision.mentorship_id == mentorship.id)
    return uow.session.exec(sent).first() is not None


def editable_clause(uow: UnitOfWork, mentorship: Mentorship, point: str) -> Clause:
    """One point of a mentorship that the caller holds, made when it is first needed."""
    found = select(Clause).where(Clause.mentorship_id == mentorship.id, Clause.point == point).with_for_update()
    clause = uow.session.exec(found.execution_options(populate_existing=True)).first()
    if clause is None:
        clause = Clause(mentorship_id=mentorship.id, point=point)
        uow.session.add(clause)
        uow.session.flush()
    return clause


def visible_revision(uow: UnitOfWork, mentorship_id: str, revision_id: str) -> Revision:
    """A text that was sent in a mentorship the actor is or was part of.

    Raises:
        NotFound: for a stranger, and when it belongs to another mentorship.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    revision = uow.session.get(Revision, revision_id)
    if revision is None or revision.mentorship_id != mentorship.id:
        raise NotFound
    return revision


def waiting_revision(uow: UnitOfWork, mentorship_id: str, revision_id: str) -> tuple[Mentorship, Revision]:
    """A text that waits for an answer, with its mentorship, both held.

    Raises:
        NotFound: for a stranger, and when it belongs to another mentorship.
        NotPermitted: when it waits no longer.
    """
    mentorship = held_mentorship(uow, mentorship_id)
    revision = visible_revision(uow, mentorship_id, revision_id)
    uow.session.refresh(revision, with_for_update=True)
    if revision.status != "waiting":
        raise NotPermitted(N_("This text no longer waits for an answer."))
    return mentorship, revision
