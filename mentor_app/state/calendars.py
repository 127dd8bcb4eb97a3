"""The calendar page: one's own accounts, which calendars do what, and what was removed in them."""

from collections.abc import Callable
from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services import (
    calendar_accounts,
    calendar_leaving,
    calendar_questions,
)
from mentor_app.services.calendar_views import AccountItem, CalendarsDetail, RemovedItem, get_calendars
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState

Id = Annotated[str, StringConstraints(max_length=32)]


class DisconnectForm(TypedDict):
    """An account to disconnect, and what becomes of our meetings in it."""

    account_id: Id
    meetings: Literal["keep", "remove"]


class CalendarsState(PageState, rx.State):
    """The calendar page."""

    accounts: list[AccountItem] = []
    removed: list[RemovedItem] = []

    @rx.event
    @policy("member")
    async def look_now(self, account_id: Id) -> None:
        """Look at an account now."""
        await self._perform(calendar_accounts.try_again, account_id)

    @rx.event
    @policy("member")
    async def agree(self, account_id: Id) -> None:
        """Let the password be sent to the host the server points to."""
        await self._perform(calendar_accounts.agree_to_host, account_id)

    @rx.event
    @policy("member")
    async def confirm_removals(self, account_id: Id) -> None:
        """Say that many removals at once were meant."""
        await self._perform(calendar_accounts.believe_removals, account_id)

    @rx.event
    @policy("member")
    async def disconnect(self, form: DisconnectForm) -> None:
        """Forget an account, at once or once our meetings are out of its calendar."""
        take_out = form["meetings"] == "remove"
        await self._perform(calendar_leaving.disconnect, form["account_id"], take_out=take_out)

    @rx.event
    @policy("member")
    async def write_to(self, account_id: Id, calendar_id: Id) -> None:
        """Choose the calendar that meetings are written to."""
        await self._perform(calendar_accounts.write_to, account_id, calendar_id)

    @rx.event
    @policy("member")
    async def read_busy(self, account_id: Id, calendar_id: Id, on: bool) -> None:
        """Say whether a calendar keeps one busy."""
        await self._perform(calendar_accounts.read_busy, account_id, calendar_id, on=on)

    @rx.event
    @policy("member")
    async def put_back(self, copy_id: Id) -> None:
        """Have a removed meeting written into the calendar again."""
        await self._perform(calendar_questions.put_back, copy_id)

    @rx.event
    @policy("member")
    async def cancel(self, copy_id: Id) -> rx.event.EventSpec:
        """Call off a meeting that was removed from the calendar."""
        await self._perform(calendar_questions.cancel_as_removed, copy_id)
        return NoticeState.say("The meeting is cancelled.", {})

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "calendars").topic,)

    def _question(self) -> Callable[[UnitOfWork], CalendarsDetail]:
        return get_calendars

    def _show(self, view: CalendarsDetail) -> None:
        self.accounts, self.removed = list(view.accounts), list(view.removed)
