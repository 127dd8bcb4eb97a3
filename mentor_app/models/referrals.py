"""Naming a colleague who could help better."""

from datetime import datetime

from sqlmodel import Field

from mentor_app.models.base import Row, moment


class Referral(Row, table=True):
    """The recipient of a request asks a colleague whether they may be named to its sender.

    Life-cycle (`status`): asked -> agreed | refused | expired. One that is still asked when the request has ended
    otherwise has become pointless. The sender learns of it only once it is agreed. `reminders` counts how often the
    colleague was reminded.
    """

    request_id: str = Field(foreign_key="mentoringrequest.id", index=True)
    colleague_id: str = Field(foreign_key="member.id", index=True)
    words: str = Field(max_length=1000)
    status: str = Field(default="asked", max_length=16)
    answered_at: datetime | None = moment()
    reminders: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
