"""Meetings written as iCalendar objects (RFC 5545): anew, many in one, and into a member's own copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from mentor_app.calendars.time_zones import is_ambiguous, vtimezone, zone_of
from mentor_app.calendars.timing import Instance, Move, Repeat, Timing

PRODID = "-//Mentor//Meetings//EN"


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """Everything a calendar shows of one meeting.

    Args:
        uid: its name in every calendar, for ever.
        sequence: as in RFC 5545: grows when a time changes or the meeting is cancelled.
        starts_at: aware.
        ends_at: aware.
        zone: the IANA zone whose wall clock it keeps.
        title: for a new copy; a member's own title is kept.
        changed_at: when the meeting last changed.
        description: for a new copy; a member's own notes are kept.
        location: a place or a link.
        url: the meeting's page.
        status: `CONFIRMED`, `TENTATIVE` or `CANCELLED`.
        alarms: how long before the start a new copy reminds.
        repeat: for a series.
        moves: the meetings of a series that are not where its rule puts them.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    changed_at: datetime
    description: str = ""
    location: str = ""
    url: str = ""
    status: str = "CONFIRMED"
    alarms: tuple[timedelta, ...] = ()
    repeat: Repeat | None = None
    moves: tuple[Move, ...] = field(default=())

    @property
    def timing(self) -> Timing:
        """When it takes place."""
        if self.repeat is None:
            return Timing.once(self.starts_at, self.ends_at, cancelled=self.status == "CANCELLED")
        moves = {each.original.astimezone(UTC): each for each in self.moves}
        found: list[Instance] = []
        for original in self._originals():
            move = moves.get(original)
            if move is None:
                found.append(Instance(original, original + (self.ends_at - self.starts_at), original))
            elif move.starts_at and move.ends_at:
                found.append(Instance(move.starts_at.astimezone(UTC), move.ends_at.astimezone(UTC), original))
        return Timing(tuple(found), self.status == "CANCELLED")

    def _originals(self) -> list[datetime]:
        occurrences: Any = recurring_ical_events.of(_calendar([_event(self, with_moves=False)], self)).all()
        return [_utc(each["DTSTART"].dt) for each in occurrences]


def write_meeting(draft: MeetingDraft) -> str:
    """A new object for a calendar: without organizer and attendees, so that no server writes letters of its own."""
    master = _event(draft)
    for before in draft.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", draft.title)
        alarm.add("trigger", -before)
        master.add_component(alarm)
    return _calendar([master, *_overrides(draft)], draft).to_ical().decode()


def calendar_of(drafts: Sequence[MeetingDraft], **properties: str) -> icalendar.Calendar:
    """One calendar with many meetings, such as a feed."""
    made = icalendar.Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    for name, value in properties.items():
        made.add(name.replace("_", "-"), value)
    zones: dict[str, list[datetime]] = {}
    for draft in drafts:
        for each in (_event(draft), *_overrides(draft)):
            made.add_component(each)
        if _in_zone(draft):
            zones.setdefault(draft.zone, []).extend((draft.starts_at, _last(draft)))
    for name, moments in zones.items():
        made.subcomponents.insert(0, vtimezone(name, min(moments), max(moments)))
    return made


def patch_meeting(text: str, draft: MeetingDraft) -> str:
    """The member's own copy with our times in it; alarms, colour, title, notes and all we do not know are kept.

    Raises:
        ValueError: when it cannot be read.
    """
    calendar = icalendar.Calendar.from_ical(text)
    everything: list[Any] = list(calendar.walk("VEVENT"))
    events = [each for each in everything if str(each.get("UID", "")) == draft.uid] or everything
    if not events:
        raise ValueError("no VEVENT")
    master = next((each for each in events if "RECURRENCE-ID" not in each), events[0])
    for each in events:
        if each is not master:
            calendar.subcomponents.remove(each)
    for name in ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"):
        master.pop(name, None)
    for name in ("STATUS", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "LOCATION", "URL", "METHOD"):
        master.pop(name, None)
    calendar.pop("METHOD", None)
    _set_times(master, draft, sequence=max(draft.sequence, 0))
    for each in _overrides(draft):
        each["UID"] = master["UID"]
        calendar.add_component(each)
    _add_zone(calendar, draft)
    return calendar.to_ical().decode()


def _event(draft: MeetingDraft, *, with_moves: bool = True) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", draft.uid)
    made.add("summary", draft.title)
    if draft.description:
        made.add("description", draft.description)
    made.add("transp", "OPAQUE")
    _set_times(made, draft, sequence=draft.sequence, with_moves=with_moves)
    return made


def _set_times(event: Any, draft: MeetingDraft, *, sequence: int, with_moves: bool = True) -> None:
    start, end = _walls(draft, draft.starts_at, draft.ends_at)
    event.add("dtstart", start)
    event.add("dtend", end)
    if draft.repeat is not None:
        event.add("rrule", _rule(draft.repeat, start))
        left_out = [each.original for each in draft.moves if each.starts_at is None]
        for each in left_out if with_moves else ():
            event.add("exdate", _walls(draft, each, each)[0])
    event.add("status", draft.status)
    event.add("sequence", sequence)
    event.add("dtstamp", _utc(draft.changed_at))
    event.add("last-modified", _utc(draft.changed_at))
    if draft.location:
        event.add("location", draft.location)
    if draft.url:
        event.add("url", draft.url)


def _overrides(draft: MeetingDraft) -> Iterable[icalendar.Event]:
    for move in draft.moves if draft.repeat else ():
        if move.starts_at and move.ends_at:
            made = _event(draft, with_moves=False)
            for name in ("DTSTART", "DTEND", "RRULE"):
                made.pop(name, None)
            start, end = _walls(draft, move.starts_at, move.ends_at)
            made.add("dtstart", start)
            made.add("dtend", end)
            made.add("recurrence-id", _walls(draft, move.original, move.original)[0])
            yield made


def _rule(repeat: Repeat, start: datetime) -> dict[str, Any]:
    if repeat.every == "monthly":
        which = (start.day - 1) // 7 + 1
        day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[start.weekday()]
        return {"freq": "monthly", "byday": f"{-1 if which == 5 else which}{day}", "count": repeat.times}
    return {"freq": "weekly", "interval": 2 if repeat.every == "fortnightly" else 1, "count": repeat.times}


def _walls(draft: MeetingDraft, *moments: datetime) -> tuple[datetime, ...]:
    """The moments as wall times of the meeting's zone, or in UTC when those could be misread."""
    if not _in_zone(draft):
        return tuple(_utc(each) for each in moments)
    there = zone_of(draft.zone)
    return tuple(each.astimezone(there) for each in moments)


def _in_zone(draft: MeetingDraft) -> bool:
    if draft.zone in ("UTC", "Etc/UTC", "") or zone_of(draft.zone).key == "UTC":
        return False
    if draft.repeat is not None:
        return True
    return not is_ambiguous(draft.starts_at, draft.zone) and not is_ambiguous(draft.ends_at, draft.zone)


def _calendar(events: Sequence[icalendar.Event], draft: MeetingDraft) -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    for each in events:
        made.add_component(each)
    _add_zone(made, draft)
    return made


def _add_zone(calendar: icalendar.Calendar, draft: MeetingDraft) -> None:
    known = {str(each.get("TZID", "")) for each in calendar.walk("VTIMEZONE")}
    if _in_zone(draft) and draft.zone not in known:
        calendar.subcomponents.insert(0, vtimezone(draft.zone, draft.starts_at, _last(draft)))


def _last(draft: MeetingDraft) -> datetime:
    months = draft.repeat.times if draft.repeat else 0
    moved = [each.ends_at for each in draft.moves if each.ends_at]
    return max([draft.ends_at + timedelta(days=31 * months), *moved])


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
