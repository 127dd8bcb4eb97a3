"""The agreement while it is written: the checklist, each point with its text, and the way to send it."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.cards import glowing, section
from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.differences import point_title
from mentor_app.components.drafts import draft_text
from mentor_app.components.forms import checkbox, field, form, left_out, submit
from mentor_app.components.icons import icon
from mentor_app.components.people import badge
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, current_language, say
from mentor_app.services.agreement_pages import AgreementDetail
from mentor_app.services.agreement_points import POINTS
from mentor_app.services.agreement_text import LONGEST_CLAUSE, ClauseDetail
from mentor_app.services.agreements import LONGEST_NOTE
from mentor_app.services.mentorships import MentorshipDetail

SENDING = "send-agreement"


@dataclass(frozen=True)
class AgreementVerbs:
    """The handlers behind the controls of an agreement."""

    write: rx.EventHandler
    start: rx.EventHandler
    tick: rx.EventHandler
    send: rx.EventHandler
    approve: rx.EventHandler
    withdraw: rx.EventHandler
    set_aside: rx.EventHandler
    look: rx.EventHandler
    write_at: rx.EventHandler
    settle: rx.EventHandler


def writing_desk(
    frame: rx.Var[MentorshipDetail],
    view: rx.Var[AgreementDetail],
    writing: rx.Var[list[str]],
    conflict_at: rx.Var[str],
    verbs: AgreementVerbs,
) -> rx.Component:
    """The text as it is written, both of them before it.

    Args:
        conflict_at: the point at which the reader is asked which of two texts should stay; empty for none.
    """
    points = rx.el.ol(
        rx.foreach(view.clauses, lambda clause: _point(clause, frame, view, writing, conflict_at, verbs)),
        class_name="rows clauses",
    )
    begin = rx.el.div(
        rx.el.p(_("Nobody has to begin on an empty page: change the suggestions as you like."), class_name="note grow"),
        rx.el.button(
            _("Start from the suggestions"),
            type="button",
            class_name="button button--soft",
            on_click=verbs.start(current_language()),
        ),
        class_name="card-body cluster",
    )
    return section(
        _("What we agree on"),
        rx.cond(view.is_empty & view.may_write, begin),
        points,
        aside=_("{{done}} of {{all}} talked about", done=view.talked_about, all=len(POINTS) - 1),
    )


def _point(
    clause: rx.Var[ClauseDetail],
    frame: rx.Var[MentorshipDetail],
    view: rx.Var[AgreementDetail],
    writing: rx.Var[list[str]],
    conflict_at: rx.Var[str],
    verbs: AgreementVerbs,
) -> rx.Component:
    nothing = rx.el.p(_("Nothing written yet."), class_name="note")
    read_only = rx.cond(clause.words != "", rx.el.p(clause.words, class_name="prose"), nothing)
    text = draft_text(
        clause.words,
        lambda words, version: verbs.write(clause.point, words, version),
        keep=frame.id + "-" + clause.point,
        label=say(clause.title),
        version=clause.version,
        unsettled=conflict_at == clause.point,
        on_typing=verbs.write_at("clause-" + clause.point),
        max_length=LONGEST_CLAUSE,
        rows=2,
    )
    return rx.el.li(
        glowing(
            clause.version,
            _head(clause, frame, verbs),
            rx.el.p(say(clause.question), class_name="note"),
            rx.cond(view.may_write, text, read_only),
            rx.cond(view.may_write & (clause.words == "") & (clause.start != ""), _suggestion(clause, verbs)),
            rx.cond(
                writing.contains("clause-" + clause.point),
                rx.el.div(_("{{name}} is writing …", name=frame.partner.first_name), class_name="typing"),
            ),
            class_name="clause",
        ),
        key=clause.point,
    )


def _head(clause: rx.Var[ClauseDetail], frame: rx.Var[MentorshipDetail], verbs: AgreementVerbs) -> rx.Component:
    return rx.el.div(
        rx.el.h3(say(clause.title), class_name="heading heading--small grow"),
        checkbox(
            _("Talked about"),
            checked=clause.is_talked_about,
            on_change=lambda ticked: verbs.tick(clause.point, ticked),
            disabled=~frame.is_active,
            aria_label=_("Talked about: {{title}}", title=say(clause.title)),
        ),
        class_name="clause-head",
    )


def _suggestion(clause: rx.Var[ClauseDetail], verbs: AgreementVerbs) -> rx.Component:
    return rx.el.button(
        icon("sparkles"),
        _("Use the suggestion"),
        type="button",
        class_name="button button--quiet button--small",
        aria_label=_("Use the suggestion for {{title}}", title=say(clause.title)),
        on_click=verbs.write(clause.point, say(clause.start), clause.version),
    )


def sending(
    frame: rx.Var[MentorshipDetail], view: rx.Var[AgreementDetail], verbs: AgreementVerbs, done: rx.Var[int]
) -> rx.Component:
    """Where the text is read once more, and sent."""
    name = frame.partner.first_name
    return dialog(
        rx.el.p(
            _("This very text goes to {{name}}. It becomes official when {{name}} approves it unchanged.", name=name),
            class_name="note",
        ),
        rx.el.div(
            rx.foreach(view.clauses, _said),
            class_name="stack card card--sunken card--padded reading",
            role="group",
            tab_index=0,
            aria_label=_("What we agree on"),
        ),
        form(
            rx.el.input(type="hidden", name="digest", value=view.digest, read_only=True),
            field(
                _("A few words to {{name}}", name=name),
                "note",
                kept_textarea("note", keep="agreement-note-" + frame.id, limit=LONGEST_NOTE, rows=2),
                hint=left_out(),
            ),
            submit(_("Send for approval"), closer(_("Not now"), closes=SENDING)),
            on_submit=verbs.send,
            done=done,
        ),
        name=SENDING,
        title=_("Send the agreement to {{name}}", name=name),
        wide=True,
    )


def _said(clause: rx.Var[ClauseDetail]) -> rx.Component:
    return rx.cond(
        clause.words != "",
        rx.el.div(
            rx.el.h3(point_title(clause.point), class_name="field-label"),
            rx.el.p(clause.words, class_name="prose"),
            class_name="difference",
            key=clause.point,
        ),
    )


def send_opener(words: rx.Var[str], *, primary: bool = True) -> rx.Component:
    """The button that leads to sending."""
    return opener(words, opens=SENDING, class_name="button button--primary" if primary else "button")


def in_force(view: rx.Var[AgreementDetail]) -> rx.Component:
    """The mark of an official text."""
    return badge(_("Official, revision {{number}}", number=view.official.number), tone="good", picture="check")
