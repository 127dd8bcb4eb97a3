"""Where a mentorship stands and what comes next, from facts alone: nobody sets a stage by hand."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, ScalarSelect, String, bindparam, exists, func, select
from sqlmodel import col

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import AgendaItem, Goal, Meeting, MentoringRequest, Mentorship, Revision, TimeProposal

STAGES = ("request", "first_meeting", "agreement", "under_way", "final_meeting", "completed")

ENDING = timedelta(weeks=4)
"""So long before the planned end the last stage begins."""

_ME = bindparam("me", type_=String)


@dataclass(frozen=True, slots=True)
class Facts:
    """What has happened in a mentorship: meetings, agenda items, goals, how many are done, how the agreement stands.

    `awaits_me` says that a text of the other one's waits for the actor, `awaits_partner` the reverse; `may_choose_time`
    that the other has suggested times for a meeting. `ends_on` is the day planned for the end, if there is one.
    """

    has_ended: bool
    ends_on: date | None
    is_flash: bool
    is_mentee: bool
    is_agreed: bool
    awaits_me: bool
    awaits_partner: bool
    may_choose_time: bool
    held: int
    agenda: int
    talked_about: int
    goals: int
    reached: int


def _number_of(counted: Any, mentorship_id: Any) -> ScalarSelect[int]:
    return select(func.count(counted)).where(mentorship_id == Mentorship.id).scalar_subquery()


def _with_text(*which: Any) -> Any:
    return exists().where(col(Revision.mentorship_id) == Mentorship.id, *which)


_SUGGESTED = (
    exists()
    .where(col(Meeting.mentorship_id) == Mentorship.id, col(TimeProposal.meeting_id) == Meeting.id)
    .where(col(TimeProposal.status) == "open", col(TimeProposal.author_id) != _ME)
    .where(col(Meeting.status).in_(("proposed", "confirmed")))
)
_HELD = (
    select(func.count(col(Meeting.id)))
    .where(col(Meeting.mentorship_id) == Mentorship.id, col(Meeting.status) == "held")
    .scalar_subquery()
)
_WISHED = (
    select(col(MentoringRequest.months)).where(col(MentoringRequest.id) == Mentorship.request_id).scalar_subquery()
)
# Built once: every open dashboard asks this at every change.
_FACTS = select(
    col(Mentorship.id),
    (col(Mentorship.status) == "ended").label("has_ended"),
    col(Mentorship.ends_on),
    col(Mentorship.created_at),
    func.coalesce(_WISHED, 0).label("months"),
    (col(Mentorship.kind) == "flash").label("is_flash"),
    (col(Mentorship.mentee_id) == _ME).label("is_mentee"),
    _with_text(col(Revision.status) == "official").label("is_agreed"),
    _with_text(col(Revision.status) == "waiting", col(Revision.author_id) != _ME).label("awaits_me"),
    _with_text(col(Revision.status) == "waiting", col(Revision.author_id) == _ME).label("awaits_partner"),
    _SUGGESTED.label("may_choose_time"),
    _HELD.label("held"),
    _number_of(AgendaItem.id, AgendaItem.mentorship_id).label("agenda"),
    _number_of(AgendaItem.done_at, AgendaItem.mentorship_id).label("talked_about"),
    _number_of(Goal.id, Goal.mentorship_id).label("goals"),
    _number_of(Goal.reached_at, Goal.mentorship_id).label("reached"),
).where(col(Mentorship.id).in_(bindparam("ids", expanding=True)))


def facts_of(uow: UnitOfWork, mentorship_ids: list[str]) -> dict[str, Facts]:
    """The facts of these mentorships, in one question. The caller has already checked that the actor may see them."""
    rows = uow.session.connection().execute(_FACTS, {"ids": mentorship_ids, "me": uow.actor.id}).mappings()
    return {row["id"]: _facts(row) for row in rows}


def planned_end(ends_on: date | None, began: datetime, months: int) -> date | None:
    """The day on which two plan to end: as they said, else as long after they began as was wished for."""
    if ends_on is not None or not months:
        return ends_on
    year, month = divmod(began.year * 12 + began.month - 1 + months, 12)
    return date(year, month + 1, min(began.day, monthrange(year, month + 1)[1]))


def _facts(row: RowMapping) -> Facts:
    known: dict[str, Any] = {name: row[name] for name in Facts.__dataclass_fields__}
    known["ends_on"] = planned_end(row["ends_on"], row["created_at"], row["months"])
    return Facts(**known)


def stage_of(facts: Facts) -> str:
    """One of `STAGES`.

    The first meeting is over once one was held, or something was talked about. An agreement, or a goal reached, is
    what it takes to be under way; a flash meeting needs none. Four weeks before the planned end the last stage begins.
    """
    if facts.has_ended:
        return "completed"
    have_met = facts.held or facts.talked_about
    if have_met and not facts.is_flash and facts.ends_on and facts.ends_on <= (now() + ENDING).date():
        return "final_meeting"
    if facts.reached or facts.is_agreed or (facts.is_flash and have_met):
        return "under_way"
    return "agreement" if have_met else "first_meeting"


def next_step_of(facts: Facts) -> str:
    """The one thing to do next, or `keep_going` and `nothing`."""
    stage = stage_of(facts)
    if facts.has_ended:
        return "nothing"
    if facts.may_choose_time or facts.awaits_me:
        return "choose_time" if facts.may_choose_time else "approve_agreement"
    if stage == "final_meeting":
        return "prepare_end"
    if stage == "first_meeting" and not facts.agenda:
        return "prepare_agenda"
    if not facts.goals:
        return "set_goals"
    drafts = facts.is_mentee and not facts.awaits_partner
    last = {"first_meeting": "tick_agenda", "agreement": "draft_agreement" if drafts else "keep_going"}
    return last.get(stage, "keep_going")
