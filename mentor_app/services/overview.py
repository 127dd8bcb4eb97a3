"""The Overview tab of the dashboard: agenda, goals, and what happened lately."""

from dataclasses import dataclass

from mentor_app.db import UnitOfWork
from mentor_app.models import Mentorship
from mentor_app.services.activities import ActivityItem, list_activity
from mentor_app.services.agenda import AgendaItemDetail, list_agenda
from mentor_app.services.goals import GoalDetail, list_goals


@dataclass(frozen=True)
class OverviewDetail:
    """What the tab shows."""

    agenda: list[AgendaItemDetail]
    goals: list[GoalDetail]
    lately: list[ActivityItem]


def overview(uow: UnitOfWork, mentorship: Mentorship) -> OverviewDetail:
    """The Overview of a mentorship that the caller has already checked the actor may see."""
    return OverviewDetail(
        agenda=list_agenda(uow, mentorship.id),
        goals=list_goals(uow, mentorship.id),
        lately=list_activity(uow, mentorship.id),
    )
