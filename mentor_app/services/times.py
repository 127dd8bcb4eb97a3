"""Times as people type them: a day and an hour on their own wall clock, which is one moment for everybody."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mentor_app.clock import now, to_zone
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_, moment

MOST_TIMES = 5
HORIZON = timedelta(days=60)
LEAST_MINUTES, MOST_MINUTES = 10, 240


def read_times(typed: list[str], zone: str, field: str = "times", instead_of: datetime | None = None) -> list[datetime]:
    """The moments somebody typed, in order of time.

    Args:
        typed: each as a browser's date and time field sends it, such as `2026-03-29T14:30`; empty ones are left out.
        zone: the IANA zone of whoever typed them.
        field: the form field, named in the error.
        instead_of: the time of a settled meeting that is to be moved, which may be far ahead.

    Raises:
        InvalidInput: when there is none, or more than five, or one is past, too far off, there twice, or never
            shown by the clocks of that zone.
    """
    words = [each.strip() for each in typed if each.strip()]
    if not words:
        raise InvalidInput(field, N_("Please give at least one time."))
    if len(words) > MOST_TIMES:
        raise InvalidInput(field, N_("At most {{most}} times, please."), most=MOST_TIMES)
    moments = [read_time(each, zone, field, instead_of) for each in words]
    if len(set(moments)) < len(moments):
        raise InvalidInput(field, N_("The same time is there twice."))
    return sorted(moments)


def read_time(typed: str, zone: str, field: str = "times", instead_of: datetime | None = None) -> datetime:
    """One moment somebody typed, in UTC.

    When clocks go back, an hour comes twice: it is read as the first of the two.

    Raises:
        InvalidInput: when it is no time, past, more than sixty days off (or from what it replaces), or skipped by
            the clocks of that zone.
    """
    try:
        wall = datetime.fromisoformat(typed)
    except ValueError:
        raise InvalidInput(field, N_("Please give a day and a time.")) from None
    if wall.tzinfo is not None or not (1900 < wall.year < 9000) or len(typed) < len("2026-03-29T14:30"):
        raise InvalidInput(field, N_("Please give a day and a time."))
    wall = wall.replace(second=0, microsecond=0)
    found = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    if to_zone(found, zone).replace(tzinfo=None) != wall:
        raise InvalidInput(field, N_("The clocks go forward then: this hour does not exist in your time zone."))
    if found <= now():
        raise InvalidInput(field, N_("This time has passed."))
    if found > max(now(), instead_of or now()) + HORIZON:
        raise InvalidInput(field, N_("At most {{days}} days ahead, please."), days=HORIZON.days)
    return found


def read_minutes(minutes: int, field: str = "minutes") -> int:
    """How long a meeting takes.

    Raises:
        InvalidInput: when it is too short or too long to be one.
    """
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidInput(
            field, N_("Between {{least}} and {{most}} minutes, please."), least=LEAST_MINUTES, most=MOST_MINUTES
        )
    return minutes


def told_to(reader_locale: str, reader_zone: str, when: datetime) -> str:
    """A moment as a letter tells it: on the reader's wall clock, with the name of the zone."""
    return moment(reader_locale, to_zone(when, reader_zone))
