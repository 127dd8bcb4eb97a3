"""Invitations by mail and their answers (RFC 5546, 6047): REQUEST and CANCEL written, REPLY understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import icalendar

from mentor_app.calendars.reading import UNREADABLE, as_moment
from mentor_app.calendars.recurrence import is_affordable
from mentor_app.calendars.writing import MeetingDraft, calendar_of
from mentor_app.clock import now

Method = Literal["REQUEST", "CANCEL"]
ANSWERS = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an invitation; `address` is empty for whom no letter reaches directly."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An attendee's answer.

    Args:
        uid: which meeting.
        attendee: the address that answers, lower case.
        partstat: `ACCEPTED`, `DECLINED` or `TENTATIVE`.
        sequence: of the invitation that is answered.
        answered_at: DTSTAMP, in UTC.
    """

    uid: str
    attendee: str
    partstat: str
    sequence: int
    answered_at: datetime


def write_invitation(method: Method, draft: MeetingDraft, organizer: Party, attendees: Sequence[Party]) -> str:
    """The text/calendar part of an invitation or its withdrawal.

    Attendees have agreed already, so that nobody is asked for an answer. A withdrawal carries the status CANCELLED and
    the grown SEQUENCE of its draft.
    """
    calendar = calendar_of([draft], method=method)
    events: list[Any] = list(calendar.walk("VEVENT"))
    for event in events:
        if method == "CANCEL":
            event["STATUS"] = "CANCELLED"
        event["ORGANIZER"] = _party(organizer)
        for attendee in attendees:
            guest = _party(attendee)
            guest.params["ROLE"] = "REQ-PARTICIPANT"
            if method == "REQUEST":
                guest.params.update({"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
            event.add("attendee", guest)
    return calendar.to_ical().decode()


def read_reply(text: str) -> Reply | None:
    """The answer in a text/calendar part, or None when it is no answer we understand."""
    if not is_affordable(text, now().year):
        return None
    try:
        calendar = icalendar.Calendar.from_ical(text)
        events: list[Any] = list(calendar.walk("VEVENT"))
        if str(calendar.get("METHOD", "")).upper() != "REPLY" or len(events) != 1:
            return None
        event = events[0]
        guest: Any = event["ATTENDEE"]
        if isinstance(guest, list):
            (guest,) = guest
        partstat = str(guest.params.get("PARTSTAT", "")).upper()
        answered_at = as_moment(event["DTSTAMP"].dt, "UTC")
        address = str(guest).lower().removeprefix("mailto:")
        reply = Reply(str(event["UID"]), address, partstat, int(str(event.get("SEQUENCE", 0))), answered_at)
    except UNREADABLE:
        return None
    return reply if partstat in ANSWERS else None


def supersedes(reply: Reply, sequence: int, last: Reply | None = None) -> bool:
    """Whether an answer counts: to the present invitation or a later one, and newer than what was answered before.

    SEQUENCE first, then DTSTAMP (RFC 5546 section 2.1.5).
    """
    if reply.sequence < sequence:
        return False
    return last is None or (reply.sequence, reply.answered_at) > (last.sequence, last.answered_at)


def write_published(drafts: Sequence[MeetingDraft], organizer: Party) -> str:
    """Several meetings as one file: only PUBLISH may hold more than one UID. Those called off say so themselves."""
    calendar = calendar_of(drafts, method="PUBLISH")
    events: list[Any] = list(calendar.walk("VEVENT"))
    for event in events:
        event["ORGANIZER"] = _party(organizer)
    return calendar.to_ical().decode()


def _party(who: Party) -> icalendar.vCalAddress:
    # An attendee needs an address (RFC 5545); this one Apple's calendar writes for people without, and all others know.
    made = icalendar.vCalAddress(f"mailto:{who.address}" if who.address else "invalid:nomail")
    if who.name:
        made.params["CN"] = who.name
    return made
