"""*My mentoring*: what is one's own, and apart from it who fits, which changes with anybody in the community."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import COMMUNITY, for_member
from mentor_app.security.policy import policy
from mentor_app.services.community import set_mark
from mentor_app.services.home import HomeDetail, MatchesDetail, find_matches, home
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.mentorships import MentorshipItem
from mentor_app.services.step_item import StepItem
from mentor_app.state.mentorship.place import Id
from mentor_app.state.page import PageState

OWN = frozenset({"conversations", "unread", "requests", "notices", "mentorships", "meetings"})
"""What is announced for a member and changes nobody's card."""


class HomeState(PageState, rx.State):
    """What waits for me, and my mentorships."""

    first_name: str = ""
    steps: list[StepItem] = []
    mentorships: list[MentorshipItem] = []
    is_ready: bool = False
    _shown: tuple[str, ...] = ()

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "").topic,)

    def _minds(self, nouns: frozenset[str]) -> bool:
        # Whether anything is unread is announced apart: most messages are read as they arrive.
        return not nouns <= {"conversations", "marks"}

    def _follows(self) -> tuple[str, ...]:
        return self._shown

    def _question(self) -> Callable[[UnitOfWork], HomeDetail]:
        return home

    def _show(self, view: HomeDetail) -> None:
        self.first_name, self.steps, self.mentorships = view.first_name, view.steps, view.mentorships
        self.is_ready, self._shown = True, view.follows


class MatchesState(PageState, rx.State):
    """Who fits, for a mentee or for a mentor."""

    cards: list[MemberCard] = []
    side: str = ""
    is_ready: bool = False

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
        return (COMMUNITY, for_member(actor.member_id or "", "marks").topic)

    def _minds(self, nouns: frozenset[str]) -> bool:
        return not nouns <= OWN

    def _question(self) -> Callable[[UnitOfWork], MatchesDetail]:
        return partial(find_matches, side=self.side or None)

    def _show(self, view: MatchesDetail) -> None:
        self.cards, self.side, self.is_ready = view.cards, view.side, True
