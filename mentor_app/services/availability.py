"""One's own availability: hours of the week, days that are otherwise, and how much at once."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import col, delete, func, select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Availability, Member, OddDay, WeeklyHours
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member
from mentor_app.security.free_times import own_odd_day
from mentor_app.services.free_slots import Hours
from mentor_app.services.hours import read_hours, show_hours
from mentor_app.services.texts import typed_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOTICES = (0, 2, 12, 24, 48, 72, 168)
PAUSES = (0, 5, 10, 15, 30, 60)
MOST_ODD = 40
LONGEST_ODD = timedelta(days=366)


@dataclass(frozen=True)
class OddDayItem:
    """Days that are otherwise (ISO dates); `hours` empty for not free at all."""

    id: str
    first_day: str
    last_day: str
    hours: str


@dataclass(frozen=True)
class AvailabilityDetail:
    """One's own availability, as its form shows it: hours by the names in `WEEKDAYS`."""

    zone: str
    is_set: bool = False
    hours: dict[str, str] = field(default_factory=dict[str, str])
    notice_hours: int = 24
    pause_minutes: int = 0
    most_a_day: int = 0
    odd: list[OddDayItem] = field(default_factory=list[OddDayItem])
    version: str = ""


def get_availability(uow: UnitOfWork) -> AvailabilityDetail:
    """The actor's own."""
    me = current_member(uow)
    said = uow.session.get(Availability, me.id) or Availability(member_id=me.id, changed_at=now())
    rows = uow.session.exec(
        select(WeeklyHours).where(WeeklyHours.member_id == me.id).order_by(col(WeeklyHours.begins))
    ).all()
    odd = select(OddDay).where(OddDay.member_id == me.id, col(OddDay.last_day) >= _today(me))
    by_day = {
        name: show_hours(tuple(Hours(row.begins, row.ends) for row in rows if row.weekday == day))
        for day, name in enumerate(WEEKDAYS)
    }
    return AvailabilityDetail(
        zone=me.time_zone,
        is_set=bool(rows),
        hours=by_day,
        notice_hours=said.notice_hours,
        pause_minutes=said.pause_minutes,
        most_a_day=said.most_a_day,
        odd=[
            OddDayItem(row.id, row.first_day.isoformat(), row.last_day.isoformat(), row.hours)
            for row in uow.session.exec(odd.order_by(col(OddDay.first_day), col(OddDay.number)))
        ],
        version=said.changed_at.isoformat() if rows else "",
    )


def set_week(uow: UnitOfWork, hours: dict[str, str], notice_hours: int, pause_minutes: int, most_a_day: int) -> None:
    """Say when one is usually free, in place of what was said before.

    Args:
        hours: ranges as typed, by the names in `WEEKDAYS`; those left out are not free.
        notice_hours: how far ahead at least.
        pause_minutes: what stays free around everything that has a time.
        most_a_day: how many meetings on one day, 0 for as many as fit.

    Raises:
        InvalidInput: naming the day whose hours cannot be understood.
    """
    me = _held(uow)
    week = {day: read_hours(hours.get(name, ""), name) for day, name in enumerate(WEEKDAYS)}
    if notice_hours not in NOTICES:
        raise InvalidInput("notice", N_("Please choose one of these."))
    if pause_minutes not in PAUSES:
        raise InvalidInput("pause", N_("Please choose one of these."))
    if not 0 <= most_a_day <= 10:
        raise InvalidInput("most", N_("Please choose one of these."))
    uow.session.exec(delete(WeeklyHours).where(col(WeeklyHours.member_id) == me.id))
    uow.session.add_all(
        WeeklyHours(member_id=me.id, weekday=day, begins=each.begins, ends=each.ends)
        for day, ranges in week.items()
        for each in ranges
    )
    said = _said(uow, me)
    said.notice_hours, said.pause_minutes, said.most_a_day = notice_hours, pause_minutes, most_a_day
    _changed(uow, me)


def add_odd_days(uow: UnitOfWork, first: str, last: str, hours: str) -> None:
    """Say that days are otherwise.

    Args:
        first: an ISO date.
        last: the last such day; the first again when empty.
        hours: ranges as typed; empty when one is not free at all.

    Raises:
        InvalidInput: when a date is none, past, or before the other, or the hours cannot be understood.
        TooMany: when there are enough of these.
    """
    me = _held(uow)
    first_day = typed_day("first_day", first)
    last_day = typed_day("last_day", last) if last.strip() else first_day
    if last_day < first_day:
        raise InvalidInput("last_day", N_("The last day comes before the first."))
    if last_day < _today(me):
        raise InvalidInput("first_day", N_("This day has passed."))
    if last_day - first_day > LONGEST_ODD or first_day - _today(me) > LONGEST_ODD:
        raise InvalidInput("last_day", N_("At most a year ahead, please."))
    ranges = read_hours(hours, "hours")
    uow.session.exec(delete(OddDay).where(col(OddDay.member_id) == me.id, col(OddDay.last_day) < _today(me)))
    count, latest = uow.session.exec(
        select(func.count(), func.max(OddDay.number)).where(OddDay.member_id == me.id)
    ).one()
    if count >= MOST_ODD:
        raise TooMany(N_("You have {{most}} exceptions. Please remove one first."), most=MOST_ODD)
    uow.session.add(
        OddDay(
            member_id=me.id,
            number=(latest or 0) + 1,
            first_day=first_day,
            last_day=last_day,
            hours=show_hours(ranges),
        )
    )
    _said(uow, me)
    _changed(uow, me)


def drop_odd_days(uow: UnitOfWork, odd_id: str) -> None:
    """Have days be as their weekday is again."""
    row = own_odd_day(uow, odd_id)
    uow.session.delete(row)
    _changed(uow, current_member(uow))


def _held(uow: UnitOfWork) -> Member:
    """The actor, held, so that two tabs write one week and not a mixture of two."""
    me = current_member(uow)
    uow.session.exec(select(Member.id).where(Member.id == me.id).with_for_update(key_share=True)).one()
    return me


def _said(uow: UnitOfWork, me: Member) -> Availability:
    said = uow.session.get(Availability, me.id) or Availability(member_id=me.id, changed_at=now())
    said.changed_at = now()
    uow.session.add(said)
    return said


def _changed(uow: UnitOfWork, me: Member) -> None:
    uow.record("availability.changed")
    uow.announce(for_member(me.id, "calendars"))


def _today(me: Member) -> date:
    return to_zone(now(), me.time_zone).date()
