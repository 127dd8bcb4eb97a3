"""What time brings to meetings: a word a day and an hour before, a question afterwards, and the end of silence."""

from datetime import timedelta

from sqlmodel import col, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting
from mentor_app.security.machine import only_the_machine
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_accounts import SILENCE, settle_by_silence
from mentor_app.services.meeting_steps import DAY, HOUR, letter_words, people_of, repaint_meeting, tell_of_meeting
from mentor_app.services.meetings import has_ended

ASKED = 3
"""`reminded` once both were asked what happened: a day before is 1, an hour before 2."""
LATE = timedelta(days=7)
"""So long after a meeting it may still be asked what happened, as when the installation stood still."""
KINDS = {1: "meeting.tomorrow", 2: "meeting.soon", ASKED: "meeting.over"}


def due_meetings(uow: UnitOfWork) -> list[str]:
    """Ids of the meetings for which something is due now.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    silent = col(Meeting.first_said_at) <= now() - SILENCE
    near = col(Meeting.starts_at).between(now() - LATE - DAY, now() + DAY)
    ahead = near & (col(Meeting.reminded) < ASKED)
    due = select(Meeting).where(Meeting.status == "confirmed", or_(silent, ahead)).order_by(col(Meeting.starts_at))
    return [meeting.id for meeting in uow.session.exec(due) if _step(meeting) > meeting.reminded or _consents(meeting)]


def tend_meeting(uow: UnitOfWork, meeting_id: str) -> str:
    """Do what is due for a meeting, if it still is, and say what was done.

    Doing it twice, or in two processes at once, tells both people once: the row is held, and says what they were told.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    held = select(Meeting).where(Meeting.id == meeting_id, Meeting.status == "confirmed").with_for_update()
    meeting = uow.session.exec(held).first()
    if meeting is None:
        return "nothing"
    if settle_by_silence(uow, meeting):
        return "settled"
    step = _step(meeting)
    if step <= meeting.reminded:
        return "nothing"
    meeting.reminded = step
    kind = KINDS[step]
    for reader in people_of(uow, meeting):
        tell_of_meeting(uow, meeting, reader, kind)
        write_letter(uow, kind.replace(".", "_"), reader, letter_words(uow, meeting, reader))
    repaint_meeting(uow, meeting)
    uow.record(kind, meeting.id)
    return kind


def _step(meeting: Meeting) -> int:
    """How far the clock has come: what both should have been told by now. Nobody is reminded of what has begun."""
    if meeting.starts_at is None:
        return 0
    if has_ended(meeting):
        # Whoever has spoken already needs no question; after some days nobody does.
        late = now() > meeting.starts_at + LATE
        return meeting.reminded if late or meeting.first_said_at else ASKED
    left = meeting.starts_at - now()
    if left <= timedelta(0):
        return meeting.reminded
    return 2 if left <= HOUR else 1 if left <= DAY else 0


def _consents(meeting: Meeting) -> bool:
    since = meeting.first_said_at
    return since is not None and now() >= since + SILENCE and not (meeting.mentor_says and meeting.mentee_says)
