"""Times at which two members are both free. Of the other nothing is told but these, and not how they came about."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import col, or_, select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.models import (
    Availability,
    BusyInterval,
    CalendarAccount,
    Meeting,
    Member,
    OddDay,
    RemoteCalendar,
    TimeProposal,
    TimeSlot,
    WeeklyHours,
)
from mentor_app.security.access import current_member
from mentor_app.security.free_times import may_propose_to
from mentor_app.security.limits import count_look
from mentor_app.services.free_slots import Freedom, Hours, OddDays, free_slots, spread
from mentor_app.services.hours import read_hours
from mentor_app.services.proposals import their_zone
from mentor_app.services.times import MOST_MINUTES, read_minutes

SIGHT = timedelta(days=21)
DAYS, A_DAY = 7, 6
"""As many times as can be read at a glance, and no map of anybody's week."""


@dataclass(frozen=True)
class FreeSlot:
    """A time to choose: the moment (ISO, UTC), and as one's own clock shows it, in the form of a browser's time field.

    `their_zone` is empty when both people's clocks agree then.
    """

    starts_at: str
    wall: str
    their_zone: str


@dataclass(frozen=True)
class FreeTimes:
    """What is known of the times that suit two.

    `standing` is empty when nobody has looked, else `found`, `none` (nothing that suits both), `unread` (a calendar
    has not been read yet), `unreadable` (and cannot be at present), `unset_mine` or `unset_theirs` when one of them has
    not said when they are free, or `too_often`.
    """

    standing: str
    slots: list[FreeSlot] = field(default_factory=list[FreeSlot])


NOTHING_KNOWN = FreeTimes("")


def free_times_with(uow: UnitOfWork, member_id: str, minutes: int) -> FreeTimes:
    """Times within three weeks at which the actor and this member are both free.

    Raises:
        NotFound, NotPermitted: when the actor may not suggest times to them.
        InvalidInput: when no meeting takes that long.
        TooMany: when the actor asks all the time.
    """
    other, me = may_propose_to(uow, member_id), current_member(uow)
    length = timedelta(minutes=read_minutes(minutes))
    count_look(me.id, other.id)
    present = now()
    until = present + SIGHT
    theirs, mine = _freedom(uow, other, present, until), _freedom(uow, me, present, until)
    if theirs is None or mine is None:
        return FreeTimes("unset_theirs" if theirs is None else "unset_mine")
    read_until, in_trouble = _read_until(uow, (me.id, other.id))
    if read_until <= present:
        return FreeTimes("unreadable" if in_trouble else "unread")
    until = min(until, read_until)
    found = spread(free_slots(mine, theirs, length, present, until), me.time_zone, DAYS, A_DAY)
    return FreeTimes("found" if found else "none", [_slot(each, me, other) for each in found])


def _slot(moment: datetime, me: Member, other: Member) -> FreeSlot:
    return FreeSlot(
        starts_at=moment.isoformat(),
        wall=f"{to_zone(moment, me.time_zone):%Y-%m-%dT%H:%M}",
        their_zone=their_zone(moment, me.time_zone, other.time_zone),
    )


def _freedom(uow: UnitOfWork, member: Member, present: datetime, until: datetime) -> Freedom | None:
    """A member's freedom; None when they have not said any hours."""
    rows = uow.session.exec(
        select(WeeklyHours).where(WeeklyHours.member_id == member.id).order_by(col(WeeklyHours.begins))
    ).all()
    odd = uow.session.exec(select(OddDay).where(OddDay.member_id == member.id).order_by(col(OddDay.number))).all()
    if not rows and not any(each.hours for each in odd):
        return None
    said = uow.session.get(Availability, member.id) or Availability(member_id=member.id, changed_at=present)
    timed, days = _busy(uow, member, present, until)
    meetings, agreed = _meetings(uow, member, present, until)
    return Freedom(
        zone=member.time_zone,
        week={day: tuple(Hours(row.begins, row.ends) for row in rows if row.weekday == day) for day in range(7)},
        odd=tuple(OddDays(each.first_day, each.last_day, read_hours(each.hours, "hours")) for each in odd),
        notice=timedelta(hours=said.notice_hours),
        pause=timedelta(minutes=said.pause_minutes),
        most_a_day=said.most_a_day,
        busy=timed,
        whole_days=days,
        meetings=meetings,
        agreed=agreed,
    )


Spans = tuple[tuple[datetime, datetime], ...]


def _busy(uow: UnitOfWork, member: Member, present: datetime, until: datetime) -> tuple[Spans, Spans]:
    """When the member's calendars keep them busy: at times, and on whole days."""
    rows = uow.session.exec(
        select(BusyInterval.starts_at, BusyInterval.ends_at, BusyInterval.all_day)
        .join(RemoteCalendar, col(RemoteCalendar.id) == col(BusyInterval.calendar_id))
        .where(
            RemoteCalendar.member_id == member.id,
            RemoteCalendar.reads_busy,
            col(BusyInterval.ends_at) > present - timedelta(days=1),
            col(BusyInterval.starts_at) < until + timedelta(days=1),
        )
    ).all()
    timed = tuple((begins, ends) for begins, ends, all_day in rows if not all_day)
    return timed, tuple((begins, ends) for begins, ends, all_day in rows if all_day)


def _meetings(
    uow: UnitOfWork, member: Member, present: datetime, until: datetime
) -> tuple[Spans, tuple[datetime, ...]]:
    """The member's own meetings, settled and suggested, and when those that are settled begin."""
    mine = or_(col(Meeting.mentor_id) == member.id, col(Meeting.mentee_id) == member.id)
    # A day before, as what was met today counts towards the most of the day.
    since = present - timedelta(days=1, minutes=MOST_MINUTES)
    settled = uow.session.exec(
        select(Meeting.starts_at, Meeting.minutes).where(
            mine,
            col(Meeting.status).in_(("confirmed", "held")),
            col(Meeting.starts_at) > since,
            col(Meeting.starts_at) < until + timedelta(days=1),
        )
    ).all()
    suggested = uow.session.exec(
        select(TimeSlot.starts_at, Meeting.minutes)
        .join(TimeProposal, col(TimeProposal.id) == col(TimeSlot.proposal_id))
        .join(Meeting, col(Meeting.id) == col(TimeProposal.meeting_id))
        .where(mine, TimeProposal.status == "open", col(Meeting.status).in_(("proposed", "confirmed")))
        .where(col(TimeSlot.starts_at) > since, col(TimeSlot.starts_at) < until + timedelta(days=1))
    ).all()
    both = [(begins, minutes) for begins, minutes in (*settled, *suggested) if begins is not None]
    spans = tuple((begins, begins + timedelta(minutes=minutes)) for begins, minutes in both)
    return spans, tuple(begins for begins, _ in settled if begins is not None)


def _read_until(uow: UnitOfWork, members: tuple[str, str]) -> tuple[datetime, bool]:
    """How far ahead all of their calendars have been read, long past when one was not, and whether one cannot be."""
    rows = uow.session.exec(
        select(RemoteCalendar.window_end, CalendarAccount.trouble)
        .join(CalendarAccount, col(CalendarAccount.id) == RemoteCalendar.account_id)
        .where(col(RemoteCalendar.member_id).in_(members), RemoteCalendar.reads_busy)
    ).all()
    never, always = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    behind = [(end or never, trouble != "") for end, trouble in rows]
    return min((end for end, _ in behind), default=always), any(trouble for end, trouble in behind if end <= now())
