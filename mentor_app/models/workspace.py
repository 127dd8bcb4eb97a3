"""What two people work on together. Shared texts carry a version: a save names the version it started from."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from mentor_app.models.base import Row, UtcDateTime, json_dict, moment


class AgendaItem(Row, table=True):
    """A topic or question for the next meeting, in an order both can change. `minutes` is how long it may take.

    Without a `meeting_id` it is for whichever meeting comes next; with one, for that meeting, or it was talked about
    there.
    """

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    title: str = Field(max_length=300)
    note: str = Field(default="", max_length=2000)
    minutes: int = 10
    position: int = 0
    done_at: datetime | None = moment()
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True)
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1


class Goal(Row, table=True):
    """What the mentee wants to reach, perhaps for one of their learning goals (`skill_key`).

    `progress` is 0 to 100; at 100 the goal is reached.
    """

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    title: str = Field(max_length=300)
    measure: str = Field(default="", max_length=500)
    due_on: date | None = None
    skill_key: str | None = Field(default=None, foreign_key="skill.key")
    progress: int = 0
    position: int = 0
    reached_at: datetime | None = moment()
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1


class Activity(Row, table=True):
    """Something that happened in a mentorship, for *Lately*: a kind such as `goal.reached` and the names it needs."""

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    actor_id: str = Field(foreign_key="member.id")
    kind: str = Field(max_length=32)
    params: dict[str, Any] = json_dict()


class ActionItem(Row, table=True):
    """What one of the two has promised to do, by when; on its own, for a goal, or out of a meeting."""

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    owner_id: str = Field(foreign_key="member.id")
    title: str = Field(max_length=300)
    due_on: date | None = None
    goal_id: str | None = Field(default=None, foreign_key="goal.id", ondelete="SET NULL")
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", ondelete="SET NULL")
    done_at: datetime | None = moment()
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1


class Note(Row, table=True):
    """A text beside the work. Private: its author's alone, for ever. Shared: both read and write it."""

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    is_private: bool
    text: str = Field(max_length=20000)
    version: int = 1
    edited_by: str | None = Field(default=None, foreign_key="member.id")
    edited_from: int = 1
    edited_at: datetime = Field(sa_type=UtcDateTime)


class NoteVersion(Row, table=True):
    """How a note stood before somebody else, or the same person after a while, wrote on."""

    note_id: str = Field(foreign_key="note.id", index=True, ondelete="CASCADE")
    editor_id: str = Field(foreign_key="member.id")
    text: str = Field(max_length=20000)


class Question(Row, table=True):
    """What one of the two asks between meetings.

    `unread_by` has not seen the newest words yet; `told_at` is when a letter last said so, empty once they were read.
    """

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    asker_id: str = Field(foreign_key="member.id")
    text: str = Field(max_length=4000)
    answered_at: datetime | None = moment()
    last_at: datetime = Field(sa_type=UtcDateTime)
    unread_by: str | None = Field(default=None, foreign_key="member.id")
    told_at: datetime | None = moment()


class Reply(Row, table=True):
    """An answer to a question, or what follows up on one."""

    question_id: str = Field(foreign_key="question.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    text: str = Field(max_length=4000)


class Resource(Row, table=True):
    """A line of the mentor's reading list: a link or a file, what it is good for, and whether the mentee is done."""

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    title: str = Field(max_length=200)
    link: str = Field(default="", max_length=1000)
    note: str = Field(default="", max_length=1000)
    done_at: datetime | None = moment()
