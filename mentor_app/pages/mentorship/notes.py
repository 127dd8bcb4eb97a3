"""The Notes tab of the dashboard."""

import reflex as rx

from mentor_app.components.conflicts import conflict_dialog
from mentor_app.components.notes import NoteVerbs, private_notes, shared_notes, versions_dialog
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.notes import add_note
from mentor_app.state.mentorship.notes import NotesState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("notes", N_("Notes"), NotesState)
def mentorship_notes() -> rx.Component:
    """What both see, and what only I see."""
    state, done = NotesState, last_try(add_note)
    frame = state.frame
    verbs = NoteVerbs(
        add=state.add, save=state.save, remove=state.remove, look_back=state.look_back, write_at=state.write_at
    )
    return rx.fragment(
        rx.el.div(
            shared_notes(frame, state.shared, state.writing, verbs, NoticeState.errors, done),
            private_notes(frame, state.private, verbs, NoticeState.errors, done),
            class_name="notes-two",
        ),
        versions_dialog(frame, state.versions, state.versions_are_of != "", state.close),
        conflict_dialog("note-conflict", state.conflict, state.save, state.settle),
    )
