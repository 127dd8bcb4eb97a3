"""Answering a request with a time: take one that was suggested, or suggest another, as often as both like."""

from datetime import timedelta

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest
from mentor_app.realtime.changes import in_community
from mentor_app.security.access import current_member, visible_request
from mentor_app.services.beginnings import begin_mentorship
from mentor_app.services.capacity import places_of
from mentor_app.services.letters import write_letter
from mentor_app.services.proposals import spelled_out
from mentor_app.services.request_steps import close_request, still_open, tell_of_request
from mentor_app.services.request_times import suggest_for
from mentor_app.services.request_turns import has_turn
from mentor_app.services.requests import accept_request

TIME_TO_CHOOSE = timedelta(days=7)
"""Whoever gets other times has at least this long to choose."""


def suggest_time(uow: UnitOfWork, request_id: str, times: list[str], words: str = "") -> None:
    """Suggest other times for a first conversation; then it is the other's turn, and the request stays open.

    Args:
        times: as typed, on the actor's own wall clock.
        words: a few words with them.

    Raises:
        InvalidInput: when a time is none, or the words are too long.
        NotFound: for a stranger.
        NotPermitted: when the request is no longer open.
    """
    request = still_open(uow, visible_request(uow, request_id))
    had_turn = has_turn(request, uow.actor.id)
    suggested = suggest_for(uow, request, times, words)
    if had_turn:
        request.turn = "recipient" if request.sender_id == uow.actor.id else "sender"
        request.turn_since, request.reminders = now(), 0
        request.expires_at = max(request.expires_at, now() + TIME_TO_CHOOSE)
    me, other = current_member(uow), _other(uow, request)
    tell_of_request(uow, request, other, "times.suggested", me.name)
    params = {"partner": me.name, "request_id": request.id, "times": spelled_out(suggested, other, words.strip())}
    write_letter(uow, "times_suggested", other, params)
    uow.record("request.times_suggested", request.id)


def accept_time(uow: UnitOfWork, request_id: str, slot_id: str) -> str:
    """Take a time: the mentorship begins, with its first meeting settled. Returns the mentorship's id.

    Whoever asked may take what the other suggested, and the other what was asked for.

    Raises:
        NotFound: for a stranger.
        NotPermitted: when it is not the actor's turn, or the time or the mentor's last place is gone.
    """
    request = still_open(uow, visible_request(uow, request_id))
    if not slot_id:
        raise InvalidInput("slot_id", N_("Please choose a time."))
    if request.recipient_id == uow.actor.id:
        return accept_request(uow, request_id, slot_id)
    mentor, me = uow.session.get_one(Member, request.recipient_id), current_member(uow)
    if request.kind == "mentoring" and places_of(uow, mentor.id, lock=True).closed:
        raise NotPermitted(N_("All of {{name}}'s places are taken at present."), name=mentor.name)
    close_request(request, "accepted")
    mentorship_id = begin_mentorship(uow, request, request.kind, slot_id)
    tell_of_request(uow, request, mentor, "times.taken", me.name, link=f"/mentorships/{mentorship_id}")
    uow.announce(in_community(mentor.id))
    uow.record("request.time_taken", request.id, mentorship=mentorship_id)
    return mentorship_id


def _other(uow: UnitOfWork, request: MentoringRequest) -> Member:
    is_mine = request.sender_id == uow.actor.id
    return uow.session.get_one(Member, request.recipient_id if is_mine else request.sender_id)
