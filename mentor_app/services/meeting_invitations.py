"""Invitations by letter (iMIP): the calendar's part of letters about a meeting, for whoever has connected no calendar.

Always the meeting as it is now: letters that overtake each other, or are late, leave the same in a calendar. Nobody's
own address is in another's invitation; the installation is the organizer, and whoever connects a calendar later has the
meeting there under the same UID.
"""

from dataclasses import dataclass

from sqlmodel import col, or_, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.models import Conversation, Meeting, Member, RemoteCalendar
from mentor_app.security.relay_addresses import Place, relay_address
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_facts import MeetingFacts, facts_of
from mentor_app.services.meeting_steps import letter_words
from mentor_app.services.proposals import spelled_out

INVITING = frozenset(
    {
        *("meeting_confirmed", "meeting_moved", "meeting_placed", "meeting_begun"),
        *("meeting_cancelled", "meeting_taken_out"),
    }
)
"""Kinds of letters that a calendar can read."""
PUBLISHING = frozenset({"meeting_series_confirmed", "meeting_series_cancelled", "meeting_series_taken_out"})
"""Kinds about several meetings: an invitation is about one (RFC 5546), so these bring a file that publishes them."""


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


def published_to(uow: UnitOfWork, kind: str, meeting_ids: list[str], member_id: str | None) -> list[MeetingFacts]:
    """The meetings that a letter about several brings for its reader's calendar, each as it is now."""
    if kind not in PUBLISHING or member_id is None or has_connected_calendar(uow, member_id):
        return []
    theirs = or_(col(Meeting.mentor_id) == member_id, col(Meeting.mentee_id) == member_id)
    timed = select(Meeting).where(col(Meeting.id).in_(meeting_ids), theirs, col(Meeting.starts_at).is_not(None))
    found = uow.session.exec(timed.order_by(col(Meeting.starts_at), col(Meeting.id)))
    reader = uow.session.get_one(Member, member_id)
    return [facts_of(uow, each, reader) for each in found]


def take_out(uow: UnitOfWork, meetings: list[Meeting], *readers: Member) -> None:
    """Write to those whose calendars still show meetings that were called off, and who get no other letter about it."""
    shown = [each for each in meetings if each.status == "cancelled" and each.starts_at and each.starts_at > now()]
    for reader in readers:
        if not shown or has_connected_calendar(uow, reader.id) or reader.suspended_at is not None:
            continue
        if len(shown) > 1:
            write_letter(uow, "meeting_series_taken_out", reader, words_for_all(uow, shown, reader))
        else:
            write_letter(uow, "meeting_taken_out", reader, letter_words(uow, shown[0], reader))


def words_for_all(uow: UnitOfWork, meetings: list[Meeting], reader: Member, words: str = "") -> dict[str, str]:
    """What a letter about several meetings says: those of `letter_words` for the first, and when all of them are.

    Args:
        words: said below the times.
    """
    ordered = sorted((each for each in meetings if each.starts_at), key=lambda each: each.starts_at or now())
    return {
        **letter_words(uow, ordered[0], reader),
        "times": spelled_out([each.starts_at for each in ordered if each.starts_at], reader, words),
        "meeting_ids": " ".join(each.id for each in ordered),
    }


def _way_to(uow: UnitOfWork, reader_id: str, partner_id: str) -> str:
    """The reader's own address for replies into the conversation of the two."""
    if not settings().relay:
        return ""
    first, second = sorted((reader_id, partner_id))
    pair = select(Conversation).where(Conversation.first_id == first, Conversation.second_id == second)
    talk = uow.session.exec(pair).first()
    return relay_address(Place("conversation", talk.id, int(reader_id == second))) if talk else ""
