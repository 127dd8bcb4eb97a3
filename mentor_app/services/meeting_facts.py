"""A meeting as calendars show it to one of its two people: in a copy, a feed, an invitation."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.models import Meeting, Member


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What of a meeting goes into a calendar; times in UTC, names and status as in RFC 5545."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    changed_at: datetime
    description: str
    location: str
    url: str
    status: str


def page_of(meeting: Meeting) -> str:
    """The address of a meeting on its page, which names this one alone."""
    return f"{settings().public_url}/mentorships/{meeting.mentorship_id}/meetings#{meeting.id}"


def facts_of(uow: UnitOfWork, meeting: Meeting, reader: Member) -> MeetingFacts:
    """A meeting that has a time, in the words of one of its two people."""
    partner = uow.session.get_one(Member, meeting.partner_of(reader.id))
    starts_at = (meeting.starts_at or now()).astimezone(UTC)
    # Opens with its own agenda there; `url` stays as it is, by which copies in calendars are known to be ours.
    page = f"{page_of(meeting).partition('#')[0]}?meeting={meeting.id}"
    # What was held, missed or moved stays as it was; only what was called off goes.
    called_off = meeting.status in ("cancelled", "declined")
    return MeetingFacts(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=meeting.minutes),
        zone=meeting.time_zone,
        title=translate(reader.locale, N_("Mentoring meeting with {{name}}"), name=partner.name),
        changed_at=meeting.changed_at,
        description=translate(reader.locale, N_("Agenda and everything about this meeting: {{link}}"), link=page),
        location=meeting.place,
        url=page_of(meeting),
        status="CANCELLED" if called_off else "CONFIRMED",
    )
