"""Questions about a request, asked and answered where the request is."""

import reflex as rx

from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.forms import Errors, field, form, submit
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, ago
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.request_questions import LONGEST_QUESTION, LONGEST_REPLY, QuestionItem


def questions(
    request: rx.Var[RequestDetail], reply: rx.EventHandler, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    """What was asked about a request, what was answered, and for its sender where to answer."""
    return rx.cond(
        request.questions.length() > 0,
        rx.el.section(
            rx.el.h3(_("Questions"), class_name="heading heading--small"),
            rx.foreach(request.questions, lambda question: _question(question, request, reply, errors, done)),
            class_name="stack stack--tight",
        ),
    )


def _question(
    question: rx.Var[QuestionItem],
    request: rx.Var[RequestDetail],
    reply: rx.EventHandler,
    errors: Errors,
    done: rx.Var[int],
) -> rx.Component:
    waits = rx.cond(
        request.status != "open",
        rx.fragment(),
        rx.cond(
            request.is_mine,
            _reply_form(question, reply, errors, done),
            rx.el.p(_("{{name}} has not answered yet.", name=request.partner.first_name), class_name="note"),
        ),
    )
    return rx.el.div(
        rx.el.p(
            rx.cond(request.is_mine, _("{{name}} asks", name=request.partner.first_name), _("You asked")),
            " · ",
            rx.el.time(ago(question.asked_at), date_time=question.asked_at),
            class_name="tiny",
        ),
        rx.el.p(question.text, class_name="said"),
        rx.cond(question.answer != "", rx.el.blockquote(question.answer, class_name="said"), waits),
        class_name="stack stack--tight",
        key=question.id,
    )


def _reply_form(
    question: rx.Var[QuestionItem], reply: rx.EventHandler, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    return form(
        field(
            _("Your answer"),
            "answer",
            kept_textarea("answer", keep="reply-" + question.id, limit=LONGEST_REPLY, rows=3, scope=question.id),
            errors=errors,
            scope=question.id,
        ),
        submit(_("Send answer")),
        on_submit=lambda sent: reply(question.id, sent),
        done=done,
    )


def question_dialog(
    request: rx.Var[RequestDetail], ask: rx.EventHandler, done: rx.Var[int], errors: Errors
) -> rx.Component:
    """Where the recipient asks before answering."""
    return dialog(
        rx.el.p(
            _("The request stays open while you wait for {{name}}'s answer.", name=request.partner.first_name),
            class_name="note",
        ),
        form(
            field(
                _("Your question"),
                "question",
                kept_textarea("question", keep="question-" + request.id, limit=LONGEST_QUESTION, rows=4),
                errors=errors,
            ),
            submit(_("Send question"), closer(_("Not now"), closes="ask-question")),
            on_submit=lambda sent: ask(request.id, sent),
            done=done,
        ),
        name="ask-question",
        title=_("Ask a question"),
    )
