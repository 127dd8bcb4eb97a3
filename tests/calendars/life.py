"""A member's calendar at a server, and what two people do: what the tests of calendars share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import icalendar
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.calendars.caldav_account import RemoteEvent
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.jobs import calendar_finding, calendars
from mentor_app.models import RemoteCalendar, TimeProposal, TimeSlot
from mentor_app.services import calendar_accounts, calendar_connecting
from mentor_app.services.calendar_views import CalendarsDetail, get_calendars
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from tests.calendars.quirks import Quirky
from tests.calendars.servers import PASSWORD, USER, Server
from tests.conftest import Cast

TOMORROW = (now() + timedelta(days=3)).replace(hour=10, minute=0, second=0, microsecond=0)


class Life:
    """Ben's calendar, and what he and Ada do."""

    def __init__(self, cast: Cast, server: Server) -> None:
        self.cast, self.server = cast, server
        self.href = server.new_calendar()
        self.own = server.calendar(self.href)

    def act(self, who: str, what: Callable, *more, **named):
        return transact(Actor(member_id=who), what, *more, **named)

    def ben(self, what: Callable, *more, **named):
        return self.act(self.cast.ben, what, *more, **named)[0]

    def ada(self, what: Callable, *more, **named):
        return self.act(self.cast.ada, what, *more, **named)[0]

    def page(self) -> CalendarsDetail:
        return read(Actor(member_id=self.cast.ben), get_calendars)

    def connect(self) -> str:
        account = self.ben(
            calendar_connecting.connect_calendar, self.server.address, self.server.user, self.server.password
        )
        assert calendar_finding.find_once(account) == "found"
        chosen = rows(RemoteCalendar, href=self.href)[0].id
        self.ben(calendar_accounts.write_to, account, chosen)
        self.sync()
        return account

    def sync(self) -> str:
        found = rows(RemoteCalendar, href=self.href)[0]
        return calendars.sync_once(found.id, found.round)

    def meet(self, at: datetime = TOMORROW) -> str:
        typed = at.strftime("%Y-%m-%dT%H:%M")
        meeting = self.ben(propose_meeting, self.cast.mentorship, [typed], place="https://video.example/r")
        self.agree(meeting)
        return meeting

    def agree(self, meeting: str) -> None:
        (slot,) = slots(meeting)
        self.ada(confirm_meeting, meeting, slot.id)

    def there(self) -> list[RemoteEvent]:
        return self.own.window(now() - timedelta(days=1), now() + timedelta(days=400))

    def one(self, of: str) -> RemoteEvent:
        """The only event, or that of a UID."""
        (event,) = [each for each in self.there() if of in each.text]
        return event

    def moves(self, start: datetime, of: str = "") -> None:
        """As another client of his does it."""
        event = self.one(of)
        calendar = icalendar.Calendar.from_ical(event.text)
        vevent = calendar.walk("VEVENT")[0]
        for name in ("DTSTART", "DTEND"):
            vevent.pop(name)
        vevent.add("dtstart", start)
        vevent.add("dtend", start + timedelta(minutes=30))
        self.own.update(event.href, calendar.to_ical().decode(), event.etag)

    def removes(self, of: str = "") -> None:
        event = self.one(of)
        self.own.delete(event.href, event.etag)


OWN_EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:own\r\nDTSTAMP:20261101T000000Z\r\n"
    f"DTSTART:{TOMORROW + timedelta(hours=2):%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nSUMMARY:canary-doctor\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def rows(table, **wanted):
    with Session(db.engine()) as session:
        found = session.exec(select(table)).all()
        return [each for each in found if all(getattr(each, name) == value for name, value in wanted.items())]


def slots(meeting: str) -> list[TimeSlot]:
    (proposal,) = rows(TimeProposal, meeting_id=meeting, status="open")
    return rows(TimeSlot, proposal_id=proposal.id)


def start_of(event: RemoteEvent) -> datetime:
    return icalendar.Calendar.from_ical(event.text).walk("VEVENT")[0]["DTSTART"].dt.astimezone(UTC)


class Reachable:
    """A quirky server as the tests of real ones ask for it."""

    def __init__(self, server: Quirky) -> None:
        self.address, self.user, self.password, self._server = server.address, USER, PASSWORD, server

    def new_calendar(self) -> str:
        self._server.calendars.add("/cal/main/")
        return "/cal/main/"

    def calendar(self, _href: str) -> None:
        return None
