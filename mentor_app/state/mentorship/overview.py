"""The Overview tab: where the mentorship stands, its agenda and goals, and who is here."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import in_mentorship
from mentor_app.realtime.presence import presence
from mentor_app.security.policy import policy
from mentor_app.services.activities import ActivityItem
from mentor_app.services.agenda import AgendaItemDetail
from mentor_app.services.goals import GoalDetail
from mentor_app.services.mentorships import MentorshipDetail, OverviewDetail, overview, participant
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.page import PageState


class OverviewState(PageState, MentorshipPlace, rx.State):
    """What the tab shows. What is done to agenda and goals is in their own states."""

    frame: MentorshipDetail | None = None
    agenda: list[AgendaItemDetail] = []
    goals: list[GoalDetail] = []
    reached: int = 0
    lately: list[ActivityItem] = []
    partner_is_here: bool = False
    writing: list[str] = []

    @rx.event
    @policy("member")
    async def write_at(self, thing: Id) -> None:
        """Tell the partner that this person is typing at an item or a goal."""
        mentorship_id = self._here()
        presence.touch(self._place(), await self._ask(participant, mentorship_id), thing)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        del actor
        return (self._place(),)

    def _presence(self, actor: Actor) -> AbstractContextManager[object]:
        return presence.enter(self._place(), actor.id)

    def _question(self) -> Callable[[UnitOfWork], OverviewDetail]:
        return partial(overview, mentorship_id=self._here())

    def _show(self, view: OverviewDetail) -> None:
        frame = view.mentorship
        self.frame, self.lately = frame, view.lately
        self.agenda, self.goals = view.agenda, view.goals
        self.reached = sum(goal.is_reached for goal in view.goals)
        self.partner_is_here = presence.is_here(self._place(), frame.partner.id)
        self.writing = presence.writing(self._place(), frame.me.id)

    def _place(self) -> str:
        return in_mentorship(self._here(), "").topic
