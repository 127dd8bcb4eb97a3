"""When two people meet: the times they suggest to each other, the meeting they settle on, and what it left behind."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, UtcDateTime, moment

_OPEN = text("status = 'open'")


class Meeting(Row, table=True):
    """A meeting of two people, from the first suggestion of a time to what became of it.

    It belongs to a request, for which times are suggested before a mentorship exists, to a mentorship, or to both
    when it was settled by accepting the request.

    Life-cycle (`status`): proposed -> confirmed -> held | missed | moved, and proposed | confirmed -> cancelled, or
    proposed -> declined. While it is proposed, `starts_at` is empty. A confirmed meeting whose other time is being
    talked about stays confirmed at its old one until both agree.

    `uid` is the meeting's name in every calendar, for ever. `sequence` grows whenever a confirmed time or its place
    changes, or it is cancelled (RFC 5545), `version` with every change. `time_zone` is that of whoever settled the
    wall time, for repetition. `format` is `video`, `phone`, `in_person` or `written`; `place` a link, number or
    address. `mentor_says` and `mentee_says` are `held`, `moved`, `missed`, or empty; `first_said_at` is when the
    first of them was said. `reminded` counts the words that have left for the present time: two reminders, the
    question what happened, and the question how it was.

    `repeats` is empty, or the rhythm (`weekly`, `fortnightly`, `monthly`) of a series of `occurrences` meetings. While
    it is proposed, one row stands for all of them; once it is confirmed each has a row and a life of its own, and
    `series_id`, the id of the first, and `number` say to which series it belongs and as which.
    """

    __table_args__ = (
        Index("ix_meeting_of_mentor", "mentor_id", "status", "starts_at"),
        Index("ix_meeting_of_mentee", "mentee_id", "status", "starts_at"),
    )

    request_id: str | None = Field(default=None, foreign_key="mentoringrequest.id", unique=True)
    mentorship_id: str | None = Field(default=None, foreign_key="mentorship.id", index=True)
    mentor_id: str = Field(foreign_key="member.id")
    mentee_id: str = Field(foreign_key="member.id")
    proposer_id: str = Field(foreign_key="member.id")
    uid: str = Field(default_factory=lambda: str(uuid4()), unique=True, max_length=64)
    sequence: int = 0
    version: int = 1
    changed_at: datetime = Field(sa_type=UtcDateTime)
    status: str = Field(default="proposed", max_length=16)
    starts_at: datetime | None = moment(index=True)
    minutes: int = 30
    time_zone: str = Field(default="UTC", max_length=64)
    format: str = Field(default="video", max_length=16)
    place: str = Field(default="", max_length=500)
    cancelled_by: str | None = Field(default=None, foreign_key="member.id")
    cancel_words: str = Field(default="", max_length=1000)
    mentor_says: str = Field(default="", max_length=16)
    mentee_says: str = Field(default="", max_length=16)
    first_said_at: datetime | None = moment()
    settled_at: datetime | None = moment()
    reminded: int = 0
    repeats: str = Field(default="", max_length=16, sa_column_kwargs={"server_default": ""})
    occurrences: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    series_id: str | None = Field(default=None, index=True, max_length=32)
    number: int = Field(default=1, sa_column_kwargs={"server_default": "1"})

    def partner_of(self, member_id: str) -> str:
        """The other one's id."""
        return self.mentee_id if member_id == self.mentor_id else self.mentor_id


class TimeProposal(Row, table=True):
    """One person's suggestion of one or several times, which waits for the other.

    `kind` is `times` for a meeting that has none yet, `move` for another time of a confirmed one. Life-cycle
    (`status`): open -> agreed | answered (by other times) | declined | withdrawn. One at most is open for a meeting:
    whoever did not write it has the turn.
    """

    __table_args__ = (
        Index("uq_open_proposal", "meeting_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        UniqueConstraint("meeting_id", "number", name="uq_proposal_place"),
    )

    meeting_id: str = Field(foreign_key="meeting.id")
    number: int
    author_id: str = Field(foreign_key="member.id")
    kind: str = Field(default="times", max_length=16)
    words: str = Field(default="", max_length=1000)
    status: str = Field(default="open", max_length=16)
    closed_at: datetime | None = moment()


class TimeSlot(Row, table=True):
    """One time of a suggestion. How long the meeting takes stands in the meeting."""

    proposal_id: str = Field(foreign_key="timeproposal.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)


class MinutesSection(SQLModel, table=True):
    """A part of what two people write down about a meeting: `topics`, `decisions` or `next_actions`."""

    meeting_id: str = Field(foreign_key="meeting.id", primary_key=True)
    section: str = Field(primary_key=True, max_length=16)
    words: str = Field(default="", max_length=8000)
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1
    changed_at: datetime = Field(sa_type=UtcDateTime)


class TimeEntry(Row, table=True):
    """Time spent on a mentorship: that of a held meeting, which counts for both, or what one wrote down by hand.

    `meeting_id` is empty for what was written down by hand, `member_id` for a meeting.
    """

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", unique=True)
    member_id: str | None = Field(default=None, foreign_key="member.id")
    on_day: date
    minutes: int
    words: str = Field(default="", max_length=300)
