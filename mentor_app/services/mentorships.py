"""The relationship dashboard: whose it is, where it stands, what comes next."""

from dataclasses import dataclass

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import AgendaItem, Goal, Mentorship, Profile, Programme
from mentor_app.security.access import current_member, editable_mentorship, visible_mentorship
from mentor_app.services.activities import ActivityItem, list_activity
from mentor_app.services.agenda import AgendaItemDetail, list_agenda
from mentor_app.services.goals import GoalDetail, list_goals
from mentor_app.services.people import Person, people_by_id, person_of

STAGES = ("request", "first_meeting", "agreement", "under_way", "final_meeting", "completed")


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
    return [_item(uow, row, me, people[row.partner_of(me)]) for row in rows]


def mentorship_detail(uow: UnitOfWork, mentorship_id: str) -> MentorshipDetail:
    """The frame of the dashboard.

    Raises:
        NotFound: for anyone but the two.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    me, profile = current_member(uow), uow.session.get_one(Profile, uow.actor.id)
    partner = mentorship.partner_of(me.id)
    programme = uow.session.get_one(Programme, mentorship.programme_id)
    stage = stage_of(uow, mentorship)
    return MentorshipDetail(
        id=mentorship.id,
        kind=mentorship.kind,
        role=mentorship.role_of(me.id) or "",
        me=person_of(me, profile),
        partner=people_by_id(uow, [partner])[partner],
        stage=stage,
        stage_number=STAGES.index(stage) + 1,
        next_step=_next_step(uow, mentorship),
        is_active=mentorship.status == "active",
        since=mentorship.created_at.isoformat(),
        programme=programme.name,
        help_contact=programme.help_contact,
    )


def overview(uow: UnitOfWork, mentorship_id: str) -> OverviewDetail:
    """Agenda, goals and what happened lately.

    Raises:
        NotFound: for anyone but the two.
    """
    detail = mentorship_detail(uow, mentorship_id)
    return OverviewDetail(
        mentorship=detail,
        agenda=list_agenda(uow, mentorship_id),
        goals=list_goals(uow, mentorship_id),
        lately=list_activity(uow, mentorship_id),
    )


def participant(uow: UnitOfWork, mentorship_id: str) -> str:
    """The actor's id, once it is clear that this mentorship is theirs and under way.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once it has ended.
    """
    editable_mentorship(uow, mentorship_id)
    return uow.actor.id


def stage_of(uow: UnitOfWork, mentorship: Mentorship) -> str:
    """Where a mentorship stands, from facts alone: nobody sets a stage by hand.

    The first meeting is behind the two once something on their agenda has been talked about, or a goal reached.
    """
    if mentorship.status == "ended":
        return "completed"
    begun = _has(uow, AgendaItem, mentorship.id, done=True) or _has(uow, Goal, mentorship.id, done=True)
    return "under_way" if begun else "first_meeting"


def _next_step(uow: UnitOfWork, mentorship: Mentorship) -> str:
    if mentorship.status == "ended":
        return "nothing"
    if not _has(uow, AgendaItem, mentorship.id):
        return "prepare_agenda"
    if not _has(uow, Goal, mentorship.id):
        return "set_goals"
    return "keep_going" if stage_of(uow, mentorship) == "under_way" else "tick_agenda"


def _has(uow: UnitOfWork, table: type[AgendaItem] | type[Goal], mentorship_id: str, *, done: bool = False) -> bool:
    query = select(table.id).where(table.mentorship_id == mentorship_id)
    if done:
        query = query.where(col(Goal.reached_at if table is Goal else AgendaItem.done_at).is_not(None))
    return uow.session.exec(query.limit(1)).first() is not None


def _item(uow: UnitOfWork, mentorship: Mentorship, me: str, partner: Person) -> MentorshipItem:
    goals = list_goals(uow, mentorship.id)
    return MentorshipItem(
        id=mentorship.id,
        kind=mentorship.kind,
        role=mentorship.role_of(me) or "",
        partner=partner,
        stage=stage_of(uow, mentorship),
        next_step=_next_step(uow, mentorship),
        is_active=mentorship.status == "active",
        since=mentorship.created_at.isoformat(),
        goals_reached=sum(goal.is_reached for goal in goals),
        goals=len(goals),
    )
