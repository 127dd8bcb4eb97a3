"""What two people work on together. Shared texts carry a version: a save names the version it started from."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from mentor_app.models.base import Row, json_dict, moment


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
    """What the mentee wants to reach. `progress` is 0 to 100; at 100 the goal is reached."""

    mentorship_id: str = Field(foreign_key="mentorship.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    title: str = Field(max_length=300)
    measure: str = Field(default="", max_length=500)
    due_on: date | None = None
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
