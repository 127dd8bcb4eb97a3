"""Conversations put away and taken back; the inbox paints what follows."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints

from mentor_app.security.policy import policy
from mentor_app.services.archiving import put_away, take_back
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState

ConversationId = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class ArchivingState(ActingState, rx.State):
    """Acts only."""

    @rx.event
    @policy("member")
    async def put_away(self, conversation_id: ConversationId) -> list[rx.event.EventSpec]:
        """Put a conversation into one's own archive, and go back to the list."""
        await self._perform(put_away, conversation_id)
        return [rx.redirect("/inbox/conversations"), NoticeState.say("The conversation is in your archive.", {})]

    @rx.event
    @policy("member")
    async def take_back(self, conversation_id: ConversationId) -> None:
        """Take a conversation out of one's own archive."""
        await self._perform(take_back, conversation_id)
