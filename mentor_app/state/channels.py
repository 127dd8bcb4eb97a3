"""How this member wants to hear of what."""

from collections.abc import Callable
from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.channels import ChannelItem, ChannelsDetail, choose_channel, get_channels
from mentor_app.services.digest_hours import choose_hour
from mentor_app.state.page import PageState


class ChannelsState(PageState, rx.State):
    """The part of the settings that is about letters."""

    channels: list[ChannelItem] = []
    uses_digest: bool = False
    hour: str = ""

    @rx.event
    @policy("member")
    async def choose(
        self, occasion: Annotated[str, StringConstraints(max_length=20)], channel: Literal["mail", "digest", "app"]
    ) -> None:
        """Choose how to hear of an occasion."""
        await self._perform(choose_channel, occasion, channel)

    @rx.event
    @policy("member")
    async def choose_hour(self, hour: Annotated[str, StringConstraints(pattern=r"^\d{1,2}$")]) -> None:
        """Choose the hour of the digest."""
        await self._perform(choose_hour, int(hour))

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "channels").topic,)

    def _question(self) -> Callable[[UnitOfWork], ChannelsDetail]:
        return get_channels

    def _show(self, view: ChannelsDetail) -> None:
        self.channels, self.uses_digest, self.hour = view.items, view.uses_digest, str(view.hour)
