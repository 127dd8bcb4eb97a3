"""When members say they are free: their hours of the week, and days that are otherwise."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, UtcDateTime


class Availability(SQLModel, table=True):
    """How a member takes meetings; there is none until they say so, and then nothing is presumed.

    `notice_hours` is how far ahead a meeting is at least, `pause_minutes` what stays free around everything that has
    a time, `most_a_day` how many meetings there are on one day (0: as many as fit). Hours are on the wall clock of the
    member's zone.
    """

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    notice_hours: int = 24
    pause_minutes: int = 0
    most_a_day: int = 0
    changed_at: datetime = Field(sa_type=UtcDateTime)


class WeeklyHours(SQLModel, table=True):
    """A range of hours on a weekday (Monday is 0), in minutes after midnight."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    weekday: int = Field(primary_key=True)
    begins: int = Field(primary_key=True)
    ends: int


class OddDay(Row, table=True):
    """Days, the last included, that are not as their weekday is: `hours` as they were typed, empty for none at all.

    `number` counts up: of two that name one day, the later counts.
    """

    member_id: str = Field(foreign_key="member.id", index=True)
    number: int
    first_day: date
    last_day: date
    hours: str = Field(default="", max_length=120)
