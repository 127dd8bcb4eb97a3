"""Times for a first conversation, in a request: taken, or answered with others; the inbox paints what follows."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.time_answers import accept_time, suggest_time
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState
from mentor_app.state.words import Words

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Typed = Annotated[str, StringConstraints(max_length=40)]


class SlotForm(TypedDict):
    """The time that was chosen."""

    slot_id: Id


class TimesForm(TypedDict):
    """Times, each as a browser's own field sends it, and a few words."""

    times: list[Typed]
    words: Words


class TimesState(ActingState, rx.State):
    """Acts only."""

    @rx.event
    @policy("member")
    async def accept(self, request_id: Id, form: SlotForm) -> rx.event.EventSpec:
        """Take a time, and go to the new mentorship."""
        mentorship_id = await self._perform(accept_time, request_id, form["slot_id"])
        return rx.redirect(f"/mentorships/{mentorship_id}")

    @rx.event
    @policy("member")
    async def suggest(self, request_id: Id, form: TimesForm) -> rx.event.EventSpec:
        """Suggest other times."""
        await self._perform(suggest_time, request_id, form["times"], form["words"])
        return NoticeState.say("Your suggestion is on its way.", {})
