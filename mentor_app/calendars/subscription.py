"""Calendars published at an address in iCalendar form: fetched when they changed, read for busy times alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from mentor_app.calendars.free_busy import Reading, read_busy
from mentor_app.calendars.guard import Budget, GuardedSession, Rules
from mentor_app.calendars.lines import unfolded
from mentor_app.calendars.recurrence import LONGEST_READING
from mentor_app.calendars.refusals import status_trouble
from mentor_app.calendars.troubles import Trouble

MOST_EVENTS, MOST_ZONES, MOST_BUSY = 20_000, 500, 20_000
_SLACK = timedelta(days=2)
"""Days and times without a zone shift by their owner's own."""
_UID = re.compile(r"^UID(?:;[^:\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)
_TZID = re.compile(r"^TZID(?:;[^:\n]*)?:(.+)$", re.MULTILINE | re.IGNORECASE)
_DAY = r"(?:;[^:\n]*)?:(\d{8})"
_BEGINS = re.compile(rf"^DTSTART{_DAY}", re.MULTILINE | re.IGNORECASE)
_ENDS = re.compile(rf"^DTEND{_DAY}", re.MULTILINE | re.IGNORECASE)
_LONG = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID|DURATION)\b", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """What stands at an address, and how to ask later whether it still does: its ETag, and when it was changed."""

    text: str
    etag: str = ""
    changed: str = ""


def fetch(address: str, etag: str, changed: str, rules: Rules, budget: Budget) -> Published | None:
    """What is published at an address; None when it is what was fetched before.

    Args:
        address: a full URL; it may be a secret.
        etag: as it was given, or nothing.
        changed: the Last-Modified that was given, or nothing.
        rules: where the session may go.
        budget: what it may cost.

    Raises:
        Trouble: when there is no calendar to be had.
    """
    asked = {"Accept": "text/calendar, */*;q=0.5"}
    asked |= {"If-None-Match": etag} if etag else {}
    asked |= {"If-Modified-Since": changed} if changed else {}
    session = GuardedSession(rules, budget)
    try:
        answer = session.request("GET", address, headers=asked)
        if answer.status_code == 304 and (etag or changed):
            return None
        if answer.status_code != 200:
            raise _trouble(answer.status_code, str(answer.headers.get("Retry-After") or ""))
        text = (answer.content or b"").decode("utf-8-sig", "replace")
        if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
            raise Trouble("not_calendar", "no VCALENDAR")
        headers = answer.headers
        return Published(text, str(headers.get("ETag") or "")[:300], str(headers.get("Last-Modified") or "")[:100])
    finally:
        session.close()


def readings(text: str, start: datetime, end: datetime, zone: str, addresses: Iterable[str]) -> Iterator[Reading]:
    """What each event says about its owner's time between two moments; a series with its exceptions is one.

    Raises:
        Trouble: when there are too many, or they take too long.
    """
    busy, left = 0, Budget(seconds=LONGEST_READING)
    zones, events = _components(text)
    by_uid: dict[str, list[str]] = {}
    for place, each in enumerate(events):
        uid = _UID.search(each)
        by_uid.setdefault(uid[1].strip() if uid else f"#{place}", []).append(each)
    own = tuple(addresses)
    for same in by_uid.values():
        if len(same) > 1 or _may_matter(same[0], start - _SLACK, end + _SLACK):
            _ = left.left
            events_of = "\n".join(same)
            named = [lines for name, lines in zones.items() if name in events_of]
            whole = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *named, events_of, "END:VCALENDAR", ""])
            reading = read_busy(whole, start, end, zone, own)
            busy += len(reading.busy)
            if busy > MOST_BUSY:
                raise Trouble("too_large", f"more than {MOST_BUSY} busy times")
            yield reading


def _components(text: str) -> tuple[dict[str, str], list[str]]:
    """The time zones by their names, and the events, each as its own lines.

    Line by line: hostile text may begin and never end.
    """
    found: dict[str, list[str]] = {"VTIMEZONE": [], "VEVENT": []}
    lines: list[str] = []
    inside = ""
    for line in unfolded(text).split("\n"):
        word = line.strip().upper()
        if not inside and word in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            inside, lines = word.partition(":")[2], []
        if inside:
            lines.append(line)
        if inside and word == f"END:{inside}":
            found[inside].append("\n".join(lines))
            inside = ""
        if len(found["VEVENT"]) > MOST_EVENTS or len(found["VTIMEZONE"]) > MOST_ZONES:
            raise Trouble("too_large", f"more than {MOST_EVENTS} events or {MOST_ZONES} zones")
    zones = {named[1].strip(): lines for lines in found["VTIMEZONE"] if (named := _TZID.search(lines))}
    return zones, found["VEVENT"]


def host_of(address: str) -> str:
    """What of an address may be shown: the rest of it may be a secret."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _may_matter(event: str, start: datetime, end: datetime) -> bool:
    """Whether a single event is near the window, told from its days alone; unsure means yes."""
    begins, ends = _BEGINS.search(event), _ENDS.search(event)
    if begins is None or _LONG.search(event):
        return True
    last = ends[1] if ends else begins[1]
    return begins[1] <= f"{end:%Y%m%d}" and last >= f"{start:%Y%m%d}"


def _trouble(status: int, wait: str) -> Trouble:
    if status in (401, 403, 407):
        return Trouble("not_shared", f"status {status}")
    if status in (404, 410):
        return Trouble("wrong_address", f"status {status}")
    if status < 400:
        return Trouble("not_calendar", f"status {status}")
    return status_trouble(status, retry_after=min(float(wait), 86400.0) if wait.isdecimal() else None)
