"""How this member wants to hear of what."""

from collections.abc import Callable
from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.channels import ChannelItem, choose_channel, list_channels
from mentor_app.state.page import PageState


class ChannelsState(PageState, rx.State):
    """The part of the settings that is about letters."""

    channels: list[ChannelItem] = []

    @rx.event
    @policy("member")
    async def choose(
        self, occasion: Annotated[str, StringConstraints(max_length=20)], channel: Literal["mail", "app"]
    ) -> None:
        """Choose how to hear of an occasion."""
        await self._perform(choose_channel, occasion, channel)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "channels").topic,)

    def _question(self) -> Callable[[UnitOfWork], list[ChannelItem]]:
        return list_channels

    def _show(self, view: list[ChannelItem]) -> None:
        self.channels = view
