"""The relationship dashboard: whose it is, where it stands, what comes next; every tab is asked through here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy import bindparam
from sqlmodel import col, or_, select

from mentor_app.clock import iso
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting, Member, Mentorship, Programme
from mentor_app.security.access import current_member, editable_mentorship, visible_mentorship
from mentor_app.security.blocks import block_between
from mentor_app.services.contacts import ContactsDetail, contacts_of
from mentor_app.services.meeting_cards import MeetingCard, meeting_card, next_meetings
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.pulses import PulseAsk, pulse_asked
from mentor_app.services.stages import STAGES, Facts, facts_of, next_step_of, stage_of

T = TypeVar("T")

_PROGRAMME = select(Programme.name, Programme.help_contact).where(Programme.id == bindparam("programme"))


@dataclass(frozen=True)
class MentorshipItem:
    """A mentorship in a list: with whom, in which role, where it stands, when the two meet next.

    `meets_at` is ISO, UTC; `zone` the reader's.
    """

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
    meets_at: str = ""
    zone: str = ""


@dataclass(frozen=True)
class MentorshipDetail:
    """What every tab of the dashboard shows around its own content. Times are ISO, UTC, `ends_on` a day."""

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
    goals: int
    goals_reached: int
    pulse: PulseAsk = field(default_factory=PulseAsk)
    contacts: ContactsDetail = field(default_factory=ContactsDetail)
    ends_on: str = ""
    coming: MeetingCard = field(default_factory=MeetingCard)


@dataclass(frozen=True)
class Tab(Generic[T]):
    """One tab of the dashboard: what stands around it, and its own content."""

    frame: MentorshipDetail
    content: T


def list_mentorships(uow: UnitOfWork) -> list[MentorshipItem]:
    """The actor's own mentorships, those under way first, then the newest."""
    reader = current_member(uow)
    me = reader.id
    mine = (
        select(Mentorship)
        .where(or_(Mentorship.mentor_id == me, Mentorship.mentee_id == me))
        .where(~block_between(Mentorship.mentor_id, Mentorship.mentee_id))
        .order_by(col(Mentorship.status), col(Mentorship.created_at).desc())
    )
    rows = list(uow.session.exec(mine))
    people = people_by_id(uow, [row.partner_of(me) for row in rows])
    facts = facts_of(uow, [row.id for row in rows])
    meetings = next_meetings(uow, [row.id for row in rows if row.status == "active"])
    return [_item(row, reader, people[row.partner_of(me)], facts[row.id], meetings.get(row.id)) for row in rows]


def tab(uow: UnitOfWork, mentorship_id: str, content: Callable[[UnitOfWork, Mentorship], T]) -> Tab[T]:
    """One tab, as the actor may see it. Asked at every change, so in few queries.

    Args:
        content: what the tab shows; called with the mentorship once it is clear that the actor may see it.

    Raises:
        NotFound: for anyone but the two.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    return Tab(_frame(uow, mentorship), content(uow, mentorship))


def participant(uow: UnitOfWork, mentorship_id: str) -> str:
    """The actor's id, once it is clear that this mentorship is theirs and under way.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once it has ended.
    """
    editable_mentorship(uow, mentorship_id)
    return uow.actor.id


def _frame(uow: UnitOfWork, mentorship: Mentorship) -> MentorshipDetail:
    me, partner = uow.actor.id, mentorship.partner_of(uow.actor.id)
    people = people_by_id(uow, [me, partner])
    programme, help_contact = uow.session.exec(_PROGRAMME, params={"programme": mentorship.programme_id}).one()
    facts = facts_of(uow, [mentorship.id])[mentorship.id]
    stage = stage_of(facts)
    return MentorshipDetail(
        id=mentorship.id,
        kind=mentorship.kind,
        role=mentorship.role_of(me) or "",
        me=people[me],
        partner=people[partner],
        stage=stage,
        stage_number=STAGES.index(stage) + 1,
        next_step=next_step_of(facts),
        is_active=mentorship.status == "active",
        since=mentorship.created_at.isoformat(),
        programme=programme,
        help_contact=help_contact,
        goals=facts.goals,
        goals_reached=facts.reached,
        pulse=pulse_asked(uow, mentorship),
        contacts=contacts_of(uow, mentorship),
        ends_on=iso(facts.ends_on),
        coming=meeting_card(uow, mentorship),
    )


def _item(
    mentorship: Mentorship, reader: Member, partner: Person, facts: Facts, meeting: Meeting | None
) -> MentorshipItem:
    return MentorshipItem(
        id=mentorship.id,
        kind=mentorship.kind,
        role=mentorship.role_of(reader.id) or "",
        partner=partner,
        stage=stage_of(facts),
        next_step=next_step_of(facts),
        is_active=mentorship.status == "active",
        since=mentorship.created_at.isoformat(),
        goals_reached=facts.reached,
        goals=facts.goals,
        meets_at=iso(meeting.starts_at) if meeting else "",
        zone=reader.time_zone,
    )
