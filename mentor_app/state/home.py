"""*My mentoring*."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import COMMUNITY, for_member
from mentor_app.security.policy import policy
from mentor_app.services.community import set_mark
from mentor_app.services.home import HomeDetail, home
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.mentorships import MentorshipItem
from mentor_app.services.step_item import StepItem
from mentor_app.state.mentorship.place import Id
from mentor_app.state.page import PageState


class HomeState(PageState, rx.State):
    """What waits for me, my mentorships, and who fits."""

    first_name: str = ""
    steps: list[StepItem] = []
    mentorships: list[MentorshipItem] = []
    matches: list[MemberCard] = []
    side: str = ""
    is_ready: bool = False
    _shown: tuple[str, ...] = ()

    @rx.event
    @policy("member")
    async def look_for(self, side: Literal["mentee", "mentor"]) -> None:
        """Show mentors to a mentee, or mentees to a mentor."""
        self.side = side
        self._show(await self._ask(self._question()))

    @rx.event
    @policy("member")
    async def mark(self, member_id: Id, mark: Literal["favourite", "ignored", ""]) -> None:
        """Note privately what this person thinks of a card."""
        await self._perform(set_mark, member_id, mark)
        self._show(await self._ask(self._question()))

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "").topic, COMMUNITY)

    def _minds(self, nouns: frozenset[str]) -> bool:
        # Whether anything is unread is announced apart: most messages are read as they arrive.
        return nouns != {"conversations"}

    def _follows(self) -> tuple[str, ...]:
        return self._shown

    def _question(self) -> Callable[[UnitOfWork], HomeDetail]:
        return partial(home, side=self.side or None)

    def _show(self, view: HomeDetail) -> None:
        self.first_name, self.steps, self.mentorships = view.first_name, view.steps, view.mentorships
        self.matches, self.side, self.is_ready = view.matches, view.side, True
        self._shown = view.follows
