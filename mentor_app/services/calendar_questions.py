"""What a member changed in their own calendar is a question to people, never carried out in silence."""

from datetime import datetime, timedelta

from mentor_app.clock import now, to_zone
from mentor_app.db import Actor, UnitOfWork
from mentor_app.errors import DomainError, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Meeting, MeetingCopy, Member
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.calendars import own_copy
from mentor_app.services.calendar_copies import promise_sync, repaint_calendars
from mentor_app.services.meetings import cancel_meeting, decline_times, suggest_times
from mentor_app.services.notifications import notify
from mentor_app.services.proposals import open_proposal


def moved_in_calendar(uow: UnitOfWork, copy: MeetingCopy, starts_at: datetime, ends_at: datetime) -> bool:
    """Its owner moved a meeting in their own calendar: that is a suggestion to the other, as if made in the app.

    Returns:
        False when it cannot be suggested; then the owner hears of it, and the agreed time is put back.
    """
    meeting = uow.session.get_one(Meeting, copy.meeting_id)
    mine = uow.session.get_one(Member, copy.member_id)
    acting = UnitOfWork(uow.session, Actor(member_id=mine.id), uow.changes, uow.jobs)
    typed = to_zone(starts_at, mine.time_zone).strftime("%Y-%m-%dT%H:%M")
    try:
        with uow.session.begin_nested():
            if ends_at - starts_at != timedelta(minutes=meeting.minutes):
                raise NotPermitted
            suggest_times(acting, meeting.id, [typed])
    except DomainError:
        not_to_be_suggested(uow, copy)
        return False
    copy.question = "moved"
    _repaint(uow, meeting, copy)
    return True


def not_to_be_suggested(uow: UnitOfWork, copy: MeetingCopy) -> None:
    """Its owner made of a meeting what is no single other time: they hear that the agreed one is put back."""
    _tell(uow, copy, "calendar.put_back")


def refused_by_calendar(uow: UnitOfWork, copy: MeetingCopy) -> None:
    """The owner's calendar does not take a meeting, or does not let go of one: they hear what it does not show."""
    is_on = uow.session.get_one(Meeting, copy.meeting_id).status == "confirmed"
    _tell(uow, copy, "calendar.refused" if is_on else "calendar.kept")


def gone_from_calendar(uow: UnitOfWork, copy: MeetingCopy) -> None:
    """Its owner removed or cancelled a meeting in their own calendar: they are asked what they meant."""
    meeting = uow.session.get_one(Meeting, copy.meeting_id)
    if meeting.status != "confirmed" or (meeting.starts_at or now()) + timedelta(minutes=meeting.minutes) <= now():
        return
    copy.question = "gone"
    _tell(uow, copy, "calendar.gone")
    _repaint(uow, meeting, copy)


def back_in_calendar(uow: UnitOfWork, copy: MeetingCopy) -> None:
    """A meeting is where it was agreed again: what its owner's calendar suggested is taken back."""
    meeting = uow.session.get_one(Meeting, copy.meeting_id)
    suggestion = open_proposal(uow, meeting.id)
    if copy.question == "moved" and suggestion is not None and suggestion.author_id == copy.member_id:
        acting = UnitOfWork(uow.session, Actor(member_id=copy.member_id), uow.changes, uow.jobs)
        try:
            with uow.session.begin_nested():
                decline_times(acting, meeting.id)
        except DomainError:
            pass  # the mentorship has ended meanwhile
    copy.question = ""
    _repaint(uow, meeting, copy)


def cancel_as_removed(uow: UnitOfWork, copy_id: str) -> None:
    """Yes, the meeting that was removed from the calendar is to be called off.

    Raises:
        NotPermitted: when nothing is asked any more.
    """
    copy = _asked(uow, copy_id)
    copy.question = ""
    cancel_meeting(uow, copy.meeting_id)
    repaint_calendars(uow, copy.member_id)


def put_back(uow: UnitOfWork, copy_id: str) -> None:
    """No, it was removed by mistake: the meeting is written into the calendar again.

    Raises:
        NotPermitted: when nothing is asked any more.
    """
    copy = _asked(uow, copy_id)
    copy.question = ""
    copy.wanted += 1
    promise_sync(uow, copy.calendar_id, f"{copy.id}:{copy.wanted}")
    _repaint(uow, uow.session.get_one(Meeting, copy.meeting_id), copy)


def _asked(uow: UnitOfWork, copy_id: str) -> MeetingCopy:
    copy = own_copy(uow, copy_id)
    if copy.question != "gone":
        raise NotPermitted(N_("This has been answered already."))
    return copy


def _tell(uow: UnitOfWork, copy: MeetingCopy, kind: str) -> None:
    meeting = uow.session.get_one(Meeting, copy.meeting_id)
    partner = uow.session.get_one(Member, meeting.partner_of(copy.member_id))
    notify(uow, copy.member_id, kind, "/calendar", {"name": partner.name}, meeting.starts_at)


def _repaint(uow: UnitOfWork, meeting: Meeting, copy: MeetingCopy) -> None:
    if meeting.mentorship_id:
        uow.announce(in_mentorship(meeting.mentorship_id, "meetings"))
    repaint_calendars(uow, copy.member_id)
