"""When a meeting takes place: what the calendars of two people are compared by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Every = Literal["weekly", "fortnightly", "monthly"]


@dataclass(frozen=True, slots=True)
class Instance:
    """One time that a meeting takes place; `original` is its place in a series, None when it stands alone."""

    starts_at: datetime
    ends_at: datetime
    original: datetime | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """When a meeting takes place, or that it does not: what two calendars are compared by."""

    instances: tuple[Instance, ...]
    cancelled: bool = False

    @classmethod
    def once(cls, starts_at: datetime, ends_at: datetime, *, cancelled: bool = False) -> "Timing":
        """The timing of a meeting that stands alone."""
        return cls((Instance(starts_at, ends_at),), cancelled)

    @property
    def starts_at(self) -> datetime:
        """The first start."""
        return self.instances[0].starts_at

    @property
    def ends_at(self) -> datetime:
        """The first end."""
        return self.instances[0].ends_at


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a series goes on from its first meeting.

    Args:
        every: monthly means the same weekday of the month, such as every second Tuesday.
        times: how many meetings there are, the first included.
    """

    every: Every
    times: int


@dataclass(frozen=True, slots=True)
class Move:
    """One meeting of a series at another time, or left out (`starts_at` None)."""

    original: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def same_timing(one: Timing | None, other: Timing | None) -> bool:
    """Whether two copies take place at the same moments, in whatever zones they say so."""
    if one is None or other is None or one.cancelled != other.cancelled:
        return False
    return one.cancelled or one.instances == other.instances
