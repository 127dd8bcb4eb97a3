"""The right to a file: that of the conversation or mentorship it was shared in."""

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import SharedFile
from mentor_app.security.access import current_member, visible_mentorship
from mentor_app.security.conversations import visible_conversation


def visible_file(uow: UnitOfWork, file_id: str) -> SharedFile:
    """A file the actor may open: an unsent one of their own, or one shared where they may look.

    Raises:
        NotFound: for anyone else, and for one that was taken back.
    """
    me = current_member(uow).id
    file = uow.session.get(SharedFile, file_id)
    if file is None or file.removed_at is not None:
        raise NotFound
    if file.place == "conversation":
        visible_conversation(uow, file.place_id)
    elif file.place == "mentorship":
        visible_mentorship(uow, file.place_id)
    elif file.owner_id != me:
        raise NotFound
    return file


def own_file(uow: UnitOfWork, file_id: str) -> SharedFile:
    """A file the actor has uploaded, held until this transaction ends.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for whom it was shared with.
    """
    file = visible_file(uow, file_id)
    if file.owner_id != uow.actor.id:
        raise NotPermitted
    return uow.session.get_one(SharedFile, file.id, with_for_update=True, populate_existing=True)
