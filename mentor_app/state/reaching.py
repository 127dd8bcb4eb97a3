"""Reaching somebody in one click, from wherever their card is."""

import reflex as rx

from mentor_app.security.policy import policy
from mentor_app.services.requests import express_interest
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.place import Id
from mentor_app.state.notices import NoticeState


class ReachingState(ActingState, rx.State):
    """Acts only: the card follows as its page is painted anew."""

    @rx.event
    @policy("member")
    async def interest(self, member_id: Id) -> rx.event.EventSpec:
        """Ask for mentoring without a word of why."""
        await self._perform(express_interest, member_id)
        return NoticeState.say("They have been told that you are interested.", {})
