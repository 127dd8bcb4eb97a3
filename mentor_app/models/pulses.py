"""How a meeting was, told to programme staff alone."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from mentor_app.models.base import Row, moment


class Pulse(Row, table=True):
    """What one of the two felt after a meeting that was held; never shown to the partner.

    `rating` is 1 to 5, `fit` is `good`, `deciding` or `not`. `seen_at` and `seen_by` say which coordinator has put it
    off the desk, and when.
    """

    __table_args__ = (UniqueConstraint("meeting_id", "author_id", name="uq_pulse_author"),)

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    meeting_id: str = Field(foreign_key="meeting.id")
    author_id: str = Field(foreign_key="member.id", index=True)
    rating: int
    fit: str = Field(max_length=16)
    note: str = Field(default="", max_length=1000)
    seen_at: datetime | None = moment()
    seen_by: str | None = Field(default=None, foreign_key="member.id")
