"""Members' own calendars, and the copies of meetings in them. Of other events nothing is kept but when they are."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, UtcDateTime, json_list, moment

_WRITES = text("writes")
SUBSCRIPTION = "ics"
"""The `kind` of an account that is an address only: the address is what is sealed, and `address` shows its host."""


class CalendarAccount(Row, table=True):
    """A member's account at a CalDAV server. The password is sealed, and goes when the account goes.

    Life-cycle (`status`): looking -> connected; `refused` when looking found nothing; `leaving` while our events are
    removed from it (`LeftEvent`), after which it is deleted. A connected account stays so whatever its server does:
    `trouble` says what is wrong, `failures` how often in a row. `is_stopped` means that only the member can help.
    `consented` are further hosts the password may be sent to.
    """

    member_id: str = Field(foreign_key="member.id", index=True)
    address: str = Field(max_length=500)
    user_name: str = Field(default="", max_length=200)
    sealed: str = ""
    kind: str = Field(default="", max_length=16)
    consented: list[str] = json_list()
    status: str = Field(default="looking", max_length=16)
    trouble: str = Field(default="", max_length=32)
    trouble_host: str = Field(default="", max_length=255)
    failures: int = 0
    is_stopped: bool = False
    last_ok_at: datetime | None = moment()
    next_try_at: datetime | None = moment()


class FeedAddress(SQLModel, table=True):
    """The secret address of a member's feed; only its hash is kept."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    made_at: datetime | None = moment()


class RemoteCalendar(Row, table=True):
    """A calendar of an account. At most one of a member's is written to.

    `reports_changes` is None while nobody knows whether it has sync-tokens. `mark` is what its server says cheaply of
    its state (`mentor_app.calendars.marks`), `listed_at` when changes were last listed whatever it said. `round` counts
    its scheduled looks, so that one chain of them goes on and no second one.
    """

    __table_args__ = (
        UniqueConstraint("account_id", "href"),
        Index("uq_written_calendar", "member_id", unique=True, sqlite_where=_WRITES, postgresql_where=_WRITES),
    )

    account_id: str = Field(foreign_key="calendaraccount.id", index=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    href: str = Field(max_length=700)
    name: str = Field(default="", max_length=200)
    color: str = Field(default="", max_length=16)
    writable: bool = True
    reads_busy: bool = False
    writes: bool = False
    token: str = Field(default="", max_length=2000)
    reports_changes: bool | None = None
    window_end: datetime | None = moment()
    compared_at: datetime | None = moment()
    mark: str = Field(default="", max_length=500)
    mark_seen_at: datetime | None = moment()
    listed_at: datetime | None = moment()
    believes_removals: bool = False
    round: int = 0


class RemoteObject(SQLModel, table=True):
    """An object of a calendar that was read: which version it had, and its UID."""

    calendar_id: str = Field(foreign_key="remotecalendar.id", primary_key=True)
    href: str = Field(primary_key=True, max_length=700)
    etag: str = ""
    uid: str = Field(default="", max_length=500)


class LeftEvent(SQLModel, table=True):
    """An event of ours, still to be removed from a calendar whose account is being disconnected.

    It is all that is left of a `MeetingCopy`, so that nothing reads its removal as its owner's. `calendar_id` was the
    calendar's: what is done there waits for what is under way there.
    """

    account_id: str = Field(foreign_key="calendaraccount.id", primary_key=True)
    uid: str = Field(primary_key=True, max_length=64)
    calendar_id: str = Field(max_length=32)
    calendar_href: str = Field(max_length=700)
    href: str = Field(max_length=700)
    etag: str = ""


class BusyInterval(Row, table=True):
    """A time at which an event of a member's keeps them busy."""

    __table_args__ = (Index("ix_busy_of_calendar", "calendar_id", "starts_at"),)

    calendar_id: str = Field(foreign_key="remotecalendar.id")
    href: str = Field(max_length=700)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    tentative: bool = False
    all_day: bool = False


class MeetingCopy(Row, table=True):
    """A meeting in one member's calendar.

    Life-cycle (`status`): new -> written -> gone (removed there by its owner) | removed (by us). `wanted` counts up
    whenever the calendar should be written to, `written` is the count it has got. `base` is the timing both sides
    last agreed on, `tried` that of a write whose reply is not known, `asked` the one its owner moved it to. `question`
    is `moved` or `gone` while the owner's own change waits for an answer.
    """

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: str = Field(foreign_key="meeting.id")
    member_id: str = Field(foreign_key="member.id", index=True)
    calendar_id: str = Field(foreign_key="remotecalendar.id", index=True)
    href: str = Field(default="", max_length=700)
    etag: str = ""
    base: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    tried: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    asked: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    status: str = Field(default="new", max_length=16)
    wanted: int = 1
    written: int = 0
    question: str = Field(default="", max_length=16)
    trouble: str = Field(default="", max_length=32)
