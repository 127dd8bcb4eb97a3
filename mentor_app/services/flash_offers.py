"""One flash meeting instead of mentoring: offered by whoever was asked, taken up or not by whoever asked."""

from datetime import timedelta

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, Programme
from mentor_app.realtime.changes import in_community
from mentor_app.security.access import current_member, received_request, sent_request
from mentor_app.services.beginnings import begin_mentorship, work_together
from mentor_app.services.letters import write_letter
from mentor_app.services.request_steps import close_request, follow_up, still_open, tell_of_request
from mentor_app.services.request_times import drop_times
from mentor_app.services.request_turns import OFFERED
from mentor_app.services.texts import clean_text

LONGEST_NOTE = 1000


def offer_flash(uow: UnitOfWork, request_id: str, note: str = "") -> None:
    """Answer a request for mentoring with the offer of one flash meeting, which its sender has as long to take up.

    Raises:
        InvalidInput: when the note is too long.
        NotPermitted: when the request is no longer open, asks for a flash meeting anyway, or one is under way.
    """
    request = still_open(uow, received_request(uow, request_id))
    me, sender = current_member(uow), uow.session.get_one(Member, request.sender_id)
    if request.kind == "flash":
        raise NotPermitted(N_("A flash meeting is what this request asks for. You can accept it."))
    if work_together(uow, me.id, sender.id, "flash"):
        raise NotPermitted(N_("You and {{name}} already have a flash meeting."), name=sender.name)
    request.offer_note = clean_text("note", note, LONGEST_NOTE, lines=True)
    close_request(request, OFFERED)
    request.expires_at = now() + timedelta(days=uow.session.get_one(Programme, request.programme_id).request_days)
    tell_of_request(uow, request, sender, "flash.offered", me.name)
    params = {"partner": me.name, "request_id": request.id, "note": request.offer_note}
    write_letter(uow, "flash_offered", sender, params)
    uow.announce(in_community(me.id))
    uow.record("request.flash_offered", request.id)


def accept_offer(uow: UnitOfWork, request_id: str) -> str:
    """Take the flash meeting up, and return the id of the mentorship for it.

    Raises:
        NotPermitted: when it is no longer offered, or one is under way already.
    """
    request = still_open(uow, sent_request(uow, request_id), OFFERED)
    me, mentor = current_member(uow), uow.session.get_one(Member, request.recipient_id)
    if work_together(uow, mentor.id, me.id, "flash"):
        raise NotPermitted(N_("You and {{name}} already have a flash meeting."), name=mentor.name)
    close_request(request, "accepted")
    mentorship_id = begin_mentorship(uow, request, "flash")
    tell_of_request(uow, request, mentor, "flash.accepted", me.name, link=f"/mentorships/{mentorship_id}")
    uow.record("request.flash_accepted", request.id, mentorship=mentorship_id)
    return mentorship_id


def decline_offer(uow: UnitOfWork, request_id: str) -> None:
    """Do without the flash meeting.

    Raises:
        NotPermitted: when it is no longer offered.
    """
    end_offer(uow, still_open(uow, sent_request(uow, request_id), OFFERED))
    uow.record("request.flash_declined", request_id)


def end_offer(uow: UnitOfWork, request: MentoringRequest) -> None:
    """Close an offer that was not taken up, and tell whoever made it; the caller holds the row."""
    close_request(request, "flash_declined")
    drop_times(uow, request)
    follow_up(uow, request)
    sender, mentor = (uow.session.get_one(Member, each) for each in (request.sender_id, request.recipient_id))
    tell_of_request(uow, request, mentor, "flash.declined", sender.name)
    write_letter(uow, "flash_declined", mentor, {"partner": sender.name, "request_id": request.id})
