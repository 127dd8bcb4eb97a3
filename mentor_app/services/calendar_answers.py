"""What a member's calendar answers to an invitation that came by letter (iTIP REPLY): noted, never an act by itself.

Both said yes before there was an invitation, so that an acceptance says nothing new. A refusal may be a slip of a
calendar that merely tidies up, as a removal is: its owner is asked, and nobody else is told.
"""

from dataclasses import dataclass
from datetime import timedelta

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting, Member
from mentor_app.security.limits import may_answer_reply
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_steps import letter_words


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """An answer: to which meeting and which state of it, by which address; `partstat` as in RFC 5545."""

    uid: str
    sequence: int
    attendee: str
    partstat: str


def note_answer(uow: UnitOfWork, meeting: Meeting, member: Member, answer: CalendarAnswer, sender: str) -> str:
    """Note an answer if it is this member's, and about the meeting as it stands now.

    Returns:
        `delivered`, or `dropped` when it is somebody else's or too late.
    """
    ended = meeting.starts_at is None or meeting.starts_at + timedelta(minutes=meeting.minutes) <= now()
    is_theirs = member.email.lower() in (answer.attendee, sender)
    if not is_theirs or answer.uid != meeting.uid or answer.sequence < meeting.sequence:
        uow.record("reply.dropped", meeting.id, reason="not this invitation")
        return "dropped"
    if meeting.status != "confirmed" or ended:
        uow.record("reply.dropped", meeting.id, reason="too late")
        return "dropped"
    uow.record("meeting.answered_by_calendar", meeting.id, member=member.id, answer=answer.partstat.lower())
    if answer.partstat == "DECLINED" and may_answer_reply(member.id):
        write_letter(uow, "meeting_answer_noted", member, letter_words(uow, meeting, member))
    return "delivered"
