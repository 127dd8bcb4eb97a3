"""When the two of the story are usually free, so that times are offered as one of them looks for some."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import SQLModel

from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.planting import id_of
from mentor_app.models import Availability, WeeklyHours

_WORKDAYS, _SATURDAY = range(5), 5
_WEEKS = {
    MAYA: [*((day, 17, 20) for day in _WORKDAYS), (_SATURDAY, 9, 12)],
    BEN: [*((day, 7, 8) for day in (1, 3)), *((day, 16, 19) for day in _WORKDAYS)],
}
"""Weekday, and the full hours from and to."""


def weeks_of_the_cast(at: datetime) -> Iterator[SQLModel]:
    """Maya is free after school and on Saturday mornings, Ben early and after work, with a pause in between."""
    yield Availability(member_id=id_of(MAYA), notice_hours=12, changed_at=at)
    yield Availability(member_id=id_of(BEN), notice_hours=24, pause_minutes=15, most_a_day=2, changed_at=at)
    for email, hours in _WEEKS.items():
        for day, begins, ends in hours:
            yield WeeklyHours(member_id=id_of(email), weekday=day, begins=begins * 60, ends=ends * 60)
