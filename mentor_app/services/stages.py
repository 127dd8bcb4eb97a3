"""Where a mentorship stands and what comes next, from facts alone: nobody sets a stage by hand."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select
from sqlmodel import col

from mentor_app.db import UnitOfWork
from mentor_app.models import AgendaItem, Goal, Mentorship

STAGES = ("request", "first_meeting", "agreement", "under_way", "final_meeting", "completed")


@dataclass(frozen=True, slots=True)
class Facts:
    """What has happened in a mentorship: agenda items and goals, and how many of them are done."""

    has_ended: bool
    agenda: int
    talked_about: int
    goals: int
    reached: int


def _number_of(counted: Any, mentorship_id: Any) -> ScalarSelect[int]:
    return select(func.count(counted)).where(mentorship_id == Mentorship.id).scalar_subquery()


# Built once: every open dashboard asks this at every change.
_FACTS = select(
    col(Mentorship.id),
    (col(Mentorship.status) == "ended").label("has_ended"),
    _number_of(AgendaItem.id, AgendaItem.mentorship_id).label("agenda"),
    _number_of(AgendaItem.done_at, AgendaItem.mentorship_id).label("talked_about"),
    _number_of(Goal.id, Goal.mentorship_id).label("goals"),
    _number_of(Goal.reached_at, Goal.mentorship_id).label("reached"),
).where(col(Mentorship.id).in_(bindparam("ids", expanding=True)))


def facts_of(uow: UnitOfWork, mentorship_ids: list[str]) -> dict[str, Facts]:
    """The facts of these mentorships, in one question. The caller has already checked that the actor may see them."""
    rows = uow.session.connection().execute(_FACTS, {"ids": mentorship_ids}).mappings()
    return {row["id"]: Facts(**{name: row[name] for name in Facts.__dataclass_fields__}) for row in rows}


def stage_of(facts: Facts) -> str:
    """One of `STAGES`. The first meeting is over once something was talked about, or a goal reached."""
    if facts.has_ended:
        return "completed"
    return "under_way" if facts.talked_about or facts.reached else "first_meeting"


def next_step_of(facts: Facts) -> str:
    """The one thing to do next, or `keep_going` and `nothing`."""
    if facts.has_ended:
        return "nothing"
    if not facts.agenda:
        return "prepare_agenda"
    if not facts.goals:
        return "set_goals"
    return "keep_going" if stage_of(facts) == "under_way" else "tick_agenda"
