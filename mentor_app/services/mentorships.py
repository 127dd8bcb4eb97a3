"""The relationship dashboard: whose it is, where it stands, what comes next."""

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import col, func, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import AgendaItem, Goal, Mentorship, Programme
from mentor_app.security.access import current_member, editable_mentorship, visible_mentorship
from mentor_app.services.activities import ActivityItem, list_activity
from mentor_app.services.agenda import AgendaItemDetail, list_agenda
from mentor_app.services.goals import GoalDetail, list_goals
from mentor_app.services.people import Person, people_by_id

STAGES = ("request", "first_meeting", "agreement", "under_way", "final_meeting", "completed")

_PROGRAMME = select(Programme.name, Programme.help_contact).where(Programme.id == bindparam("programme"))


@dataclass(frozen=True)
class MentorshipItem:
    """A mentorship in a list: with whom, in which role, where it stands."""

    id: str
    kind: str
    role: str
    partner: Person
    stage: str
    next_step: str
    is_active: bool
    since: str
    goals_reached: int
    goals: int


@dataclass(frozen=True)
class MentorshipDetail:
    """What every tab of the dashboard shows around its own content. Times are ISO, UTC."""

    id: str
    kind: str
    role: str
    me: Person
    partner: Person
    stage: str
    stage_number: int
    next_step: str
    is_active: bool
    since: str
    programme: str
    help_contact: str


@dataclass(frozen=True)
class OverviewDetail:
    """The Overview tab."""

    mentorship: MentorshipDetail
    agenda: list[AgendaItemDetail]
    goals: list[GoalDetail]
    lately: list[ActivityItem]


def list_mentorships(uow: UnitOfWork) -> list[MentorshipItem]:
    """The actor's own mentorships, those under way first, then the newest."""
    me = current_member(uow).id
    mine = (
        select(Mentorship)
        .where(or_(Mentorship.mentor_id == me, Mentorship.mentee_id == me))
        .order_by(col(Mentorship.status), col(Mentorship.created_at).desc())
    )
    rows = list(uow.session.exec(mine))
    people = people_by_id(uow, [row.partner_of(me) for row in rows])
    work = _work_in(uow, [row.id for row in rows])
    return [_item(row, me, people[row.partner_of(me)], work[row.id]) for row in rows]


def overview(uow: UnitOfWork, mentorship_id: str) -> OverviewDetail:
    """The frame of the dashboard, agenda, goals and what happened lately. Asked at every change, so in few queries.

    Raises:
        NotFound: for anyone but the two.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    agenda, goals = list_agenda(uow, mentorship.id), list_goals(uow, mentorship.id)
    return OverviewDetail(
        mentorship=_frame(uow, mentorship, agenda, goals),
        agenda=agenda,
        goals=goals,
        lately=list_activity(uow, mentorship.id),
    )


def participant(uow: UnitOfWork, mentorship_id: str) -> str:
    """The actor's id, once it is clear that this mentorship is theirs and under way.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once it has ended.
    """
    editable_mentorship(uow, mentorship_id)
    return uow.actor.id


@dataclass(slots=True)
class _Work:
    """The facts that stage and next step follow from: agenda items and goals, and how many of them are done."""

    agenda: int = 0
    talked_about: int = 0
    goals: int = 0
    reached: int = 0


def _work_in(uow: UnitOfWork, ids: list[str]) -> dict[str, _Work]:
    work = {mentorship_id: _Work() for mentorship_id in ids}
    items = select(AgendaItem.mentorship_id, func.count(col(AgendaItem.id)), func.count(col(AgendaItem.done_at)))
    among = col(AgendaItem.mentorship_id).in_(ids)
    for mentorship_id, agenda, done in uow.session.exec(items.where(among).group_by(col(AgendaItem.mentorship_id))):
        work[mentorship_id].agenda, work[mentorship_id].talked_about = agenda, done
    goals = select(Goal.mentorship_id, func.count(col(Goal.id)), func.count(col(Goal.reached_at)))
    among = col(Goal.mentorship_id).in_(ids)
    for mentorship_id, wanted, reached in uow.session.exec(goals.where(among).group_by(col(Goal.mentorship_id))):
        work[mentorship_id].goals, work[mentorship_id].reached = wanted, reached
    return work


def _stage(mentorship: Mentorship, work: _Work) -> str:
    """Where a mentorship stands, from facts alone: nobody sets a stage by hand.

    The first meeting is behind the two once something on their agenda has been talked about, or a goal reached.
    """
    if mentorship.status == "ended":
        return "completed"
    return "under_way" if work.talked_about or work.reached else "first_meeting"


def _frame(
    uow: UnitOfWork, mentorship: Mentorship, agenda: list[AgendaItemDetail], goals: list[GoalDetail]
) -> MentorshipDetail:
    me, partner = uow.actor.id, mentorship.partner_of(uow.actor.id)
    people = people_by_id(uow, [me, partner])
    programme, help_contact = uow.session.exec(_PROGRAMME, params={"programme": mentorship.programme_id}).one()
    work = _Work(
        agenda=len(agenda),
        talked_about=sum(item.is_done for item in agenda),
        goals=len(goals),
        reached=sum(goal.is_reached for goal in goals),
    )
    stage = _stage(mentorship, work)
    return MentorshipDetail(
        id=mentorship.id,
        kind=mentorship.kind,
        role=mentorship.role_of(me) or "",
        me=people[me],
        partner=people[partner],
        stage=stage,
        stage_number=STAGES.index(stage) + 1,
        next_step=_next_step(mentorship, work),
        is_active=mentorship.status == "active",
        since=mentorship.created_at.isoformat(),
        programme=programme,
        help_contact=help_contact,
    )


def _next_step(mentorship: Mentorship, work: _Work) -> str:
    if mentorship.status == "ended":
        return "nothing"
    if not work.agenda:
        return "prepare_agenda"
    if not work.goals:
        return "set_goals"
    return "keep_going" if _stage(mentorship, work) == "under_way" else "tick_agenda"


def _item(mentorship: Mentorship, me: str, partner: Person, work: _Work) -> MentorshipItem:
    return MentorshipItem(
        id=mentorship.id,
        kind=mentorship.kind,
        role=mentorship.role_of(me) or "",
        partner=partner,
        stage=_stage(mentorship, work),
        next_step=_next_step(mentorship, work),
        is_active=mentorship.status == "active",
        since=mentorship.created_at.isoformat(),
        goals_reached=work.reached,
        goals=work.goals,
    )
