"""Concerns on the desk of programme staff; which programme is in the address."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import reflex as rx
from pydantic import StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.concern_desk import ConcernDesk, close_concern, concern_desk, note_concern, take_up
from mentor_app.services.pulse_desk import put_pulse_off
from mentor_app.state.page import PageState
from mentor_app.state.programme.place import ProgrammePlace
from mentor_app.state.words import Words

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class ConcernDeskState(ProgrammePlace, PageState, rx.State):
    """The concerns of one programme in one status."""

    title: str = ""
    slug: str = ""
    desk: ConcernDesk = ConcernDesk()

    @rx.event
    @policy("coordinator")
    async def take_up(self, concern_id: Id) -> rx.event.EventSpec:
        """Say that one is looking at a concern, and follow it there."""
        await self._perform(take_up, self._here(), concern_id)
        return rx.redirect(f"/programme/{self._here()}/concerns?status=looking")

    @rx.event
    @policy("coordinator")
    async def close(self, concern_id: Id) -> None:
        """Say that a concern has been dealt with."""
        await self._perform(close_concern, self._here(), concern_id)

    @rx.event
    @policy("coordinator")
    async def annotate(self, concern_id: Id, note: Words, version: int) -> None:
        """Change what staff note for themselves."""
        await self._perform(note_concern, self._here(), concern_id, note, version)

    @rx.event
    @policy("coordinator")
    async def put_off(self, pulse_id: Id) -> None:
        """Put what somebody said of a meeting off the desk."""
        await self._perform(put_pulse_off, self._here(), pulse_id)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "concerns").topic,)

    def _question(self) -> Callable[[UnitOfWork], ConcernDesk]:
        status = self.router.url.query_parameters.get("status", "")
        return partial(concern_desk, slug=self._here(), status=status)

    def _show(self, view: ConcernDesk) -> None:
        self.desk, self.title, self.slug = view, view.programme, view.slug
