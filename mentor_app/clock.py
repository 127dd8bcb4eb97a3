"""The time. The only caller of `datetime.now`, so that a test can move it."""

from datetime import UTC, datetime
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
