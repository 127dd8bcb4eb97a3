"""Pausing leaves nobody waiting: open requests are answered, and partners hear that the work goes on."""

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Member, MentoringRequest, Mentorship
from mentor_app.services.notifications import notify
from mentor_app.services.requests import decline_request


def leave_nobody_waiting(uow: UnitOfWork, member: Member) -> None:
    """Answer what the actor was asked and has not answered, and tell their partners that they have paused.

    Args:
        uow: the transaction of the member who pauses.
        member: the actor.
    """
    received = (MentoringRequest.recipient_id == member.id, MentoringRequest.status == "open")
    for request_id in uow.session.exec(select(MentoringRequest.id).where(*received)).all():
        decline_request(uow, request_id, "no_time")
    mine = or_(col(Mentorship.mentor_id) == member.id, col(Mentorship.mentee_id) == member.id)
    for mentorship in uow.session.exec(select(Mentorship).where(mine, Mentorship.status == "active")):
        link = f"/mentorships/{mentorship.id}"
        notify(uow, mentorship.partner_of(member.id), "partner.paused", link, {"name": member.name})
