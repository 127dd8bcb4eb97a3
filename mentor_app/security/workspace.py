"""The right to what belongs to a mentorship, besides its agenda and goals."""

from typing import TypeVar

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import ActionItem, Note, Question, Resource
from mentor_app.security.access import editable_mentorship, visible_mentorship

RowT = TypeVar("RowT", ActionItem, Note, Question, Resource)


def visible_note(uow: UnitOfWork, mentorship_id: str, note_id: str) -> Note:
    """A note the actor may read: a shared one, or a private one of their own.

    Raises:
        NotFound: for a stranger, and for the partner when it is private.
    """
    visible_mentorship(uow, mentorship_id)
    return _readable(uow, uow.session.get(Note, note_id), mentorship_id)


def editable_note(uow: UnitOfWork, mentorship_id: str, note_id: str) -> Note:
    """A note the actor may write, held until this transaction ends.

    Raises:
        NotFound: for a stranger, and for the partner when it is private.
        NotPermitted: once the mentorship has ended.
    """
    return _readable(uow, _held(uow, Note, mentorship_id, note_id), mentorship_id)


def editable_action(uow: UnitOfWork, mentorship_id: str, action_id: str) -> ActionItem:
    """An action of a mentorship the actor works in, held until this transaction ends.

    Raises:
        NotFound: when it belongs to another mentorship, or to nobody.
    """
    return _held(uow, ActionItem, mentorship_id, action_id)


def editable_question(uow: UnitOfWork, mentorship_id: str, question_id: str) -> Question:
    """A question in a mentorship the actor works in, held until this transaction ends.

    Raises:
        NotFound: when it belongs to another mentorship, or to nobody.
    """
    return _held(uow, Question, mentorship_id, question_id)


def editable_resource(uow: UnitOfWork, mentorship_id: str, resource_id: str) -> Resource:
    """A line of the reading list of a mentorship the actor works in, held until this transaction ends.

    Raises:
        NotFound: when it belongs to another mentorship, or to nobody.
    """
    return _held(uow, Resource, mentorship_id, resource_id)


def must_be(uow: UnitOfWork, member_id: str) -> None:
    """Only this one of the two may do it.

    Raises:
        NotPermitted: for the other one.
    """
    if uow.actor.id != member_id:
        raise NotPermitted


def _held(uow: UnitOfWork, kind: type[RowT], mentorship_id: str, row_id: str) -> RowT:
    mentorship = editable_mentorship(uow, mentorship_id)
    row = uow.session.get(kind, row_id, with_for_update=True)
    if row is None or row.mentorship_id != mentorship.id:
        raise NotFound
    return row


def _readable(uow: UnitOfWork, note: Note | None, mentorship_id: str) -> Note:
    if note is None or note.mentorship_id != mentorship_id:
        raise NotFound
    if note.is_private and note.author_id != uow.actor.id:
        raise NotFound
    return note
