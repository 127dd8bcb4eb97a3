"""The Goals tab: goals in full, and what the two have promised to do. What is done to goals is in their own state."""

from typing import Literal

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.errors import Conflict
from mentor_app.security.policy import policy
from mentor_app.services.actions import (
    ActionDetail,
    MeetingChoice,
    add_action,
    plan_action,
    remove_action,
    rename_action,
    tick_action,
)
from mentor_app.services.goals import GoalDetail
from mentor_app.services.goals_tab import GoalsTab, goals_tab
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.state.mentorship.conflict import NO_CONFLICT, TextConflict
from mentor_app.state.mentorship.place import Id
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.words import Words

Whose = Literal["mentor", "mentee"]


class ActionForm(TypedDict):
    """A new action; goal and meeting may be empty."""

    title: Words
    whose: Whose
    due_on: Words
    goal_id: Words
    meeting_id: Words


class PlanForm(TypedDict):
    """Who does it, by when and what for."""

    action_id: Id
    whose: Whose
    due_on: Words
    goal_id: Words


class ActionsState(TabState, rx.State):
    """What the tab shows, and one handler per verb on actions."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    goals: list[GoalDetail] = []
    actions: list[ActionDetail] = []
    meetings: list[MeetingChoice] = []
    skills: dict[str, str] = {}
    planned: ActionDetail | None = None
    described: GoalDetail | None = None
    conflict: TextConflict = NO_CONFLICT

    @rx.event
    @policy("member")
    async def add(self, form: ActionForm) -> None:
        """Promise something."""
        planned = form["whose"], form["due_on"], form["goal_id"], form["meeting_id"]
        await self._perform(add_action, self._here(), form["title"], *planned)

    @rx.event
    @policy("member")
    async def rename(self, action_id: Id, title: Words, version: int) -> None:
        """Change what an action says; a conflict keeps both texts."""
        try:
            await self._perform(rename_action, self._here(), action_id, title, version)
            self.conflict = NO_CONFLICT
        except Conflict as both:
            self.conflict = TextConflict(action_id, both.mine, both.theirs, both.version)

    @rx.event
    @policy("member")
    async def plan(self, form: PlanForm) -> None:
        """Change who does it, by when and what for."""
        await self._perform(
            plan_action, self._here(), form["action_id"], form["whose"], form["due_on"], form["goal_id"]
        )
        self.planned = None

    @rx.event
    @policy("member")
    def begin_plan(self, action_id: Words) -> None:
        """Open the form for one action; empty closes it."""
        self.planned = next((each for each in self.actions if each.id == action_id), None)

    @rx.event
    @policy("member")
    def begin_description(self, goal_id: Words) -> None:
        """Open the form for one goal; empty closes it."""
        self.described = next((each for each in self.goals if each.id == goal_id), None)

    @rx.event
    @policy("member")
    async def tick(self, action_id: Id, done: bool) -> None:
        """Say that it is done, or not."""
        await self._perform(tick_action, self._here(), action_id, done)

    @rx.event
    @policy("member")
    async def remove(self, action_id: Id) -> None:
        """Take an action off the list."""
        await self._perform(remove_action, self._here(), action_id)

    @rx.event
    @policy("member")
    async def settle(self) -> None:
        """Leave what stands, after a conflict."""
        self.conflict = NO_CONFLICT

    def _content(self):  # noqa: ANN202  as in TabState
        return goals_tab

    def _show_content(self, content: GoalsTab) -> None:
        self.goals, self.skills = content.goals, content.skills
        if self.described is not None and self.described not in content.goals:
            self.described = None  # saved by this person, or changed by the other: what was typed is in their hands
        self.actions, self.meetings = content.actions.actions, content.actions.meetings
