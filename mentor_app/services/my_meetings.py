"""All meetings of one member: what waits for them, their week, and what comes later."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import col, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting
from mentor_app.security.access import current_member
from mentor_app.services.meeting_pages import MeetingItem, meeting_items
from mentor_app.services.people import Person, people_by_id

WEEK = timedelta(days=7)
LATELY = timedelta(days=14)
"""So long a meeting that is over asks what became of it."""
SHOWN = 60


@dataclass(frozen=True)
class MyMeeting:
    """A meeting and with whom it is."""

    id: str
    meeting: MeetingItem
    partner: Person


@dataclass(frozen=True)
class MyMeetings:
    """A member's own meetings in three lists; `my_zone` is theirs."""

    my_zone: str
    waiting: list[MyMeeting] = field(default_factory=list[MyMeeting])
    week: list[MyMeeting] = field(default_factory=list[MyMeeting])
    later: list[MyMeeting] = field(default_factory=list[MyMeeting])


def my_meetings(uow: UnitOfWork) -> MyMeetings:
    """The actor's own meetings over all mentorships.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    me = current_member(uow)
    mine = (
        select(Meeting)
        .where(or_(Meeting.mentor_id == me.id, Meeting.mentee_id == me.id), col(Meeting.mentorship_id).is_not(None))
        .where(col(Meeting.status).in_(("proposed", "confirmed")))
        .where(or_(col(Meeting.starts_at).is_(None), col(Meeting.starts_at) > now() - LATELY))
        .order_by(col(Meeting.starts_at), col(Meeting.created_at))
    )
    rows = list(uow.session.exec(mine.limit(SHOWN)))
    people = people_by_id(uow, [row.partner_of(me.id) for row in rows])
    found = [
        (row, MyMeeting(row.id, item, people[row.partner_of(me.id)]))
        for row, item in zip(rows, meeting_items(uow, rows), strict=True)
    ]
    ahead = [(row, each) for row, each in found if row.starts_at is not None and not each.meeting.asks]
    soon = now() + WEEK
    return MyMeetings(
        my_zone=me.time_zone,
        waiting=[each for _row, each in found if waits_for_me(each.meeting)],
        week=[each for row, each in ahead if row.starts_at is not None and row.starts_at < soon],
        later=[each for row, each in ahead if row.starts_at is not None and row.starts_at >= soon],
    )


def waits_for_me(item: MeetingItem) -> bool:
    """Whether it is the reader's turn: to choose a time, or to say what happened."""
    return item.turn == "mine" or (item.asks and not item.i_said)
