"""Blocking somebody, from wherever they are met, and taking it back in the settings."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints

from mentor_app.security.policy import policy
from mentor_app.services.blocking import BlockPlan, block_member, plan_block, unblock_member
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState

MemberId = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class BlockingState(ActingState, rx.State):
    """Whom the person is about to block, while the dialog asks."""

    plan: BlockPlan = BlockPlan()

    @rx.event
    @policy("member")
    async def begin(self, member_id: MemberId) -> None:
        """Say what blocking somebody would mean."""
        self.plan = await self._ask(plan_block, member_id)

    @rx.event
    @policy("member")
    async def block(self, member_id: MemberId) -> list[rx.event.EventSpec]:
        """Never meet somebody again, and leave the page that showed them."""
        name = (await self._ask(plan_block, member_id)).name
        self.plan = BlockPlan()
        await self._perform(block_member, member_id)
        said = NoticeState.say("You and {{name}} will not meet here any more.", {"name": name})
        return [rx.redirect("/inbox/conversations"), said]

    @rx.event
    @policy("member")
    async def unblock(self, member_id: MemberId) -> None:
        """Take a block back."""
        await self._perform(unblock_member, member_id)

    @rx.event
    @policy("member")
    def leave(self) -> None:
        """Block nobody."""
        self.plan = BlockPlan()
