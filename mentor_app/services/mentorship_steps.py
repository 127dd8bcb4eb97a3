"""Steps that are done in a mentorship: meetings to speak of, questions to answer, what is next in the workspace."""

from datetime import timedelta
from typing import Any

from sqlmodel import case, col, func, or_, select

from mentor_app.clock import iso, now
from mentor_app.db import UnitOfWork
from mentor_app.models import Evaluation, Meeting, Member, Mentorship, Question
from mentor_app.security.blocks import block_between
from mentor_app.services.meetings import has_ended
from mentor_app.services.mentorships import MentorshipItem
from mentor_app.services.pulses import pulse_due
from mentor_app.services.step_item import LATELY, StepItem, Steps

LOOKING_BACK = timedelta(days=60)
"""So long after its end a mentorship asks how it was."""
_PLACES = {
    "choose_time": "/meetings",
    "draft_agreement": "/agreement",
    "approve_agreement": "/agreement",
    "prepare_end": "/finish",
}


def next_in_workspaces(mentorships: list[MentorshipItem]) -> Steps:
    """What each workspace proposes next, where it proposes anything."""
    for item in mentorships:
        if item.is_active and item.next_step:
            place = f"/mentorships/{item.id}{_PLACES.get(item.next_step, '')}"
            yield StepItem(item.next_step, item.partner.name, "", place)


def meetings(uow: UnitOfWork, me: str) -> Steps:
    """Meetings that are over, of which I have not said what became of them."""
    silent = or_(
        (col(Meeting.mentor_id) == me) & (col(Meeting.mentor_says) == ""),
        (col(Meeting.mentee_id) == me) & (col(Meeting.mentee_says) == ""),
    )
    found = (
        select(Meeting, Member.name)
        .join(Member, col(Member.id) == _partner(Meeting, me))
        .where(silent, Meeting.status == "confirmed", col(Meeting.mentorship_id).is_not(None))
        .where(col(Meeting.starts_at).between(now() - LATELY, now()))
        .where(~block_between(Meeting.mentor_id, Meeting.mentee_id))
        .order_by(col(Meeting.starts_at))
    )
    for meeting, name in uow.session.exec(found):
        if has_ended(meeting):
            at = f"/mentorships/{meeting.mentorship_id}/meetings?meeting={meeting.id}"
            yield StepItem("say", name, iso(meeting.starts_at), at)


def pulses(uow: UnitOfWork, _me: str) -> Steps:
    """Meetings that were held, of which I have not said how they were."""
    for each in pulse_due(uow):
        yield StepItem("pulse", each.partner, "", f"/mentorships/{each.mentorship_id}")


def questions(uow: UnitOfWork, me: str) -> Steps:
    """What my partner asks between meetings, as long as I have not seen it, or answered it."""
    found = (
        select(Mentorship.id, Member.name, func.count(col(Question.id)))
        .join(Mentorship, col(Mentorship.id) == Question.mentorship_id)
        .join(Member, col(Member.id) == _partner(Mentorship, me))
        .where(Mentorship.status == "active", Question.unread_by == me)
        .where(or_(Mentorship.mentor_id == me, Mentorship.mentee_id == me))
        .where(~block_between(Mentorship.mentor_id, Mentorship.mentee_id))
        .group_by(col(Mentorship.id), col(Member.name))
    )
    for mentorship_id, name, count in uow.session.exec(found):
        yield StepItem("question", name, "", f"/mentorships/{mentorship_id}/questions", count)


def evaluations(uow: UnitOfWork, me: str) -> Steps:
    """Mentorships that ended lately, on which I have not looked back."""
    mine = select(Evaluation.id).where(Evaluation.mentorship_id == Mentorship.id, Evaluation.author_id == me)
    found = (
        select(Mentorship.id, Member.name)
        .join(Member, col(Member.id) == _partner(Mentorship, me))
        .where(or_(Mentorship.mentor_id == me, Mentorship.mentee_id == me), Mentorship.status == "ended")
        .where(col(Mentorship.ended_at) > now() - LOOKING_BACK, ~mine.exists())
        .where(~block_between(Mentorship.mentor_id, Mentorship.mentee_id))
        .order_by(col(Mentorship.ended_at))
    )
    for mentorship_id, name in uow.session.exec(found):
        yield StepItem("evaluate", name, "", f"/mentorships/{mentorship_id}/finish")


def _partner(table: type[Meeting | Mentorship], me: str) -> Any:
    return case((col(table.mentor_id) == me, table.mentee_id), else_=table.mentor_id)
