"""What two people write down about a meeting: three sections, each with a version, so that no words are lost."""

from dataclasses import dataclass

from sqlmodel import select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Meeting, MinutesSection
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.meetings import editable_meeting
from mentor_app.services.texts import clean_text
from mentor_app.services.versions import claim_version

SECTIONS = ("topics", "decisions", "next_actions")
LONGEST_SECTION = 8000
WRITTEN = ("confirmed", "held", "moved", "missed")
"""What a meeting must be for something to be written down about it."""


@dataclass(frozen=True)
class SectionDetail:
    """A section as both see it: its words, and the version that a save must name.

    `key` tells it apart on a page; `editor_id` and `changed_at` (ISO, UTC) say who wrote last, and when.
    """

    section: str
    key: str
    words: str
    version: int
    editor_id: str = ""
    changed_at: str = ""


def list_minutes(uow: UnitOfWork, meeting: Meeting) -> list[SectionDetail]:
    """All sections of a meeting which the caller has already checked that the actor may see, written or not."""
    rows = uow.session.exec(select(MinutesSection).where(MinutesSection.meeting_id == meeting.id))
    written = {row.section: row for row in rows}
    return [_detail(meeting, section, written.get(section)) for section in SECTIONS]


def write_minutes(uow: UnitOfWork, meeting_id: str, section: str, words: str, version: int) -> None:
    """Write a section down, beginning from the version one saw; 0 before anybody wrote.

    Raises:
        Conflict: when the other person saved in between; it holds both texts.
        InvalidInput: when there is no such section, or it is too long.
        NotPermitted: when the meeting was never settled, or the mentorship has ended.
    """
    meeting = editable_meeting(uow, meeting_id)
    if section not in SECTIONS:
        raise InvalidInput("section", N_("Please choose what this belongs to."))
    if meeting.status not in WRITTEN:
        raise NotPermitted(N_("Minutes belong to a meeting that is settled."))
    text = clean_text(section, words, LONGEST_SECTION, lines=True)
    # Whoever holds the meeting is alone with its sections, also with one that does not exist yet.
    row = uow.session.get(MinutesSection, (meeting.id, section), populate_existing=True)
    if row is None:
        row = MinutesSection(meeting_id=meeting.id, section=section, version=0, edited_from=0, changed_at=now())
    claim_version(row, version, uow.actor.id, mine=text, theirs=row.words)
    row.words, row.changed_at = text, now()
    uow.session.add(row)
    uow.record("minutes.written", meeting.id, section=section, version=row.version)
    uow.announce(in_mentorship(meeting.mentorship_id or "", "minutes"))


def _detail(meeting: Meeting, section: str, row: MinutesSection | None) -> SectionDetail:
    key = f"{meeting.id[:12]}-{section}"
    if row is None:
        return SectionDetail(section, key, "", 0)
    return SectionDetail(section, key, row.words, row.version, row.edited_by or "", row.changed_at.isoformat())
