"""What the two people of a request may do between asking and answering; the inbox shows it."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.request_questions import answer_question, ask_about_request
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import ActingState

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class QuestionForm(TypedDict):
    """A question, as its form sends it."""

    question: str


class ReplyForm(TypedDict):
    """The answer to a question, as its form sends it."""

    answer: str


class AnsweringState(ActingState, rx.State):
    """Acts only: what follows from them, the inbox paints."""

    @rx.event
    @policy("member")
    async def ask(self, request_id: Id, form: QuestionForm) -> rx.event.EventSpec:
        """Ask something before answering a request."""
        await self._perform(ask_about_request, request_id, form["question"])
        return NoticeState.say("Your question is on its way.", {})

    @rx.event
    @policy("member")
    async def reply(self, question_id: Id, form: ReplyForm) -> rx.event.EventSpec:
        """Answer a question about one's own request."""
        await self._perform(answer_question, question_id, form["answer"])
        return NoticeState.say("Your answer is on its way.", {})
