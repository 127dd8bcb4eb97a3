"""How the two of a mentorship reach each other outside this place."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from mentor_app.models.base import Row


class ContactOffer(Row, table=True):
    """One's yes to sharing contact details: the other sees them while both have such a row, and only then.

    `shows_email` is the account's own address, as it is at the time of reading; the rest is as it was typed. Taking the
    yes back deletes the row.
    """

    __table_args__ = (UniqueConstraint("mentorship_id", "member_id", name="uq_contact_offer"),)

    mentorship_id: str = Field(foreign_key="mentorship.id")
    member_id: str = Field(foreign_key="member.id", index=True)
    shows_email: bool
    phone: str = Field(default="", max_length=40)
    other: str = Field(default="", max_length=200)
