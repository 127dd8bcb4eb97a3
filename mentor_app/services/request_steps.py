"""What every step of a request has in common: it is still open, it ends once, and its two people hear of it."""

from sqlmodel import select

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_, day
from mentor_app.models import Member, MentoringRequest
from mentor_app.realtime.changes import for_member
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
    if fresh.status == "expired":
        raise _expired(uow, fresh)
    if fresh.status != status:
        raise NotPermitted(N_("This request has already been answered or withdrawn."))
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
    """Have the inboxes of both people painted anew."""
    uow.announce(for_member(request.sender_id, "requests"), for_member(request.recipient_id, "requests"))


def last_day(request: MentoringRequest, reader: Member) -> str:
    """The day until which a request may be answered, as its reader writes it, in their time zone."""
    return day(reader.locale, to_zone(request.expires_at, reader.time_zone))


def _expired(uow: UnitOfWork, request: MentoringRequest) -> NotPermitted:
    me, sender = (uow.session.get_one(Member, each) for each in (uow.actor.id, request.sender_id))
    if me is sender:
        return NotPermitted(N_("This request expired on {{date}}."), date=last_day(request, me))
    return NotPermitted(
        N_("This request expired on {{date}}. {{name}} has been told, and may ask you again."),
        date=last_day(request, me),
        name=sender.name,
    )
