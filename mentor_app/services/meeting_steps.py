"""What every step of a meeting has in common: it counts, it is announced, and its two people hear of it.

`fix_time` and `call_off` are the only places where a confirmed time comes about, changes or goes.
"""

from datetime import datetime, timedelta

from mentor_app.clock import now
from mentor_app.db import Job, UnitOfWork
from mentor_app.models import Meeting, Member
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.services.activities import note_activity
from mentor_app.services.calendar_copies import write_to_calendars
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.times import told_to

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def meetings_page(meeting: Meeting) -> str:
    """Where a meeting is looked after."""
    return f"/mentorships/{meeting.mentorship_id}/meetings"


def settle_time(uow: UnitOfWork, meeting: Meeting, starts_at: datetime, letter: str = "") -> None:
    """Confirm a meeting at a time both agreed on, or move it there; both hear of it. The caller holds it.

    The actor's zone is kept as the one whose wall clock the time was agreed on.

    Args:
        letter: the kind of letter, when it is not the usual one; then the other gets no notice of its own, either.
    """
    step = "meeting.moved" if meeting.status == "confirmed" else "meeting.confirmed"
    fix_time(uow, meeting, starts_at, uow.session.get_one(Member, uow.actor.id).time_zone)
    note_activity(uow, meeting.mentorship_id or "", step, meeting.id)
    for reader in people_of(uow, meeting):
        if reader.id != uow.actor.id and not letter:
            tell_of_meeting(uow, meeting, reader, step)
        write_letter(uow, letter or step.replace(".", "_"), reader, letter_words(uow, meeting, reader))


def fix_time(uow: UnitOfWork, meeting: Meeting, starts_at: datetime, zone: str) -> None:
    """Have a meeting take place then, without a word to anybody; the caller holds it.

    Args:
        zone: on whose wall clock the time was agreed on.
    """
    moved = meeting.status == "confirmed"
    meeting.sequence += 1 if moved else 0
    meeting.starts_at, meeting.status, meeting.time_zone = starts_at, "confirmed", zone
    meeting.reminded = _already_reminded(starts_at)
    touch_meeting(uow, meeting, "meeting.moved" if moved else "meeting.confirmed")
    promise_tending(uow, meeting)


def call_off(uow: UnitOfWork, meeting: Meeting, status: str, words: str = "") -> None:
    """End a meeting that will not take place, with words for the other; the caller holds it.

    Args:
        status: `cancelled`, or `declined` when it never had a time.
    """
    meeting.sequence += 1 if meeting.status == "confirmed" else 0
    meeting.status, meeting.settled_at = status, now()
    meeting.cancelled_by, meeting.cancel_words = uow.actor.id, words
    touch_meeting(uow, meeting, f"meeting.{status}")


def touch_meeting(uow: UnitOfWork, meeting: Meeting, action: str) -> None:
    """Count a change of a meeting, write it down, and have everything repainted that shows it."""
    meeting.version += 1
    meeting.changed_at = now()
    uow.session.add(meeting)
    uow.record(action, meeting.id)
    repaint_meeting(uow, meeting)
    write_to_calendars(uow, meeting, action)


def repaint_meeting(uow: UnitOfWork, meeting: Meeting) -> None:
    """Have everything repainted that shows a meeting."""
    if meeting.mentorship_id:
        uow.announce(in_mentorship(meeting.mentorship_id, "meetings"))
    uow.announce(*(for_member(each, "meetings") for each in (meeting.mentor_id, meeting.mentee_id)))


def tell_of_meeting(uow: UnitOfWork, meeting: Meeting, to: Member, kind: str) -> None:
    """Put a notice about a meeting behind somebody's bell.

    Args:
        kind: such as `meeting.confirmed`.
    """
    partner = uow.session.get_one(Member, meeting.partner_of(to.id))
    notify(uow, to.id, kind, meetings_page(meeting), {"name": partner.name}, meeting.starts_at)


def letter_words(uow: UnitOfWork, meeting: Meeting, reader: Member) -> dict[str, str]:
    """What letters about a confirmed meeting say: with whom, when on the reader's wall clock, and where."""
    partner = uow.session.get_one(Member, meeting.partner_of(reader.id))
    return {
        "partner": partner.name,
        "mentorship_id": meeting.mentorship_id or "",
        "meeting_id": meeting.id,
        "time": told_to(reader.locale, reader.time_zone, meeting.starts_at) if meeting.starts_at else "",
        "place": meeting.place,
    }


def people_of(uow: UnitOfWork, meeting: Meeting) -> tuple[Member, Member]:
    """The mentor and the mentee."""
    return uow.session.get_one(Member, meeting.mentor_id), uow.session.get_one(Member, meeting.mentee_id)


def promise_tending(uow: UnitOfWork, meeting: Meeting) -> None:
    """Have the meeting looked after a day and an hour before it, and right after its end."""
    if meeting.starts_at is None:
        return
    end = meeting.starts_at + timedelta(minutes=meeting.minutes)
    for name, due in (("day", meeting.starts_at - DAY), ("hour", meeting.starts_at - HOUR), ("end", end)):
        wait = (due - now()).total_seconds()
        if wait > 0:
            key = f"meeting:{meeting.id}:{meeting.sequence}:{name}"
            uow.promise(Job("tend_meeting", key=key, args=(meeting.id,), queue="mail", delay=wait + 1))


def _already_reminded(starts_at: datetime) -> int:
    """Whoever agrees within the last day, or hour, needs no word of it a moment later."""
    left = starts_at - now()
    return 2 if left <= HOUR else 1 if left <= DAY else 0
