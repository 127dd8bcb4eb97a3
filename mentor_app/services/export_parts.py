"""The parts of an export that stand beside meetings and goals: actions, questions, files, notes, and how it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from mentor_app.clock import to_zone
from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import N_, day, moment, translate
from mentor_app.models import ActionItem, Goal, Meeting, Member, Mentorship, Pulse, Resource, SharedFile
from mentor_app.services.notes import NoteItem, notes_of
from mentor_app.services.people import Person
from mentor_app.services.pulses import fit_words
from mentor_app.services.questions import QuestionThread, questions_of

Entry = list[tuple[str, str]]


@dataclass(frozen=True)
class ExportPart:
    """One part: a name for the file, a title, and its entries, each as labelled values in the reader's language."""

    name: str
    title: str
    entries: list[Entry] = field(default_factory=list[Entry])


@dataclass(frozen=True)
class Reader:
    """Who takes it along: words and times are theirs. `files` has names in the folder by the ids of files."""

    member: Member
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    files: dict[str, str] = field(default_factory=dict[str, str])

    def say(self, sentence: str) -> str:
        """A sentence in their language."""
        return translate(self.member.locale, sentence)

    def told(self, at: datetime | None) -> str:
        """A moment on their clock, or nothing."""
        return moment(self.member.locale, to_zone(at, self.member.time_zone)) if at else ""

    def name_of(self, member_id: str) -> str:
        """One of the two."""
        return self.people[member_id].name


def folder_of(uow: UnitOfWork, mentorship: Mentorship) -> dict[str, str]:
    """The files of a mentorship by id, each with a name in the folder that no other has."""
    kept = (
        select(SharedFile)
        .where(SharedFile.place == "mentorship", SharedFile.place_id == mentorship.id)
        .where(col(SharedFile.removed_at).is_(None))
        .order_by(col(SharedFile.sent_at), col(SharedFile.id))
    )
    named: dict[str, str] = {}
    taken: set[str] = set()
    for row in uow.session.exec(kept):
        number, name = 1, row.name
        while name.casefold() in taken:  # some systems do not tell capitals apart
            number += 1
            name = f"{number} {row.name}"
        taken.add(name.casefold())
        named[row.id] = f"files/{name}"
    return named


def _actions(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    found = (
        select(ActionItem, Goal.title)
        .join(Goal, col(Goal.id) == ActionItem.goal_id, isouter=True)
        .where(ActionItem.mentorship_id == mentorship.id)
        .order_by(col(ActionItem.created_at))
    )
    entries = [
        [
            (reader.say(N_("Action")), row.title),
            (reader.say(N_("Who?")), reader.name_of(row.owner_id)),
            (reader.say(N_("By when?")), day(reader.member.locale, row.due_on) if row.due_on else ""),
            (reader.say(N_("Goal")), goal or ""),
            (reader.say(N_("Done")), reader.told(row.done_at)),
        ]
        for row, goal in uow.session.exec(found)
    ]
    return ExportPart("actions", reader.say(N_("Actions")), entries)


def _questions(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    entries = [_thread(thread, reader) for thread in questions_of(uow, mentorship)]
    return ExportPart("questions", reader.say(N_("Questions")), entries)


def _thread(thread: QuestionThread, reader: Reader) -> Entry:
    """A question, and everything said about it, in order."""
    said = [(thread.asker_id, thread.text, thread.at, thread.files)]
    said += [(reply.author_id, reply.text, reply.at, reply.files) for reply in thread.replies]
    lines: Entry = []
    for author, text, at, files in said:
        lines.append((f"{reader.name_of(author)}, {reader.told(datetime.fromisoformat(at))}", text))
        lines += [(reader.say(N_("File")), reader.files[each.id]) for each in files if each.id in reader.files]
    return lines


def _shared_notes(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    entries = [_note(note, reader) for note in notes_of(uow, mentorship).shared]
    return ExportPart("shared_notes", reader.say(N_("Notes we both see")), entries)


def _private_notes(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    """Only the reader's own: nobody else's are ever asked for."""
    entries = [_note(note, reader) for note in notes_of(uow, mentorship).private]
    return ExportPart("private_notes", reader.say(N_("Notes only I see")), entries)


def _note(note: NoteItem, reader: Reader) -> Entry:
    return [(f"{reader.name_of(note.author_id)}, {reader.told(datetime.fromisoformat(note.at))}", note.text)]


def _files(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    rows = uow.session.exec(select(SharedFile).where(col(SharedFile.id).in_(reader.files)))
    named = sorted(rows, key=lambda row: reader.files[row.id])
    entries = [
        [
            (reader.say(N_("File")), reader.files[row.id]),
            (reader.say(N_("Shared by")), reader.name_of(row.owner_id)),
            (reader.say(N_("Shared on")), reader.told(row.sent_at)),
        ]
        for row in named
    ]
    del mentorship
    return ExportPart("files", reader.say(N_("Files")), entries)


def _reading(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    listed = select(Resource).where(Resource.mentorship_id == mentorship.id).order_by(col(Resource.created_at))
    entries = [
        [
            (reader.say(N_("Title")), row.title),
            (reader.say(N_("Link")), row.link),
            (reader.say(N_("Note")), row.note),
            (reader.say(N_("Done")), reader.told(row.done_at)),
        ]
        for row in uow.session.exec(listed)
    ]
    return ExportPart("reading_list", reader.say(N_("Reading list")), entries)


def _pulses(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    """Only what the reader said."""
    mine = (
        select(Pulse, Meeting.starts_at)
        .join(Meeting, col(Meeting.id) == Pulse.meeting_id)
        .where(Pulse.mentorship_id == mentorship.id, Pulse.author_id == uow.actor.id)
        .order_by(col(Pulse.created_at))
    )
    entries = [
        [
            (reader.say(N_("Meeting")), reader.told(at)),
            (reader.say(N_("Was it helpful?")), f"{row.rating} / 5"),
            (reader.say(N_("Fit")), reader.say(fit_words(row.fit))),
            (reader.say(N_("A word for programme staff")), row.note),
        ]
        for row, at in uow.session.exec(mine)
    ]
    return ExportPart("after_meetings", reader.say(N_("After meetings, told to programme staff")), entries)


BESIDE: tuple[Callable[[UnitOfWork, Mentorship, Reader], ExportPart], ...] = (
    _actions,
    _questions,
    _files,
    _reading,
    _shared_notes,
    _private_notes,
    _pulses,
)
"""Each asks for itself what this reader may see."""
