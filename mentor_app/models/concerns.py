"""What a member privately tells programme staff about somebody."""

from datetime import datetime

from sqlmodel import Field

from mentor_app.models.base import Row, moment


class Concern(Row, table=True):
    """A concern about `member_id`, raised over a `message`, a `request`, a `member` or a `mentorship`.

    Life-cycle (`status`): open -> looking -> closed, and open again. `snapshot` holds the words complained of, as they
    were, if the reporter chose to show them. `note` is for staff alone, and versioned, as several may write it.
    """

    programme_id: str = Field(foreign_key="programme.id", index=True)
    reporter_id: str = Field(foreign_key="member.id", index=True)
    member_id: str = Field(foreign_key="member.id")
    about: str = Field(max_length=16)
    about_id: str = Field(max_length=32)
    kind: str = Field(max_length=24)
    words: str = Field(max_length=4000)
    snapshot: str = Field(default="", max_length=4000)
    status: str = Field(default="open", max_length=16)
    note: str = Field(default="", max_length=4000)
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1
    handled_by: str | None = Field(default=None, foreign_key="member.id")
    closed_at: datetime | None = moment()
