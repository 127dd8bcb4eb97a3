"""Days on which clocks change, and times typed around them, for tests about meetings."""

from datetime import UTC, datetime, timedelta

import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, transact
from mentor_app.models import Letter, Meeting, Member, Notification, TimeSlot
from mentor_app.services.proposals import open_proposal

TODAY = datetime(2026, 3, 24, 9, tzinfo=UTC)
"""A Tuesday in winter time; summer time comes on Sunday the 29th in Vienna, and came already in New York."""


def on(moment=TODAY, **later):
    """Stand still at a moment."""
    return time_machine.travel(moment + timedelta(**later), tick=False)


def rows(table, **matching):
    """The rows of a table."""
    with Session(db.engine()) as session:
        found = session.exec(select(table)).all()
    return [row for row in found if all(getattr(row, name) == value for name, value in matching.items())]


def live_in(zones):
    """Put members in time zones: `{id: zone}`."""
    with Session(db.engine()) as session:
        for member, zone in zones.items():
            session.get_one(Member, member).time_zone = zone
        session.commit()


def open_slots(meeting_id):
    """The ids of the times that wait for an answer, in order."""
    with Session(db.engine()) as session:
        proposal = open_proposal(db.UnitOfWork(session, Actor()), meeting_id)
        slots = session.exec(select(TimeSlot).where(TimeSlot.proposal_id == proposal.id)).all()
    return [slot.id for slot in sorted(slots, key=lambda slot: slot.starts_at)]


def meeting(meeting_id):
    """A meeting as it is now."""
    return rows(Meeting, id=meeting_id)[0]


def letters(kind, member=None):
    """Letters of a kind, to somebody."""
    return [row for row in rows(Letter, kind=kind) if member in (None, row.member_id)]


def notices(kind):
    """Who got a notice of a kind."""
    return [row.member_id for row in rows(Notification, kind=kind)]


def act(who, verb, *args, **named):
    """Do something as somebody; returns what came of it."""
    return transact(Actor(who), verb, *args, **named)[0]
