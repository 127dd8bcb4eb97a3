"""What was done, by whom: append-only, written in the transaction that did it."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from mentor_app.clock import now
from mentor_app.models.base import UtcDateTime, json_dict


class AuditEntry(SQLModel, table=True):
    """One act. `details` holds ids and plain values, never a member's words."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime, index=True)
    actor_id: str | None = Field(default=None, max_length=32, index=True)
    action: str = Field(max_length=60)
    subject: str = Field(default="", max_length=64)
    details: dict[str, Any] = json_dict()
