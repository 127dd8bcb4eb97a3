"""What is done to the agenda."""

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.errors import Conflict
from mentor_app.security.policy import policy
from mentor_app.services.agenda import (
    add_agenda_item,
    move_agenda_item,
    note_agenda_item,
    remove_agenda_item,
    rename_agenda_item,
    tick_agenda_item,
    time_agenda_item,
)
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.conflict import NO_CONFLICT, TextConflict
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.words import Words


class AgendaForm(TypedDict):
    """A new topic or question."""

    title: Words


class AgendaState(ActingState, MentorshipPlace, rx.State):
    """One handler per verb."""

    conflict: TextConflict = NO_CONFLICT

    @rx.event
    @policy("member")
    async def add(self, form: AgendaForm) -> None:
        """Put a topic or question on the agenda."""
        await self._perform(add_agenda_item, self._here(), form["title"])

    @rx.event
    @policy("member")
    async def suggest(self, title: Words) -> None:
        """Put a suggested topic on the agenda."""
        await self._perform(add_agenda_item, self._here(), title)

    @rx.event
    @policy("member")
    async def rename(self, item_id: Id, title: Words, version: int) -> None:
        """Change what an item says; a conflict keeps both texts."""
        try:
            await self._perform(rename_agenda_item, self._here(), item_id, title, version)
            self.conflict = NO_CONFLICT
        except Conflict as both:
            self.conflict = TextConflict(item_id, both.mine, both.theirs, both.version)

    @rx.event
    @policy("member")
    async def annotate(self, item_id: Id, note: Words, version: int) -> None:
        """Change the note under an item."""
        await self._perform(note_agenda_item, self._here(), item_id, note, version)

    @rx.event
    @policy("member")
    async def allot(self, item_id: Id, minutes: str) -> None:
        """Say how many minutes an item may take."""
        await self._perform(time_agenda_item, self._here(), item_id, int(minutes) if minutes.isdecimal() else 0)

    @rx.event
    @policy("member")
    async def tick(self, item_id: Id, done: bool) -> None:
        """Mark an item as talked about, or not."""
        await self._perform(tick_agenda_item, self._here(), item_id, done)

    @rx.event
    @policy("member")
    async def move(self, item_id: Id, place: int) -> None:
        """Move an item to a place in the order."""
        await self._perform(move_agenda_item, self._here(), item_id, place)

    @rx.event
    @policy("member")
    async def remove(self, item_id: Id) -> None:
        """Take an item off the agenda."""
        await self._perform(remove_agenda_item, self._here(), item_id)

    @rx.event
    @policy("member")
    async def settle(self) -> None:
        """Leave what stands, after a conflict."""
        self.conflict = NO_CONFLICT
