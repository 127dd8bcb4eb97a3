"""What a mentor and a mentee agree on: the text they write together, and the exact texts sent for approval."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from mentor_app.models.base import Row, json_dict, moment

_WAITING, _OFFICIAL = text("status = 'waiting'"), text("status = 'official'")


class Clause(Row, table=True):
    """One point of the first-meeting checklist: whether the two have talked about it, and what they write about it."""

    __table_args__ = (UniqueConstraint("mentorship_id", "point", name="uq_clause_point"),)

    mentorship_id: str = Field(foreign_key="mentorship.id")
    point: str = Field(max_length=24)
    words: str = Field(default="", max_length=4000)
    talked_at: datetime | None = moment()
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1


class Revision(Row, table=True):
    """An exact text that one of the two sent to the other. `words` is by point; `digest` binds every character of it.

    Life-cycle (`status`): waiting -> official -> replaced, or waiting -> countered | superseded | withdrawn | lapsed.
    `set_aside` is a text that was taken back before anybody sent it. At most one is waiting and one official.
    """

    __table_args__ = (
        UniqueConstraint("mentorship_id", "number", name="uq_revision_number"),
        Index("uq_waiting_revision", "mentorship_id", unique=True, sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("uq_official_revision", "mentorship_id", unique=True, sqlite_where=_OFFICIAL, postgresql_where=_OFFICIAL),
    )

    mentorship_id: str = Field(foreign_key="mentorship.id")
    number: int
    author_id: str = Field(foreign_key="member.id")
    words: dict[str, Any] = json_dict()
    digest: str = Field(max_length=64)
    note: str = Field(default="", max_length=1000)
    status: str = Field(default="waiting", max_length=16)
    approved_by: str | None = Field(default=None, foreign_key="member.id")
    approved_at: datetime | None = moment()
    ended_at: datetime | None = moment()
