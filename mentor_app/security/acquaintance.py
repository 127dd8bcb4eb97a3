"""Members the actor may do something about, even when they can no longer be found."""

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Conversation, Member, MentoringRequest, Mentorship
from mentor_app.security.access import blocked_either_way, current_member, visible_member


def known_member(uow: UnitOfWork, member_id: str) -> Member:
    """Somebody else whom the actor may see, or has had to do with: by a conversation, a request, a mentorship.

    Raises:
        NotFound: for anyone else, oneself included, and where one has blocked the other.
    """
    me = current_member(uow).id
    member = uow.session.get(Member, member_id)
    if member is None or member_id == me or blocked_either_way(uow, member_id):
        raise NotFound
    if not _have_dealt(uow, me, member_id):
        visible_member(uow, member_id)
    return member


def _have_dealt(uow: UnitOfWork, me: str, other: str) -> bool:
    between = [
        (Conversation.id, Conversation.first_id, Conversation.second_id),
        (MentoringRequest.id, MentoringRequest.sender_id, MentoringRequest.recipient_id),
        (Mentorship.id, Mentorship.mentor_id, Mentorship.mentee_id),
    ]
    for row_id, first, second in between:
        pair = or_((col(first) == me) & (col(second) == other), (col(first) == other) & (col(second) == me))
        if uow.session.exec(select(row_id).where(pair)).first() is not None:
            return True
    return False
