"""What every tab of the dashboard has in common: its mentorship, who is there, and what stands around it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_one_of, in_mentorship
from mentor_app.realtime.presence import presence
from mentor_app.security.policy import policy
from mentor_app.services.mentorships import Tab, participant, tab
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.page import PageState


class TabState(PageState, MentorshipPlace, mixin=True):
    """A tab declares `frame`, `partner_is_here` and `writing` beside its own vars, and defines the two below."""

    def _content(self) -> Callable[..., Any]:
        """What the tab asks; called with the unit of work and the mentorship, in a worker thread."""
        raise NotImplementedError

    def _show_content(self, content: Any) -> None:
        """Put the tab's own answer into its vars; assign, and change nothing in place."""
        raise NotImplementedError

    @rx.event
    @policy("member")
    async def write_at(self, thing: Id) -> None:
        """Tell the partner that this person is typing at something."""
        mentorship_id = self._here()
        presence.touch(self._place(), await self._ask(participant, mentorship_id), thing)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return self._place(), for_one_of(self._here(), actor.member_id or "", "").topic

    def _presence(self, actor: Actor) -> AbstractContextManager[object]:
        return presence.enter(self._place(), actor.id)

    def _question(self) -> Callable[[UnitOfWork], Tab[Any]]:
        return partial(tab, mentorship_id=self._here(), content=self._content())

    def _show(self, view: Tab[Any]) -> None:
        self.frame = view.frame
        self.partner_is_here = presence.is_here(self._place(), view.frame.partner.id)
        self.writing = presence.writing(self._place(), view.frame.me.id)
        self._show_content(view.content)

    def _place(self) -> str:
        return in_mentorship(self._here(), "").topic
