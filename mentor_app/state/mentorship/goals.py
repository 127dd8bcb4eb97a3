"""What is done to the goals."""

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.errors import Conflict
from mentor_app.security.policy import policy
from mentor_app.services.goals import add_goal, describe_goal, drop_goal, move_goal, rename_goal, set_progress
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.conflict import NO_CONFLICT, TextConflict
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.words import Words


class GoalForm(TypedDict):
    """A new goal; `due_on` is an ISO date or empty."""

    title: Words
    measure: Words
    due_on: Words


class DescriptionForm(TypedDict):
    """How a goal is measured, by when, and which learning goal it serves."""

    measure: Words
    due_on: Words
    skill: Words


class GoalsState(ActingState, MentorshipPlace, rx.State):
    """One handler per verb."""

    conflict: TextConflict = NO_CONFLICT

    @rx.event
    @policy("member")
    async def add(self, form: GoalForm) -> None:
        """Set a new goal."""
        await self._perform(add_goal, self._here(), form["title"], form["measure"], form["due_on"])

    @rx.event
    @policy("member")
    async def rename(self, goal_id: Id, title: Words, version: int) -> None:
        """Change what a goal says; a conflict keeps both texts."""
        try:
            await self._perform(rename_goal, self._here(), goal_id, title, version)
            self.conflict = NO_CONFLICT
        except Conflict as both:
            self.conflict = TextConflict(goal_id, both.mine, both.theirs, both.version)

    @rx.event
    @policy("member")
    async def describe(self, goal_id: Id, version: int, form: DescriptionForm) -> None:
        """Change how a goal is measured, by when, and which learning goal it serves."""
        await self._perform(
            describe_goal, self._here(), goal_id, form["measure"], form["due_on"], version, form["skill"]
        )

    @rx.event
    @policy("member")
    async def progress(self, goal_id: Id, progress: int) -> None:
        """Say how far a goal has come, in per cent."""
        await self._perform(set_progress, self._here(), goal_id, progress)

    @rx.event
    @policy("member")
    async def move(self, goal_id: Id, place: int) -> None:
        """Move a goal to a place in the order."""
        await self._perform(move_goal, self._here(), goal_id, place)

    @rx.event
    @policy("member")
    async def drop(self, goal_id: Id) -> None:
        """Give a goal up."""
        await self._perform(drop_goal, self._here(), goal_id)

    @rx.event
    @policy("member")
    async def settle(self) -> None:
        """Leave what stands, after a conflict."""
        self.conflict = NO_CONFLICT
