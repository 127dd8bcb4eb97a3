"""What became of a meeting: both say it, and a meeting that took place counts in the time log.

One word is enough when the other does not object within some days; two that differ settle nothing, and both are
shown, until one of the two changes theirs.
"""

from datetime import timedelta
from typing import Literal

from sqlmodel import col, select, update

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import AgendaItem, Meeting, Member, TimeEntry
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.meetings import remembered_meeting
from mentor_app.services.activities import note_activity
from mentor_app.services.certificates import count_anew
from mentor_app.services.meeting_steps import tell_of_meeting, touch_meeting
from mentor_app.services.meetings import has_ended
from mentor_app.services.proposals import close_proposal
from mentor_app.services.pulses import ask_for_pulse

Account = Literal["held", "moved", "missed"]
ACCOUNTS: tuple[Account, ...] = ("held", "moved", "missed")
SILENCE = timedelta(days=3)
"""After so long without a word from the other, one account stands."""
CHANGE_WITHIN = timedelta(days=30)
"""So long what was settled may still be corrected by either."""


def say_what_happened(uow: UnitOfWork, meeting_id: str, account: str) -> None:
    """Say that a meeting was held, moved to another time, or missed. Saying something else later corrects it.

    The end of the mentorship changes nothing about that: what took place before may be said after it.

    Raises:
        InvalidInput: for anything else.
        NotPermitted: before its end, or when there was none, or long after.
    """
    meeting = remembered_meeting(uow, meeting_id)
    if account not in ACCOUNTS:
        raise InvalidInput("account", N_("Please choose what happened."))
    if meeting.status not in ("confirmed", *ACCOUNTS) or not has_ended(meeting):
        raise NotPermitted(N_("This can be said once the meeting is over."))
    if meeting.starts_at and meeting.starts_at + CHANGE_WITHIN < now():
        raise NotPermitted(N_("This meeting is too long ago to be changed."))
    before = (meeting.mentor_says, meeting.mentee_says)
    if uow.actor.id == meeting.mentor_id:
        meeting.mentor_says = account
    else:
        meeting.mentee_says = account
    if before == (meeting.mentor_says, meeting.mentee_says):
        return
    meeting.first_said_at = meeting.first_said_at or now()
    close_proposal(uow, meeting, "withdrawn")
    _settle(uow, meeting, silent_is_consent=False)
    other = uow.session.get_one(Member, meeting.partner_of(uow.actor.id))
    tell_of_meeting(uow, meeting, other, f"meeting.said_{account}")


def settle_by_silence(uow: UnitOfWork, meeting: Meeting) -> bool:
    """Let the one account stand when the other kept silent long enough; says whether it did. The caller holds it."""
    since = meeting.first_said_at
    if meeting.status != "confirmed" or since is None or now() < since + SILENCE:
        return False
    if meeting.mentor_says and meeting.mentee_says:
        return False
    _settle(uow, meeting, silent_is_consent=True)
    return True


def _settle(uow: UnitOfWork, meeting: Meeting, *, silent_is_consent: bool) -> None:
    """Draw the conclusion from what both have said so far."""
    said = {each for each in (meeting.mentor_says, meeting.mentee_says) if each}
    both = bool(meeting.mentor_says and meeting.mentee_says)
    agreed = len(said) == 1 and (both or silent_is_consent)
    before, after = meeting.status, said.pop() if agreed else "confirmed"
    meeting.status = after
    meeting.settled_at = now() if agreed else None
    if before != "held" and after == "held":
        _count_time(uow, meeting)
        ask_for_pulse(uow, meeting)
    if before == "held" and after != "held":
        _uncount_time(uow, meeting)
    touch_meeting(uow, meeting, f"meeting.{after}" if agreed else "meeting.account_given")
    _hand_on_agenda(uow, meeting)


def _count_time(uow: UnitOfWork, meeting: Meeting) -> None:
    mentorship_id, starts_at = meeting.mentorship_id or "", meeting.starts_at or now()
    on_day = to_zone(starts_at, meeting.time_zone).date()
    uow.session.add(
        TimeEntry(mentorship_id=mentorship_id, meeting_id=meeting.id, on_day=on_day, minutes=meeting.minutes)
    )
    count_anew(uow, mentorship_id)
    if uow.actor.member_id:
        note_activity(uow, mentorship_id, "meeting.held", meeting.id)
    uow.announce(in_mentorship(mentorship_id, "time"))
    uow.announce(*(for_member(each, "mentorships") for each in (meeting.mentor_id, meeting.mentee_id)))


def _uncount_time(uow: UnitOfWork, meeting: Meeting) -> None:
    entry = uow.session.exec(select(TimeEntry).where(TimeEntry.meeting_id == meeting.id)).first()
    if entry is not None:
        uow.session.delete(entry)
    count_anew(uow, meeting.mentorship_id or "")
    uow.announce(in_mentorship(meeting.mentorship_id or "", "time"))


def _hand_on_agenda(uow: UnitOfWork, meeting: Meeting) -> None:
    """What was talked about stays with a meeting that was held; everything open goes on to the next."""
    if meeting.status not in ACCOUNTS:
        return
    here, done = col(AgendaItem.meeting_id) == meeting.id, col(AgendaItem.done_at).is_not(None)
    if meeting.status == "held":
        unattached = col(AgendaItem.meeting_id).is_(None) & (col(AgendaItem.mentorship_id) == meeting.mentorship_id)
        uow.session.exec(update(AgendaItem).where(unattached, done).values(meeting_id=meeting.id))
        here &= col(AgendaItem.done_at).is_(None)
    uow.session.exec(update(AgendaItem).where(here).values(meeting_id=None))
    uow.announce(in_mentorship(meeting.mentorship_id or "", "agenda"))
