"""The agenda of one meeting: what is for whichever comes next belongs to the next, and what stays open moves on."""

from datetime import timedelta

from sqlmodel import col, select, update

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import AgendaItem, Meeting
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.meetings import editable_meeting
from mentor_app.services.agenda import AgendaItemDetail, add_agenda_item, detail_of
from mentor_app.services.meetings import has_ended
from mentor_app.services.times import MOST_MINUTES


def next_meeting_of(uow: UnitOfWork, mentorship_id: str) -> Meeting | None:
    """The settled meeting that is under way or comes first."""
    ahead = select(Meeting).where(
        Meeting.mentorship_id == mentorship_id,
        Meeting.status == "confirmed",
        col(Meeting.starts_at) > now() - timedelta(minutes=MOST_MINUTES),
    )
    found = uow.session.exec(ahead.order_by(col(Meeting.starts_at)))
    return next((meeting for meeting in found if not has_ended(meeting)), None)


def agenda_of(uow: UnitOfWork, meeting: Meeting, *, is_next: bool) -> list[AgendaItemDetail]:
    """The agenda of a meeting which the caller has already checked that the actor may see."""
    own = col(AgendaItem.meeting_id) == meeting.id
    pool = (col(AgendaItem.mentorship_id) == meeting.mentorship_id) & col(AgendaItem.meeting_id).is_(None)
    items = select(AgendaItem).where(own | pool if is_next else own)
    ordered = items.order_by(col(AgendaItem.position), col(AgendaItem.created_at))
    return [detail_of(item) for item in uow.session.exec(ordered)]


def add_to_meeting(uow: UnitOfWork, mentorship_id: str, meeting_id: str, title: str) -> str:
    """Put a topic or question on the agenda of one meeting, and return its id.

    Raises:
        NotFound: when the meeting is not of this mentorship, or not the actor's.
        NotPermitted: once the mentorship has ended.
    """
    meeting = editable_meeting(uow, meeting_id)
    if meeting.mentorship_id != mentorship_id:
        raise NotFound
    item_id = add_agenda_item(uow, mentorship_id, title)
    nearest = next_meeting_of(uow, mentorship_id)
    if nearest is None or nearest.id != meeting.id:
        uow.session.get_one(AgendaItem, item_id).meeting_id = meeting.id
    return item_id


def carry_over_open(uow: UnitOfWork, meeting_id: str) -> int:
    """Put what was not talked about on the agenda of whichever meeting comes next; returns how many items.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once the mentorship has ended.
    """
    meeting = editable_meeting(uow, meeting_id)
    left = update(AgendaItem).where(col(AgendaItem.meeting_id) == meeting.id, col(AgendaItem.done_at).is_(None))
    moved = uow.session.exec(left.values(meeting_id=None)).rowcount
    uow.record("agenda.carried_over", meeting.id, items=moved)
    uow.announce(in_mentorship(meeting.mentorship_id or "", "agenda"))
    return moved
