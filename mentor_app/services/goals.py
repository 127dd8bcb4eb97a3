"""The shared goals of a mentorship."""

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from mentor_app.clock import iso, now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Goal, LearningGoal
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.access import editable_goal, editable_mentorship
from mentor_app.services.activities import note_activity
from mentor_app.services.ordering import move_to
from mentor_app.services.texts import clean_text, optional_day
from mentor_app.services.versions import claim_version

MOST_GOALS = 50
REACHED = 100

# Built once: every open dashboard asks this at every change.
_ORDERED = (
    select(Goal).where(Goal.mentorship_id == bindparam("mentorship")).order_by(col(Goal.position), col(Goal.created_at))
)


@dataclass(frozen=True)
class GoalDetail:
    """A goal as both see it. `progress` is 0 to 100; `due_on` an ISO date or empty."""

    id: str
    title: str
    measure: str
    due_on: str
    progress: int
    author_id: str
    is_reached: bool
    version: int
    position: int
    skill_key: str = ""


def list_goals(uow: UnitOfWork, mentorship_id: str) -> list[GoalDetail]:
    """The goals in their order. The caller has already checked that the actor may see this mentorship."""
    return [_detail(goal) for goal in _in_order(uow, mentorship_id)]


def add_goal(uow: UnitOfWork, mentorship_id: str, title: str, measure: str = "", due_on: str = "") -> str:
    """Set a new goal, and return its id.

    Args:
        due_on: an ISO date, or empty for none.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    goal = Goal(
        mentorship_id=mentorship.id,
        author_id=uow.actor.id,
        edited_by=uow.actor.id,
        title=clean_text("title", title, 300, least=1),
        measure=clean_text("measure", measure, 500),
        due_on=optional_day("due_on", due_on),
        position=_room_for_one(uow, mentorship.id),
    )
    uow.session.add(goal)
    note_activity(uow, mentorship.id, "goal.added", title=goal.title)
    _announce(uow, mentorship.id, "goal.added", goal)
    return goal.id


def rename_goal(uow: UnitOfWork, mentorship_id: str, goal_id: str, title: str, version: int) -> None:
    """Change what a goal says.

    Raises:
        Conflict: when the other person saved in between.
    """
    goal = editable_goal(uow, mentorship_id, goal_id)
    words = clean_text("title", title, 300, least=1)
    claim_version(goal, version, uow.actor.id, mine=words, theirs=goal.title)
    goal.title = words
    _announce(uow, mentorship_id, "goal.changed", goal)


def describe_goal(
    uow: UnitOfWork, mentorship_id: str, goal_id: str, measure: str, due_on: str, version: int, skill: str = ""
) -> None:
    """Change how a goal is measured, by when, and which learning goal it serves.

    Args:
        skill: key of a skill the mentee wants to learn, or empty.

    Raises:
        Conflict: when the other person saved in between.
    """
    goal = editable_goal(uow, mentorship_id, goal_id)
    words, due = clean_text("measure", measure, 500), optional_day("due_on", due_on)
    mentee_id = editable_mentorship(uow, mentorship_id).mentee_id
    if skill and uow.session.get(LearningGoal, (mentee_id, skill)) is None and skill != goal.skill_key:
        raise InvalidInput("skill", N_("This is none of the learning goals any more."))
    claim_version(goal, version, uow.actor.id, mine=words, theirs=goal.measure)
    goal.measure, goal.due_on, goal.skill_key = words, due, skill or None
    _announce(uow, mentorship_id, "goal.changed", goal)


def set_progress(uow: UnitOfWork, mentorship_id: str, goal_id: str, progress: int) -> None:
    """Say how far a goal has come, in per cent; 100 reaches it."""
    goal = editable_goal(uow, mentorship_id, goal_id)
    if not 0 <= progress <= REACHED:
        raise InvalidInput("progress", N_("Between 0 and 100, please."))
    reached = progress == REACHED
    if reached and goal.reached_at is None:
        note_activity(uow, mentorship_id, "goal.reached", title=goal.title)
    goal.progress, goal.reached_at = progress, (goal.reached_at or now()) if reached else None
    _announce(uow, mentorship_id, "goal.reached" if reached else "goal.progressed", goal)


def move_goal(uow: UnitOfWork, mentorship_id: str, goal_id: str, place: int) -> None:
    """Move a goal to a place in the order, counted from 0."""
    goal = editable_goal(uow, mentorship_id, goal_id)
    move_to(_in_order(uow, mentorship_id), goal.id, place)
    _announce(uow, mentorship_id, "goal.moved", goal)


def drop_goal(uow: UnitOfWork, mentorship_id: str, goal_id: str) -> None:
    """Give a goal up."""
    goal = editable_goal(uow, mentorship_id, goal_id)
    uow.session.delete(goal)
    _announce(uow, mentorship_id, "goal.dropped", goal)


def _room_for_one(uow: UnitOfWork, mentorship_id: str) -> int:
    count = uow.session.exec(select(func.count()).where(Goal.mentorship_id == mentorship_id)).one()
    if count >= MOST_GOALS:
        raise TooMany(N_("There is room for {{most}} goals. Please drop some first."), most=MOST_GOALS)
    return count


def _in_order(uow: UnitOfWork, mentorship_id: str) -> list[Goal]:
    return list(uow.session.exec(_ORDERED, params={"mentorship": mentorship_id}))


def _announce(uow: UnitOfWork, mentorship_id: str, action: str, goal: Goal) -> None:
    uow.record(action, goal.id)
    uow.announce(in_mentorship(mentorship_id, "goals"))


def _detail(goal: Goal) -> GoalDetail:
    return GoalDetail(
        id=goal.id,
        title=goal.title,
        measure=goal.measure,
        due_on=iso(goal.due_on),
        progress=goal.progress,
        author_id=goal.author_id,
        is_reached=goal.reached_at is not None,
        version=goal.version,
        position=goal.position,
        skill_key=goal.skill_key or "",
    )
