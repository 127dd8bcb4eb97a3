"""Where a question is asked, and where one is answered."""

import reflex as rx

from mentor_app.components.attachments import attachments
from mentor_app.components.forms import Errors, field, field_error, form
from mentor_app.components.icons import icon
from mentor_app.components.question_threads import QuestionVerbs
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.questions import LONGEST_TEXT

Frame = rx.Var[MentorshipDetail]


def asking_form(frame: Frame, verbs: QuestionVerbs, errors: Errors, done: rx.Var[int]) -> rx.Component:
    """Where a new question is asked."""
    words = kept_textarea(
        "text",
        keep="question-" + frame.id,
        scope="ask-",
        rows=2,
        required=True,
        limit=LONGEST_TEXT,
        placeholder=_("Ask {{name}} something between your meetings", name=frame.partner.first_name),
        class_name="input input--grows",
    )
    return rx.cond(
        frame.is_active,
        form(
            attachments(),
            field(_("Your question"), "text", words, errors=errors, scope="ask-", hide_label=True),
            rx.el.div(field_error("files", errors), class_name="composer-told"),
            rx.el.button(
                icon("send"), rx.el.span(_("Send question")), type="submit", class_name="button button--primary"
            ),
            on_submit=verbs.ask,
            done=done,
            class_name="composer card card--padded",
        ),
    )


def answer_form(
    frame: Frame, replying_to: rx.Var[str], asked: rx.Var[str], verbs: QuestionVerbs, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    """Where the answer to one question is written; outside of the list, at the foot of the page."""
    return rx.cond(
        replying_to != "",
        rx.el.div(
            _asked(asked, verbs),
            form(
                rx.el.input(type="hidden", name="question_id", value=replying_to),
                attachments(),
                field(
                    _("Your answer"),
                    "text",
                    _answer(frame, replying_to, verbs),
                    errors=errors,
                    scope="reply-",
                    hide_label=True,
                ),
                rx.el.div(field_error("files", errors), class_name="composer-told"),
                rx.el.button(icon("send"), rx.el.span(_("Send")), type="submit", class_name="button button--primary"),
                on_submit=verbs.answer,
                done=done,
                class_name="composer",
                key=replying_to,
            ),
            class_name="card card--padded answering",
        ),
    )


def _asked(asked: rx.Var[str], verbs: QuestionVerbs) -> rx.Component:
    return rx.el.div(
        rx.el.p(asked, class_name="small clip grow"),
        rx.el.button(
            icon("x"),
            type="button",
            class_name="button button--icon button--small",
            aria_label=_("Not now"),
            on_click=verbs.turn_to(""),
        ),
        class_name="question-head",
    )


def _answer(frame: Frame, replying_to: rx.Var[str], verbs: QuestionVerbs) -> rx.Component:
    return kept_textarea(
        "text",
        keep="reply-" + replying_to,
        scope="reply-",
        rows=2,
        required=True,
        auto_focus=True,
        limit=LONGEST_TEXT,
        placeholder=_("Write to {{name}} …", name=frame.partner.first_name),
        on_typing=verbs.write_at(replying_to),
        class_name="input input--grows",
    )
