"""Times for a first conversation, suggested with a request or before it is answered."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting, Member, MentoringRequest, TimeProposal, TimeSlot
from mentor_app.services.meeting_steps import settle_time, touch_meeting
from mentor_app.services.proposals import (
    NO_PROPOSAL,
    ProposalDetail,
    agree,
    close_proposal,
    earlier_proposals,
    proposals_of,
    suggest,
)
from mentor_app.services.request_turns import has_turn

USUAL_MINUTES = 30


@dataclass(frozen=True)
class RequestTimes:
    """The times of a request as the actor sees them: the open suggestion, and those before it, the newest first.

    `is_my_turn` while the request waits for the actor; `were_let_pass` when it expired on its sender's turn to choose.
    """

    my_zone: str = "UTC"
    minutes: int = USUAL_MINUTES
    is_my_turn: bool = False
    were_let_pass: bool = False
    is_suggested: bool = False
    proposal: ProposalDetail = NO_PROPOSAL
    earlier: list[ProposalDetail] = field(default_factory=list[ProposalDetail])


def meeting_of(uow: UnitOfWork, request: MentoringRequest) -> Meeting | None:
    """The meeting that times are suggested for, held until this transaction ends."""
    held = select(Meeting).where(Meeting.request_id == request.id).with_for_update()
    return uow.session.exec(held).first()


def suggest_for(
    uow: UnitOfWork, request: MentoringRequest, typed: list[str], words: str = "", kept: tuple[datetime, ...] = ()
) -> list[datetime]:
    """Write down times that suit the actor, typed now or `kept` from before; returns them.

    The caller holds the request.

    Raises:
        InvalidInput: when a time is none, or the words are too long.
        TooMany: when the two go round in circles.
    """
    meeting = meeting_of(uow, request)
    if meeting is None:
        meeting = Meeting(
            request_id=request.id,
            mentor_id=request.recipient_id,
            mentee_id=request.sender_id,
            proposer_id=uow.actor.id,
            minutes=USUAL_MINUTES,
            changed_at=now(),
            time_zone=uow.session.get_one(Member, uow.actor.id).time_zone,
        )
        uow.session.add(meeting)
        uow.session.flush()
    times = suggest(uow, meeting, typed, words, kept=kept)
    touch_meeting(uow, meeting, "request.times_suggested")
    return times


def carry_over(uow: UnitOfWork, request: MentoringRequest, mentorship_id: str, slot_id: str = "") -> bool:
    """Give the meeting of an accepted request to its mentorship, settled at a time if one was taken; says whether.

    Without one, whose turn it was goes on choosing there.

    Raises:
        NotPermitted: when the time cannot be any more.
    """
    meeting = meeting_of(uow, request)
    if meeting is None:
        return False
    meeting.mentorship_id = mentorship_id
    if not slot_id:
        touch_meeting(uow, meeting, "meeting.carried_over")
        return False
    settle_time(uow, meeting, agree(uow, meeting, slot_id), letter="meeting_begun")
    return True


def drop_times(uow: UnitOfWork, request: MentoringRequest) -> None:
    """A request that ended without a yes leaves no meeting behind."""
    meeting = meeting_of(uow, request)
    if meeting is None:
        return
    close_proposal(uow, meeting, "declined")
    meeting.status, meeting.settled_at = "declined", now()
    touch_meeting(uow, meeting, "meeting.declined")


def times_to_take(uow: UnitOfWork, request: MentoringRequest, author_id: str) -> list[datetime]:
    """The times of somebody's open suggestion that are still to come, for letters; no right is checked."""
    suggested = (
        select(TimeSlot.starts_at)
        .join(TimeProposal, col(TimeProposal.id) == col(TimeSlot.proposal_id))
        .join(Meeting, col(Meeting.id) == col(TimeProposal.meeting_id))
        .where(Meeting.request_id == request.id, TimeProposal.status == "open", TimeProposal.author_id == author_id)
    )
    return sorted(each for each in uow.session.exec(suggested) if each > now())


def times_of(uow: UnitOfWork, request: MentoringRequest) -> RequestTimes:
    """What the actor, one of the two, sees of a request's times."""
    my_zone = uow.session.get_one(Member, uow.actor.id).time_zone
    meeting = uow.session.exec(select(Meeting).where(Meeting.request_id == request.id)).first()
    if meeting is None:
        return RequestTimes(my_zone=my_zone, is_my_turn=has_turn(request, uow.actor.id))
    proposal = proposals_of(uow, [meeting]).get(meeting.id)
    return RequestTimes(
        my_zone=my_zone,
        minutes=meeting.minutes,
        is_my_turn=has_turn(request, uow.actor.id),
        were_let_pass=request.status == "expired" and request.turn == "sender",
        is_suggested=proposal is not None,
        proposal=proposal or NO_PROPOSAL,
        earlier=earlier_proposals(uow, meeting),
    )
