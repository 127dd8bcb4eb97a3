"""Time spent on a mentorship: held meetings count by themselves, anything else is written down by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, func, select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotFound, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, Mentorship, TimeEntry
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.access import editable_mentorship, visible_mentorship
from mentor_app.services.people import people_by_id
from mentor_app.services.texts import clean_text, typed_day

MOST_ENTRIES = 500
LONGEST_MINUTES = 12 * 60
LONGEST_WORDS = 300


@dataclass(frozen=True)
class TimeItem:
    """One entry: an ISO day, minutes, what it was; `author_id` is empty for a meeting, which counts for both."""

    id: str
    on_day: str
    minutes: int
    words: str
    author_id: str
    is_meeting: bool
    is_mine: bool


@dataclass(frozen=True)
class MonthItem:
    """A month (its first day, ISO) with its entries, and the minutes together, of meetings, and of one's own."""

    month: str
    minutes: int
    meetings: int
    mine: int
    lines: list[TimeItem]


@dataclass(frozen=True)
class TimeDetail:
    """The Time tab: months, the newest first, all minutes together, and how many meetings were held."""

    months: list[MonthItem] = field(default_factory=list[MonthItem])
    minutes: int = 0
    held: int = 0
    today: str = ""


def time_log(uow: UnitOfWork, mentorship: Mentorship) -> TimeDetail:
    """The time log of a mentorship which the caller has already checked that the actor may see."""
    items = [_item(row, uow.actor.id) for row in _entries(uow, mentorship.id)]
    months: dict[str, list[TimeItem]] = {}
    for item in items:
        months.setdefault(f"{item.on_day[:7]}-01", []).append(item)
    return TimeDetail(
        months=[_month(month, entries) for month, entries in months.items()],
        minutes=sum(item.minutes for item in items),
        held=sum(item.is_meeting for item in items),
        today=_today(uow).isoformat(),
    )


def log_time(uow: UnitOfWork, mentorship_id: str, on_day: str, minutes: int, words: str = "") -> str:
    """Write down time by hand, and return the entry's id.

    Raises:
        InvalidInput: when the day is none or to come, or the time is too short or too long.
        TooMany: when the log is full.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    day = _read_day(uow, on_day, mentorship)
    if not 0 < minutes <= LONGEST_MINUTES:
        raise InvalidInput("minutes", N_("Between 1 and {{most}} minutes, please."), most=LONGEST_MINUTES)
    how_many = select(func.count()).where(TimeEntry.mentorship_id == mentorship.id)
    if uow.session.exec(how_many).one() >= MOST_ENTRIES:
        raise TooMany(N_("The time log holds {{most}} entries. Please remove some first."), most=MOST_ENTRIES)
    entry = TimeEntry(
        mentorship_id=mentorship.id,
        member_id=uow.actor.id,
        on_day=day,
        minutes=minutes,
        words=clean_text("words", words, LONGEST_WORDS),
    )
    uow.session.add(entry)
    uow.record("time.logged", entry.id, minutes=minutes)
    uow.announce(in_mentorship(mentorship.id, "time"))
    return entry.id


def remove_time(uow: UnitOfWork, mentorship_id: str, entry_id: str) -> None:
    """Take an entry of one's own out of the log. A meeting's goes with what both say about the meeting.

    Raises:
        NotFound: when it is not one's own.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    entry = uow.session.get(TimeEntry, entry_id)
    if entry is None or entry.mentorship_id != mentorship.id or entry.member_id != uow.actor.id:
        raise NotFound
    uow.session.delete(entry)
    uow.record("time.removed", entry_id)
    uow.announce(in_mentorship(mentorship.id, "time"))


def time_rows(uow: UnitOfWork, mentorship_id: str) -> list[tuple[str, str, int, str]]:
    """The log for a table, the oldest first: day, who, minutes, what; `who` is empty for a meeting of both.

    Raises:
        NotFound: for anyone but the two.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    people = people_by_id(uow, [mentorship.mentor_id, mentorship.mentee_id])
    return [
        (row.on_day.isoformat(), people[row.member_id].name if row.member_id else "", row.minutes, row.words)
        for row in reversed(_entries(uow, mentorship.id))
    ]


def _entries(uow: UnitOfWork, mentorship_id: str) -> Sequence[TimeEntry]:
    log = select(TimeEntry).where(TimeEntry.mentorship_id == mentorship_id)
    return uow.session.exec(log.order_by(col(TimeEntry.on_day).desc(), col(TimeEntry.created_at).desc())).all()


def _item(entry: TimeEntry, me: str) -> TimeItem:
    return TimeItem(
        id=entry.id,
        on_day=entry.on_day.isoformat(),
        minutes=entry.minutes,
        words=entry.words,
        author_id=entry.member_id or "",
        is_meeting=entry.meeting_id is not None,
        is_mine=entry.member_id == me,
    )


def _month(month: str, entries: list[TimeItem]) -> MonthItem:
    return MonthItem(
        month=month,
        minutes=sum(item.minutes for item in entries),
        meetings=sum(item.minutes for item in entries if item.is_meeting),
        mine=sum(item.minutes for item in entries if item.is_meeting or item.is_mine),
        lines=entries,
    )


def _read_day(uow: UnitOfWork, typed: str, mentorship: Mentorship) -> date:
    day = typed_day("on_day", typed)
    if day > _today(uow):
        raise InvalidInput("on_day", N_("This day is still to come."))
    if (mentorship.created_at.date() - day).days > 366:
        raise InvalidInput("on_day", N_("This day is too long ago."))
    return day


def _today(uow: UnitOfWork) -> date:
    return to_zone(now(), uow.session.get_one(Member, uow.actor.id).time_zone).date()
