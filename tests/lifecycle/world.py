"""Six people around two mentors, and everything the database says about them at a moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Job
from mentor_app.models import (
    AgendaItem,
    AuditEntry,
    Certificate,
    Clause,
    Evaluation,
    Goal,
    Letter,
    Meeting,
    Member,
    MentoringRequest,
    Mentorship,
    MinutesSection,
    Profile,
    Programme,
    Referral,
    Revision,
    TimeEntry,
    TimeProposal,
    TimeSlot,
)
from mentor_app.models.calendars import CalendarAccount, MeetingCopy, RemoteCalendar
from tests.conftest import add_member, make_cast

TABLES = (
    *(MentoringRequest, Referral, Mentorship, Meeting, TimeProposal, TimeSlot, Clause, Revision, Goal, AgendaItem),
    *(MinutesSection, TimeEntry, Evaluation, Certificate, MeetingCopy, Letter),
)
PLACES = {"ada": 2, "gus": 1}
"""Ada has one place left beside Ben's, Gus has one; both numbers are hard."""

Pick = Callable[[Sequence[Any]], Any]


@dataclass
class Seen:
    """All rows of a moment by table and key, in an order that does not depend on their random ids."""

    rows: dict[type, dict[Any, SimpleNamespace]]
    audit: int

    def all(self, table: type, **matching: object) -> list[SimpleNamespace]:
        rows = self.rows[table].values()
        return [row for row in rows if all(getattr(row, name) == value for name, value in matching.items())]

    def get(self, table: type, key: Any) -> SimpleNamespace:
        return self.rows[table][key]


def look() -> Seen:
    """What the database says now."""
    with db.engine().connect() as connection:
        rows = {}
        for table in TABLES:
            columns = table.__table__
            keys = [column.name for column in columns.primary_key]
            found = [SimpleNamespace(**row._mapping) for row in connection.execute(select(columns))]
            found.sort(key=_place)
            rows[table] = {_key(row, keys): row for row in found}
        last = connection.execute(select(AuditEntry.__table__.c.id).order_by(AuditEntry.__table__.c.id.desc())).first()
    return Seen(rows, last[0] if last else 0)


def audit_since(seen: Seen) -> list[SimpleNamespace]:
    """What was written down since then."""
    audit = AuditEntry.__table__
    with db.engine().connect() as connection:
        found = connection.execute(select(audit).where(audit.c.id > seen.audit))
        return [SimpleNamespace(**row._mapping) for row in found]


def _key(row: SimpleNamespace, keys: list[str]) -> Any:
    values = tuple(getattr(row, name) for name in keys)
    return values[0] if len(values) == 1 else values


def _place(row: SimpleNamespace) -> tuple[str, ...]:
    names = ("created_at", "starts_at", "number", "point", "title", "minutes", "words", "kind", "address")
    return tuple(str(getattr(row, name, "")) for name in names)


@dataclass
class World:
    """Who there is, and what was seen last."""

    people: dict[str, str]
    seen: Seen
    promised: list[Job] = field(default_factory=list[Job])

    @property
    def ids(self) -> list[str]:
        return list(self.people.values())


def make_world() -> World:
    """Write the people into an empty database: Ada mentors Ben, and once mentored Fay; Gus is her colleague.

    Cy is a stranger who looks for a mentor, Dee coordinates. Everybody has a calendar that is written to.
    """
    cast = make_cast()
    with Session(db.engine()) as session:
        session.get_one(Programme, cast.programme).open_request_limit = 5
        gus = add_member(session, "Gus", cast.programme, offers_mentoring=True, offers_flash=True)
        fay = add_member(session, "Fay", cast.programme, seeks_mentor=True)
        people = {"ada": cast.ada, "ben": cast.ben, "cy": cast.cy, "dee": cast.dee, "fay": fay, "gus": gus}
        for name, places in PLACES.items():
            profile = session.get_one(Profile, people[name])
            profile.capacity, profile.capacity_is_hard, profile.offers_flash = places, True, True
        began = now() - timedelta(days=200)
        past = {"status": "ended", "ended_at": now(), "end_reason": "objective_reached", "created_at": began}
        session.add(Mentorship(programme_id=cast.programme, mentor_id=cast.ada, mentee_id=fay, **past))
        for member in people.values():
            account = CalendarAccount(member_id=member, address="https://calendar.test/", status="connected")
            session.add(account)
            session.flush()
            session.add(RemoteCalendar(account_id=account.id, member_id=member, href=f"/{member}/", writes=True))
        session.commit()
    return World(people, look())


def known_world() -> World:
    """The same people, found again in a database that has them."""
    with Session(db.engine()) as session:
        found = session.execute(select(Member.__table__)).all()
    people = {row.name.lower(): row.id for row in found if row.name != "Eve"}
    return World(dict(sorted(people.items())), look())


def typed(**later: float) -> str:
    """A time to come as a browser sends it; everybody here lives in UTC."""
    return (now() + timedelta(**later)).isoformat()[:16]


def ended(meeting: SimpleNamespace, at: datetime) -> bool:
    return meeting.starts_at is not None and meeting.starts_at + timedelta(minutes=meeting.minutes) <= at
