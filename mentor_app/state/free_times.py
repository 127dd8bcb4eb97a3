"""When the person and another are both free, looked up as a form for times is opened."""

from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints

from mentor_app.errors import TooMany
from mentor_app.security.policy import policy
from mentor_app.services.free_times import NOTHING_KNOWN, FreeTimes, free_times_with
from mentor_app.state.acting import ActingState

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Minutes = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}$")]


class FreeTimesState(ActingState, rx.State):
    """What was found last: with whom, and for which form on the page."""

    whom: str = ""
    scope: str = ""
    times: FreeTimes = NOTHING_KNOWN

    @rx.event
    @policy("member")
    async def look(self, member_id: Id, minutes: Minutes, scope: Literal["", "propose-", "other-", "suggest-"]) -> None:
        """Look for times at which both are free."""
        self.whom, self.scope, self.times = member_id, scope, NOTHING_KNOWN
        try:
            self.times = await self._ask(free_times_with, member_id, int(minutes))
        except TooMany:
            self.times = FreeTimes("too_often")
