"""Meetings read back from somebody's calendar (RFC 5545), and compared with what was written."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import recurring_ical_events

from mentor_app.calendars.lines import unfolded
from mentor_app.calendars.recurrence import is_affordable
from mentor_app.calendars.time_zones import zone_of
from mentor_app.calendars.timing import Instance, Timing, same_timing
from mentor_app.calendars.writing import MeetingDraft
from mentor_app.clock import now

MOST_INSTANCES = 100
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What the libraries raise of odd texts: the name of a time zone, for one, becomes the name of a file."""


@dataclass(frozen=True, slots=True)
class SeenMeeting:
    """A meeting as it stands in somebody's calendar.

    Args:
        uid: its UID.
        sequence: its SEQUENCE.
        timing: None when it cannot be understood: no times, an end before its start, an endless series.
        title: its SUMMARY.
        location: its LOCATION.
        url: its URL.
    """

    uid: str
    sequence: int
    timing: Timing | None
    title: str
    location: str
    url: str

    def shows(self, draft: MeetingDraft) -> bool:
        """Whether it already says everything that a patch would."""
        return (
            same_timing(self.timing, draft.timing)
            and self.sequence >= draft.sequence
            and (self.location, self.url) == (draft.location, draft.url)
        )


def read_meeting(text: str, zone: str, uid: str = "") -> SeenMeeting | None:
    """What a calendar's object says of a meeting; None when it holds no event that can be read.

    Args:
        text: the object.
        zone: the member's own, for times that name none.
        uid: which event, when it holds several.
    """
    if not is_affordable(text, now().year):
        return None
    try:
        calendar = icalendar.Calendar.from_ical(text)
        everything: list[Any] = list(calendar.walk("VEVENT"))
        events = [each for each in everything if not uid or str(each.get("UID", "")) == uid]
    except UNREADABLE:
        return None
    master = next((each for each in events if "RECURRENCE-ID" not in each), None)
    if master is None:
        return None
    return SeenMeeting(
        uid=str(master.get("UID", "")),
        sequence=_number(master.get("SEQUENCE")),
        timing=_timing(calendar, master, events, zone),
        title=str(master.get("SUMMARY", "")),
        location=str(master.get("LOCATION", "")),
        url=str(master.get("URL", "")),
    )


def names(text: str, name: str, value: str) -> bool:
    """Whether an object names this value as a property, asked of its lines alone: the rest may be unreadable."""
    if not value:
        return False
    line = re.compile(rf"^{name}(;[^\r\n]*)?:{re.escape(value)}[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
    return line.search(unfolded(text)) is not None


def raised(sequence: int, seen: SeenMeeting) -> int:
    """The SEQUENCE to write next: ours, or what a client raised it to."""
    return max(sequence, seen.sequence)


def as_moment(value: date | datetime, zone: str) -> datetime:
    """A DTSTART or DTEND in UTC: a day begins at midnight of the member's own zone, as does a time that names none."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  its zone follows
    return (value if value.tzinfo else value.replace(tzinfo=zone_of(zone))).astimezone(UTC)


def _timing(calendar: icalendar.Calendar, master: Any, events: list[Any], zone: str) -> Timing | None:
    cancelled = str(master.get("STATUS", "")).upper() == "CANCELLED"
    try:
        if any(_is_lost(each.get(name)) for each in events for name in ("DTSTART", "DTEND")):
            return None
        if "RRULE" in master or "RDATE" in master:
            return _series(calendar, zone, cancelled=cancelled)
        start = as_moment(master["DTSTART"].dt, zone)
        end = as_moment(master.end, zone)
    except UNREADABLE:
        return None
    return Timing.once(start, end, cancelled=cancelled) if end > start else None


def _series(calendar: icalendar.Calendar, zone: str, *, cancelled: bool) -> Timing | None:
    found: list[Instance] = []
    occurrences: Any = recurring_ical_events.of(calendar).after(datetime(1970, 1, 1, tzinfo=UTC))
    for each in occurrences:
        if len(found) == MOST_INSTANCES:
            return None
        if str(each.get("STATUS", "")).upper() == "CANCELLED" and not cancelled:
            continue
        start = as_moment(each["DTSTART"].dt, zone)
        original = as_moment(each["RECURRENCE-ID"].dt, zone) if "RECURRENCE-ID" in each else start
        found.append(Instance(start, as_moment(each["DTEND"].dt, zone), original))
    if not found:
        return Timing((), cancelled=True)  # every single one was taken out
    if len(found) == 1:
        return Timing.once(found[0].starts_at, found[0].ends_at, cancelled=cancelled)
    return Timing(tuple(sorted(found, key=_place)), cancelled)


def _is_lost(moment: Any) -> bool:
    """Whether a time is in a zone that neither the object nor anybody else explains: every guess may be hours off."""
    return moment is not None and "TZID" in moment.params and getattr(moment.dt, "tzinfo", moment) is None


def _place(each: Instance) -> datetime:
    return each.original or each.starts_at


def _number(value: object) -> int:
    try:
        return int(str(value or 0))
    except ValueError:
        return 0
