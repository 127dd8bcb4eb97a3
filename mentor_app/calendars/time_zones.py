"""Time zones between calendars: VTIMEZONE as RFC 5545 wants it, and wall times that mean one moment only.

The library's own VTIMEZONE begins daylight time an hour late and lists changes to 2038; what is written here
has the yearly rule where a zone keeps one, and the single changes where it does not.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar

YEARS_AHEAD = 8
"""Years a rule must hold for, to be written as one."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of a zone's offset.

    Args:
        at: the moment, in UTC.
        before: the offset until then.
        after: the offset from then on.
        name: its abbreviation from then on.
        daylight: whether that is daylight time.
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def onset(self) -> datetime:
        """What clocks show when they change, before they do: what DTSTART of an observance means."""
        return (self.at + self.before).replace(tzinfo=None)

    @property
    def rule(self) -> tuple[int, int, str, timedelta, timedelta]:
        """What is the same every year in a zone with a rule: month, which weekday of it, and the clock."""
        day = self.onset
        last = (day + timedelta(days=7)).month != day.month
        which = -1 if last else (day.day - 1) // 7 + 1
        return (day.month, which, f"{_DAYS[day.weekday()]}{day:%H%M%S}", self.before, self.after)


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name; UTC for one this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_ambiguous(moment: datetime, zone: str) -> bool:
    """Whether the wall clock shows this time twice, and this is the second time: then only UTC says which."""
    return moment.astimezone(zone_of(zone)).fold == 1


@lru_cache(maxsize=512)
def turns(zone: str, first_year: int, last_year: int) -> tuple[Turn, ...]:
    """The changes of a zone's offset in some years, found by looking."""
    there = zone_of(zone)
    found: list[Turn] = []
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    offset = moment.astimezone(there).utcoffset()
    while moment < end:
        following = min(moment + timedelta(days=3), end)
        if following.astimezone(there).utcoffset() != offset:
            found.append(_narrowed(moment, following, there))
            following = found[-1].at
            offset = following.astimezone(there).utcoffset()
        moment = following
    return tuple(found)


def _narrowed(low: datetime, high: datetime, there: ZoneInfo) -> Turn:
    before = low.astimezone(there).utcoffset() or timedelta()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        if (middle.astimezone(there).utcoffset() or timedelta()) == before:
            low = middle
        else:
            high = middle
    there_after = high.astimezone(there)
    after = there_after.utcoffset() or timedelta()
    return Turn(high, before, after, there_after.tzname() or "", bool(there_after.dst()))


def vtimezone(zone: str, first: datetime, last: datetime) -> icalendar.Timezone:
    """The VTIMEZONE component of a zone, right for everything from `first` to `last`."""
    made = icalendar.Timezone()
    made.add("tzid", zone)
    begin = first.year - 1
    changes = turns(zone, begin, max(last.year + 1, begin + YEARS_AHEAD))
    if not changes:
        still = first.astimezone(zone_of(zone))
        offset = still.utcoffset() or timedelta()
        always = Turn(datetime(1970, 1, 1, tzinfo=UTC), offset, offset, str(still.tzname()), daylight=False)
        made.add_component(_observance(always))
        return made
    yearly = _yearly(changes)
    for each in yearly or changes:
        made.add_component(_observance(each, repeats=bool(yearly)))
    return made


def _yearly(changes: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The two changes of the first year when every year repeats them."""
    first = changes[:2]
    if len(first) < 2 or first[0].at.year != first[1].at.year:
        return ()
    regular = all(each.rule == first[index % 2].rule for index, each in enumerate(changes))
    years = {each.at.year for each in changes}
    complete = len(changes) == 2 * len(years) and len(years) == max(years) - min(years) + 1
    return first if regular and complete and len(years) >= YEARS_AHEAD else ()


def _observance(turn: Turn, *, repeats: bool = False) -> icalendar.TimezoneDaylight | icalendar.TimezoneStandard:
    made = icalendar.TimezoneDaylight() if turn.daylight else icalendar.TimezoneStandard()
    made.add("dtstart", turn.onset)
    made.add("tzoffsetfrom", turn.before)
    made.add("tzoffsetto", turn.after)
    made.add("tzname", turn.name)
    if repeats:
        month, which, day, _, _ = turn.rule
        made.add("rrule", {"freq": "yearly", "bymonth": month, "byday": f"{which}{day[:2]}"})
    return made
