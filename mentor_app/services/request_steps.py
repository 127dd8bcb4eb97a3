"""What every step of a request has in common: it is still open, it ends once, and its two people hear of it."""

from sqlmodel import select

from mentor_app.clock import now, to_zone
from mentor_app.db import Job, UnitOfWork
from mentor_app.i18n.catalogue import day
from mentor_app.models import Member, MentoringRequest, RankedChoice, Referral
from mentor_app.realtime.changes import for_member
from mentor_app.services.late_answers import too_late
from mentor_app.services.notifications import notify


def still_open(uow: UnitOfWork, request: MentoringRequest, status: str = "open") -> MentoringRequest:
    """The request as it is now, held until this transaction ends.

    Args:
        status: the one it must have: `open`, or `flash_offered` for its sender's turn.

    Raises:
        NotPermitted: when it is no longer open; the sentence says why.
    """
    locked = select(MentoringRequest).where(MentoringRequest.id == request.id).with_for_update()
    fresh = uow.session.exec(locked.execution_options(populate_existing=True)).one()
    if fresh.status != status:
        raise too_late(uow, fresh)
    return fresh


def close_request(request: MentoringRequest, status: str) -> None:
    """End a request that `still_open` holds."""
    request.status, request.answered_at, request.version = status, now(), request.version + 1


def tell_of_request(
    uow: UnitOfWork, request: MentoringRequest, to: Member, kind: str, who: str, link: str = ""
) -> None:
    """Put a notice behind somebody's bell, and have the inboxes of both people painted anew.

    Args:
        kind: such as `request.received`.
        who: the name the notice speaks of.
        link: where it leads; by default to the request.
    """
    notify(uow, to.id, kind, link or f"/inbox?request={request.id}", {"name": who, "kind": request.kind})
    repaint_request(uow, request)


def repaint_request(uow: UnitOfWork, request: MentoringRequest) -> None:
    """Have the inboxes of both people painted anew, and of a colleague who was asked whether they may be named."""
    uow.announce(for_member(request.sender_id, "requests"), for_member(request.recipient_id, "requests"))
    asked = select(Referral.colleague_id).where(Referral.request_id == request.id)
    uow.announce(*(for_member(each, "requests") for each in uow.session.exec(asked)))


def follow_up(uow: UnitOfWork, request: MentoringRequest) -> None:
    """After a no, or no answer at all: have the sender's next choice come to its turn, if there is one."""
    waiting = select(RankedChoice.id).where(RankedChoice.mentee_id == request.sender_id)
    if request.kind == "mentoring" and uow.session.exec(waiting).first() is not None:
        uow.promise(Job("ask_next_choice", key=f"next after {request.id}", args=(request.id,), queue="requests"))


def last_day(request: MentoringRequest, reader: Member) -> str:
    """The day until which a request may be answered, as its reader writes it, in their time zone."""
    return day(reader.locale, to_zone(request.expires_at, reader.time_zone))
