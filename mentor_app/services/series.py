"""Meetings that repeat: a series is proposed as one and settled as many, each of which then goes its own way."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.models import Meeting, Member
from mentor_app.services.activities import note_activity
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_invitations import words_for_all
from mentor_app.services.meeting_steps import fix_time, people_of, tell_of_meeting
from mentor_app.services.proposals import be_free
from mentor_app.services.times import told_to

RHYTHMS: dict[str, str] = {
    "weekly": N_("Repeats weekly, {{times}} times"),
    "fortnightly": N_("Repeats every two weeks, {{times}} times"),
    "monthly": N_("Repeats monthly on the same weekday, {{times}} times"),
}
"""How meetings repeat, and how a series is told."""
LEAST, MOST = 2, 12
YEAR = timedelta(days=366)


class Rhythm(NamedTuple):
    """How a meeting repeats: one of `RHYTHMS`, or nothing, and how many meetings there are."""

    name: str = ""
    times: int = 1


ONCE = Rhythm()
_WEEKS = {"weekly": 1, "fortnightly": 2}


def times_of_series(first: datetime, rhythm: str, count: int, zone: str) -> list[datetime]:
    """When the meetings of a series begin, in UTC: always at the same hour on the wall clock of a zone.

    Monthly means the same weekday of the month, such as the second Tuesday; a fifth one that a month does not have
    falls on its last. An hour that clocks skip is the hour after it, and of one that comes twice it is the first.

    Args:
        first: the first of them.
        rhythm: one of `RHYTHMS`.
        count: how many there are.
        zone: an IANA time zone.
    """
    start = to_zone(first, zone)
    days = (_later_day(start, rhythm, place) for place in range(1, count))
    return [first, *(day.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC) for day in days)]


def read_rhythm(rhythm: Rhythm) -> Rhythm:
    """How a meeting repeats, as somebody chose it; without a name it does not, whatever else was chosen.

    Raises:
        InvalidInput: when there is no such rhythm, or the meetings are too few, or too many.
    """
    if not rhythm.name:
        return ONCE
    if rhythm.name not in RHYTHMS:
        raise InvalidInput("repeats", N_("Please choose how often you meet."))
    if not LEAST <= rhythm.times <= MOST:
        raise InvalidInput(
            "occurrences", N_("Between {{least}} and {{most}} meetings, please."), least=LEAST, most=MOST
        )
    return rhythm


def within_a_year(meeting: Meeting, times: list[datetime]) -> None:
    """Refuse times of a proposed series with which its last meeting would be too far off.

    Raises:
        InvalidInput: when it is more than a year ahead.
    """
    if not meeting.repeats:
        return
    last = times_of_series(max(times), meeting.repeats, meeting.occurrences, meeting.time_zone)[-1]
    if last > now() + YEAR:
        raise InvalidInput("times", N_("The last of these meetings would be more than a year ahead."))


def settle_series(uow: UnitOfWork, meeting: Meeting, starts_at: datetime) -> None:
    """Make a proposed series as many settled meetings, of which both hear once. The caller holds it.

    Raises:
        NotPermitted: when either is busy at one of the times; then nothing is settled.
    """
    zone, me = meeting.time_zone, uow.session.get_one(Member, uow.actor.id)
    times = times_of_series(starts_at, meeting.repeats, meeting.occurrences, zone)
    for each in times[1:]:
        be_free(uow, meeting, each, told_to(me.locale, me.time_zone, each))
    meeting.series_id = meeting.id
    others = [_another(meeting, number) for number in range(2, meeting.occurrences + 1)]
    uow.session.add_all(others)
    uow.session.flush()
    everyone = [meeting, *others]
    for one, when in zip(everyone, times, strict=True):
        fix_time(uow, one, when, zone)
    note_activity(uow, meeting.mentorship_id or "", "meeting.confirmed", meeting.id)
    for reader in people_of(uow, meeting):
        if reader.id != me.id:
            tell_of_meeting(uow, meeting, reader, "meeting.series_confirmed")
        write_letter(uow, "meeting_series_confirmed", reader, words_for_all(uow, everyone, reader, meeting.place))


def later_ones(uow: UnitOfWork, meeting: Meeting) -> list[Meeting]:
    """The settled meetings of its series that come after a meeting, in order of time and held; the caller holds it."""
    if meeting.series_id is None:
        return []
    later = select(Meeting).where(
        Meeting.series_id == meeting.series_id,
        Meeting.id != meeting.id,
        Meeting.status == "confirmed",
        col(Meeting.starts_at) >= meeting.starts_at,
    )
    # In order, so that two people who end the series at different places never wait for each other.
    held = later.order_by(col(Meeting.starts_at), col(Meeting.id)).with_for_update()
    return list(uow.session.exec(held.execution_options(populate_existing=True)))


def told_rhythm(locale: str, rhythm: str, count: int) -> str:
    """How a series repeats, in somebody's language."""
    return translate(locale, RHYTHMS[rhythm], times=count)


def _another(first: Meeting, number: int) -> Meeting:
    return Meeting(
        mentorship_id=first.mentorship_id,
        mentor_id=first.mentor_id,
        mentee_id=first.mentee_id,
        proposer_id=first.proposer_id,
        changed_at=now(),
        minutes=first.minutes,
        format=first.format,
        place=first.place,
        repeats=first.repeats,
        occurrences=first.occurrences,
        series_id=first.id,
        number=number,
    )


def _later_day(start: datetime, rhythm: str, place: int) -> datetime:
    """The wall clock of a later meeting, without a zone."""
    wall = start.replace(tzinfo=None)
    if rhythm in _WEEKS:
        return wall + timedelta(weeks=_WEEKS[rhythm] * place)
    year, month = divmod(wall.year * 12 + wall.month - 1 + place, 12)
    first_weekday, length = monthrange(year, month + 1)
    day = 1 + (wall.weekday() - first_weekday) % 7 + (wall.day - 1) // 7 * 7
    return wall.replace(year=year, month=month + 1, day=day if day <= length else day - 7)
