"""Notes beside the work: those only their author sees, and those both see. A private one never leaves its author."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import col, delete, func, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Mentorship, Note, NoteVersion
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.access import editable_mentorship
from mentor_app.security.workspace import editable_note, must_be, visible_note
from mentor_app.services.texts import clean_text
from mentor_app.services.versions import claim_version

LONGEST_NOTE = 20_000
MOST_NOTES = 200
"""For one mentorship and one author, private and shared together."""
MOST_VERSIONS = 50
ONE_SITTING = timedelta(minutes=5)
"""What the same person writes without a longer pause is one version."""


@dataclass(frozen=True)
class NoteItem:
    """A note as its reader sees it. `at` is ISO, UTC; `version` is what a save must name."""

    id: str
    text: str
    author_id: str
    editor_id: str
    version: int
    at: str
    versions: int


@dataclass(frozen=True)
class NotesDetail:
    """The Notes tab: the reader's own, and those of both; each the newest first."""

    private: list[NoteItem] = field(default_factory=list[NoteItem])
    shared: list[NoteItem] = field(default_factory=list[NoteItem])


@dataclass(frozen=True)
class NoteVersionItem:
    """How a note once stood. `at` is ISO, UTC."""

    id: str
    text: str
    editor_id: str
    at: str


def notes_of(uow: UnitOfWork, mentorship: Mentorship) -> NotesDetail:
    """The notes of a mentorship that the caller has already checked the actor may see: no private one of the other."""
    me = uow.actor.id
    readable = or_(~col(Note.is_private), col(Note.author_id) == me)
    found = (
        select(Note, func.count(col(NoteVersion.id)))
        .join(NoteVersion, col(NoteVersion.note_id) == Note.id, isouter=True)
        .where(Note.mentorship_id == mentorship.id, readable)
        .group_by(col(Note.id))
        .order_by(col(Note.created_at).desc())
    )
    rows = list(uow.session.exec(found))
    return NotesDetail(
        private=[_item(note, versions) for note, versions in rows if note.is_private],
        shared=[_item(note, versions) for note, versions in rows if not note.is_private],
    )


def add_note(uow: UnitOfWork, mentorship_id: str, text: str, *, is_private: bool) -> str:
    """Write a note, and return its id. Private stays private: there is no way to share it later by mistake.

    Raises:
        InvalidInput: when there is nothing, or too much.
        TooMany: beyond 200 of one's own here.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    mine = select(func.count()).where(Note.mentorship_id == mentorship.id, Note.author_id == uow.actor.id)
    if uow.session.exec(mine).one() >= MOST_NOTES:
        raise TooMany(N_("There is room for {{most}} notes. Please remove some first."), most=MOST_NOTES)
    note = Note(
        mentorship_id=mentorship.id,
        author_id=uow.actor.id,
        is_private=is_private,
        text=clean_text("text", text, LONGEST_NOTE, least=1, lines=True),
        edited_by=uow.actor.id,
        edited_at=now(),
    )
    uow.session.add(note)
    _announce(uow, note)
    return note.id


def save_note(uow: UnitOfWork, mentorship_id: str, note_id: str, text: str, version: int) -> None:
    """Change a note; what stood before somebody else wrote, or before a pause, is kept as a version.

    Raises:
        Conflict: when the other one saved in between, with both texts.
        NotFound: for a stranger, and for the partner when it is private.
    """
    note = editable_note(uow, mentorship_id, note_id)
    words = clean_text("text", text, LONGEST_NOTE, least=1, lines=True)
    before, editor, since = note.text, note.edited_by or note.author_id, note.edited_at
    claim_version(note, version, uow.actor.id, mine=words, theirs=note.text)
    if words == before:
        return
    if editor != uow.actor.id or now() - since >= ONE_SITTING:
        uow.session.add(NoteVersion(note_id=note.id, editor_id=editor, text=before, created_at=since))
        uow.session.flush()
        _forget_oldest(uow, note.id)
    note.text, note.edited_at = words, now()
    _announce(uow, note)


def remove_note(uow: UnitOfWork, mentorship_id: str, note_id: str) -> None:
    """Remove a note of one's own, with its versions.

    Raises:
        NotFound: for a stranger, and for the partner when it is private.
        NotPermitted: for the partner of whoever began a shared one.
    """
    note = editable_note(uow, mentorship_id, note_id)
    must_be(uow, note.author_id)
    uow.session.exec(delete(NoteVersion).where(col(NoteVersion.note_id) == note.id))
    uow.session.delete(note)
    _announce(uow, note)


def versions_of(uow: UnitOfWork, mentorship_id: str, note_id: str) -> list[NoteVersionItem]:
    """How a note stood before, the newest first.

    Raises:
        NotFound: for a stranger, and for the partner when it is private.
    """
    note = visible_note(uow, mentorship_id, note_id)
    kept = select(NoteVersion).where(NoteVersion.note_id == note.id).order_by(col(NoteVersion.created_at).desc())
    return [
        NoteVersionItem(id=row.id, text=row.text, editor_id=row.editor_id, at=row.created_at.isoformat())
        for row in uow.session.exec(kept)
    ]


def _forget_oldest(uow: UnitOfWork, note_id: str) -> None:
    kept = select(NoteVersion).where(NoteVersion.note_id == note_id).order_by(col(NoteVersion.created_at).desc())
    for row in uow.session.exec(kept.offset(MOST_VERSIONS)).all():
        uow.session.delete(row)


def _announce(uow: UnitOfWork, note: Note) -> None:
    # Of a private note not even the moment of writing is told.
    uow.announce(for_member(note.author_id, "notes") if note.is_private else in_mentorship(note.mentorship_id, "notes"))


def _item(note: Note, versions: int) -> NoteItem:
    return NoteItem(
        id=note.id,
        text=note.text,
        author_id=note.author_id,
        editor_id=note.edited_by or note.author_id,
        version=note.version,
        at=note.edited_at.isoformat(),
        versions=versions,
    )
