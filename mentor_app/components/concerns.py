"""Raising a concern, and following what becomes of it."""

import reflex as rx

from mentor_app.components.cards import row, rows, section
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.forms import Errors, checkbox, control_id, field, form, select, submit
from mentor_app.components.people import badge
from mentor_app.i18n.text import _, ago, say
from mentor_app.services.concerns import KINDS, LONGEST_CONCERN, ConcernSubject, OwnConcern

NAME = "raise-a-concern"
SCOPE = "concern-"
Subject = rx.Var[ConcernSubject]


def concern_dialog(
    subject: Subject, send: rx.EventHandler, leave: rx.EventHandler, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    """The words to programme staff; open while there is something to raise a concern over."""
    name = subject.name
    kinds: list[tuple[str, rx.Var[str] | str]] = [("", _("Please choose"))]
    kinds += [(choice.value, say(choice.label)) for choice in KINDS]
    return dialog(
        rx.el.p(
            _("Only the staff of your programme read this. {{name}} is not told, now or later.", name=name),
            class_name="note dialog-lead",
        ),
        form(
            rx.el.input(type="hidden", name="about", value=subject.about),
            rx.el.input(type="hidden", name="about_id", value=subject.about_id),
            field(
                _("What is it about?"),
                "kind",
                select("kind", kinds, scope=SCOPE, required=True),
                errors=errors,
                scope=SCOPE,
            ),
            field(_("What happened?"), "words", words_to_staff(SCOPE, rows=5), errors=errors, scope=SCOPE),
            _shown_words(subject),
            rx.cond(
                subject.is_blocked,
                rx.fragment(),
                checkbox(_("Also block {{name}}: we do not see each other any more", name=name), "block", value="on"),
            ),
            submit(_("Tell programme staff"), closer(_("Not now"), closes=NAME)),
            on_submit=send,
            done=done,
            key=subject.about_id,
        ),
        name=NAME,
        title=rx.cond(subject.name != "", _("Raise a concern about {{name}}", name=name), _("Raise a concern")),
        shown=subject.about != "",
        on_shut=leave,
    )


def words_to_staff(scope: str, rows: int) -> rx.Component:
    """Where a concern is written. Not kept by the browser: the next person at this computer has no business with it."""
    return rx.el.textarea(
        name="words",
        rows=rows,
        max_length=LONGEST_CONCERN,
        required=True,
        class_name="input",
        custom_attrs={"id": control_id("words", scope)},
    )


def _shown_words(subject: Subject) -> rx.Component:
    return rx.cond(
        subject.words != "",
        rx.el.div(
            checkbox(_("Show staff these words; they see nothing else of what you wrote"), "show", value="on"),
            rx.el.blockquote(subject.words, class_name="said said--shown"),
            class_name="stack stack--tight",
        ),
    )


def own_concerns(concerns: rx.Var[list[OwnConcern]]) -> rx.Component:
    """What one has raised, and how far staff are with it; absent while there is nothing."""

    def one(concern: rx.Var[OwnConcern]) -> rx.Component:
        words = rx.el.div(
            rx.el.span(concern.name, class_name="strong"),
            rx.el.div(
                say(concern.kind), " · ", rx.el.time(ago(concern.at), date_time=concern.at), class_name="row-note"
            ),
            class_name="row-main",
        )
        return row(words, concern_status(concern.status), key=concern.id)

    return rx.cond(concerns.length() > 0, section(_("Concerns you have raised"), rows(concerns, one)))


def concern_status(status: rx.Var[str]) -> rx.Component:
    """How far a concern has come."""
    return rx.match(
        status,
        ("looking", badge(_("Being looked at"), tone="wait", picture="eye")),
        ("closed", badge(_("Closed"), picture="check")),
        badge(_("With programme staff"), tone="wait", picture="send"),
    )
