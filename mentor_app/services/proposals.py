"""Suggesting times to each other until both agree: one mechanism for requests and for mentorships.

Whoever did not write the open suggestion has the turn: to take one of its times, or to answer with others.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, func, or_, select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Meeting, Member, TimeProposal, TimeSlot
from mentor_app.services.texts import clean_text
from mentor_app.services.times import MOST_MINUTES, read_times, told_to

LONGEST_WORDS = 1000
MOST_ROUNDS = 40


@dataclass(frozen=True)
class SlotItem:
    """One suggested time (ISO, UTC). `their_zone` is empty when both people's clocks agree at that time."""

    id: str
    starts_at: str
    their_zone: str


@dataclass(frozen=True)
class ProposalDetail:
    """A suggestion of times; of the open one, only those still to come.

    `kind` is `times` or `move`. It is the actor's turn when an open one is not `is_mine`.
    """

    id: str
    kind: str
    is_mine: bool
    words: str
    at: str
    slots: list[SlotItem] = field(default_factory=list[SlotItem])


NO_PROPOSAL = ProposalDetail("", "", is_mine=False, words="", at="")


def suggest(
    uow: UnitOfWork,
    meeting: Meeting,
    typed: list[str],
    words: str,
    kind: str = "times",
    kept: tuple[datetime, ...] = (),
) -> list[datetime]:
    """Write down times that suit the actor, in place of what was open before; returns them.

    The caller holds the meeting, and has checked the actor's right to it. Times `kept` from before need no reading.

    Raises:
        InvalidInput: when a time is none, or the words are too long.
        TooMany: when the two go round in circles.
    """
    me = uow.session.get_one(Member, uow.actor.id)
    times = list(kept) or read_times(typed, me.time_zone, instead_of=meeting.starts_at)
    note = clean_text("words", words, LONGEST_WORDS, lines=True)
    rounds = uow.session.exec(select(func.count()).where(TimeProposal.meeting_id == meeting.id)).one()
    if rounds >= MOST_ROUNDS:
        raise TooMany(N_("So many times were suggested already. A message may find one sooner."))
    close_proposal(uow, meeting, "answered")
    written = TimeProposal(meeting_id=meeting.id, number=rounds + 1, author_id=me.id, kind=kind, words=note)
    uow.session.add(written)
    uow.session.flush()
    uow.session.add_all(TimeSlot(proposal_id=written.id, starts_at=each) for each in times)
    uow.session.flush()
    return times


def agree(uow: UnitOfWork, meeting: Meeting, slot_id: str) -> datetime:
    """Take one of the other's times, and return it; from then on it is nobody's turn.

    Raises:
        NotPermitted: when it is not the actor's turn, the time was replaced or has passed, or either is busy then.
    """
    suggestion, slot = open_proposal(uow, meeting.id), uow.session.get(TimeSlot, slot_id)
    if suggestion is None or slot is None or slot.proposal_id != suggestion.id:
        raise NotPermitted(N_("These times have been replaced meanwhile. Please look again."))
    if suggestion.author_id == uow.actor.id:
        other = uow.session.get_one(Member, meeting.partner_of(uow.actor.id))
        raise NotPermitted(N_("You suggested this yourself. It is {{name}}'s turn to choose."), name=other.name)
    if slot.starts_at <= now():
        raise NotPermitted(N_("This time has passed. Please suggest another."))
    be_free(uow, meeting, slot.starts_at)
    close_proposal(uow, meeting, "agreed")
    return slot.starts_at


def close_proposal(uow: UnitOfWork, meeting: Meeting, status: str) -> bool:
    """End the open suggestion of a meeting, if there is one; says whether there was.

    Args:
        status: `agreed`, `declined`, `withdrawn`, or `answered`, which becomes `withdrawn` for one's own.
    """
    suggestion = open_proposal(uow, meeting.id)
    if suggestion is None:
        return False
    is_mine = suggestion.author_id == uow.actor.member_id
    suggestion.status = "withdrawn" if status == "answered" and is_mine else status
    suggestion.closed_at = now()
    # Before the next one is written: one at most may be open.
    uow.session.flush()
    return True


def open_proposal(uow: UnitOfWork, meeting_id: str) -> TimeProposal | None:
    """The suggestion that waits for an answer."""
    found = select(TimeProposal).where(TimeProposal.meeting_id == meeting_id, TimeProposal.status == "open")
    return uow.session.exec(found).first()


def proposals_of(uow: UnitOfWork, meetings: list[Meeting]) -> dict[str, ProposalDetail]:
    """The open suggestions of these meetings, which the actor may see, by the meetings' ids."""
    waiting = select(TimeProposal, TimeSlot).join(TimeSlot, col(TimeSlot.proposal_id) == col(TimeProposal.id))
    among = col(TimeProposal.meeting_id).in_([meeting.id for meeting in meetings])
    found = uow.session.exec(
        waiting.where(among, TimeProposal.status == "open").order_by(col(TimeSlot.starts_at))
    ).all()
    by_id = {meeting.id: meeting for meeting in meetings}
    zones = zones_of(uow, meetings) if found else {}
    details: dict[str, ProposalDetail] = {}
    for proposal, slot in found:
        detail = details.setdefault(proposal.meeting_id, _detail(proposal, uow.actor.id))
        if slot.starts_at > now():
            other = by_id[proposal.meeting_id].partner_of(uow.actor.id)
            theirs = their_zone(slot.starts_at, zones[uow.actor.id], zones[other])
            detail.slots.append(SlotItem(slot.id, slot.starts_at.isoformat(), theirs))
    return details


def earlier_proposals(uow: UnitOfWork, meeting: Meeting) -> list[ProposalDetail]:
    """The suggestions before the open one, the newest first, for a meeting that the actor may see."""
    closed = (
        select(TimeProposal, TimeSlot)
        .join(TimeSlot, col(TimeSlot.proposal_id) == col(TimeProposal.id))
        .where(TimeProposal.meeting_id == meeting.id, TimeProposal.status != "open")
        .order_by(col(TimeProposal.number).desc(), col(TimeSlot.starts_at))
    )
    details: dict[str, ProposalDetail] = {}
    for proposal, slot in uow.session.exec(closed):
        detail = details.setdefault(proposal.id, _detail(proposal, uow.actor.id))
        detail.slots.append(SlotItem(slot.id, slot.starts_at.isoformat(), ""))
    return list(details.values())


def zones_of(uow: UnitOfWork, meetings: list[Meeting]) -> dict[str, str]:
    """The time zones of everybody in these meetings, by member."""
    ids = {each for meeting in meetings for each in (meeting.mentor_id, meeting.mentee_id)}
    zones = select(Member.id, Member.time_zone).where(col(Member.id).in_(ids | {uow.actor.id}))
    return dict(uow.session.exec(zones).all())


def their_zone(when: datetime, mine: str, theirs: str) -> str:
    """The other's zone, when their wall clock shows another time than mine at that moment; else nothing."""
    return "" if to_zone(when, mine).utcoffset() == to_zone(when, theirs).utcoffset() else theirs


def spelled_out(times: list[datetime], reader: Member, words: str = "") -> str:
    """Suggested times as a letter quotes them: one a line on the reader's wall clock, then what was said with them."""
    lines = "\n".join(told_to(reader.locale, reader.time_zone, each) for each in times)
    return f"{lines}\n\n{words}" if words else lines


def _detail(proposal: TimeProposal, me: str) -> ProposalDetail:
    return ProposalDetail(
        id=proposal.id,
        kind=proposal.kind,
        is_mine=proposal.author_id == me,
        words=proposal.words,
        at=proposal.created_at.isoformat(),
    )


def be_free(uow: UnitOfWork, meeting: Meeting, starts_at: datetime, when: str = "") -> None:
    """Hold both people's rows, and refuse a time at which either already meets somebody.

    Args:
        when: the time in the actor's words, for one that the actor did not choose by itself.

    Raises:
        NotPermitted: when either is busy.
    """
    two = sorted((meeting.mentor_id, meeting.mentee_id))
    # Always in the same order, so that two of these never wait for each other.
    members = uow.session.exec(
        select(Member).where(col(Member.id).in_(two)).order_by(col(Member.id)).with_for_update()
    ).all()
    ends_at = starts_at + timedelta(minutes=meeting.minutes)
    near = select(Meeting).where(
        or_(col(Meeting.mentor_id).in_(two), col(Meeting.mentee_id).in_(two)),
        Meeting.status == "confirmed",
        Meeting.id != meeting.id,
        col(Meeting.starts_at) > starts_at - timedelta(minutes=MOST_MINUTES),
        col(Meeting.starts_at) < ends_at,
    )
    busy = [other for other in uow.session.exec(near) if _end_of(other) > starts_at]
    taken = {each for other in busy for each in (other.mentor_id, other.mentee_id)}
    if uow.actor.id in taken and when:
        raise NotPermitted(N_("You have another meeting on {{when}}. Please choose another start."), when=when)
    if uow.actor.id in taken:
        raise NotPermitted(N_("You have another meeting at this time."))
    if busy:
        name = next(member.name for member in members if member.id in taken)
        if when:
            words = N_("{{name}} is not free on {{when}}. Please choose another start.")
            raise NotPermitted(words, name=name, when=when)
        raise NotPermitted(N_("{{name}} is not free any more at this time. Please choose another."), name=name)


def _end_of(meeting: Meeting) -> datetime:
    return (meeting.starts_at or now()) + timedelta(minutes=meeting.minutes)
