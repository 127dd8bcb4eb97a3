"""Too late: what became of a request meanwhile, said to whoever would still have answered it or taken it back."""

from sqlmodel import select

from mentor_app.clock import to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_, day
from mentor_app.models import Member, MentoringRequest, Referral

_TO_RECIPIENT = {
    "accepted": N_("You accepted this request on {{date}}."),
    "declined": N_("You declined this request on {{date}}. {{name}} has been told."),
    "withdrawn": N_("{{name}} withdrew this request on {{date}}. Nothing is left to answer."),
    "expired": N_("This request expired on {{date}}. {{name}} has been told, and may ask you again."),
    "flash_offered": N_("You offered {{name}} a flash meeting on {{date}}. It is their turn."),
    "flash_declined": N_("This request ended on {{date}}: {{name}} did not take up the flash meeting."),
    "referred": N_("{{colleague}} agreed on {{date}} to be named. {{name}} has been told."),
}
_TO_SENDER = {
    "accepted": N_("{{name}} accepted your request on {{date}}."),
    "declined": N_("{{name}} answered your request on {{date}} and cannot take it on."),
    "withdrawn": N_("You withdrew this request on {{date}}."),
    "expired": N_("This request expired on {{date}}."),
    "flash_offered": N_("{{name}} has answered: a flash meeting is offered to you since {{date}}."),
    "flash_declined": N_("This offer ended on {{date}}."),
    "referred": N_("{{name}} has answered: {{colleague}} is suggested to you since {{date}}."),
}


def too_late(uow: UnitOfWork, request: MentoringRequest) -> NotPermitted:
    """The refusal for one of a request's two people, in words about what happened instead."""
    me = uow.session.get_one(Member, uow.actor.id)
    is_sender = request.sender_id == me.id
    other = uow.session.get_one(Member, request.recipient_id if is_sender else request.sender_id)
    sentence = (_TO_SENDER if is_sender else _TO_RECIPIENT).get(request.status)
    if sentence is None:
        return NotPermitted(N_("This request has already been answered or withdrawn."))
    at = request.expires_at if request.status == "expired" else request.answered_at or request.created_at
    params = {"date": day(me.locale, to_zone(at, me.time_zone)), "name": other.name}
    if "{{colleague}}" in sentence:
        params["colleague"] = _colleague(uow, request)
    return NotPermitted(sentence, **{name: value for name, value in params.items() if f"{{{{{name}}}}}" in sentence})


def _colleague(uow: UnitOfWork, request: MentoringRequest) -> str:
    agreed = select(Member.name).join(Referral).where(Referral.request_id == request.id, Referral.status == "agreed")
    return uow.session.exec(agreed).one()
