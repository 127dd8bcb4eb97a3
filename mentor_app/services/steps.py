"""What waits for a member, from facts alone: a small function for each kind of thing, and one order for all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import case, col, func, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import (
    CalendarAccount,
    Conversation,
    Correspondent,
    Evaluation,
    Meeting,
    MeetingCopy,
    Member,
    MentoringRequest,
    Mentorship,
    Programme,
    Question,
    RequestQuestion,
)
from mentor_app.security.blocks import block_between
from mentor_app.security.conversations import own_conversations
from mentor_app.security.coordination import led_ids
from mentor_app.services.choices import get_line
from mentor_app.services.concern_desk import count_open_concerns
from mentor_app.services.delivery import count_failed
from mentor_app.services.meetings import has_ended
from mentor_app.services.mentorships import MentorshipItem
from mentor_app.services.pulses import pulse_due
from mentor_app.services.referrals import list_referrals
from mentor_app.services.request_turns import OFFERED, waits_for
from mentor_app.services.texts import preview

MOST_STEPS, COMPLETE_ENOUGH = 12, 60
LATELY = timedelta(days=14)
"""So long what is over asks for a word, and a letter that failed for a hand."""
LOOKING_BACK = timedelta(days=60)
"""So long after its end a mentorship asks how it was."""
URGENCY = (
    *("concerns", "choose_time", "say", "answer", "reply", "times", "offer", "referral", "next_choice"),
    *("approve_agreement", "calendar", "message", "messages", "question", "draft_agreement", "prepare_agenda"),
    *("set_goals", "tick_agenda", "prepare_end", "pulse", "evaluate", "letters", "profile"),
)
"""The kinds of steps, the most urgent first: people who wait come before one's own plans."""


@dataclass(frozen=True)
class StepItem:
    """Something that waits for me: its kind, whom it is about, the words and the number it needs, where it is done."""

    kind: str
    name: str
    detail: str
    link: str
    count: int = 1


Steps = Iterator[StepItem]


def list_steps(uow: UnitOfWork, mentorships: list[MentorshipItem], percent: int) -> list[StepItem]:
    """Everything that waits for the actor, who has been checked, the most urgent first.

    Args:
        mentorships: the actor's own.
        percent: how complete their profile is.
    """
    found = [step for kind in KINDS for step in kind(uow, uow.actor.id)]
    found += _workspaces(mentorships)
    if percent < COMPLETE_ENOUGH:
        found.append(StepItem("profile", "", str(percent), "/profile"))
    return sorted(found, key=lambda step: URGENCY.index(step.kind))[:MOST_STEPS]


def _requests(uow: UnitOfWork, me: str) -> Steps:
    """Requests to answer, and my own about which I am asked something or offered a time or a flash meeting."""
    sender, recipient = col(MentoringRequest.sender_id), col(MentoringRequest.recipient_id)
    asked = (
        select(RequestQuestion.id)
        .where(RequestQuestion.request_id == MentoringRequest.id, RequestQuestion.answer == "")
        .exists()
    )
    found = (
        select(MentoringRequest, Member.name, asked)
        .join(Member, col(Member.id) == case((sender == me, recipient), else_=sender))
        .where(or_(waits_for(me), (sender == me) & (col(MentoringRequest.status) == "open") & asked))
        .where(~block_between(MentoringRequest.sender_id, MentoringRequest.recipient_id))
        .order_by(col(MentoringRequest.created_at))
        .limit(MOST_STEPS)
    )
    for request, name, is_asked in uow.session.exec(found):
        kind = "reply" if is_asked else "offer" if request.status == OFFERED else "times"
        if request.recipient_id == me:
            if is_asked:
                # Whoever asked waits for the other.
                continue
            kind = "answer"
        yield StepItem(kind, name, preview(request.message), f"/inbox?request={request.id}")


def _referrals(uow: UnitOfWork, _me: str) -> Steps:
    """Whoever would like to name me to somebody."""
    for each in list_referrals(uow):
        yield StepItem("referral", each.referrer.name, "", "/inbox?shelf=requests")


def _next_choice(uow: UnitOfWork, me: str) -> Steps:
    """The first of those lined up, once nobody asked is to answer and nobody has said yes."""
    asked = select(MentoringRequest.id).where(
        MentoringRequest.sender_id == me,
        MentoringRequest.kind == "mentoring",
        col(MentoringRequest.status).in_(("open", OFFERED)),
    )
    found = select(Mentorship.id).where(
        Mentorship.mentee_id == me, Mentorship.kind == "mentoring", Mentorship.status == "active"
    )
    if uow.session.exec(select(asked.exists() | found.exists())).one():
        return
    for each in get_line(uow).upcoming:
        yield StepItem("next_choice", each.person.name, "", "/inbox?shelf=waiting")


def _meetings(uow: UnitOfWork, me: str) -> Steps:
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
            yield StepItem("say", name, meeting.starts_at.isoformat() if meeting.starts_at else "", at)


def _pulses(uow: UnitOfWork, _me: str) -> Steps:
    """Meetings that were held, of which I have not said how they were."""
    for each in pulse_due(uow):
        yield StepItem("pulse", each.partner, "", f"/mentorships/{each.mentorship_id}")


def _messages(uow: UnitOfWork, me: str) -> Steps:
    """What I have not read: of one person, or of so many."""
    unheard = own_conversations(uow).where(
        col(Conversation.last_number) > Correspondent.read_number, col(Correspondent.archived_at).is_(None)
    )
    talks = [talk for talk, _side in uow.session.exec(unheard.limit(MOST_STEPS))]
    if len(talks) == 1:
        partner = uow.session.get_one(Member, talks[0].partner_of(me))
        yield StepItem("message", partner.name, "", f"/inbox/conversations/{talks[0].id}")
    elif talks:
        yield StepItem("messages", "", "", "/inbox/conversations", len(talks))


def _questions(uow: UnitOfWork, me: str) -> Steps:
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


def _calendars(uow: UnitOfWork, me: str) -> Steps:
    """A calendar that only its owner can help, or that asks what its owner meant."""
    troubled = (
        select(CalendarAccount.id)
        .where(CalendarAccount.member_id == me)
        .where(
            or_(
                col(CalendarAccount.is_stopped),
                CalendarAccount.status == "refused",
                col(CalendarAccount.trouble).in_(("needs_consent", "many_gone")),
            )
        )
    )
    asking = select(MeetingCopy.id).where(MeetingCopy.member_id == me, MeetingCopy.question == "gone")
    if uow.session.exec(select(troubled.exists() | asking.exists())).one():
        yield StepItem("calendar", "", "", "/calendar")


def _evaluations(uow: UnitOfWork, me: str) -> Steps:
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


def _for_staff(uow: UnitOfWork, _me: str) -> Steps:
    """Concerns that nobody has taken up, and letters that failed, in the programmes I coordinate."""
    for programme in uow.session.exec(select(Programme).where(col(Programme.id).in_(led_ids(uow)))).all():
        at = f"/programme/{programme.slug}"
        if raised := count_open_concerns(uow, programme):
            yield StepItem("concerns", programme.name, "", f"{at}/concerns", raised)
        if unsent := count_failed(uow, programme, now() - LATELY):
            yield StepItem("letters", programme.name, "", f"{at}/delivery?status=failed", unsent)


KINDS: tuple[Callable[[UnitOfWork, str], Steps], ...] = (
    *(_requests, _referrals, _next_choice, _meetings, _pulses, _messages, _questions, _calendars, _evaluations),
    _for_staff,
)
_PLACES = {
    "choose_time": "/meetings",
    "draft_agreement": "/agreement",
    "approve_agreement": "/agreement",
    "prepare_end": "/finish",
}


def _workspaces(mentorships: list[MentorshipItem]) -> Steps:
    for item in mentorships:
        if item.is_active and item.next_step in URGENCY:
            place = f"/mentorships/{item.id}{_PLACES.get(item.next_step, '')}"
            yield StepItem(item.next_step, item.partner.name, "", place)


def _partner(table: type[Meeting | Mentorship], me: str) -> Any:
    return case((col(table.mentor_id) == me, table.mentee_id), else_=table.mentor_id)
