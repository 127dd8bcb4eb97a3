"""The meeting beside every tab: the one thing to do about meetings now."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import col, or_, select

from mentor_app.clock import iso, now
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting, Member, Mentorship, TimeProposal
from mentor_app.services.meetings import has_ended
from mentor_app.services.times import MOST_MINUTES

ASKED_FOR = timedelta(days=30)
"""So long a meeting that is over asks what became of it."""


@dataclass(frozen=True)
class MeetingCard:
    """What comes next between two people. Times are ISO, UTC; `zone` is the reader's.

    `turn` is `none` when nothing is planned, `mine` or `theirs` while times wait for somebody, `settled` when one is
    ahead or under way, `say` when it is over and the reader has not said what became of it.
    """

    turn: str = "none"
    meeting_id: str = ""
    starts_at: str = ""
    ends_at: str = ""
    format: str = ""
    place: str = ""
    is_link: bool = False
    zone: str = ""


# Built once: every open dashboard asks this at every change.
_OPEN = (
    select(Meeting, TimeProposal, Member.time_zone)
    .select_from(Meeting)
    .join(Member, col(Member.id) == bindparam("me"))
    .join(
        TimeProposal,
        (col(TimeProposal.meeting_id) == Meeting.id) & (col(TimeProposal.status) == "open"),
        isouter=True,
    )
    .where(Meeting.mentorship_id == bindparam("mentorship"), col(Meeting.status).in_(("proposed", "confirmed")))
    .where(or_(col(Meeting.starts_at).is_(None), col(Meeting.starts_at) > bindparam("since")))
)


def meeting_card(uow: UnitOfWork, mentorship: Mentorship) -> MeetingCard:
    """The card, for a mentorship which the caller has already checked that the actor may see; in one question."""
    given = {"me": uow.actor.id, "mentorship": mentorship.id, "since": now() - ASKED_FOR}
    rows = uow.session.exec(_OPEN, params=given).all()
    cards = [replace(_card(meeting, proposal, uow.actor.id), zone=zone) for meeting, proposal, zone in rows]
    shown = [card for card in cards if card.turn and (mentorship.status == "active" or card.turn == "say")]
    return min(shown, key=lambda card: (_ORDER.index(card.turn), card.starts_at), default=MeetingCard())


def next_meetings(uow: UnitOfWork, mentorship_ids: list[str]) -> dict[str, Meeting]:
    """The settled meeting that comes next, or is under way, of each of these mentorships that has one.

    The caller has checked that the actor may see them.
    """
    settled = (
        select(Meeting)
        .where(col(Meeting.mentorship_id).in_(mentorship_ids), Meeting.status == "confirmed")
        .where(col(Meeting.starts_at) > now() - timedelta(minutes=MOST_MINUTES))
        .order_by(col(Meeting.starts_at).desc())
    )
    return {each.mentorship_id or "": each for each in uow.session.exec(settled) if not has_ended(each)}


_ORDER = ("say", "settled", "mine", "theirs")
"""What is settled comes before what may be: times to choose from are the reader's next step already."""


def _card(meeting: Meeting, proposal: TimeProposal | None, me: str) -> MeetingCard:
    says = meeting.mentor_says if me == meeting.mentor_id else meeting.mentee_says
    if meeting.status == "confirmed" and has_ended(meeting):
        turn = "" if says else "say"
    elif proposal is not None and proposal.author_id != me:
        turn = "mine"
    elif meeting.status == "confirmed":
        # Also while the reader's own wish to move it waits: until then it takes place as settled.
        turn = "settled"
    else:
        turn = "theirs" if proposal is not None else ""
    starts_at = meeting.starts_at
    return MeetingCard(
        turn=turn,
        meeting_id=meeting.id,
        starts_at=iso(starts_at),
        ends_at=iso(starts_at + timedelta(minutes=meeting.minutes)) if starts_at else "",
        format=meeting.format,
        place=meeting.place,
        is_link=meeting.place.startswith(("https://", "http://")),
    )
