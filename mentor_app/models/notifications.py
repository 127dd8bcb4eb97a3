"""What a member is told: notices in the app, letters by mail, and by which way they want to hear of what."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, json_dict, moment


class Notification(Row, table=True):
    """A line behind the bell: a kind such as `request.received`, the names it needs, and where it leads.

    A moment or a day it tells of is `at` (ISO) in `params`; older rows have it as `when`, in words.
    """

    member_id: str = Field(foreign_key="member.id", index=True)
    kind: str = Field(max_length=40)
    params: dict[str, Any] = json_dict()
    link: str = Field(default="", max_length=200)
    read_at: datetime | None = moment()


class Letter(Row, table=True):
    """An e-mail, composed when it is sent, in the reader's language, from `kind` and `params`.

    Life-cycle (`status`): queued -> sent | failed. When its reader wants to hear of such things once a day it is
    `gathered` -> told, in the letter of kind `digest` that `digest_id` names. It is `in_app`, and never leaves, when
    its reader wants to hear of them in the app alone, or has read of it there before the digest. The Message-ID is
    derived from the id, so that a letter repeated after a crash is recognisably the same letter. `secret` holds a link
    token until the letter is sent, then it is emptied. A letter that failed and is sent again counts its attempts on;
    `attempts_before` is how many there were until then.
    """

    member_id: str | None = Field(default=None, foreign_key="member.id", index=True)
    address: str = Field(max_length=254)
    kind: str = Field(max_length=40)
    locale: str = Field(default="en", max_length=5)
    params: dict[str, Any] = json_dict()
    secret: str = Field(default="", max_length=100)
    status: str = Field(default="queued", max_length=16, index=True)
    attempts: int = 0
    last_error: str = Field(default="", max_length=500)
    sent_at: datetime | None = moment()
    digest_id: str | None = Field(default=None, foreign_key="letter.id", index=True)
    attempts_before: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class LetterChoice(SQLModel, table=True):
    """How a member wants to hear of one occasion: a `channel` of `services.channels`. Without a row, by mail."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    occasion: str = Field(primary_key=True, max_length=20)
    channel: str = Field(max_length=8)
