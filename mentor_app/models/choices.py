"""Whom a mentee would ask next."""

from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, json_list, moment


class RankedChoice(Row, table=True):
    """A mentor whom a mentee would ask next, in words of their own. Nobody but the mentee may know of it.

    It becomes a `MentoringRequest` when its turn comes, and is gone then. `skipped_at` says that its turn came and the
    mentor could not be asked. `times` (ISO, UTC) suit for a first conversation; those still to come are sent with it.
    """

    __table_args__ = (UniqueConstraint("mentee_id", "mentor_id", name="uq_choice_pair"),)

    mentee_id: str = Field(foreign_key="member.id")
    mentor_id: str = Field(foreign_key="member.id", index=True)
    position: int = 0
    message: str = Field(default="", max_length=2000)
    hope: str = Field(default="", max_length=2000)
    goals: list[str] = json_list()
    months: int = 0
    frequency: str = Field(default="", max_length=16)
    times: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    skipped_at: datetime | None = moment()


class ChoiceRule(SQLModel, table=True):
    """Whether a mentee wants the next choice asked in their name; its row is held while the choices change."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    asks_alone: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
