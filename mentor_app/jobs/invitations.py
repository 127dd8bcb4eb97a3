"""The calendar's part of a letter about a meeting, made when the letter leaves."""

from dataclasses import asdict
from email.utils import parseaddr

from mentor_app.calendars.itip import Method, Party, write_invitation, write_published
from mentor_app.calendars.writing import MeetingDraft
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.mail.lines import line
from mentor_app.mail.outgoing import Invitation
from mentor_app.models.notifications import Letter
from mentor_app.services.meeting_invitations import invitation_of, published_to


def enclosed_invitation(uow: UnitOfWork, letter: Letter) -> Invitation | None:
    """What a letter brings for its reader's calendar; None when it brings nothing."""
    ours = parseaddr(settings().mail_from)[1]
    several = published_to(uow, letter.kind, str(letter.params.get("meeting_ids", "")).split(), letter.member_id)
    if several:
        drafts = [MeetingDraft(**asdict(each)) for each in several]
        return Invitation("PUBLISH", write_published(drafts, Party(ours, line(settings().organisation))))
    facts = invitation_of(uow, letter.kind, str(letter.params.get("meeting_id", "")), letter.member_id)
    if facts is None:
        return None
    us = Party(facts.organizer or ours, line(settings().organisation))
    both = (Party(letter.address, line(facts.reader)), Party(facts.partner_address, line(facts.partner)))
    method: Method = "CANCEL" if facts.meeting.status == "CANCELLED" else "REQUEST"
    return Invitation(method, write_invitation(method, MeetingDraft(**asdict(facts.meeting)), us, both))
