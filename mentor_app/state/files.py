"""Taking back one's own files, wherever they are listed."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints

from mentor_app.security.policy import policy
from mentor_app.services.files import remove_file
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class FilesState(ActingState, rx.State):
    """Acts only."""

    @rx.event
    @policy("member")
    async def remove(self, file_id: Id) -> rx.event.EventSpec:
        """Take back a file of one's own."""
        await self._perform(remove_file, file_id)
        return NoticeState.say("The file is removed.", {})
