"""The Time tab."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.time_log import MonthItem, TimeDetail, log_time, remove_time, time_log
from mentor_app.state.mentorship.place import Id
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.words import Words

Short = Annotated[str, StringConstraints(max_length=40)]


class TimeForm(TypedDict):
    """Time written down by hand."""

    on_day: Short
    minutes: Short
    words: Words


class TimeState(TabState, rx.State):
    """Hours by month."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    months: list[MonthItem] = []
    minutes: int = 0
    held: int = 0
    today: str = ""

    @rx.event
    @policy("member")
    async def log(self, form: TimeForm) -> None:
        """Write time down."""
        minutes = int(form["minutes"]) if form["minutes"].isdecimal() else 0
        await self._perform(log_time, self._here(), form["on_day"], minutes, form["words"])

    @rx.event
    @policy("member")
    async def remove(self, entry_id: Id) -> None:
        """Take one's own entry out."""
        await self._perform(remove_time, self._here(), entry_id)

    def _content(self):  # noqa: ANN202  as in TabState
        return time_log

    def _show_content(self, content: TimeDetail) -> None:
        self.months, self.minutes, self.held = content.months, content.minutes, content.held
        self.today = content.today
