"""What members share as files, and the mentor's reading list."""

from datetime import datetime

from sqlmodel import Field

from mentor_app.models.base import Row, moment


class SharedFile(Row, table=True):
    """A file somebody has uploaded; its bytes lie in `mentor_app.storage` under its id.

    Until it is sent (`place` empty) it is for its owner alone. Then it belongs to a `conversation` or a `mentorship`,
    whose two people may open it, and there to a message, a question, a resource, or to the files as such (`thing_id`
    empty). One that was taken back keeps its row, without name or bytes.
    """

    owner_id: str = Field(foreign_key="member.id", index=True)
    name: str = Field(max_length=120)
    media_type: str = Field(max_length=100)
    preview: str = Field(default="", max_length=8)
    size: int
    place: str = Field(default="", max_length=16)
    place_id: str = Field(default="", max_length=32, index=True)
    thing_id: str = Field(default="", max_length=32, index=True)
    sent_at: datetime | None = moment()
    removed_at: datetime | None = moment()
