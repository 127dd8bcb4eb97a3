"""The Overview tab: agenda, goals, and what happened lately."""

import reflex as rx

from mentor_app.services.activities import ActivityItem
from mentor_app.services.agenda import AgendaItemDetail
from mentor_app.services.goals import GoalDetail
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.overview import OverviewDetail, overview
from mentor_app.state.mentorship.tab import TabState


class OverviewState(TabState, rx.State):
    """What the tab shows. What is done to agenda and goals is in their own states."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    agenda: list[AgendaItemDetail] = []
    goals: list[GoalDetail] = []
    lately: list[ActivityItem] = []

    def _content(self):  # noqa: ANN202  as in TabState
        return overview

    def _show_content(self, content: OverviewDetail) -> None:
        self.agenda, self.goals, self.lately = content.agenda, content.goals, content.lately
