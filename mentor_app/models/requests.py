"""Asking somebody for mentoring."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from mentor_app.models.base import Row, UtcDateTime, json_list, moment

_OPEN = text("status = 'open'")


class MentoringRequest(Row, table=True):
    """One member asks another. `kind` is `mentoring` or `flash`.

    Life-cycle (`status`): open -> accepted | declined | withdrawn | expired, or open -> flash_offered -> accepted |
    flash_declined, when one flash meeting is offered instead of mentoring, or open -> referred, once a colleague
    agreed to be named. Only one may be open from one member
    to another. `goals` are names of skills the sender wants to learn; `months` (0 when not said) and `frequency` are
    wished for a mentorship, `purpose` is what a flash meeting is for. `version` guards concurrent answers; `reminders`
    counts how often the recipient was reminded; `followed_at` says that the sender's next choice had its turn after it.

    An open request waits for its recipient, until that one suggests another time: then `turn` is the `sender`'s, since
    `turn_since`.
    """

    __table_args__ = (
        Index(
            "uq_open_request",
            "sender_id",
            "recipient_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_request_inbox", "recipient_id", "status"),
    )

    kind: str = Field(default="mentoring", max_length=16)
    programme_id: str = Field(foreign_key="programme.id")
    sender_id: str = Field(foreign_key="member.id", index=True)
    recipient_id: str = Field(foreign_key="member.id")
    message: str = Field(max_length=2000)
    hope: str = Field(default="", max_length=2000)
    goals: list[str] = json_list()
    status: str = Field(default="open", max_length=16)
    decline_reason: str = Field(default="", max_length=32)
    decline_note: str = Field(default="", max_length=1000)
    seen_at: datetime | None = moment()
    answered_at: datetime | None = moment()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
    months: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    frequency: str = Field(default="", max_length=16, sa_column_kwargs={"server_default": ""})
    purpose: str = Field(default="", max_length=16, sa_column_kwargs={"server_default": ""})
    offer_note: str = Field(default="", max_length=1000, sa_column_kwargs={"server_default": ""})
    reminders: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    turn: str = Field(default="recipient", max_length=16, sa_column_kwargs={"server_default": "recipient"})
    turn_since: datetime | None = moment()
    followed_at: datetime | None = moment()


class RequestQuestion(Row, table=True):
    """What the recipient of a request asks before answering it; empty `answer` until the sender has answered."""

    request_id: str = Field(foreign_key="mentoringrequest.id", index=True)
    asker_id: str = Field(foreign_key="member.id")
    text: str = Field(max_length=1000)
    answer: str = Field(default="", max_length=2000)
    answered_at: datetime | None = moment()


class RequestLink(Row, table=True):
    """A link in a letter about a request that waits for its reader, who may act on it once without signing in.

    `purpose` says as whom: `answer` for the recipient, `reply` for the sender who was asked something, `offer` for the
    sender who was offered something, `choose` for the sender to whom times were suggested, `agree` for the colleague
    who may be named. Only the hash is kept. It is worth something only as long as the request waits for this member;
    `used_for` is what was done with it.
    """

    member_id: str = Field(foreign_key="member.id", index=True)
    request_id: str = Field(foreign_key="mentoringrequest.id", index=True)
    purpose: str = Field(max_length=16)
    token_hash: str = Field(unique=True, max_length=64)
    used_at: datetime | None = moment()
    used_for: str = Field(default="", max_length=16)
