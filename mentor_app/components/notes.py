"""Notes of two kinds that nobody can take for each other: by place, colour, icon, words and edge."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.dialogs import dialog
from mentor_app.components.forms import Errors, field, form, submit
from mentor_app.components.icons import icon
from mentor_app.components.writing import editable_text, kept_textarea
from mentor_app.i18n.text import _, ago, plural
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.notes import LONGEST_NOTE, NoteItem, NoteVersionItem

Frame = rx.Var[MentorshipDetail]
Notes = rx.Var[list[NoteItem]]


@dataclass(frozen=True)
class NoteVerbs:
    """The handlers behind the notes' controls."""

    add: rx.EventHandler
    save: rx.EventHandler
    remove: rx.EventHandler
    look_back: rx.EventHandler
    write_at: rx.EventHandler


def shared_notes(
    frame: Frame, notes: Notes, writing: rx.Var[list[str]], verbs: NoteVerbs, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    """Those both see, first and open."""
    name = frame.partner.first_name
    return rx.el.section(
        rx.el.div(
            icon("users"),
            rx.el.div(
                rx.el.h2(_("We both see this"), class_name="heading"),
                rx.el.p(_("{{name}} reads and writes along, live.", name=name), class_name="tiny"),
            ),
            class_name="notes-head",
        ),
        rx.cond(frame.is_active, _adding(frame, "both", verbs, errors, done)),
        rx.el.ul(
            rx.foreach(notes, lambda note: _note(note, frame, verbs, writing)), class_name="notes-list", role="list"
        ),
        class_name="card notes notes--shared",
        aria_label=_("We both see this"),
    )


def private_notes(frame: Frame, notes: Notes, verbs: NoteVerbs, errors: Errors, done: rx.Var[int]) -> rx.Component:
    """One's own, behind a lock and a dashed edge."""
    name = frame.partner.first_name
    return rx.el.section(
        rx.el.div(
            icon("lock"),
            rx.el.div(
                rx.el.h2(_("Only I see this"), class_name="heading"),
                rx.el.p(_("Never shown to {{name}}, nor to programme staff.", name=name), class_name="tiny"),
            ),
            class_name="notes-head",
        ),
        rx.cond(frame.is_active, _adding(frame, "me", verbs, errors, done)),
        rx.el.ul(rx.foreach(notes, lambda note: _note(note, frame, verbs, None)), class_name="notes-list", role="list"),
        class_name="card notes notes--private",
        aria_label=_("Only I see this"),
    )


def _adding(frame: Frame, who: str, verbs: NoteVerbs, errors: Errors, done: rx.Var[int]) -> rx.Component:
    label = _("New note, only for me") if who == "me" else _("New note for us both")
    # A private draft is not left behind in the browser for whoever sits there next.
    words = kept_textarea(
        "text",
        keep="" if who == "me" else "note-" + frame.id,
        scope=f"{who}-",
        rows=2,
        required=True,
        placeholder=label,
        class_name="input input--grows",
    )
    send = _("Keep for me") if who == "me" else _("Share with {{name}}", name=frame.partner.first_name)
    return form(
        rx.el.input(type="hidden", name="who", value=who),
        field(label, "text", words, errors=errors, scope=f"{who}-", hide_label=True),
        submit(send, class_name="button button--soft" if who == "both" else "button"),
        on_submit=verbs.add,
        done=done,
        class_name="form notes-form",
    )


def _note(note: rx.Var[NoteItem], frame: Frame, verbs: NoteVerbs, writing: rx.Var[list[str]] | None) -> rx.Component:
    is_mine = note.author_id == frame.me.id
    label = _("Note for both") if writing is not None else _("Note only for me")
    typed: dict[str, object] = {} if writing is None else {"on_typing": verbs.write_at(note.id)}
    text = editable_text(
        note.text,
        lambda words, version: verbs.save(note.id, words, version),
        label=label,
        multiline=True,
        lines=True,
        version=note.version,
        read_only=~frame.is_active,
        max_length=LONGEST_NOTE,
        **typed,
    )
    editor = rx.cond(note.editor_id == frame.me.id, _("you"), frame.partner.first_name)
    writes = (
        rx.fragment()
        if writing is None
        else rx.cond(
            writing.contains(note.id),
            rx.el.div(_("{{name}} is writing …", name=frame.partner.first_name), class_name="typing"),
        )
    )
    who = rx.fragment() if writing is None else rx.fragment(editor, " · ")
    foot = rx.el.div(
        rx.el.span(who, rx.el.time(ago(note.at), date_time=note.at), class_name="tiny grow"),
        rx.cond(note.versions > 0, _looking_back(note, verbs)),
        rx.cond(is_mine & frame.is_active, _removing(note, verbs)),
        class_name="note-foot",
    )
    return rx.el.li(text, writes, foot, key=note.id, class_name="note-item")


def _looking_back(note: rx.Var[NoteItem], verbs: NoteVerbs) -> rx.Component:
    return rx.el.button(
        icon("history"),
        plural("{{count}} version", "{{count}} versions", count=note.versions),
        type="button",
        class_name="button button--quiet button--small",
        on_click=verbs.look_back(note.id),
    )


def _removing(note: rx.Var[NoteItem], verbs: NoteVerbs) -> rx.Component:
    return rx.el.button(
        icon("trash-2"),
        type="button",
        class_name="button button--icon button--small",
        aria_label=_("Remove this note"),
        title=_("Remove this note"),
        on_click=verbs.remove(note.id),
    )


def versions_dialog(
    frame: Frame, versions: rx.Var[list[NoteVersionItem]], shown: rx.Var[bool], close: rx.EventHandler
) -> rx.Component:
    """How a note stood before; its words can be copied from here."""

    def one(version: rx.Var[NoteVersionItem]) -> rx.Component:
        editor = rx.cond(version.editor_id == frame.me.id, _("you"), frame.partner.first_name)
        return rx.el.li(
            rx.el.p(editor, " · ", rx.el.time(ago(version.at), date_time=version.at), class_name="tiny"),
            rx.el.p(version.text, class_name="said note-text"),
            key=version.id,
        )

    return dialog(
        rx.el.ul(rx.foreach(versions, one), class_name="notes-list", role="list"),
        name="note-versions",
        title=_("Earlier versions"),
        shown=shown,
        on_shut=close,
        wide=True,
    )
