"""Mentorship preferences: switches that others see at once."""

from collections.abc import Callable
from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.preferences import (
    PreferencesDetail,
    Switch,
    get_preferences,
    set_capacity,
    set_switch,
    set_time_commitment,
)
from mentor_app.state.page import PageState

Places = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}$")]


class PreferencesState(PageState, rx.State):
    """What the person offers and seeks."""

    preferences: PreferencesDetail = PreferencesDetail()
    is_ready: bool = False

    @rx.event
    @policy("member")
    async def turn(self, switch: Switch, on: bool) -> None:
        """Turn one preference on or off."""
        await self._perform(set_switch, switch, on)

    @rx.event
    @policy("member")
    async def choose_time(self, minutes: Literal["0", "15", "30", "60", "120"]) -> None:
        """Say how much time there is in a month."""
        await self._perform(set_time_commitment, int(minutes))

    @rx.event
    @policy("member")
    async def choose_capacity(self, places: Places) -> None:
        """Say how many mentees there may be at once."""
        await self._perform(set_capacity, int(places))

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "profile").topic,)

    def _question(self) -> Callable[[UnitOfWork], PreferencesDetail]:
        return get_preferences

    def _show(self, view: PreferencesDetail) -> None:
        self.preferences, self.is_ready = view, True
