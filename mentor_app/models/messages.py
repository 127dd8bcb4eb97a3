"""What members write to each other."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, UtcDateTime, moment


class Conversation(Row, table=True):
    """What two members have said to each other; one for each pair, `first_id` being the smaller id.

    Messages are numbered from 1; `last_number` is the newest one's, and guards the next.
    """

    __table_args__ = (UniqueConstraint("first_id", "second_id", name="uq_conversation_pair"),)

    first_id: str = Field(foreign_key="member.id")
    second_id: str = Field(foreign_key="member.id", index=True)
    last_number: int = 0
    last_at: datetime = Field(sa_type=UtcDateTime)

    def partner_of(self, member_id: str) -> str:
        """The other one's id."""
        return self.second_id if member_id == self.first_id else self.first_id


class Correspondent(SQLModel, table=True):
    """One member's side of a conversation: how far they have read, and whether they keep it out of sight.

    `told_at` is when a notice and a letter last said that something is unread; empty again once it was read.
    """

    conversation_id: str = Field(foreign_key="conversation.id", primary_key=True)
    member_id: str = Field(foreign_key="member.id", primary_key=True, index=True)
    read_number: int = 0
    told_at: datetime | None = moment()
    archived_at: datetime | None = moment()


class Message(Row, table=True):
    """One message. `number` is its place in the conversation; `folded` are its words as a search finds them."""

    __table_args__ = (UniqueConstraint("conversation_id", "number", name="uq_message_place"),)

    conversation_id: str = Field(foreign_key="conversation.id")
    number: int
    sender_id: str = Field(foreign_key="member.id")
    words: str = Field(max_length=4000)
    folded: str = Field(default="", sa_column_kwargs={"server_default": ""})
    edited_at: datetime | None = moment()


class ReceivedLetter(SQLModel, table=True):
    """That a letter came in, so that the same one is not taken twice.

    `key` is a hash of its Message-ID and of whose reply it is, `outcome` what became of it.
    """

    key: str = Field(primary_key=True, max_length=64)
    came_at: datetime = Field(sa_type=UtcDateTime, index=True)
    outcome: str = Field(max_length=16)
