"""Requests that nobody answers: the recipient is reminded, then the request expires and frees its sender."""

from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Member, MentoringRequest, Programme, RequestQuestion
from mentor_app.realtime.changes import in_community
from mentor_app.security.machine import only_the_machine
from mentor_app.services.flash_offers import end_offer
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.proposals import spelled_out
from mentor_app.services.request_questions import awaits_reply
from mentor_app.services.request_steps import close_request, follow_up, last_day, tell_of_request
from mentor_app.services.request_times import drop_times, times_to_take
from mentor_app.services.request_turns import OFFERED

LAPSES_BEFORE_PAUSE = 2
"""So many requests in a row that somebody lets expire bring the offer of a pause."""

ANSWERED = ("accepted", "declined", OFFERED, "flash_declined", "referred")
"""What a request may have become when its recipient did answer."""

Due = Literal["reminder", "expiry", "nothing"]


def due_requests(uow: UnitOfWork) -> list[str]:
    """Ids of the requests still open, or answered with an offer, for which something is due, the oldest first.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    waiting = (
        select(MentoringRequest, Programme)
        .join(Programme, col(MentoringRequest.programme_id) == col(Programme.id))
        .where(col(MentoringRequest.status).in_(("open", OFFERED)))
        .order_by(col(MentoringRequest.created_at))
    )
    return [request.id for request, programme in uow.session.exec(waiting) if _due(request, programme) != "nothing"]


def tend_request(uow: UnitOfWork, request_id: str) -> Due:
    """Do what is due for one request, if it still is, and say what was done.

    Doing it twice, or in two processes at once, reminds and expires once: the row is held, and says how often whoever
    has the turn was reminded.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    held = select(MentoringRequest).where(MentoringRequest.id == request_id)
    request = uow.session.exec(held.with_for_update()).first()
    if request is None or request.status not in ("open", OFFERED):
        return "nothing"
    programme = uow.session.get_one(Programme, request.programme_id)
    due = _due(request, programme)
    if due == "expiry" and request.status == OFFERED:
        end_offer(uow, request)
        uow.record("request.offer_expired", request.id)
    elif due == "expiry":
        _expire(uow, request)
    elif due == "reminder" and awaits_reply(uow, request.id):
        return "nothing"
    elif due == "reminder":
        request.reminders = _reminders_by_now(request, programme)
        _remind(uow, request)
    return due


def _due(request: MentoringRequest, programme: Programme) -> Due:
    if now() >= request.expires_at:
        return "expiry"
    if request.status == OFFERED:
        return "nothing"
    return "reminder" if _reminders_by_now(request, programme) > request.reminders else "nothing"


def reminders_due(programme: Programme, since: datetime) -> int:
    """How many reminders are due by now of whoever has been waited for since then."""
    after = (programme.first_reminder_days, programme.second_reminder_days)
    return sum(1 for days in after if days > 0 and now() >= since + timedelta(days=days))


def _reminders_by_now(request: MentoringRequest, programme: Programme) -> int:
    return reminders_due(programme, request.turn_since or request.created_at)


def _remind(uow: UnitOfWork, request: MentoringRequest) -> None:
    sender, recipient = _people(uow, request)
    if request.turn == "sender":
        tell_of_request(uow, request, sender, "times.reminder", recipient.name)
        params = {"partner": recipient.name, "request_id": request.id, "date": last_day(request, sender)}
        times = spelled_out(times_to_take(uow, request, recipient.id), sender)
        write_letter(uow, "times_reminder", sender, {**params, "times": times})
    else:
        tell_of_request(uow, request, recipient, "request.reminder", sender.name)
        params = {"partner": sender.name, "request_id": request.id, "date": last_day(request, recipient)}
        times = spelled_out(times_to_take(uow, request, sender.id), recipient)
        said = "\n\n".join(each for each in (request.message, times) if each)
        words = {"message": said} if said else {}
        write_letter(uow, "request_reminder" if words else "interest_reminder", recipient, {**params, **words})
    uow.record("request.reminded", request.id, times=request.reminders)


def _expire(uow: UnitOfWork, request: MentoringRequest) -> None:
    close_request(request, "expired")
    drop_times(uow, request)
    follow_up(uow, request)
    uow.session.flush()
    sender, recipient = _people(uow, request)
    said = "times" if request.turn == "sender" else "question" if awaits_reply(uow, request.id) else "request"
    silent = said == "request"
    tell_of_request(uow, request, sender, f"{said}.expired", recipient.name)
    write_letter(uow, f"{said}_expired", sender, {"partner": recipient.name, "request_id": request.id})
    uow.record("request.expired", request.id)
    uow.announce(in_community(recipient.id))
    # Exactly at two, so that the offer is made once in a row of silence and not at every further lapse.
    if silent and _lapses_in_a_row(uow, recipient.id) == LAPSES_BEFORE_PAUSE:
        notify(uow, recipient.id, "pause.offered", "/preferences", {"name": ""})


def _lapses_in_a_row(uow: UnitOfWork, member_id: str) -> int:
    """How many requests somebody has let expire since they last answered one; not while waiting for a reply."""
    answered = select(func.max(MentoringRequest.answered_at)).where(
        MentoringRequest.recipient_id == member_id, col(MentoringRequest.status).in_(ANSWERED)
    )
    lapsed = select(func.count()).where(
        MentoringRequest.recipient_id == member_id,
        MentoringRequest.status == "expired",
        MentoringRequest.turn == "recipient",
        col(MentoringRequest.id).not_in(select(RequestQuestion.request_id).where(RequestQuestion.answer == "")),
    )
    last = uow.session.exec(answered).one()
    return uow.session.exec(lapsed if last is None else lapsed.where(col(MentoringRequest.answered_at) > last)).one()


def _people(uow: UnitOfWork, request: MentoringRequest) -> tuple[Member, Member]:
    return uow.session.get_one(Member, request.sender_id), uow.session.get_one(Member, request.recipient_id)
