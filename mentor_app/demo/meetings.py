"""When invented members have met and are going to meet."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.circle import SAMIR
from mentor_app.demo.planting import id_of
from mentor_app.models import (
    Meeting,
    MentoringRequest,
    Mentorship,
    MinutesSection,
    Pulse,
    TimeEntry,
    TimeProposal,
    TimeSlot,
)

_ZONE = "Europe/Vienna"

_MINUTES = (
    ("topics", "The first interview: what went well before the window function.\nWhich project says most about Maya."),
    ("decisions", "The bakery data first: it has a question that anyone understands."),
    ("next_actions", "Maya: one page of text by the next meeting.\nBen: reads it the evening before."),
)

_HELD = ((60, 45), (32, 60), (9, 60))
"""How many days ago, and how many minutes."""
_SPOKEN_OF = 32
"""After which of them Maya told programme staff how it was."""
_AHEAD = (3, 17, 31, 45)
"""In how many days the meetings of the series are."""


def meetings_of_the_cast(mentorship: Mentorship, at: datetime) -> Iterator[SQLModel]:
    """Three meetings that were held, a series that is settled, and one that waits for Ben to confirm it."""
    for days, minutes in _HELD:
        held = _meeting(mentorship, at - timedelta(days=days + 4), _evening(at, -days), minutes, "held")
        yield held
        yield TimeEntry(
            mentorship_id=mentorship.id,
            meeting_id=held.id,
            on_day=(held.starts_at or at).date(),
            minutes=minutes,
            created_at=held.starts_at or at,
        )
        if days == _SPOKEN_OF:
            words = "It goes well. For interviews I would like to hear a second voice, too: is there somebody?"
            yield Pulse(
                mentorship_id=mentorship.id,
                meeting_id=held.id,
                author_id=id_of(MAYA),
                rating=4,
                fit="good",
                note=words,
                created_at=held.starts_at or at,
            )
        if days == _HELD[-1][0]:
            for section, words in _MINUTES:
                yield MinutesSection(
                    meeting_id=held.id,
                    section=section,
                    words=words,
                    edited_by=id_of(MAYA),
                    changed_at=held.starts_at or at,
                )
    yield from _series(mentorship, at)
    waiting = _meeting(mentorship, at - timedelta(hours=6), None, 30, "proposed")
    yield waiting
    yield from _suggestion(waiting, MAYA, (_evening(at, 11), _evening(at, 12)), "Half an hour on the cover letter?")


def _series(mentorship: Mentorship, at: datetime) -> Iterator[Meeting]:
    """Every two weeks at one hour, the first in three days."""
    made_at = at - timedelta(days=5)
    every = [_meeting(mentorship, made_at, _evening(at, days), 60, "confirmed") for days in _AHEAD]
    for number, each in enumerate(every, start=1):
        each.repeats, each.occurrences = "fortnightly", len(every)
        each.series_id, each.number = every[0].id, number
    yield from every


def times_of_samir(request: MentoringRequest, at: datetime) -> Iterator[SQLModel]:
    """The times that would suit Samir."""
    meeting = Meeting(
        request_id=request.id,
        mentor_id=request.recipient_id,
        mentee_id=request.sender_id,
        proposer_id=request.sender_id,
        time_zone=_ZONE,
        created_at=request.created_at,
        changed_at=request.created_at,
    )
    yield meeting
    yield from _suggestion(meeting, SAMIR, (_evening(at, 4), _evening(at, 5)), "")


def _meeting(
    mentorship: Mentorship, made_at: datetime, starts_at: datetime | None, minutes: int, status: str
) -> Meeting:
    said = "held" if status == "held" else ""
    return Meeting(
        mentorship_id=mentorship.id,
        mentor_id=mentorship.mentor_id,
        mentee_id=mentorship.mentee_id,
        proposer_id=id_of(MAYA if status == "proposed" else BEN),
        status=status,
        starts_at=starts_at,
        minutes=minutes,
        time_zone=_ZONE,
        place="https://meet.example.org/maya-and-ben",
        created_at=made_at,
        changed_at=made_at,
        mentor_says=said,
        mentee_says=said,
        first_said_at=starts_at if said else None,
        settled_at=starts_at if said else None,
        reminded=3 if said else 0,
    )


def _suggestion(meeting: Meeting, author: str, times: tuple[datetime, ...], words: str) -> Iterator[SQLModel]:
    proposal = TimeProposal(
        meeting_id=meeting.id, number=1, author_id=id_of(author), words=words, created_at=meeting.created_at
    )
    yield proposal
    for time in times:
        yield TimeSlot(proposal_id=proposal.id, starts_at=time)


def _evening(at: datetime, days: int) -> datetime:
    day = at.astimezone(ZoneInfo(_ZONE)) + timedelta(days=days)
    return day.replace(hour=17, minute=30, second=0, microsecond=0, fold=0).astimezone(UTC)
