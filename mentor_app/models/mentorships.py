"""The relationship between a mentor and a mentee."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from mentor_app.models.base import Row, moment

_ACTIVE = text("status = 'active'")


class Mentorship(Row, table=True):
    """A mentor and a mentee until one of them ends it; of `kind` mentoring, or flash for a single meeting.

    Life-cycle (`status`): active -> ended. The stage people see is computed from facts, never stored. `end_reason` is
    for whoever gave it and for programme staff; the partner is never told. `ends_on` is the day on which the two plan
    to end, as either said last; without it, what was wished for in the request counts.
    """

    __table_args__ = (
        Index(
            "uq_active_pair",
            *("mentor_id", "mentee_id", "kind"),
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("ix_mentorship_load", "mentor_id", "status"),
    )

    programme_id: str = Field(foreign_key="programme.id")
    request_id: str | None = Field(default=None, foreign_key="mentoringrequest.id", unique=True)
    mentor_id: str = Field(foreign_key="member.id")
    mentee_id: str = Field(foreign_key="member.id", index=True)
    kind: str = Field(default="mentoring", max_length=16)
    status: str = Field(default="active", max_length=16)
    ended_at: datetime | None = moment()
    ended_by: str | None = Field(default=None, foreign_key="member.id")
    end_reason: str = Field(default="", max_length=32, sa_column_kwargs={"server_default": ""})
    ends_on: date | None = None

    def role_of(self, member_id: str | None) -> str | None:
        """`mentor`, `mentee`, or None for everyone else."""
        return {self.mentor_id: "mentor", self.mentee_id: "mentee"}.get(member_id or "")

    def partner_of(self, member_id: str) -> str:
        """The other one's id."""
        return self.mentee_id if member_id == self.mentor_id else self.mentor_id
