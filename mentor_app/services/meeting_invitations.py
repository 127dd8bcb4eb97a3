"""Invitations by letter (iMIP): the calendar's part of letters about a meeting, for whoever has connected no calendar.

Always the meeting as it is now: letters that overtake each other, or are late, leave the same in a calendar. Nobody's
own address is in another's invitation; the installation is the organizer, and whoever connects a calendar later has the
meeting there under the same UID.
"""

from dataclasses import dataclass

from sqlmodel import select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.models import Conversation, Meeting, Member, RemoteCalendar
from mentor_app.security.relay_addresses import Place, relay_address
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_facts import MeetingFacts, facts_of
from mentor_app.services.meeting_steps import letter_words

INVITING = frozenset({"meeting_confirmed", "meeting_moved", "meeting_begun", "meeting_cancelled", "meeting_taken_out"})
"""Kinds of letters that a calendar can read."""


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What an invitation to one of two people says.

    Args:
        meeting: in the reader's words.
        organizer: our address for answers to it; empty where no mail comes in.
        reader: their name; they are invited at the address the letter goes to.
        partner: the other's name.
        partner_address: where a letter reaches the other without their own address; empty when there is no such way.
    """

    meeting: MeetingFacts
    organizer: str
    reader: str
    partner: str
    partner_address: str


def invitation_of(uow: UnitOfWork, kind: str, meeting_id: str, member_id: str | None) -> InvitationFacts | None:
    """What a letter of this kind brings for its reader's calendar; None when it brings nothing."""
    meeting = uow.session.get(Meeting, meeting_id) if kind in INVITING and member_id else None
    if meeting is None or meeting.starts_at is None or member_id not in (meeting.mentor_id, meeting.mentee_id):
        return None
    reader = uow.session.get_one(Member, member_id)
    if has_connected_calendar(uow, reader.id):
        return None
    partner = uow.session.get_one(Member, meeting.partner_of(reader.id))
    return InvitationFacts(
        meeting=facts_of(uow, meeting, reader),
        organizer=relay_address(Place("meeting", meeting.id, int(reader.id == meeting.mentee_id))),
        reader=reader.name,
        partner=partner.name,
        partner_address=_way_to(uow, reader.id, partner.id),
    )


def has_connected_calendar(uow: UnitOfWork, member_id: str) -> bool:
    """Whether meetings are written into a calendar of this member's, and so need no letter to get there."""
    writes = select(RemoteCalendar.id).where(RemoteCalendar.member_id == member_id, RemoteCalendar.writes)
    return uow.session.exec(writes).first() is not None


def take_out(uow: UnitOfWork, meeting: Meeting, *readers: Member) -> None:
    """Write to those whose calendars still show a meeting that was called off, and who get no other letter about it."""
    if meeting.status != "cancelled" or meeting.starts_at is None or meeting.starts_at <= now():
        return
    for reader in readers:
        if not has_connected_calendar(uow, reader.id) and reader.suspended_at is None:
            write_letter(uow, "meeting_taken_out", reader, letter_words(uow, meeting, reader))


def _way_to(uow: UnitOfWork, reader_id: str, partner_id: str) -> str:
    """The reader's own address for replies into the conversation of the two."""
    if not settings().relay:
        return ""
    first, second = sorted((reader_id, partner_id))
    pair = select(Conversation).where(Conversation.first_id == first, Conversation.second_id == second)
    talk = uow.session.exec(pair).first()
    return relay_address(Place("conversation", talk.id, int(reader_id == second))) if talk else ""
