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
    return asked(request, rx.cond(request.is_mine, _reply_form(request, reply, errors, done)))


def asked(request: rx.Var[RequestDetail], reply: rx.Component | None = None) -> rx.Component:
    """What was asked about a request, what was answered, and what else its sender finds there."""
    waits = rx.cond(
        request.is_mine,
        reply or rx.fragment(),
        rx.el.p(_("{{name}} has not answered yet.", name=request.partner.first_name), class_name="note"),
    )
    return rx.cond(
        request.questions.length() > 0,
        rx.el.section(
            rx.el.h3(_("Questions"), class_name="heading heading--small"),
            rx.foreach(request.questions, lambda question: _question(question, request)),
            # Outside the list: a form in a row would be sent by a handler that knows no rows.
            rx.cond(request.awaits_reply & (request.status == "open"), waits),
            class_name="stack stack--tight",
        ),
    )


def _question(question: rx.Var[QuestionItem], request: rx.Var[RequestDetail]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.cond(request.is_mine, _("{{name}} asks", name=request.partner.first_name), _("You asked")),
            " · ",
            rx.el.time(ago(question.asked_at), date_time=question.asked_at),
            class_name="tiny",
        ),
        rx.el.p(question.text, class_name="said"),
        rx.cond(question.answer != "", rx.el.blockquote(question.answer, class_name="said")),
        class_name="stack stack--tight",
        key=question.id,
    )


def _reply_form(
    request: rx.Var[RequestDetail], reply: rx.EventHandler, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    kept = "reply-" + request.open_question
    return form(
        field(
            _("Your answer"),
            "answer",
            kept_textarea("answer", keep=kept, limit=LONGEST_REPLY, rows=3),
            errors=errors,
        ),
        submit(_("Send answer")),
        on_submit=lambda sent: reply(request.open_question, sent),
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
