"""When the person is usually free: their week, and days that are otherwise."""

from collections.abc import Callable
from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.availability import (
    WEEKDAYS,
    AvailabilityDetail,
    add_odd_days,
    drop_odd_days,
    get_availability,
    set_week,
)
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Hours = Annotated[str, StringConstraints(max_length=500)]
Day = Annotated[str, StringConstraints(max_length=40)]


class WeekForm(TypedDict):
    """A week, as its form sends it: hours as typed, day by day."""

    monday: Hours
    tuesday: Hours
    wednesday: Hours
    thursday: Hours
    friday: Hours
    saturday: Hours
    sunday: Hours
    notice: Literal["0", "2", "12", "24", "48", "72", "168"]
    pause: Literal["0", "5", "10", "15", "30", "60"]
    most: Literal["0", "1", "2", "3", "4", "5", "6"]


class OddForm(TypedDict):
    """Days that are otherwise."""

    first_day: Day
    last_day: Day
    hours: Hours


class AvailabilityState(PageState, rx.State):
    """One's own availability, on the calendar page."""

    mine: AvailabilityDetail | None = None

    @rx.event
    @policy("member")
    async def save(self, form: WeekForm) -> rx.event.EventSpec:
        """Say when one is usually free."""
        hours = {name: form[name] for name in WEEKDAYS}
        await self._perform(set_week, hours, int(form["notice"]), int(form["pause"]), int(form["most"]))
        return NoticeState.say("Saved. Times are suggested from it at once.", {})

    @rx.event
    @policy("member")
    async def add(self, form: OddForm) -> None:
        """Say that days are otherwise."""
        await self._perform(add_odd_days, form["first_day"], form["last_day"], form["hours"])

    @rx.event
    @policy("member")
    async def drop(self, odd_id: Id) -> None:
        """Have days be as usual again."""
        await self._perform(drop_odd_days, odd_id)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "calendars").topic,)

    def _question(self) -> Callable[[UnitOfWork], AvailabilityDetail]:
        return get_availability

    def _show(self, view: AvailabilityDetail) -> None:
        self.mine = view
