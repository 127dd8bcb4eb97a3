"""The right to a referral: the colleague's, while the request it is about is open."""

from sqlalchemy import BindParameter
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import MentoringRequest, Referral
from mentor_app.security.access import blocked_either_way, current_member
from mentor_app.security.blocks import block_between


def answerable_referral(uow: UnitOfWork, referral_id: str) -> tuple[Referral, MentoringRequest]:
    """A referral that asks the actor whether they may be named, with its request; both held until the transaction ends.

    Raises:
        NotFound: for anyone else, whoever asked included, once the two must not meet any more, and for whoever came by
            a letter about another request.
    """
    me = current_member(uow)
    referral = uow.session.get(Referral, referral_id)
    if referral is None or referral.colleague_id != me.id or uow.actor.bound_to not in ("", referral.request_id):
        raise NotFound
    # The request first, as everybody does who answers it.
    request = uow.session.get_one(MentoringRequest, referral.request_id, with_for_update=True, populate_existing=True)
    uow.session.refresh(referral, with_for_update=True)
    if blocked_either_way(uow, request.recipient_id):
        raise NotFound
    return referral, request


def own_referral(uow: UnitOfWork, request: MentoringRequest) -> Referral:
    """The referral of this request that asks, or asked, the actor: a colleague is asked once.

    Raises:
        NotFound: for anyone else, and once the two must not meet any more.
    """
    mine = (Referral.request_id == request.id, Referral.colleague_id == current_member(uow).id)
    referral = uow.session.exec(select(Referral).where(*mine)).first()
    if referral is None or blocked_either_way(uow, request.recipient_id):
        raise NotFound
    return referral


def waiting_referrals(member_id: str | BindParameter[str], bound_to: str = "") -> tuple[object, ...]:
    """The conditions under which a referral waits for a member, to be used with `Referral` and `MentoringRequest`.

    Args:
        bound_to: the one request of whoever came by a letter.
    """
    return (
        *((MentoringRequest.id == bound_to,) if bound_to else ()),
        Referral.colleague_id == member_id,
        Referral.status == "asked",
        col(MentoringRequest.id) == Referral.request_id,
        MentoringRequest.status == "open",
        ~block_between(Referral.colleague_id, MentoringRequest.recipient_id),
    )
