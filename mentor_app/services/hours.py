"""Hours of a day as people write them, such as `9-12, 14:00-17:30`, and as they are shown."""

import re

from mentor_app.errors import InvalidInput, TooLong
from mentor_app.i18n.catalogue import N_
from mentor_app.services.free_slots import DAY, Hours

LONGEST = 120
_MOST_RANGES = 6
_LEAST_MINUTES = 15
# 9, 09:00, 9.30, 9h30, 9 Uhr; then a dash of any length, or a word between the two.
_MOMENT = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|\s*h(?![a-z])|\s*uhr)?"
_RANGE = re.compile(rf"\s*{_MOMENT}\s*(?:[-‐‑‒–—−]|to|bis|à|until)\s*{_MOMENT}(?:\s*uhr)?\s*", re.IGNORECASE)


def read_hours(typed: str, field: str) -> tuple[Hours, ...]:
    """The ranges somebody typed, in order; those that meet become one. Nothing typed is no hours.

    Args:
        typed: ranges between commas.
        field: the form field, named in the error.

    Raises:
        InvalidInput: when it is no range of hours, ends before it begins, is too short for a meeting, or overlaps.
    """
    if len(typed) > LONGEST:
        raise TooLong(field, len(typed), LONGEST)
    ranges = [each for each in re.split(r"[,;\n]|\s+(?:and|et|und)\s+", typed) if each.strip()]
    if len(ranges) > _MOST_RANGES:
        raise InvalidInput(field, N_("At most {{most}} ranges a day, please."), most=_MOST_RANGES)
    found: list[Hours] = []
    for each in sorted(_range(words, field) for words in ranges):
        if found and each.begins < found[-1].ends:
            raise InvalidInput(field, N_("These hours overlap: {{hours}}."), hours=show_hours((found[-1], each)))
        if found and each.begins == found[-1].ends:
            each = Hours(found.pop().begins, each.ends)  # noqa: PLW2901  one range, said in two
        found.append(each)
    return tuple(found)


def show_hours(hours: tuple[Hours, ...]) -> str:
    """The ranges as a person would write them; `read_hours` reads them back."""
    return ", ".join(f"{_clock(each.begins)}–{_clock(each.ends)}" for each in hours)


def _range(words: str, field: str) -> Hours:
    match = _RANGE.fullmatch(words)
    if match is None:
        raise InvalidInput(field, N_("Please write hours like this: 9:00-12:00, 14:00-17:30."))
    begins, ends = (_minutes(match[place], match[place + 1], field) for place in (1, 3))
    if ends - begins < _LEAST_MINUTES:
        told = show_hours((Hours(begins, ends),))
        raise InvalidInput(field, N_("{{hours}} ends too early to meet in between."), hours=told)
    return Hours(begins, ends)


def _minutes(hour: str, minute: str | None, field: str) -> int:
    found = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or found > DAY:
        raise InvalidInput(field, N_("Please write hours like this: 9:00-12:00, 14:00-17:30."))
    return found


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
