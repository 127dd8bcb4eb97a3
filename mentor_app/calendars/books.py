"""The two sides of a synchronisation: our books, in transactions, and one calendar on a server."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from mentor_app.calendars.caldav_account import RemoteChanges, RemoteEvent
from mentor_app.calendars.free_busy import Busy
from mentor_app.calendars.marks import Mark
from mentor_app.calendars.timing import Timing
from mentor_app.calendars.writing import MeetingDraft

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A calendar as it was last seen.

    Args:
        href: its path.
        token: its sync-token; empty before the first pull.
        reports_changes: whether it has sync-tokens; None while unknown.
        reads_busy: whether its events keep its owner busy.
        writes: whether our meetings are written to it.
        zone: its owner's time zone.
        addresses: its owner's e-mail addresses.
        window_end: until when busy times are known.
        compared_at: when everything was last compared, whatever the tokens said.
        mark: what its server says cheaply of its state, and when that was last compared.
        believe_removals: whether its owner said that many removals at once were meant.
    """

    href: str
    token: str = ""
    reports_changes: bool | None = None
    reads_busy: bool = True
    writes: bool = True
    zone: str = "UTC"
    addresses: tuple[str, ...] = ()
    window_end: datetime | None = None
    compared_at: datetime | None = None
    mark: Mark = field(default_factory=Mark)
    believe_removals: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """One meeting in this calendar.

    Life-cycle (`status`): new -> written -> gone (removed by its owner, who is asked) | removed (by us).

    Args:
        uid: the meeting's.
        draft: the meeting as it is now.
        wanted: counts up whenever the calendar should be written to.
        written: the `wanted` that the calendar last got.
        href: where it is; empty before the first write.
        etag: the version we know.
        base: the timing both sides last agreed on.
        tried: the timing of a write whose reply we have not seen.
        asked: the timing its owner moved it to, about which the other is asked.
        trouble: why it cannot be written, when it cannot.
    """

    uid: str
    draft: MeetingDraft
    wanted: int = 1
    written: int = 0
    href: str = ""
    etag: str = ""
    base: Timing | None = None
    tried: Timing | None = None
    asked: Timing | None = None
    status: str = "new"
    trouble: str = ""

    @property
    def is_due(self) -> bool:
        """Whether something is to be written or deleted."""
        return self.written < self.wanted

    @property
    def cancelled(self) -> bool:
        """Whether the meeting does not take place."""
        return self.draft.status == "CANCELLED"


UNLISTED = ""
"""In place of the version of an object that we have written and no list of the calendar's has shown yet."""


@dataclass(frozen=True, slots=True)
class Known:
    """An object that was read: which version, and which UID it had."""

    etag: str
    uid: str


class Books(Protocol):
    """One transaction of the application, concerning one calendar."""

    def place(self) -> Place:
        """The calendar."""
        ...

    def keep_place(self, place: Place) -> None:
        """Remember the calendar so."""
        ...

    def known(self) -> Mapping[str, Known]:
        """All objects that were read, by href."""
        ...

    def copies(self) -> Mapping[str, Copy]:
        """Our copies in this calendar by UID, those we removed included: they may come back."""
        ...

    def keep_copy(self, copy: Copy) -> None:
        """Remember a copy so, except for `draft` and `wanted`, which are the application's."""
        ...

    def keep_objects(self, objects: Mapping[str, Known], busy: Mapping[str, tuple[Busy, ...]]) -> None:
        """Remember objects by href, and when they keep the owner busy, in place of what was known there."""
        ...

    def drop_objects(self, hrefs: Collection[str]) -> None:
        """Forget objects."""
        ...

    def moved(self, copy: Copy, timing: Timing) -> bool:
        """Its owner moved a copy: ask the other. False when that cannot be; then the agreed time is put back."""
        ...

    def unclear(self, copy: Copy) -> None:
        """Its owner made of a copy what cannot be understood: they hear that it is put back."""
        ...

    def refused(self, copy: Copy) -> None:
        """The calendar does not take a copy: its owner hears of it."""
        ...

    def gone(self, copy: Copy) -> None:
        """Its owner removed or cancelled a copy: ask what was meant."""
        ...

    def came_back(self, copy: Copy) -> None:
        """A copy that was moved or gone is as agreed again: nothing is to be asked any more."""
        ...


class Ledger(Protocol):
    """Where transactions come from."""

    def within(self, act: Callable[[Books], T]) -> T:
        """Run `act` in one transaction: all of it is kept, or none."""
        ...


class Remote(Protocol):
    """One calendar on a server: `CalDavCalendar`."""

    href: str

    def token(self) -> str: ...  # noqa: D102
    def mark(self, token: str) -> str: ...  # noqa: D102
    def may_write(self) -> bool: ...  # noqa: D102
    def changes(self, token: str) -> RemoteChanges: ...  # noqa: D102
    def window(self, start: datetime, end: datetime) -> list[RemoteEvent]: ...  # noqa: D102
    def etags(self, start: datetime, end: datetime) -> dict[str, str]: ...  # noqa: D102
    def fetch(self, hrefs: Iterable[str]) -> dict[str, RemoteEvent]: ...  # noqa: D102
    def get(self, href: str) -> RemoteEvent | None: ...  # noqa: D102
    def with_uid(self, uid: str) -> list[RemoteEvent]: ...  # noqa: D102
    def create(self, href: str, text: str) -> str: ...  # noqa: D102
    def update(self, href: str, text: str, etag: str) -> str: ...  # noqa: D102
    def delete(self, href: str, etag: str) -> bool: ...  # noqa: D102
    def bring(self, elsewhere: str, href: str) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Span:
    """The time about which a calendar is asked.

    Args:
        start: busy times before it are of no interest.
        end: nor those after it.
        now: the present.
        compare_after: how long the tokens are believed.
        slack: how much of the window may have run out before more is asked for.
    """

    start: datetime
    end: datetime
    now: datetime
    compare_after: timedelta = timedelta(days=1)
    slack: timedelta = timedelta(days=7)


def address_of(calendar: str, copy: Copy) -> str:
    """Where a copy is, or will be written."""
    return copy.href or new_address(calendar, copy.uid)


def is_elsewhere(calendar: str, copy: Copy) -> bool:
    """Whether a copy is still in another calendar of the account, to which its owner had it written before."""
    return bool(copy.href) and not copy.href.startswith(calendar)


def new_address(calendar: str, uid: str) -> str:
    """Where a new copy is written: always the same for the same meeting."""
    return f"{calendar}{uid}.ics"
