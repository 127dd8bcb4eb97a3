"""Who is signed in, and what waits for them: the header of every page."""

from collections.abc import Callable
from dataclasses import replace

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.notifications import HeaderDetail, NoticeItem, header, mark_all_read, mark_read
from mentor_app.state.page import PageState

NOT_SIGNED_IN = HeaderDetail("", "", "", "", "UTC", 0, 0, 0, is_coordinator=False)


class SessionState(PageState, rx.State):
    """The header's live view of the person."""

    me: HeaderDetail = NOT_SIGNED_IN
    notices: list[NoticeItem] = []

    @rx.event
    @policy("member")
    async def open_notice(self, notification_id: str) -> rx.event.EventSpec:
        """Mark a notice read and go where it leads."""
        return rx.redirect(await self._perform(mark_read, notification_id))

    @rx.event
    @policy("member")
    async def read_all(self) -> None:
        """Mark every notice read."""
        await self._perform(mark_all_read)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        mine = for_member(actor.member_id or "", "").topic
        return (mine, f"session/{actor.sign_in_id}")

    def _minds(self, nouns: frozenset[str]) -> bool:
        # Whether anything is unread is announced apart: most messages are read as they arrive.
        return nouns != {"conversations"}

    def _unhurried(self) -> frozenset[str]:
        # What is read as it arrives is never shown as unread, and counted once.
        return frozenset({"conversations", "unread"})

    def _question(self) -> Callable[[UnitOfWork], HeaderDetail]:
        return header

    def _show(self, view: HeaderDetail) -> None:
        self.me, self.notices = replace(view, notices=[]), view.notices
