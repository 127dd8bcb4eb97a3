"""How and where a meeting takes place: either of the two may say so, and both people's calendars follow."""

from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.models import Meeting, Member
from mentor_app.security.meetings import editable_meeting
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_invitations import has_connected_calendar
from mentor_app.services.meeting_steps import letter_words, people_of, tell_of_meeting, touch_meeting
from mentor_app.services.meetings import LONGEST_PLACE, read_format, still_to_come
from mentor_app.services.texts import clean_text

WORDS = {
    "video": N_("Video call"),
    "phone": N_("Telephone"),
    "in_person": N_("In person"),
    "written": N_("In writing"),
}


def change_place(uow: UnitOfWork, meeting_id: str, meeting_format: str, place: str) -> None:
    """Say how and where a meeting takes place; either may, as it changes nobody's hour.

    A settled one counts on (SEQUENCE): another place may keep somebody from coming (RFC 5546 section 2.1.4). The other
    hears of it, and so does the actor where a calendar of theirs knows the meeting by letters alone.

    Raises:
        NotPermitted: when the meeting is over, or called off.
    """
    meeting = editable_meeting(uow, meeting_id)
    if meeting.status != "proposed":
        still_to_come(meeting)
    before = (meeting.format, meeting.place)
    meeting.format = read_format(meeting_format)
    meeting.place = clean_text("place", place, LONGEST_PLACE)
    if before == (meeting.format, meeting.place):
        return
    meeting.sequence += 1 if meeting.status == "confirmed" else 0
    touch_meeting(uow, meeting, "meeting.placed")
    if meeting.status == "confirmed":
        _tell(uow, meeting, before)


def _tell(uow: UnitOfWork, meeting: Meeting, before: tuple[str, str]) -> None:
    for reader in people_of(uow, meeting):
        is_mine = reader.id == uow.actor.id
        if not is_mine:
            tell_of_meeting(uow, meeting, reader, "meeting.placed")
        if not is_mine or not has_connected_calendar(uow, reader.id):
            words = letter_words(uow, meeting, reader) | {"change": _change(meeting, before, reader)}
            write_letter(uow, "meeting_placed", reader, words)


def _change(meeting: Meeting, before: tuple[str, str], reader: Member) -> str:
    """What it was and what it is, in the reader's language, a line for each."""
    was, now = (_told(*each, reader.locale) for each in (before, (meeting.format, meeting.place)))
    lines = (
        translate(reader.locale, N_("Before: {{place}}"), place=was),
        translate(reader.locale, N_("Now: {{place}}"), place=now),
    )
    return "\n".join(lines)


def _told(way: str, place: str, locale: str) -> str:
    words = translate(locale, WORDS[way])
    return f"{words}, {place}" if place else words
