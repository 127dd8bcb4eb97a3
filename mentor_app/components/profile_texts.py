"""The sections of texts in a profile: read, opened, and both texts when two pages met."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.conflicts import both_texts
from mentor_app.components.forms import Errors, field, form, select
from mentor_app.components.icons import icon
from mentor_app.components.profile import Words, audience, part
from mentor_app.components.writing import kept_input, kept_textarea
from mentor_app.i18n.text import _

Kind = Literal["line", "lines", "choice"]


@dataclass(frozen=True)
class TextPart:
    """One text of a section.

    Args:
        name: the field's name.
        label: what it is.
        shown: what it says to a reader.
        brings: what stands there while it is empty.
        part: the part whose audience is chosen beside it; empty when every member sees it.
        kind: one line, several, or a choice.
        limit: how many characters it may have.
        options: value and words of a choice.
        hint: what helps writing it.
    """

    name: str
    label: Words
    shown: Words
    brings: Words = ""
    part: str = ""
    kind: Kind = "line"
    limit: int = 120
    options: Sequence[tuple[str, Words]] = ()
    hint: Words | None = None


@dataclass(frozen=True)
class Editor:
    """What a section needs of the page's state.

    Args:
        editing: the section that is open.
        opened: the version it was opened with, under which unsent words are kept.
        saved: how often a section was saved.
        texts: those texts by field.
        mine: one's own text of a conflict; empty without one.
        theirs: the text that stands, of a conflict.
        audiences: who can see each part.
        errors: as for any field.
        edit: opens a section.
        close: leaves it as it was.
        save: receives the form.
        choose: receives a part and an audience.
    """

    editing: rx.Var[str]
    opened: rx.Var[int]
    saved: rx.Var[int]
    texts: rx.Var[dict[str, str]]
    mine: rx.Var[str]
    theirs: rx.Var[str]
    audiences: rx.Var[dict[str, str]]
    errors: Errors
    edit: rx.EventHandler
    close: rx.EventHandler
    save: rx.EventHandler
    choose: rx.EventHandler


def text_section(
    title: Words, name: str, parts: Sequence[TextPart], editor: Editor, *more: rx.Component
) -> rx.Component:
    """A card with texts to read, which opens into a form.

    Args:
        title: its heading.
        name: the section's name, also its address on the page.
        parts: its texts.
        editor: what it needs of the page's state.
        more: below the texts, whether it is open or not.
    """
    is_open = editor.editing == name
    button = rx.el.button(
        icon("pencil"),
        _("Edit"),
        rx.el.span(" ", title, class_name="unseen"),
        type="button",
        class_name="button button--small",
        on_click=editor.edit(name),
    )
    reading = rx.el.div(*[_read(each, editor) for each in parts], *more, class_name="card-body parts")
    return section(
        title,
        rx.cond(is_open, rx.el.div(_form(name, parts, editor), class_name="card-body"), reading),
        aside=rx.cond(is_open, rx.fragment(), button),
        custom_attrs={"id": name},
    )


def _read(each: TextPart, editor: Editor) -> rx.Component:
    shown_to = audience(each.part, each.label, editor.audiences, editor.choose) if each.part else None
    return part(each.label, each.shown, each.brings, shown_to, lines=each.kind == "lines")


def _form(name: str, parts: Sequence[TextPart], editor: Editor) -> rx.Component:
    return form(
        *[_field(name, each, editor) for each in parts],
        rx.cond((editor.mine != "") | (editor.theirs != ""), _conflict(name, editor)),
        rx.el.div(
            rx.el.button(
                rx.cond(editor.theirs != "", _("Keep mine"), _("Save")),
                type="submit",
                class_name="button button--primary",
            ),
            rx.el.button(_("Cancel"), type="reset", class_name="button button--quiet", on_click=editor.close),
            class_name="submit",
        ),
        on_submit=editor.save,
        done=editor.saved,
        key=name,
    )


def _field(section_name: str, each: TextPart, editor: Editor) -> rx.Component:
    initial = editor.texts[each.name].to(str)
    keep = rx.Var.create(f"profile-{section_name}-{each.name}-") + editor.opened.to_string()
    counted = {"limit": each.limit} if each.name == "headline" else {}
    if each.kind == "choice":
        control = select(
            each.name,
            [("", _("Not said")), *each.options],
            scope=section_name,
            default_value=initial,
        )
    elif each.kind == "lines":
        control = kept_textarea(each.name, keep=keep, scope=section_name, initial=initial, limit=each.limit)
    else:
        control = kept_input(each.name, keep=keep, scope=section_name, initial=initial, **counted)
    return field(
        each.label,
        each.name,
        control,
        errors=editor.errors,
        hint=each.hint,
        scope=section_name,
    )


def _conflict(name: str, editor: Editor) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            _("This part of your profile was changed on another page while you were writing."), class_name="strong"
        ),
        both_texts(editor.mine, editor.theirs),
        rx.el.button(_("Take the other"), type="button", class_name="button button--small", on_click=editor.edit(name)),
        class_name="conflict stack",
        role="alert",
    )
