"""What is written down about a meeting, and what is put on its agenda."""

from typing import Literal

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.errors import Conflict
from mentor_app.security.policy import policy
from mentor_app.services.meeting_agenda import add_to_meeting, carry_over_open
from mentor_app.services.minutes import write_minutes
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.conflict import NO_CONFLICT, TextConflict
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.words import Words

Section = Literal["topics", "decisions", "next_actions"]
"""Both texts of a conflict together are more than a section may hold; the service says so in words."""


class TopicForm(TypedDict):
    """A new topic or question."""

    title: Words


class MinutesState(ActingState, MentorshipPlace, rx.State):
    """One handler per verb. `at` is the meeting in which `conflict` arose."""

    conflict: TextConflict = NO_CONFLICT
    at: str = ""

    @rx.event
    @policy("member")
    async def write(self, meeting_id: Id, section: Section, words: Words, version: int) -> None:
        """Save a section; a conflict keeps both texts."""
        try:
            await self._perform(write_minutes, meeting_id, section, words, version)
            self.conflict = NO_CONFLICT
        except Conflict as both:
            self.at, self.conflict = meeting_id, TextConflict(section, both.mine, both.theirs, both.version)

    @rx.event
    @policy("member")
    async def settle(self) -> None:
        """Leave what stands, after a conflict."""
        self.conflict = NO_CONFLICT

    @rx.event
    @policy("member")
    async def add(self, meeting_id: Id, form: TopicForm) -> None:
        """Put a topic or question on the agenda of a meeting."""
        await self._perform(add_to_meeting, self._here(), meeting_id, form["title"])

    @rx.event
    @policy("member")
    async def suggest(self, meeting_id: Id, title: Words) -> None:
        """Put a suggested topic there."""
        await self._perform(add_to_meeting, self._here(), meeting_id, title)

    @rx.event
    @policy("member")
    async def carry_over(self, meeting_id: Id) -> None:
        """Put what was not talked about on the agenda of the next meeting."""
        await self._perform(carry_over_open, meeting_id)
