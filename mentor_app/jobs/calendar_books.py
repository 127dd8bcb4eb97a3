"""The engine's books in our tables: one transaction for one calendar."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, col, delete, insert, select

from mentor_app.calendars.books import Books, Copy, Known, Place
from mentor_app.calendars.free_busy import Busy
from mentor_app.calendars.marks import Mark
from mentor_app.calendars.timing import Instance, Timing
from mentor_app.calendars.troubles import Trouble
from mentor_app.calendars.writing import MeetingDraft
from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.jobs.durable import perform
from mentor_app.models import BusyInterval, CalendarAccount, Meeting, MeetingCopy, Member, RemoteCalendar, RemoteObject
from mentor_app.models.base import new_id
from mentor_app.services.calendar_questions import (
    back_in_calendar,
    gone_from_calendar,
    moved_in_calendar,
    not_to_be_suggested,
    refused_by_calendar,
)
from mentor_app.services.meeting_facts import facts_of

T = TypeVar("T")

ALARMS = (timedelta(minutes=15),)
OVER = timedelta(days=1)
"""How long after its end a meeting's copy is still looked after."""
AT_ONCE = 500
"""Objects forgotten by one statement."""


class TableLedger:
    """Transactions for one calendar.

    Args:
        calendar_id: which.
    """

    def __init__(self, calendar_id: str) -> None:
        self._calendar_id = calendar_id

    def within(self, act: Callable[[Books], T]) -> T:
        """Run `act` in one transaction.

        Raises:
            Trouble: when the calendar was disconnected, or its sign-in changed, meanwhile.
        """
        return perform(lambda uow: act(TableBooks(uow, self._calendar_id)))


class TableBooks(Books):
    """The tables of one calendar, within one transaction.

    Args:
        uow: the transaction.
        calendar_id: which calendar.

    Raises:
        Trouble: when there is no such calendar any more, or it is looked for anew: then it may be another's.
    """

    def __init__(self, uow: UnitOfWork, calendar_id: str) -> None:
        self._uow, self._session = uow, uow.session
        held = select(RemoteCalendar).where(RemoteCalendar.id == calendar_id).with_for_update()
        calendar = self._session.exec(held).first()
        # Asked once the calendar is held: a join would tell of the account as it was when the waiting began.
        if calendar is None or self._session.get_one(CalendarAccount, calendar.account_id).status != "connected":
            raise Trouble("calendar_gone", "disconnected")
        self._calendar = calendar
        self._owner = self._session.get_one(Member, calendar.member_id)
        self._there: set[str] | None = None

    def place(self) -> Place:
        """The calendar."""
        row = self._calendar
        return Place(
            href=row.href,
            token=row.token,
            reports_changes=row.reports_changes,
            reads_busy=row.reads_busy,
            writes=row.writes,
            zone=self._owner.time_zone,
            addresses=(self._owner.email,),
            window_end=row.window_end,
            compared_at=row.compared_at,
            mark=Mark(row.mark, row.mark_seen_at, row.listed_at),
            believe_removals=row.believes_removals,
        )

    def keep_place(self, place: Place) -> None:
        """Remember how far we have read."""
        row = self._calendar
        row.token, row.reports_changes = place.token, place.reports_changes
        row.window_end, row.compared_at = place.window_end, place.compared_at
        row.mark, row.mark_seen_at, row.listed_at = place.mark.text, place.mark.seen_at, place.mark.listed_at
        row.believes_removals = place.believe_removals

    def known(self) -> Mapping[str, Known]:
        """Everything that was read."""
        rows = select(RemoteObject.href, RemoteObject.etag, RemoteObject.uid)
        found = self._session.exec(rows.where(RemoteObject.calendar_id == self._calendar.id))
        known = {href: Known(etag, uid) for href, etag, uid in found}
        self._there = set(known)
        return known

    def copies(self) -> Mapping[str, Copy]:
        """Our copies of meetings that are not long over."""
        found = self._session.exec(
            select(MeetingCopy, Meeting)
            .join(Meeting, col(Meeting.id) == col(MeetingCopy.meeting_id))
            .where(MeetingCopy.calendar_id == self._calendar.id, col(Meeting.starts_at) > now() - OVER)
        )
        return {meeting.uid: self._copy(row, meeting) for row, meeting in found}

    def keep_copy(self, copy: Copy) -> None:
        """Remember what is known of a copy."""
        row = self._row(copy)
        row.href, row.etag, row.status = copy.href, copy.etag, copy.status
        row.base, row.tried, row.asked = _kept(copy.base), _kept(copy.tried), _kept(copy.asked)
        row.written, row.trouble = copy.written, copy.trouble
        self._session.add(row)

    def keep_objects(self, objects: Mapping[str, Known], busy: Mapping[str, tuple[Busy, ...]]) -> None:
        """Remember objects, and when they keep their owner busy."""
        self.drop_objects(objects.keys())
        rows = [
            {"calendar_id": self._calendar.id, "href": href, "etag": each.etag, "uid": each.uid[:500]}
            for href, each in objects.items()
        ]
        if rows:
            self._session.exec(insert(RemoteObject), params=rows)
        keep_busy(self._session, self._calendar.id, ((href, each) for href, times in busy.items() for each in times))
        if self._there is not None:
            self._there.update(objects)

    def drop_objects(self, hrefs: Collection[str]) -> None:
        """Forget objects, in few statements however many there are."""
        dropped = sorted(hrefs if self._there is None else self._there.intersection(hrefs))
        for first in range(0, len(dropped), AT_ONCE):
            some, calendar = dropped[first : first + AT_ONCE], self._calendar.id
            of_objects = (col(RemoteObject.calendar_id) == calendar) & col(RemoteObject.href).in_(some)
            of_times = (col(BusyInterval.calendar_id) == calendar) & col(BusyInterval.href).in_(some)
            self._session.exec(delete(RemoteObject).where(of_objects))
            self._session.exec(delete(BusyInterval).where(of_times))
        if self._there is not None:
            self._there.difference_update(dropped)

    def moved(self, copy: Copy, timing: Timing) -> bool:
        """Suggest the member's own time to the other."""
        if len(timing.instances) != 1:
            self.unclear(copy)
            return False
        return moved_in_calendar(self._uow, self._row(copy), timing.starts_at, timing.ends_at)

    def unclear(self, copy: Copy) -> None:
        """Say that it is put back."""
        not_to_be_suggested(self._uow, self._row(copy))

    def refused(self, copy: Copy) -> None:
        """Say that it is not there."""
        refused_by_calendar(self._uow, self._row(copy))

    def gone(self, copy: Copy) -> None:
        """Ask what was meant."""
        gone_from_calendar(self._uow, self._row(copy))

    def came_back(self, copy: Copy) -> None:
        """Take back what was asked."""
        back_in_calendar(self._uow, self._row(copy))

    def _row(self, copy: Copy) -> MeetingCopy:
        named = select(MeetingCopy).join(Meeting, col(Meeting.id) == col(MeetingCopy.meeting_id))
        return self._session.exec(
            named.where(MeetingCopy.calendar_id == self._calendar.id, Meeting.uid == copy.uid)
        ).one()

    def _copy(self, row: MeetingCopy, meeting: Meeting) -> Copy:
        return Copy(
            uid=meeting.uid,
            draft=MeetingDraft(**asdict(facts_of(self._uow, meeting, self._owner)), alarms=ALARMS),
            wanted=row.wanted,
            written=row.written,
            href=row.href,
            etag=row.etag,
            base=_timing(row.base),
            tried=_timing(row.tried),
            asked=_timing(row.asked),
            status=row.status,
            trouble=row.trouble,
        )


def keep_busy(session: Session, calendar_id: str, busy: Iterable[tuple[str, Busy]]) -> None:
    """Remember when objects, by href, keep a calendar's owner busy: in one statement, as they may be thousands."""
    moment = now()
    rows = [
        {
            "id": new_id(),
            "created_at": moment,
            "calendar_id": calendar_id,
            "href": href,
            "starts_at": each.starts_at,
            "ends_at": each.ends_at,
            "tentative": each.tentative,
            "all_day": each.all_day,
        }
        for href, each in busy
    ]
    if rows:
        session.exec(insert(BusyInterval), params=rows)


def _kept(timing: Timing | None) -> dict[str, Any] | None:
    if timing is None:
        return None
    listed = [
        [each.starts_at.isoformat(), each.ends_at.isoformat(), each.original.isoformat() if each.original else None]
        for each in timing.instances
    ]
    return {"instances": listed, "cancelled": timing.cancelled}


def _timing(kept: dict[str, Any] | None) -> Timing | None:
    if kept is None:
        return None
    moments = [[datetime.fromisoformat(each) if each else None for each in row] for row in kept["instances"]]
    return Timing(tuple(Instance(*each) for each in moments), bool(kept["cancelled"]))  # pyright: ignore[reportArgumentType]
