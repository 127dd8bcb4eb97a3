"""The Questions tab."""

from typing import Annotated, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.questions import (
    QuestionThread,
    answer_in,
    ask_question,
    mark_answered,
    questions_of,
    read_questions,
)
from mentor_app.state.mentorship.place import Id
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.words import Words


class AskForm(TypedDict):
    """A question, as its form sends it; `files` is absent when there are none."""

    text: Words
    files: NotRequired[list[Id]]


class AnswerForm(AskForm):
    """An answer or a follow-up, and to what."""

    question_id: Annotated[str, StringConstraints(min_length=1, max_length=32)]


class QuestionsState(TabState, rx.State):
    """What the tab shows, and one handler per verb."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    questions: list[QuestionThread] = []
    unread: int = 0
    replying_to: str = ""
    asked: str = ""

    @rx.event
    @policy("member")
    async def ask(self, form: AskForm) -> None:
        """Ask something."""
        await self._perform(ask_question, self._here(), form["text"], form.get("files", []))

    @rx.event
    @policy("member")
    async def answer(self, form: AnswerForm) -> None:
        """Answer, or follow up."""
        await self._perform(answer_in, self._here(), form["question_id"], form["text"], form.get("files", []))
        self.replying_to = self.asked = ""

    @rx.event
    @policy("member")
    async def mark(self, question_id: Id, answered: bool) -> None:
        """Say that a question is answered, or is not after all."""
        await self._perform(mark_answered, self._here(), question_id, answered)

    @rx.event
    @policy("member")
    async def see(self) -> None:
        """Note that this person has the questions before their eyes."""
        await self._perform(read_questions, self._here())

    @rx.event
    @policy("member")
    def turn_to(self, question_id: Annotated[str, StringConstraints(max_length=32)]) -> None:
        """Open the field for an answer below one question."""
        about = next((each.text for each in self.questions if each.id == question_id), "")
        self.replying_to, self.asked = (question_id, about) if about else ("", "")

    def _content(self):  # noqa: ANN202  as in TabState
        return questions_of

    def _show_content(self, content: list[QuestionThread]) -> None:
        self.questions = content
        self.unread = sum(question.is_unread for question in content)
