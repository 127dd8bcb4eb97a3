"""Meetings in members' calendars: which should be there, and what becomes of a member's own changes to them."""

from datetime import timedelta

from sqlmodel import col, delete, select

from mentor_app.clock import now
from mentor_app.db import Job, UnitOfWork
from mentor_app.models import BusyInterval, CalendarAccount, Meeting, MeetingCopy, RemoteCalendar, RemoteObject
from mentor_app.realtime.changes import for_member

SEEN = frozenset({"meeting.confirmed", "meeting.moved", "meeting.cancelled", "meeting.placed", "meeting.stays"})
"""The steps of a meeting that calendars show."""


def write_to_calendars(uow: UnitOfWork, meeting: Meeting, step: str) -> None:
    """Have both people's calendars say what a meeting has come to; the caller has changed it.

    Args:
        step: as in `touch_meeting`; those that no calendar shows do nothing.
    """
    if step not in SEEN or meeting.starts_at is None:
        return
    for member_id in (meeting.mentor_id, meeting.mentee_id):
        copy = _copy(uow, meeting, member_id)
        if copy is not None:
            copy.wanted += 1
            copy.question = ""
            promise_sync(uow, copy.calendar_id, f"{copy.id}:{copy.wanted}")


def fill_calendar(uow: UnitOfWork, calendar: RemoteCalendar) -> None:
    """Have a newly chosen calendar get every meeting that is still to come."""
    ahead = select(Meeting).where(
        (col(Meeting.mentor_id) == calendar.member_id) | (col(Meeting.mentee_id) == calendar.member_id),
        Meeting.status == "confirmed",
        col(Meeting.starts_at) > now() - timedelta(days=1),
    )
    for meeting in uow.session.exec(ahead).all():
        copy = _copy(uow, meeting, calendar.member_id)
        if copy is not None:
            copy.wanted += 1


def forget_reading(uow: UnitOfWork, calendar: RemoteCalendar) -> None:
    """Have a calendar read from the beginning the next time: nothing is known of what is in it."""
    for table in (RemoteObject, BusyInterval):
        uow.session.exec(delete(table).where(col(table.calendar_id) == calendar.id))
    calendar.token, calendar.window_end, calendar.compared_at = "", None, None


def begin_elsewhere(uow: UnitOfWork, calendar: RemoteCalendar) -> None:
    """Have a calendar begin anew, as its account is another: what it holds is taken up, what it lacks is written.

    Else meetings that never were there would be asked about as if their owner had removed them.
    """
    forget_reading(uow, calendar)
    calendar.reports_changes = None
    written = (
        select(MeetingCopy)
        .join(Meeting, col(Meeting.id) == col(MeetingCopy.meeting_id))
        .where(MeetingCopy.calendar_id == calendar.id, MeetingCopy.status == "written")
    )
    for copy in uow.session.exec(written.where(col(Meeting.starts_at) > now() - timedelta(days=1))).all():
        copy.status, copy.href, copy.etag = "new", "", ""
        copy.wanted += 1


def carry_over(uow: UnitOfWork, calendar: RemoteCalendar, to: RemoteCalendar) -> None:
    """Have the copies of meetings to come moved into another calendar of the same account, just as they are."""
    ahead = select(Meeting.id).where(col(Meeting.starts_at) > now() - timedelta(days=1))
    there = select(MeetingCopy).where(
        MeetingCopy.calendar_id == calendar.id, MeetingCopy.status == "written", col(MeetingCopy.meeting_id).in_(ahead)
    )
    for copy in uow.session.exec(there.with_for_update()).all():
        copy.calendar_id, copy.status = to.id, "new"
        uow.session.add(copy)
    uow.session.flush()


def promise_sync(uow: UnitOfWork, calendar_id: str, reason: str, *, round_: int = -1, delay: float = 0.0) -> None:
    """Have a calendar looked at and written to, once this transaction has committed.

    Args:
        reason: what makes it one piece of work: promised twice, it is done once.
        round_: the scheduled look it is, or -1 for one out of turn.
        delay: seconds to wait at least.
    """
    key = f"calendar:{calendar_id}:{reason}"
    uow.promise(Job("sync_calendar", key, (calendar_id, round_), queue="calendars", delay=delay, partition=calendar_id))


def repaint_calendars(uow: UnitOfWork, member_id: str) -> None:
    """Have the member's own calendar page repainted."""
    uow.announce(for_member(member_id, "calendars"))


def _copy(uow: UnitOfWork, meeting: Meeting, member_id: str) -> MeetingCopy | None:
    """The member's copy; a new one when there is none, the meeting takes place, and a calendar is written to."""
    found = select(MeetingCopy).where(MeetingCopy.meeting_id == meeting.id, MeetingCopy.member_id == member_id)
    copy = uow.session.exec(found.with_for_update()).first()
    if copy is not None or meeting.status != "confirmed":
        return copy
    target = select(RemoteCalendar).join(CalendarAccount, col(CalendarAccount.id) == col(RemoteCalendar.account_id))
    calendar = uow.session.exec(target.where(RemoteCalendar.member_id == member_id, RemoteCalendar.writes)).first()
    if calendar is None:
        return None
    copy = MeetingCopy(meeting_id=meeting.id, member_id=member_id, calendar_id=calendar.id, wanted=0)
    uow.session.add(copy)
    uow.session.flush()
    return copy
