"""The feed of one's own meetings: its address, shown once."""

from collections.abc import Callable

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services import feeds
from mentor_app.services.calendar_views import CalendarsDetail, get_calendars
from mentor_app.state.page import PageState


class FeedState(PageState, rx.State):
    """The feed, beside the calendars."""

    since: str = ""
    address: str = ""

    @rx.event
    @policy("member")
    async def make(self) -> None:
        """Give the feed a new address, and show it this once."""
        self.address = await self._perform(feeds.make_feed)

    @rx.event
    @policy("member")
    async def end(self) -> None:
        """Have the address answer nobody any more."""
        await self._perform(feeds.end_feed)
        self.address = ""

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "calendars").topic,)

    def _question(self) -> Callable[[UnitOfWork], CalendarsDetail]:
        return get_calendars

    def _show(self, view: CalendarsDetail) -> None:
        self.since = view.feed_since
