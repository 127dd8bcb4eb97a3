"""When people are free: their hours of the week, less what keeps them busy. Nothing here reads a table or a clock.

A meeting fits into somebody's hours when each of its minutes, on their own wall clock, lies within one range of
hours of one day. Said so, the nights on which clocks change need no rule of their own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

DAY = 24 * 60
STEP = 30
"""Meetings begin on the full or the half hour of whoever looks for a time."""
_GRID = timedelta(minutes=15)
"""Every zone's half hours are among UTC's quarters."""
_MINUTE = timedelta(minutes=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A range of a day, in minutes after midnight on the wall clock; its end is not part of it."""

    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class OddDays:
    """Days, the last included, that are not as their weekday is: with these hours, or with none at all."""

    first: date
    last: date
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True)
class Freedom:
    """When somebody takes meetings, and what is in the way.

    Args:
        zone: whose wall clock the hours are on.
        week: the hours of each weekday, Monday being 0.
        odd: days that are otherwise; a later one counts more.
        notice: how far ahead a meeting is at least.
        pause: how much stays free before and after whatever has a time.
        most_a_day: meetings on one day at most; 0 for as many as fit.
        busy: when something else is going on.
        whole_days: busy days, which need no pause around them.
        meetings: meetings agreed on or suggested, which keep one busy as well.
        agreed: when those agreed on begin: they count towards the most of their day.
    """

    zone: str
    week: Mapping[int, tuple[Hours, ...]]
    odd: tuple[OddDays, ...] = ()
    notice: timedelta = timedelta()
    pause: timedelta = timedelta()
    most_a_day: int = 0
    busy: tuple[Span, ...] = ()
    whole_days: tuple[Span, ...] = ()
    meetings: tuple[Span, ...] = ()
    agreed: tuple[datetime, ...] = field(default=())

    def takes(self, begins: datetime, length: timedelta, present: datetime) -> bool:
        """Whether a meeting of that length could begin then.

        Args:
            begins: aware, in UTC.
            length: whole minutes.
            present: now.
        """
        return (
            begins >= present + self.notice
            and self._within_hours(begins, length)
            and self._undisturbed(begins, begins + length)
            and not self._is_full(begins)
        )

    def hours_of(self, day: date) -> tuple[Hours, ...]:
        """The hours of one day."""
        for each in reversed(self.odd):
            if each.first <= day <= each.last:
                return each.hours
        return self.week.get(day.weekday(), ())

    def _within_hours(self, begins: datetime, length: timedelta) -> bool:
        zone, last = self._clock, begins + length - _MINUTE
        first, end = begins.astimezone(zone), last.astimezone(zone)
        if first.date() != end.date():
            return False
        steady = first.utcoffset() == end.utcoffset()
        asked = [_minutes(first), _minutes(end)] if steady else [*self._every_minute(begins, last)]
        return any(all(each.begins <= minute < each.ends for minute in asked) for each in self.hours_of(first.date()))

    def _every_minute(self, begins: datetime, last: datetime) -> Iterator[int]:
        """The wall clock at each minute, for a meeting during which it is changed."""
        while begins <= last:
            yield _minutes(begins.astimezone(self._clock))
            begins += _MINUTE

    def _undisturbed(self, begins: datetime, ends: datetime) -> bool:
        starts, finishes = self._taken
        place = bisect_left(starts, ends)
        # What begins before the end is in the way unless it is over; spans overlap nowhere, so the last tells.
        return place == 0 or finishes[place - 1] <= begins

    def _is_full(self, begins: datetime) -> bool:
        if not self.most_a_day:
            return False
        day = begins.astimezone(self._clock).date()
        return sum(each.astimezone(self._clock).date() == day for each in self.agreed) >= self.most_a_day

    @cached_property
    def _clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @cached_property
    def _taken(self) -> tuple[list[datetime], list[datetime]]:
        padded = [(begins - self.pause, ends + self.pause) for begins, ends in (*self.busy, *self.meetings)]
        spans = _joined((*padded, *self.whole_days))
        return [begins for begins, _ in spans], [ends for _, ends in spans]


def free_slots(
    mine: Freedom, theirs: Freedom, length: timedelta, present: datetime, until: datetime
) -> Iterator[datetime]:
    """When two could meet, on the half hours of the first one's clock; in order, in UTC.

    A time that their clock shows twice is offered the first time only, as it is read when somebody types it.

    Args:
        mine: of whoever looks.
        theirs: of the other.
        length: whole minutes.
        present: now.
        until: the end of the last meeting.
    """
    zone = ZoneInfo(mine.zone)
    moment = _next_quarter(present)
    while moment + length <= until:
        wall = moment.astimezone(zone)
        begins_here = wall.minute % STEP == 0 and wall.fold == 0
        if begins_here and mine.takes(moment, length, present) and theirs.takes(moment, length, present):
            yield moment
        moment += _GRID


def spread(slots: Iterable[datetime], zone: str, days: int, a_day: int) -> list[datetime]:
    """Some of many: of the first days that have any, as many as are easily read, from morning to evening.

    Args:
        slots: in order.
        zone: whose days.
        days: how many days.
        a_day: how many on each.
    """
    clock, chosen = ZoneInfo(zone), list[datetime]()
    for count, (_, group) in enumerate(groupby(slots, lambda each: each.astimezone(clock).date())):
        if count == days:
            break
        day = list(group)
        few = min(a_day, len(day))
        chosen.extend(day[place * len(day) // few] for place in range(few))
    return chosen


def _minutes(wall: datetime) -> int:
    return wall.hour * 60 + wall.minute


def _next_quarter(moment: datetime) -> datetime:
    moment = moment.astimezone(UTC)
    floor = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    return floor if floor == moment else floor + _GRID


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps, in order."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found
