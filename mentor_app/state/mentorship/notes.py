"""The Notes tab: one's own, and those of both."""

from typing import Literal

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.db import Actor
from mentor_app.errors import Conflict
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.notes import (
    NoteItem,
    NotesDetail,
    NoteVersionItem,
    add_note,
    notes_of,
    remove_note,
    save_note,
    versions_of,
)
from mentor_app.state.mentorship.conflict import NO_CONFLICT, TextConflict
from mentor_app.state.mentorship.place import Id
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.words import Words


class NoteForm(TypedDict):
    """A new note, and who may see it."""

    text: Words
    who: Literal["me", "both"]


class NotesState(TabState, rx.State):
    """What the tab shows, and one handler per verb."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    private: list[NoteItem] = []
    shared: list[NoteItem] = []
    conflict: TextConflict = NO_CONFLICT
    versions: list[NoteVersionItem] = []
    versions_are_of: str = ""

    @rx.event
    @policy("member")
    async def add(self, form: NoteForm) -> None:
        """Write a note for oneself, or for both."""
        await self._perform(add_note, self._here(), form["text"], is_private=form["who"] == "me")

    @rx.event
    @policy("member")
    async def save(self, note_id: Id, text: Words, version: int) -> None:
        """Change a note; a conflict keeps both texts."""
        try:
            await self._perform(save_note, self._here(), note_id, text, version)
            self.conflict = NO_CONFLICT
        except Conflict as both:
            self.conflict = TextConflict(note_id, both.mine, both.theirs, both.version)

    @rx.event
    @policy("member")
    async def remove(self, note_id: Id) -> None:
        """Remove a note of one's own."""
        await self._perform(remove_note, self._here(), note_id)

    @rx.event
    @policy("member")
    async def look_back(self, note_id: Id) -> None:
        """Show how a note stood before."""
        self.versions = await self._ask(versions_of, self._here(), note_id)
        self.versions_are_of = note_id

    @rx.event
    @policy("member")
    def close(self) -> None:
        """Put the old versions away."""
        self.versions, self.versions_are_of = [], ""

    @rx.event
    @policy("member")
    async def settle(self) -> None:
        """Leave what stands, after a conflict."""
        self.conflict = NO_CONFLICT

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (*TabState._topics(self, actor), for_member(actor.member_id or "", "notes").topic)  # noqa: SLF001  our own

    def _content(self):  # noqa: ANN202  as in TabState
        return notes_of

    def _show_content(self, content: NotesDetail) -> None:
        self.private, self.shared = content.private, content.shared
