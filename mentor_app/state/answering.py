"""What the two people of a request may do between asking and answering; the inbox shows it."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.flash_offers import accept_offer, decline_offer, offer_flash
from mentor_app.services.request_questions import answer_question, ask_about_request
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class QuestionForm(TypedDict):
    """A question, as its form sends it."""

    question: str


class ReplyForm(TypedDict):
    """The answer to a question, as its form sends it."""

    answer: str


class OfferForm(TypedDict):
    """A flash meeting instead, as its form sends it."""

    note: str


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

    @rx.event
    @policy("member")
    async def offer(self, request_id: Id, form: OfferForm) -> rx.event.EventSpec:
        """Offer one flash meeting instead of mentoring."""
        await self._perform(offer_flash, request_id, form["note"])
        return NoticeState.say("Your offer is on its way.", {})

    @rx.event
    @policy("member")
    async def accept_offer(self, request_id: Id) -> rx.event.EventSpec:
        """Take the flash meeting up, and go to it."""
        mentorship_id = await self._perform(accept_offer, request_id)
        return rx.redirect(f"/mentorships/{mentorship_id}")

    @rx.event
    @policy("member")
    async def decline_offer(self, request_id: Id) -> rx.event.EventSpec:
        """Do without the flash meeting."""
        await self._perform(decline_offer, request_id)
        return NoticeState.say("Your answer is on its way.", {})
