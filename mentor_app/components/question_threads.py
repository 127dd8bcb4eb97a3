"""Questions between meetings, and everything said about them."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.attachments import file_list
from mentor_app.components.lists import empty
from mentor_app.components.people import avatar, badge
from mentor_app.i18n.text import _, ago
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.questions import QuestionThread, ReplyItem

Frame = rx.Var[MentorshipDetail]


@dataclass(frozen=True)
class QuestionVerbs:
    """The handlers behind the questions' controls."""

    ask: rx.EventHandler
    answer: rx.EventHandler
    mark: rx.EventHandler
    turn_to: rx.EventHandler
    remove_file: rx.EventHandler
    write_at: rx.EventHandler


def question_list(
    frame: Frame,
    questions: rx.Var[list[QuestionThread]],
    replying_to: rx.Var[str],
    writing: rx.Var[list[str]],
    verbs: QuestionVerbs,
) -> rx.Component:
    """All questions, open ones first."""
    name = frame.partner.first_name
    nothing = empty(
        _("No questions yet"),
        _("A short question now often saves half a meeting later. {{name}} sees it at once.", name=name),
        picture="circle-help",
    )
    return rx.cond(
        questions.length() > 0,
        rx.el.ul(
            rx.foreach(questions, lambda question: _question(question, frame, replying_to, writing, verbs)),
            class_name="question-list",
            role="list",
        ),
        nothing,
    )


def _question(
    question: rx.Var[QuestionThread],
    frame: Frame,
    replying_to: rx.Var[str],
    writing: rx.Var[list[str]],
    verbs: QuestionVerbs,
) -> rx.Component:
    state = rx.cond(
        question.is_answered,
        badge(_("Answered"), tone="good", picture="check"),
        badge(_("Not answered yet"), tone="wait", picture="circle-help"),
    )
    head = rx.el.div(
        _by(frame, question.asker_id, question.at),
        rx.cond(question.is_unread, badge(_("new"), tone="good")),
        state,
        class_name="question-head",
    )
    return rx.el.li(
        head,
        rx.el.p(question.text, class_name="said question-text"),
        file_list(question.files, verbs.remove_file),
        rx.el.ul(
            rx.foreach(question.replies, lambda reply: _reply(reply, frame, verbs)), class_name="replies", role="list"
        ),
        rx.cond(
            writing.contains(question.id),
            rx.el.div(_("{{name}} is writing …", name=frame.partner.first_name), class_name="typing"),
        ),
        rx.cond(frame.is_active & (replying_to != question.id), _steps(question, frame, verbs)),
        key=question.id,
        class_name=rx.Var.create("card card--padded question") + rx.cond(question.is_answered, " question--done", ""),
    )


def _by(frame: Frame, author_id: rx.Var[str], at: rx.Var[str]) -> rx.Component:
    name = rx.cond(author_id == frame.me.id, frame.me.name, frame.partner.name)
    said = rx.cond(author_id == frame.me.id, _("You"), frame.partner.first_name)
    return rx.el.span(
        avatar(name, size="tiny"),
        rx.el.span(said, class_name="strong small"),
        rx.el.time(ago(at), date_time=at, class_name="tiny"),
        class_name="question-by grow",
    )


def _reply(reply: rx.Var[ReplyItem], frame: Frame, verbs: QuestionVerbs) -> rx.Component:
    return rx.el.li(
        _by(frame, reply.author_id, reply.at),
        rx.el.p(reply.text, class_name="said question-text"),
        file_list(reply.files, verbs.remove_file),
        key=reply.id,
        class_name="reply",
    )


def _steps(question: rx.Var[QuestionThread], frame: Frame, verbs: QuestionVerbs) -> rx.Component:
    mine = question.asker_id == frame.me.id
    return rx.el.div(
        rx.el.button(
            rx.cond(mine, _("Follow up"), _("Answer")),
            type="button",
            class_name=rx.cond(mine, "button button--small", "button button--soft button--small"),
            on_click=verbs.turn_to(question.id),
        ),
        rx.el.button(
            rx.cond(question.is_answered, _("Open again"), _("Mark as answered")),
            type="button",
            class_name="button button--quiet button--small",
            on_click=verbs.mark(question.id, ~question.is_answered),
        ),
        class_name="cluster",
    )
