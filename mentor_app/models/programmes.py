"""Programmes: who runs what for whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, false
from sqlmodel import Field

from mentor_app.models.base import Row, json_dict, moment


class Programme(Row, table=True):
    """A mentoring programme. `weights` overrides the compatibility weights.

    Requests expire after `request_days`; the recipient is reminded after `first_reminder_days` and
    `second_reminder_days`, where 0 means not at all. Where it `allows_interest`, somebody may be asked for mentoring
    without a word of why. Mentors who join begin with `suggested_capacity` places. `evaluation_questions` are asked at
    the end of a mentorship, beside those of every programme.
    """

    slug: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=120)
    description: str = Field(default="", max_length=2000)
    help_contact: str = Field(default="", max_length=254)
    weights: dict[str, Any] = json_dict()
    open_request_limit: int = 5
    request_days: int = 14
    allows_interest: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    first_reminder_days: int = Field(default=3, sa_column_kwargs={"server_default": "3"})
    second_reminder_days: int = Field(default=7, sa_column_kwargs={"server_default": "7"})
    suggested_capacity: int = Field(default=2, sa_column_kwargs={"server_default": "2"})
    evaluation_questions: list[str] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"}
    )


class Enrolment(Row, table=True):
    """A member in a programme. `status` is `active`, `waiting` (for approval) or `left`."""

    __table_args__ = (UniqueConstraint("programme_id", "member_id"),)

    programme_id: str = Field(foreign_key="programme.id", index=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    status: str = Field(default="active", max_length=16)
    is_coordinator: bool = False
    left_at: datetime | None = moment()
