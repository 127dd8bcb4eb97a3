"""A colleague who does not say whether they may be named: reminded, then no longer waited for."""

from datetime import datetime, timedelta

from sqlmodel import col, delete, select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import day
from mentor_app.models import Member, MentoringRequest, Notification, Programme, Referral
from mentor_app.realtime.changes import for_member
from mentor_app.security.blocks import block_between
from mentor_app.security.machine import only_the_machine
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.referrals import NAMED_IN_NOTICES, place_of_referral
from mentor_app.services.request_expiry import Due, reminders_due

LEFT_TO_ANSWER = timedelta(days=3)
"""So long before a request runs out nobody is waited for any more, so that its recipient can still answer it."""


def due_referrals(uow: UnitOfWork) -> list[str]:
    """Ids of the referrals of open requests for which something is due, the oldest first.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    waiting = (
        select(Referral, MentoringRequest, Programme)
        .join(MentoringRequest, col(MentoringRequest.id) == col(Referral.request_id))
        .join(Programme, col(Programme.id) == col(MentoringRequest.programme_id))
        .where(Referral.status == "asked", MentoringRequest.status == "open")
        .order_by(col(Referral.created_at))
    )
    rows = uow.session.exec(waiting)
    return [referral.id for referral, request, leading in rows if _due(referral, request, leading) != "nothing"]


def tend_referral(uow: UnitOfWork, referral_id: str) -> Due:
    """Do what is due for one referral, if it still is, and say what was done; twice does it once.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    referral = uow.session.get(Referral, referral_id)
    if referral is None:
        return "nothing"
    # The request first, as everybody does who answers it.
    request = uow.session.get_one(MentoringRequest, referral.request_id, with_for_update=True, populate_existing=True)
    uow.session.refresh(referral, with_for_update=True)
    if referral.status != "asked" or request.status != "open":
        return "nothing"
    programme = uow.session.get_one(Programme, request.programme_id)
    due = _due(referral, request, programme)
    if due == "expiry":
        _expire(uow, referral, request)
    elif due == "reminder":
        referral.reminders = reminders_due(programme, referral.created_at)
        _remind(uow, referral, request, programme)
    return due


def waits_until(referral: Referral, request: MentoringRequest, programme: Programme) -> datetime:
    """Until when a colleague is waited for: as long as for a request, and no longer than leaves time to answer that.

    Whoever asks a colleague in the last days waits until the request itself runs out.
    """
    asked = referral.created_at
    last = request.expires_at - LEFT_TO_ANSWER
    last = last if last >= asked + LEFT_TO_ANSWER else request.expires_at
    return min(asked + timedelta(days=programme.request_days), last)


def lapse_referrals(uow: UnitOfWork, member_id: str) -> None:
    """The actor and this member must not meet any more: no longer wait for one of them to be named by the other.

    What the bell of either says about it goes, too; nobody is told, and the request is answered as before.
    """
    both = (uow.actor.id, member_id)
    between = (
        select(Referral)
        .join(MentoringRequest, col(MentoringRequest.id) == col(Referral.request_id))
        .where(col(Referral.colleague_id).in_(both), col(MentoringRequest.recipient_id).in_(both))
    )
    for referral in uow.session.exec(between).all():
        # The request first, as everybody does who answers it.
        uow.session.get_one(MentoringRequest, referral.request_id, with_for_update=True, populate_existing=True)
        uow.session.refresh(referral, with_for_update=True)
        if referral.status == "asked":
            referral.status, referral.answered_at = "expired", now()
        about = col(Notification.link).endswith(f"&{NAMED_IN_NOTICES}={referral.id}", autoescape=True)
        uow.session.exec(delete(Notification).where(col(Notification.member_id).in_(both), about))


def _due(referral: Referral, request: MentoringRequest, programme: Programme) -> Due:
    if now() >= request.expires_at:
        return "nothing"
    if now() >= waits_until(referral, request, programme):
        return "expiry"
    return "reminder" if reminders_due(programme, referral.created_at) > referral.reminders else "nothing"


def _remind(uow: UnitOfWork, referral: Referral, request: MentoringRequest, programme: Programme) -> None:
    colleague, referrer = _people(uow, referral, request)
    uow.record("request.referral_reminded", request.id, times=referral.reminders)
    if _are_apart(uow, referral):
        return
    notify(uow, colleague.id, "referral.reminder", place_of_referral(referral), {"name": referrer.name})
    until = to_zone(waits_until(referral, request, programme), colleague.time_zone)
    params = {"partner": referrer.name, "words": referral.words, "date": day(colleague.locale, until)}
    write_letter(uow, "referral_reminder", colleague, params | {"request_id": request.id})


def _expire(uow: UnitOfWork, referral: Referral, request: MentoringRequest) -> None:
    colleague, referrer = _people(uow, referral, request)
    referral.status, referral.answered_at = "expired", now()
    notify(uow, referrer.id, "referral.expired", place_of_referral(referral, request.id), {"name": colleague.name})
    write_letter(uow, "referral_expired", referrer, {"partner": colleague.name, "request_id": request.id})
    uow.announce(for_member(referrer.id, "requests"), for_member(colleague.id, "requests"))
    uow.record("request.referral_expired", request.id)


def _people(uow: UnitOfWork, referral: Referral, request: MentoringRequest) -> tuple[Member, Member]:
    return uow.session.get_one(Member, referral.colleague_id), uow.session.get_one(Member, request.recipient_id)


def _are_apart(uow: UnitOfWork, referral: Referral) -> bool:
    """Whether the two must not meet any more: then the colleague hears nothing, and the referral just runs out."""
    request = col(MentoringRequest.id) == col(Referral.request_id)
    blocked = block_between(Referral.colleague_id, MentoringRequest.recipient_id)
    apart = select(Referral.id).join(MentoringRequest, request).where(Referral.id == referral.id, blocked)
    return uow.session.exec(apart).first() is not None
