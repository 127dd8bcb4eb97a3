"""The Questions tab of the dashboard."""

import reflex as rx

from mentor_app.components.question_threads import QuestionVerbs, question_list
from mentor_app.components.thread_forms import answer_form, asking_form
from mentor_app.components.unread import when_seen
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.questions import answer_in, ask_question
from mentor_app.state.files import FilesState
from mentor_app.state.mentorship.questions import QuestionsState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("questions", N_("Questions"), QuestionsState)
def mentorship_questions() -> rx.Component:
    """What is asked between meetings."""
    state = QuestionsState
    verbs = QuestionVerbs(
        ask=state.ask,
        answer=state.answer,
        mark=state.mark,
        turn_to=state.turn_to,
        remove_file=FilesState.remove,
        write_at=state.write_at,
    )
    return rx.el.div(
        asking_form(state.frame, verbs, NoticeState.errors, last_try(ask_question)),
        question_list(state.frame, state.questions, state.replying_to, state.writing, verbs),
        answer_form(state.frame, state.replying_to, state.asked, verbs, NoticeState.errors, last_try(answer_in)),
        when_seen(state.unread, state.see),
        class_name="stack",
    )
