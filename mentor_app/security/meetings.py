"""The right to a meeting, and to what was written down about it."""

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Meeting
from mentor_app.security.access import current_member, editable_mentorship, visible_mentorship


def visible_meeting(uow: UnitOfWork, meeting_id: str) -> Meeting:
    """A meeting of a mentorship the actor is or was part of, and may still see.

    Raises:
        NotFound: for anyone else, and once one of the two has blocked the other.
    """
    current_member(uow)
    meeting = uow.session.get(Meeting, meeting_id)
    if meeting is None or meeting.mentorship_id is None:
        raise NotFound
    visible_mentorship(uow, meeting.mentorship_id)
    return meeting


def remembered_meeting(uow: UnitOfWork, meeting_id: str) -> Meeting:
    """A meeting of which both may say what became of it, also once the mentorship has ended; held until the end.

    Raises:
        NotFound: for a stranger.
    """
    meeting = visible_meeting(uow, meeting_id)
    return uow.session.get_one(Meeting, meeting.id, with_for_update=True, populate_existing=True)


def editable_meeting(uow: UnitOfWork, meeting_id: str) -> Meeting:
    """A meeting of a mentorship under way, as it is now, held until this transaction ends.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once the mentorship has ended.
    """
    meeting = visible_meeting(uow, meeting_id)
    # Before the meeting, as whoever ends the mentorship does.
    editable_mentorship(uow, meeting.mentorship_id or "")
    return remembered_meeting(uow, meeting_id)
