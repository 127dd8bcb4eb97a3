"""The Goals tab of the dashboard: goals, and the actions that lead there."""

from dataclasses import dataclass

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.models import LearningGoal, Mentorship, Skill
from mentor_app.services.actions import ActionsDetail, actions_of
from mentor_app.services.goals import GoalDetail, list_goals


@dataclass(frozen=True)
class GoalsTab:
    """What the tab shows; `skills` are the mentee's learning goals, names by key."""

    goals: list[GoalDetail]
    actions: ActionsDetail
    skills: dict[str, str]


def goals_tab(uow: UnitOfWork, mentorship: Mentorship) -> GoalsTab:
    """The Goals tab of a mentorship that the caller has already checked the actor may see."""
    wanted = (
        select(Skill.key, Skill.name)
        .join(LearningGoal, col(LearningGoal.skill_key) == Skill.key)
        .where(LearningGoal.member_id == mentorship.mentee_id)
        .order_by(col(LearningGoal.position), col(Skill.name))
    )
    goals = list_goals(uow, mentorship.id)
    served = select(Skill.key, Skill.name).where(col(Skill.key).in_([goal.skill_key for goal in goals]))
    skills = {key: name for question in (wanted, served) for key, name in uow.session.exec(question)}
    return GoalsTab(goals=goals, actions=actions_of(uow, mentorship), skills=skills)
