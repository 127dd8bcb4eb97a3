"""Asking for mentoring, and answering."""

from datetime import timedelta

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, Profile, Programme, RankedChoice
from mentor_app.realtime.changes import in_community
from mentor_app.security.access import (
    current_member,
    received_request,
    sent_request,
    shared_programmes,
    visible_member,
)
from mentor_app.services.asking import asking
from mentor_app.services.asks import OPEN, Ask, Wishes, checked_ask
from mentor_app.services.beginnings import begin_mentorship, work_together
from mentor_app.services.capacity import places_of, take_place
from mentor_app.services.letters import write_letter
from mentor_app.services.proposals import spelled_out
from mentor_app.services.request_steps import close_request, follow_up, repaint_request, still_open, tell_of_request
from mentor_app.services.request_times import drop_times, suggest_for
from mentor_app.services.texts import clean_text

KINDS = ("mentoring", "flash")
DECLINE_REASONS = ("no_time", "not_my_field", "someone_else", "other", "paused")
"""The last one is given for those who take a break."""


def send_request(
    uow: UnitOfWork,
    to_id: str,
    kind: str,
    message: str,
    hope: str = "",
    goals: list[str] | None = None,
    wishes: Wishes = OPEN,
    times: list[str] | None = None,
) -> str:
    """Ask somebody, and return the request's id.

    Args:
        kind: `mentoring` or `flash`.
        message: why this person.
        hope: what the sender hopes for.
        goals: names of skills to work on.
        wishes: how long and how often, or what a flash meeting is for.
        times: that suit for a first conversation, as typed on the sender's own clock.

    Raises:
        InvalidInput, NotFound, NotPermitted, TooMany: when it cannot be asked; nothing is sent.
    """
    return send(uow, to_id, kind, Ask(message, hope, goals or [], wishes, times or []))


def send(uow: UnitOfWork, to_id: str, kind: str, ask: Ask) -> str:
    """Ask somebody in words that are not checked yet; see `send_request`."""
    sender = current_member(uow)
    recipient, profile = visible_member(uow, to_id)
    # Holding the sender's own row, two tabs cannot both send the last one, nor both to the same person; not its key,
    # which others point at as they write to this member.
    uow.session.exec(select(Member).where(Member.id == sender.id).with_for_update(key_share=True)).one()
    _may_ask(uow, recipient, profile, kind)
    is_silent = kind == "mentoring" and not ask.message.strip()
    programme = _programme(uow, to_id, is_silent=is_silent)
    _within_limit(uow, programme)
    said = checked_ask(ask, kind, may_be_silent=is_silent and programme.allows_interest)
    request = MentoringRequest(
        kind=kind,
        programme_id=programme.id,
        sender_id=sender.id,
        recipient_id=recipient.id,
        message=said.message,
        hope=said.hope,
        goals=said.goals,
        months=said.wishes.months,
        frequency=said.wishes.frequency,
        purpose=said.wishes.purpose,
        expires_at=now() + timedelta(days=programme.request_days),
    )
    _deliver(uow, request, sender, recipient, ask)
    return request.id


def express_interest(uow: UnitOfWork, to_id: str) -> str:
    """Ask somebody for mentoring in one click, naming the goals they can help with, and return the request's id.

    Raises:
        NotFound, NotPermitted, TooMany: as for any request.
        NotPermitted: where no programme of both lets this be done without a message.
    """
    detail = asking(uow, to_id)
    if not detail.may_be_silent:
        raise NotPermitted(N_("Your programme asks for a few words of why."))
    return send(uow, to_id, "mentoring", Ask(goals=detail.can_help_with))


def mark_seen(uow: UnitOfWork, request_id: str) -> None:
    """Note that the recipient has opened a request; the sender sees it at once."""
    request = received_request(uow, request_id)
    if request.seen_at is None:
        request.seen_at = now()
        repaint_request(uow, request)


def accept_request(uow: UnitOfWork, request_id: str, slot_id: str = "") -> str:
    """Say yes: open the mentorship and return its id.

    Args:
        slot_id: one of the times the sender suggested; without it the two settle a time afterwards.

    Raises:
        NotPermitted: when the request is no longer open, or the time cannot be any more.
        TooMany: when the mentor's hard limit is reached.
    """
    request = still_open(uow, received_request(uow, request_id))
    if request.kind == "mentoring":
        take_place(uow, request.recipient_id)
    close_request(request, "accepted")
    mentorship_id = begin_mentorship(uow, request, request.kind, slot_id)
    me, sender = current_member(uow), uow.session.get_one(Member, request.sender_id)
    tell_of_request(uow, request, sender, "request.accepted", me.name, link=f"/mentorships/{mentorship_id}")
    uow.record("request.accepted", request.id, mentorship=mentorship_id)
    return mentorship_id


def decline_request(uow: UnitOfWork, request_id: str, reason: str, note: str = "") -> None:
    """Say no, with a reason and, if wanted, a few words.

    Args:
        reason: one of `DECLINE_REASONS`.

    Raises:
        NotPermitted: when the request is no longer open.
    """
    request = still_open(uow, received_request(uow, request_id))
    if reason not in DECLINE_REASONS:
        raise InvalidInput("reason", N_("Please choose a reason."))
    request.decline_reason = reason
    request.decline_note = clean_text("note", note, 1000, lines=True)
    close_request(request, "declined")
    drop_times(uow, request)
    follow_up(uow, request)
    sender, me = uow.session.get_one(Member, request.sender_id), current_member(uow)
    tell_of_request(uow, request, sender, "request.declined", me.name)
    params = {"partner": me.name, "request_id": request.id, "note": request.decline_note}
    write_letter(uow, "request_declined", sender, params)
    uow.announce(in_community(me.id))
    uow.record("request.declined", request.id, reason=reason)


def withdraw_request(uow: UnitOfWork, request_id: str) -> None:
    """Take back a request that has not been answered.

    Raises:
        NotPermitted: when it has been.
    """
    request = still_open(uow, sent_request(uow, request_id))
    close_request(request, "withdrawn")
    drop_times(uow, request)
    recipient, me = uow.session.get_one(Member, request.recipient_id), current_member(uow)
    tell_of_request(uow, request, recipient, "request.withdrawn", me.name)
    write_letter(uow, "request_withdrawn", recipient, {"partner": me.name, "request_id": request.id})
    uow.record("request.withdrawn", request.id)


def _deliver(uow: UnitOfWork, request: MentoringRequest, sender: Member, recipient: Member, ask: Ask) -> None:
    uow.session.add(request)
    # Whoever is asked is in no line any more.
    lined_up = (RankedChoice.mentee_id == sender.id, RankedChoice.mentor_id == recipient.id)
    for choice in uow.session.exec(select(RankedChoice).where(request.kind == "mentoring", *lined_up)):
        uow.session.delete(choice)
        uow.record("choice.asked", choice.id)
    uow.session.flush()
    kept = tuple(each for each in ask.kept if each > now())
    times = suggest_for(uow, request, ask.times, kept=kept) if kept or any(each.strip() for each in ask.times) else []
    said = "request" if request.message or times else "interest"
    tell_of_request(uow, request, recipient, f"{said}.received", sender.name)
    words = "\n\n".join(each for each in (request.message, spelled_out(times, recipient) if times else "") if each)
    message = {"message": words} if words else {}
    write_letter(uow, f"{said}_received", recipient, {"partner": sender.name, "request_id": request.id, **message})
    uow.record("request.sent", request.id, kind=request.kind)


def _may_ask(uow: UnitOfWork, recipient: Member, profile: Profile, kind: str) -> None:
    if kind not in KINDS:
        raise InvalidInput("kind", N_("Please choose what you ask for."))
    if recipient.id == uow.actor.id:
        raise NotPermitted(N_("You cannot ask yourself."))
    willing = profile.offers_mentoring if kind == "mentoring" else profile.offers_flash
    if not willing or not profile.is_active:
        raise NotPermitted(N_("{{name}} is not taking requests of this kind at present."), name=recipient.name)
    if kind == "mentoring" and places_of(uow, recipient.id).closed:
        raise NotPermitted(N_("All of {{name}}'s places are taken at present."), name=recipient.name)
    if waits_for(uow, recipient.id):
        raise NotPermitted(N_("You have already asked {{name}} and are waiting for an answer."), name=recipient.name)
    if work_together(uow, recipient.id, uow.actor.id, kind):
        raise NotPermitted(N_("You and {{name}} already work together."), name=recipient.name)


def waits_for(uow: UnitOfWork, recipient_id: str) -> bool:
    """Whether the actor has asked this member and has no answer yet."""
    waiting = select(MentoringRequest.id).where(
        MentoringRequest.sender_id == uow.actor.id,
        MentoringRequest.recipient_id == recipient_id,
        MentoringRequest.status == "open",
    )
    return uow.session.exec(waiting).first() is not None


def _programme(uow: UnitOfWork, to_id: str, *, is_silent: bool) -> Programme:
    shared = select(Programme).where(col(Programme.id).in_(shared_programmes(uow, to_id)))
    found = list(uow.session.exec(shared.order_by(col(Programme.created_at), col(Programme.id))))
    if not found:
        raise NotPermitted(N_("You are not in the same programme."))
    return next((each for each in found if is_silent and each.allows_interest), found[0])


def _within_limit(uow: UnitOfWork, programme: Programme) -> None:
    waiting = select(func.count()).where(MentoringRequest.sender_id == uow.actor.id, MentoringRequest.status == "open")
    if uow.session.exec(waiting).one() >= programme.open_request_limit:
        raise TooMany(
            N_("You are waiting for {{limit}} answers already. Withdraw one, or wait for an answer."),
            limit=programme.open_request_limit,
        )
