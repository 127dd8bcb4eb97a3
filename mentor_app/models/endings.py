"""What is left of a mentorship once it has ended: how it was, and the proof of it."""

from datetime import date
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from mentor_app.models.base import Row, json_dict, json_list


class Evaluation(Row, table=True):
    """How one of the two looks back, for programme staff alone; never shown to the partner.

    `benefits` are values of a fixed list, `ratings` whole numbers from 1 to 5 by what they are about, `answers` the
    programme's own questions with what was answered.
    """

    __table_args__ = (UniqueConstraint("mentorship_id", "author_id", name="uq_evaluation_author"),)

    mentorship_id: str = Field(foreign_key="mentorship.id")
    author_id: str = Field(foreign_key="member.id", index=True)
    benefits: list[str] = json_list()
    ratings: dict[str, Any] = json_dict()
    words: str = Field(default="", max_length=2000)
    answers: dict[str, Any] = json_dict()


class Certificate(Row, table=True):
    """A confirmation of participation, as it was issued: what it says is kept here, whatever changes later.

    Only its figures follow what both say of their meetings afterwards; they are those of the day `counted_on`. `code`
    opens the public check page and cannot be guessed; `number` is what people read to each other.
    """

    __table_args__ = (UniqueConstraint("mentorship_id", "member_id", name="uq_certificate_holder"),)

    mentorship_id: str = Field(foreign_key="mentorship.id")
    member_id: str = Field(foreign_key="member.id", index=True)
    code: str = Field(unique=True, max_length=32)
    number: str = Field(unique=True, max_length=24)
    holder: str = Field(max_length=120)
    partner: str = Field(max_length=120)
    role: str = Field(max_length=16)
    kind: str = Field(max_length=16)
    programme: str = Field(max_length=120)
    organisation: str = Field(max_length=120)
    began_on: date
    ended_on: date
    meetings: int
    minutes: int
    counted_on: date
