"""The Finish tab: ending, looking back, and the confirmation of participation."""

from typing import Annotated, Literal, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.certificates import issue_certificate
from mentor_app.services.endings import end_mentorship
from mentor_app.services.evaluations import evaluate
from mentor_app.services.finishing import FinishDetail, finishing
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.planned_ends import plan_end
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.notices import NoticeState
from mentor_app.state.words import Words

Reason = Literal["objective_reached", "circumstances", "not_a_fit"]
Day = Annotated[str, StringConstraints(max_length=40)]
Rating = Literal["1", "2", "3", "4", "5"]


class PlanForm(TypedDict):
    """The day on which the two plan to end."""

    ends_on: Day


class EndingForm(TypedDict):
    """The end: a reason for staff, and words for the other one."""

    reason: Reason
    farewell: Words


class EvaluationForm(TypedDict):
    """Looking back; what was not ticked is not there, and neither are questions the programme does not ask."""

    benefits: NotRequired[list[Words]]
    rating_together: NotRequired[Rating]
    rating_useful: NotRequired[Rating]
    rating_support: NotRequired[Rating]
    words: Words
    answer_0: NotRequired[Words]
    answer_1: NotRequired[Words]
    answer_2: NotRequired[Words]
    answer_3: NotRequired[Words]
    answer_4: NotRequired[Words]


class FinishState(TabState, rx.State):
    """What the tab shows, and one handler per verb."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    view: FinishDetail | None = None
    reason: Reason = "objective_reached"

    @rx.event
    @policy("member")
    async def choose(self, reason: Reason) -> None:
        """Choose a reason; the text to send follows it while nothing has been typed."""
        self.reason = reason

    @rx.event
    @policy("member")
    async def suggest(self, title: Words) -> None:
        """Put something for the final meeting on the agenda."""
        await self._perform(add_agenda_item, self._here(), title)

    @rx.event
    @policy("member")
    async def plan(self, form: PlanForm) -> rx.event.EventSpec:
        """Say on which day the mentorship is to end."""
        await self._perform(plan_end, self._here(), form["ends_on"])
        return NoticeState.say("The day is set, and your partner told.", {})

    @rx.event
    @policy("member")
    async def end(self, form: EndingForm) -> None:
        """End the mentorship."""
        await self._perform(end_mentorship, self._here(), form["reason"], form["farewell"])

    @rx.event
    @policy("member")
    async def look_back(self, form: EvaluationForm) -> None:
        """Send what this person gained to programme staff."""
        ratings = {
            name.removeprefix("rating_"): int(str(value)) for name, value in form.items() if name.startswith("rating_")
        }
        answers = [str(form.get(f"answer_{place}", "")) for place in range(5)]
        await self._perform(evaluate, self._here(), form.get("benefits", []), ratings, form["words"], answers)

    @rx.event
    @policy("member")
    async def issue(self) -> None:
        """Have the confirmation of participation issued."""
        await self._perform(issue_certificate, self._here())

    def _content(self):  # noqa: ANN202  as in TabState
        return finishing

    def _show_content(self, content: FinishDetail) -> None:
        self.view = content
