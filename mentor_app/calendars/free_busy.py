"""Busy times from the events of a calendar. Computed here, as servers get zones, days and declined events wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import icalendar
import recurring_ical_events

from mentor_app.calendars.lines import unfolded
from mentor_app.calendars.reading import as_moment
from mentor_app.calendars.recurrence import is_affordable

MOST_OCCURRENCES = 1000
"""Of one object within the window; one with more is not read, as nobody meets that often."""
_ENDLESS = timedelta(days=370)
_WORDS = re.compile(
    r"^(?:VERSION|PRODID|METHOD|SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|CATEGORIES|RESOURCES|ATTACH|URL|GEO|CLASS"
    r"|PRIORITY|CREATED|LAST-MODIFIED|DTSTAMP|X-(?!WR-|LIC-)[A-Z0-9-]*)[;:].*\n",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """A time somebody is not free; nothing else of the event is kept.

    Args:
        starts_at: in UTC.
        ends_at: in UTC.
        tentative: not settled yet.
        all_day: it names days, not times.
    """

    starts_at: datetime
    ends_at: datetime
    tentative: bool = False
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one object of a calendar says about its owner's time.

    Args:
        uid: the UID of its events, or nothing.
        busy: in order.
        understood: False when it could not be read: then it makes nobody busy, and the account says so.
        zone_guessed: it names a time zone nobody knows, so that the owner's was taken.
    """

    uid: str
    busy: tuple[Busy, ...] = ()
    understood: bool = True
    zone_guessed: bool = False


def read_busy(text: str, start: datetime, end: datetime, zone: str, addresses: Iterable[str] = ()) -> Reading:
    """When an object keeps its owner busy between two moments.

    Args:
        text: the iCalendar object.
        start: the window's start.
        end: the window's end.
        zone: the owner's time zone, for days and for times that name none.
        addresses: the owner's e-mail addresses, to see what was declined.
    """
    if not is_affordable(text, end.year):
        return Reading(_uid(text), understood=False)
    try:
        calendar = icalendar.Calendar.from_ical(times_alone(text))
        own = frozenset(each.lower() for each in addresses)
        occurrences = list(islice(_occurrences(calendar, start, end), MOST_OCCURRENCES + 1))
        if len(occurrences) > MOST_OCCURRENCES:
            return Reading(_uid(text), understood=False)
        found = [each for event in occurrences for each in _busy(event, zone, own) if each.ends_at > start]
    except Exception:  # noqa: BLE001  a parser meets everything; one odd event must not hide the others
        return Reading(_uid(text), understood=False)
    within = sorted({each for each in found if each.starts_at < end and each.ends_at > each.starts_at})
    return Reading(_uid(text), tuple(within), zone_guessed=_guessed(calendar))


def times_alone(text: str) -> str:
    """An iCalendar object without what says nothing about times, which is most of it and dear to parse."""
    return _WORDS.sub("", unfolded(text))


def merged(intervals: Iterable[Busy]) -> list[tuple[datetime, datetime]]:
    """The times covered, without overlaps, in order."""
    spans: list[tuple[datetime, datetime]] = []
    for each in sorted(intervals):
        if spans and each.starts_at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], each.ends_at))
        else:
            spans.append((each.starts_at, each.ends_at))
    return spans


def _occurrences(calendar: icalendar.Calendar, start: datetime, end: datetime) -> Iterable[Any]:
    events: list[Any] = list(calendar.walk("VEVENT"))
    if len(events) == 1 and not any(name in events[0] for name in ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")):
        yield events[0]  # as most do, it takes place once
        return
    # A day wider, as days and times without a zone shift by the owner's own.
    asked: Any = recurring_ical_events.of(calendar)
    if not any("RRULE" in each or "RDATE" in each for each in events):
        yield from asked.between(start - timedelta(days=1), end + timedelta(days=1))
        return
    for each in asked.after(start - timedelta(days=1)):
        begins = each["DTSTART"].dt
        if as_moment(begins, "UTC") > end + timedelta(days=1):
            return
        yield each


def _busy(event: Any, zone: str, own: frozenset[str]) -> Iterable[Busy]:
    status = str(event.get("STATUS", "")).upper()
    if status == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or _declined(event, own):
        return
    begins = event["DTSTART"].dt
    starts_at, ends_at = as_moment(begins, zone), as_moment(event.end, zone)
    if ends_at - starts_at > _ENDLESS:
        return
    yield Busy(starts_at, ends_at, status == "TENTATIVE", not isinstance(begins, datetime))


def _declined(event: Any, own: frozenset[str]) -> bool:
    listed = event.get("ATTENDEE") or []
    for each in listed if isinstance(listed, list) else [listed]:
        address = str(each).lower().removeprefix("mailto:")
        if address in own and str(each.params.get("PARTSTAT", "")).upper() == "DECLINED":
            return True
    return False


def _guessed(calendar: icalendar.Calendar) -> bool:
    events: list[Any] = list(calendar.walk("VEVENT"))
    for event in events:
        begins = event.get("DTSTART")
        if begins is not None and "TZID" in begins.params:
            moment = begins.dt
            if isinstance(moment, datetime) and moment.tzinfo is None:
                return True
    return False


def _uid(text: str) -> str:
    found = re.search(r"^UID(?:;[^:\n]*)?:(.*)$", unfolded(text), re.MULTILINE)
    return found.group(1).strip() if found else ""


__all__ = ["UTC", "Busy", "Reading", "merged", "read_busy"]
