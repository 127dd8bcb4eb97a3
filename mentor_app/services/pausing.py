"""Pausing leaves nobody waiting: open requests are answered, and partners hear that the work goes on."""

from contextlib import suppress
from datetime import timedelta

from sqlmodel import col, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.models import Letter, Member, MentoringRequest, Mentorship
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.requests import decline_request

QUIET_FOR = timedelta(days=1)
"""Whoever switches back and forth fills no letter box: one letter of a kind to a partner in this time."""


def leave_nobody_waiting(uow: UnitOfWork, member: Member) -> None:
    """Answer what the actor was asked and has not answered, and tell their partners that they have paused.

    Args:
        uow: the transaction of the member who pauses.
        member: the actor.
    """
    received = (MentoringRequest.recipient_id == member.id, MentoringRequest.status == "open")
    waiting = select(MentoringRequest.id).where(*received).order_by(col(MentoringRequest.id))
    for request_id in uow.session.exec(waiting).all():
        # One that was withdrawn this very moment needs no answer any more.
        with suppress(NotPermitted):
            decline_request(uow, request_id, "paused")
    _tell_partners(uow, member, "paused")


def tell_of_return(uow: UnitOfWork, member: Member) -> None:
    """Tell the actor's partners that the pause is over.

    Args:
        uow: the transaction of the member who comes back.
        member: the actor.
    """
    _tell_partners(uow, member, "resumed")


def _tell_partners(uow: UnitOfWork, member: Member, what: str) -> None:
    mine = or_(col(Mentorship.mentor_id) == member.id, col(Mentorship.mentee_id) == member.id)
    for mentorship in uow.session.exec(select(Mentorship).where(mine, Mentorship.status == "active")).all():
        partner = uow.session.get_one(Member, mentorship.partner_of(member.id))
        notify(uow, partner.id, f"partner.{what}", f"/mentorships/{mentorship.id}", {"name": member.name})
        params = {"partner": member.name, "mentorship_id": mentorship.id}
        if not _told_lately(uow, partner, f"partner_{what}", mentorship.id):
            write_letter(uow, f"partner_{what}", partner, params)


def _told_lately(uow: UnitOfWork, partner: Member, kind: str, mentorship_id: str) -> bool:
    lately = (Letter.member_id == partner.id, Letter.kind == kind, col(Letter.created_at) > now() - QUIET_FOR)
    told = uow.session.exec(select(Letter.params).where(*lately))
    return any(params["mentorship_id"] == mentorship_id for params in told)
