"""Letters: what leaves by mail, promised in the transaction that gives the reason for it.

A letter is a row and a job; it is composed when it is sent. Nothing here knows how mail is written or
carried. This is the one place where members' choices about how they hear of things are kept.
"""

from mentor_app.db import Job, UnitOfWork
from mentor_app.models.accounts import Member
from mentor_app.models.notifications import Letter
from mentor_app.realtime.changes import of_letter
from mentor_app.services.channels import channel_for
from mentor_app.services.digest_hours import promise_digest
from mentor_app.services.request_links import link_for

_MEETING = frozenset({"partner", "mentorship_id", "meeting_id", "time", "place"})
_MEETINGS = _MEETING | {"times", "meeting_ids"}

KINDS: dict[str, frozenset[str]] = {
    "verify_email": frozenset(),
    "reset_password": frozenset(),
    "address_in_use": frozenset(),
    "signed_in_anew": frozenset({"device"}),
    "request_received": frozenset({"partner", "request_id", "message"}),
    "interest_received": frozenset({"partner", "request_id"}),
    "request_accepted": frozenset({"partner", "mentorship_id"}),
    "request_declined": frozenset({"partner", "request_id", "note"}),
    "request_ended": frozenset({"partner"}),
    "request_withdrawn": frozenset({"partner", "request_id"}),
    "partner_paused": frozenset({"partner", "mentorship_id"}),
    "partner_resumed": frozenset({"partner", "mentorship_id"}),
    "question_asked": frozenset({"partner", "request_id", "question"}),
    "question_answered": frozenset({"partner", "request_id", "answer"}),
    "question_expired": frozenset({"partner", "request_id"}),
    "flash_offered": frozenset({"partner", "request_id", "note"}),
    "flash_declined": frozenset({"partner", "request_id"}),
    "referral_asked": frozenset({"partner", "request_id", "words"}),
    "referral_agreed": frozenset({"partner", "request_id"}),
    "referral_refused": frozenset({"partner", "request_id"}),
    "referral_reminder": frozenset({"partner", "request_id", "words", "date"}),
    "referral_expired": frozenset({"partner", "request_id"}),
    "request_referred": frozenset({"partner", "colleague", "request_id"}),
    "request_reminder": frozenset({"partner", "request_id", "message", "date"}),
    "choice_asked": frozenset({"partner", "request_id", "times"}),
    "interest_reminder": frozenset({"partner", "request_id", "date"}),
    "request_expired": frozenset({"partner", "request_id"}),
    "digest": frozenset(),
    "concern_raised": frozenset({"programme", "slug"}),
    "mentorship_question": frozenset({"partner", "mentorship_id", "message"}),
    "mentorship_answer": frozenset({"partner", "mentorship_id", "message"}),
    "message_received": frozenset({"partner", "conversation_id", "message"}),
    "reply_not_taken": frozenset({"reason"}),
    "reply_without_files": frozenset({"partner", "conversation_id", "names"}),
    "times_suggested": frozenset({"partner", "request_id", "times"}),
    "times_reminder": frozenset({"partner", "request_id", "date", "times"}),
    "times_expired": frozenset({"partner", "request_id"}),
    "meeting_begun": _MEETING,
    "meeting_proposed": _MEETING | {"times"},
    "meeting_times_suggested": _MEETING | {"times"},
    "meeting_move_suggested": _MEETING | {"times"},
    "meeting_confirmed": _MEETING,
    "meeting_series_confirmed": _MEETINGS,
    "meeting_series_cancelled": _MEETINGS,
    "meeting_series_taken_out": _MEETINGS,
    "meeting_moved": _MEETING,
    "meeting_placed": _MEETING | {"change"},
    "meeting_stays": _MEETING | {"note"},
    "meeting_withdrawn": _MEETING | {"note"},
    "meeting_declined": _MEETING | {"note"},
    "meeting_cancelled": _MEETING | {"note"},
    "meeting_taken_out": _MEETING,
    "meeting_answer_noted": _MEETING,
    "meeting_tomorrow": _MEETING,
    "meeting_soon": _MEETING,
    "meeting_over": _MEETING,
    "pulse_asked": _MEETING,
    "contact_offered": frozenset({"partner", "mentorship_id"}),
    "mentorship_ended": frozenset({"partner", "mentorship_id"}),
    "agreement_sent": frozenset({"partner", "mentorship_id", "note"}),
    "agreement_countered": frozenset({"partner", "mentorship_id", "note"}),
    "agreement_approved": frozenset({"partner", "mentorship_id"}),
}
"""Each kind of letter and the parameters it needs; `partner` is the other person's name. Those that carry a
link token (`verify_email`, `reset_password`) get it as `secret`, never as a parameter; those about a request that
waits for their reader get one of their own (`request_links`). A new kind gets its occasion in `services.occasions`."""

LINKED = frozenset({"verify_email", "reset_password"})
"""Kinds that are nothing without their link, which lives shortly: once they failed, their reader asks for another."""


def write_letter(
    uow: UnitOfWork,
    kind: str,
    to: Member | str,
    params: dict[str, str] | None = None,
    secret: str = "",
    language: str = "",
) -> Letter:
    """Promise a letter: it leaves once this transaction has committed, and only then.

    Or it waits for the digest, or never leaves, when its reader chose so for its occasion.

    Args:
        kind: one of `KINDS`.
        to: the member, or an address of somebody who is not one.
        params: exactly the parameters the kind needs; names and words as members wrote them.
        secret: a link token, kept only until the letter is sent.
        language: two letters; by default the member's, else English.

    Raises:
        ValueError: when the kind is unknown or its parameters differ from those it needs.
    """
    given = params or {}
    if kind not in KINDS or given.keys() != KINDS[kind]:
        raise ValueError(f"no letter {kind!r} with {sorted(given)}")
    member = to if isinstance(to, Member) else None
    letter = Letter(
        member_id=member.id if member else None,
        address=member.email if member else str(to),
        kind=kind,
        locale=language or (member.locale if member else "en"),
        params={**given, "name": member.name if member else ""},
        secret=secret,
    )
    uow.session.add(letter)
    _set_off(uow, letter, member)
    uow.announce(of_letter(letter.status))
    return letter


def _set_off(uow: UnitOfWork, letter: Letter, member: Member | None) -> None:
    channel = channel_for(uow, member.id, letter.kind) if member is not None else "mail"
    if member is None or channel == "mail":
        letter.secret = letter.secret or link_for(uow, letter.kind, member, letter.params)
        uow.promise(Job("send_letter", key=letter.id, args=(letter.id,), queue="mail"))
        return
    letter.secret = ""
    letter.status = "gathered" if channel == "digest" else "in_app"
    if channel == "digest":
        promise_digest(uow, member)
