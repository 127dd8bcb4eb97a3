"""The line of those a mentee would ask next; the inbox shows it."""

import reflex as rx

from mentor_app.security.policy import policy
from mentor_app.services.choices import ask_choice, drop_choice, move_choice, set_asks_alone
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.place import Id
from mentor_app.state.notices import NoticeState


class ChoicesState(ActingState, rx.State):
    """Acts only: what follows from them, the inbox paints."""

    @rx.event
    @policy("member")
    async def move(self, choice_id: Id, place: int) -> None:
        """Give somebody another place in the line."""
        await self._perform(move_choice, choice_id, place)

    @rx.event
    @policy("member")
    async def drop(self, choice_id: Id) -> rx.event.EventSpec:
        """Take somebody out of the line."""
        await self._perform(drop_choice, choice_id)
        return NoticeState.say("Taken out of your line. Nobody is told.", {})

    @rx.event
    @policy("member")
    async def ask(self, choice_id: Id) -> rx.event.EventSpec:
        """Ask somebody in the line now, and go to where the answer will appear."""
        request_id = await self._perform(ask_choice, choice_id)
        return rx.redirect(f"/inbox?shelf=waiting&request={request_id}")

    @rx.event
    @policy("member")
    async def turn(self, on: bool) -> None:
        """Say whether the next one is asked without being told to."""
        await self._perform(set_asks_alone, on)
