"""A yes becomes a mentorship, and both people hear of it."""

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, Mentorship
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.services.activities import note_activity
from mentor_app.services.goals import add_goal
from mentor_app.services.letters import write_letter
from mentor_app.services.request_times import carry_over


def begin_mentorship(uow: UnitOfWork, request: MentoringRequest, kind: str, slot_id: str = "") -> str:
    """Open the mentorship of a request that was just accepted, with its goals, and return its id.

    Args:
        kind: `mentoring`, or `flash` for one meeting.
        slot_id: the suggested time at which the two first meet, when one was taken.

    Raises:
        NotPermitted: when the two already have one of this kind, or the time cannot be any more.
    """
    if work_together(uow, request.recipient_id, request.sender_id, kind):
        partner = request.recipient_id if uow.actor.id == request.sender_id else request.sender_id
        name = uow.session.get_one(Member, partner).name
        raise NotPermitted(N_("You and {{name}} already work together."), name=name)
    mentorship = Mentorship(
        programme_id=request.programme_id,
        request_id=request.id,
        kind=kind,
        mentor_id=request.recipient_id,
        mentee_id=request.sender_id,
    )
    uow.session.add(mentorship)
    uow.session.flush()
    note_activity(uow, mentorship.id, "mentorship.begun")
    for goal in request.goals:
        add_goal(uow, mentorship.id, goal)
    mentor, mentee = (uow.session.get_one(Member, each) for each in (request.recipient_id, request.sender_id))
    when_is_settled = carry_over(uow, request, mentorship.id, slot_id)
    for reader, partner in ((mentee, mentor), (mentor, mentee)):
        params = {"partner": partner.name, "mentorship_id": mentorship.id}
        # With a time, one letter says both.
        if not when_is_settled:
            write_letter(uow, "request_accepted", reader, params)
        uow.announce(for_member(reader.id, "mentorships"))
    uow.announce(in_community(mentor.id))
    return mentorship.id


def work_together(uow: UnitOfWork, mentor_id: str, mentee_id: str, kind: str) -> bool:
    """Whether these two have a mentorship of this kind under way."""
    active = select(Mentorship.id).where(
        Mentorship.mentor_id == mentor_id,
        Mentorship.mentee_id == mentee_id,
        Mentorship.kind == kind,
        Mentorship.status == "active",
    )
    return uow.session.exec(active).first() is not None
