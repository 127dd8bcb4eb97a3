"""The right to be shown when two are free, and to one's own availability."""

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import Member, MentoringRequest, Mentorship, OddDay
from mentor_app.security.access import current_member, shared_programmes, visible_member


def may_propose_to(uow: UnitOfWork, member_id: str) -> Member:
    """A member to whom the actor may suggest times now: a partner, somebody with an open request, or whom one may ask.

    Raises:
        NotFound: when the actor may not see this person.
        NotPermitted: when no time could be suggested to them, or it is the actor.
    """
    member, profile = visible_member(uow, member_id)
    if member_id == uow.actor.id:
        raise NotPermitted
    asked = profile.is_active and (profile.offers_mentoring or profile.offers_flash)
    if not (asked and shared_programmes(uow, member_id)) and not _arranges_with(uow, member_id):
        raise NotPermitted
    return member


def own_odd_day(uow: UnitOfWork, odd_id: str) -> OddDay:
    """An exception of the actor's own.

    Raises:
        NotFound: for anyone else's.
    """
    me = current_member(uow)
    row = uow.session.get(OddDay, odd_id)
    if row is None or row.member_id != me.id:
        raise NotFound
    return row


def _arranges_with(uow: UnitOfWork, member_id: str) -> bool:
    """Whether the two have a mentorship under way, or an open request between them."""
    two = (uow.actor.id, member_id)
    pair = select(Mentorship.id).where(
        Mentorship.status == "active", col(Mentorship.mentor_id).in_(two), col(Mentorship.mentee_id).in_(two)
    )
    asked = select(MentoringRequest.id).where(
        MentoringRequest.status == "open",
        or_(
            (col(MentoringRequest.sender_id) == two[0]) & (col(MentoringRequest.recipient_id) == two[1]),
            (col(MentoringRequest.sender_id) == two[1]) & (col(MentoringRequest.recipient_id) == two[0]),
        ),
    )
    return uow.session.exec(pair).first() is not None or uow.session.exec(asked).first() is not None
