"""One's own record: achievements and confirmations."""

from collections.abc import Callable
from typing import Literal

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.achievements import show_achievements_to
from mentor_app.services.records import RecordDetail, my_record
from mentor_app.state.page import PageState


class RecordState(PageState, rx.State):
    """What the person has come to, and who sees it."""

    record: RecordDetail = RecordDetail()
    is_ready: bool = False

    @rx.event
    @policy("member")
    async def show_to(self, audience: Literal["members", "partners", "me"]) -> None:
        """Say who may see the achievements."""
        await self._perform(show_achievements_to, audience)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "profile").topic,)

    def _question(self) -> Callable[[UnitOfWork], RecordDetail]:
        return my_record

    def _show(self, view: RecordDetail) -> None:
        self.record, self.is_ready = view, True
