"""One member's page; whose it is stands in the address."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.security.policy import policy
from mentor_app.services.achievements import AchievementItem
from mentor_app.services.community import set_mark
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.member_pages import Explanation, MemberPage, get_member_page
from mentor_app.services.profiles import ProfileDetail
from mentor_app.state.page import PageState


class MemberState(PageState, rx.State):
    """A member as this person may see them."""

    card: MemberCard = MemberCard()
    profile: ProfileDetail = ProfileDetail()
    explained: Explanation = Explanation()
    programmes: list[str] = []
    is_me: bool = False
    is_paused: bool = False
    achievements: list[AchievementItem] = []
    is_ready: bool = False

    @rx.event
    @policy("member")
    async def mark(self, mark: Literal["favourite", "ignored", ""]) -> None:
        """Note that this person is a favourite, or not for me."""
        await self._perform(set_mark, self._whose(), mark)

    def _whose(self) -> str:
        parts = self.router.url.path.split("/")
        return parts[2] if len(parts) > 2 else ""

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        theirs, mine = for_member(self._whose(), "profile"), for_member(actor.member_id or "", "marks")
        return in_community("").topic, theirs.topic, mine.topic

    def _question(self) -> Callable[[UnitOfWork], MemberPage]:
        return partial(get_member_page, member_id=self._whose())

    def _show(self, view: MemberPage) -> None:
        self.card, self.profile, self.explained = view.card, view.profile, view.explanation
        self.programmes, self.is_me, self.is_paused = view.programmes, view.is_me, view.is_paused
        self.achievements, self.is_ready = view.achievements, True
