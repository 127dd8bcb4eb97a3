"""The time. The only caller of `datetime.now`, so that a test can move it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def to_zone(moment: datetime, zone: str) -> datetime:
    """The same moment on the wall clock of an IANA time zone such as `Europe/Vienna`.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: when the zone is unknown.
    """
    return moment.astimezone(ZoneInfo(zone))


def iso(moment: date | None) -> str:
    """A moment or a day as ISO 8601, as pages take it; empty where there is none."""
    return moment.isoformat() if moment else ""
