"""What the calendar page shows of one's own accounts."""

from dataclasses import dataclass, field

from sqlmodel import col, func, select

from mentor_app.clock import iso
from mentor_app.db import UnitOfWork
from mentor_app.models import (
    SUBSCRIPTION,
    CalendarAccount,
    FeedAddress,
    LeftEvent,
    Meeting,
    MeetingCopy,
    Member,
    RemoteCalendar,
)
from mentor_app.security.access import current_member


@dataclass(frozen=True)
class CalendarItem:
    """A calendar to choose: its name, whether we may write there, and what was chosen."""

    id: str
    name: str
    writable: bool
    writes: bool
    reads_busy: bool


@dataclass(frozen=True)
class AccountItem:
    """An account and its health. `trouble` is a kind, empty when all is well; times are ISO in UTC, or empty.

    `signs_in` says whether there is a sign-in to change, which a published calendar has not; `writes` whether meetings
    are written there; `left` is how many are still to be removed while it is `leaving`.
    """

    id: str
    address: str
    user_name: str
    status: str
    trouble: str
    trouble_host: str
    is_stopped: bool
    last_ok_at: str
    next_try_at: str
    signs_in: bool = True
    writes: bool = False
    left: int = 0
    calendars: list[CalendarItem] = field(default_factory=list[CalendarItem])


@dataclass(frozen=True)
class RemovedItem:
    """A meeting that its owner removed from their calendar, about which they are asked; `zone` is the owner's."""

    id: str
    partner: str
    starts_at: str
    zone: str


@dataclass(frozen=True)
class CalendarsDetail:
    """Everything on the calendar page; `feed_since` is when the feed got its address (ISO, UTC), empty without one."""

    accounts: list[AccountItem]
    removed: list[RemovedItem]
    feed_since: str = ""


def get_calendars(uow: UnitOfWork) -> CalendarsDetail:
    """The actor's own calendars."""
    me = current_member(uow)
    accounts = select(CalendarAccount).where(CalendarAccount.member_id == me.id)
    calendars = uow.session.exec(
        select(RemoteCalendar).where(RemoteCalendar.member_id == me.id).order_by(col(RemoteCalendar.name))
    ).all()
    by_account: dict[str, list[CalendarItem]] = {}
    for each in calendars:
        item = CalendarItem(each.id, each.name, each.writable, each.writes, each.reads_busy)
        by_account.setdefault(each.account_id, []).append(item)
    left = _left(uow, me)
    return CalendarsDetail(
        accounts=[
            _item(each, by_account.get(each.id, []), left.get(each.id, 0))
            for each in uow.session.exec(accounts.order_by(col(CalendarAccount.created_at)))
        ],
        removed=_removed(uow, me),
        feed_since=_feed_since(uow, me),
    )


def _feed_since(uow: UnitOfWork, me: Member) -> str:
    address = uow.session.get(FeedAddress, me.id)
    return iso(address.made_at) if address is not None else ""


def _left(uow: UnitOfWork, me: Member) -> dict[str, int]:
    """How many of our events each account still has to lose."""
    counted = (
        select(LeftEvent.account_id, func.count())
        .join(CalendarAccount, col(CalendarAccount.id) == col(LeftEvent.account_id))
        .where(CalendarAccount.member_id == me.id)
        .group_by(LeftEvent.account_id)
    )
    return dict(uow.session.exec(counted).all())


def _item(account: CalendarAccount, calendars: list[CalendarItem], left: int) -> AccountItem:
    return AccountItem(
        id=account.id,
        address=account.address,
        user_name=account.user_name,
        status=account.status,
        trouble=account.trouble,
        trouble_host=account.trouble_host,
        is_stopped=account.is_stopped,
        last_ok_at=iso(account.last_ok_at),
        next_try_at=iso(account.next_try_at),
        signs_in=account.kind != SUBSCRIPTION,
        writes=any(each.writes for each in calendars),
        left=left,
        calendars=calendars,
    )


def _removed(uow: UnitOfWork, me: Member) -> list[RemovedItem]:
    asked = (
        select(MeetingCopy, Meeting)
        .join(Meeting, col(Meeting.id) == col(MeetingCopy.meeting_id))
        .where(MeetingCopy.member_id == me.id, MeetingCopy.question == "gone")
        .order_by(col(Meeting.starts_at))
    )
    return [
        RemovedItem(
            id=copy.id,
            partner=uow.session.get_one(Member, meeting.partner_of(me.id)).name,
            starts_at=iso(meeting.starts_at),
            zone=me.time_zone,
        )
        for copy, meeting in uow.session.exec(asked)
    ]
