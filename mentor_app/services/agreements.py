"""Agreeing: a text is sent, and becomes official only when both have approved that very text."""

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import Conflict, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, Mentorship, Revision
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.access import current_member
from mentor_app.security.agreements import waiting_revision, writable_agreement
from mentor_app.services.activities import note_activity
from mentor_app.services.agreement_text import digest_of, list_clauses, put_text, words_of
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.texts import clean_text

LONGEST_NOTE = 1000
CHANGED = N_("The text was changed in the meantime. Nothing was sent; please read it once more.")
MOVED_ON = N_("The text was changed after it was sent to you. Nothing was approved; this is the difference.")


def send_revision(uow: UnitOfWork, mentorship_id: str, digest: str, note: str = "") -> str:
    """Send the text for approval, and return the revision's id; the sender approves it by sending.

    Sent by whoever was asked to approve, it is a counter-proposal; sent again by its author, it takes the place of
    what they sent before.

    Args:
        digest: of the text that the sender read.
        note: a few words to the other one.

    Raises:
        Conflict: when the text is another by now.
        NotPermitted: when nothing is written, or the same text waits or is official already.
    """
    mentorship = writable_agreement(uow, mentorship_id)
    me, partner = current_member(uow), uow.session.get_one(Member, mentorship.partner_of(uow.actor.id))
    words = words_of(list_clauses(uow, mentorship.id))
    if digest_of(words) != digest:
        raise Conflict(CHANGED)
    waiting, official = standing(uow, mentorship.id, "waiting"), standing(uow, mentorship.id, "official")
    _worth_sending(words, digest, waiting, official)
    is_counter = waiting is not None and waiting.author_id != me.id
    if waiting is not None:
        _end(uow, waiting, "countered" if is_counter else "superseded")
    revision = _keep(uow, mentorship, words, clean_text("note", note, LONGEST_NOTE, lines=True))
    kind = "agreement.countered" if is_counter else "agreement.sent"
    note_activity(uow, mentorship.id, "agreement.sent")
    params = {"partner": me.name, "mentorship_id": mentorship.id, "note": revision.note}
    write_letter(uow, "agreement_countered" if is_counter else "agreement_sent", partner, params)
    _tell(uow, mentorship, partner, kind, me.name)
    uow.record(kind, revision.id, number=revision.number, digest=digest)
    return revision.id


def approve_revision(uow: UnitOfWork, mentorship_id: str, revision_id: str, digest: str) -> None:
    """Approve the very text that was sent: from now on it is official, and the one before it no longer.

    Args:
        digest: of the text that the reader read.

    Raises:
        Conflict: when the text has been changed since it was sent; nothing is approved then.
        NotPermitted: for its author, and when it waits no longer.
    """
    mentorship, revision = waiting_revision(uow, mentorship_id, revision_id)
    me, author = current_member(uow), uow.session.get_one(Member, revision.author_id)
    if revision.author_id == me.id:
        raise NotPermitted(N_("You sent this text. {{name}} can approve it."), name=_partner_name(uow, mentorship))
    if not digest == revision.digest == digest_of(words_of(list_clauses(uow, mentorship.id))):
        raise Conflict(MOVED_ON)
    former = standing(uow, mentorship.id, "official")
    if former is not None:
        _end(uow, former, "replaced")
    revision.status, revision.approved_by, revision.approved_at = "official", me.id, now()
    note_activity(uow, mentorship.id, "agreement.approved")
    for reader, partner in ((author, me), (me, author)):
        write_letter(uow, "agreement_approved", reader, {"partner": partner.name, "mentorship_id": mentorship.id})
    _tell(uow, mentorship, author, "agreement.approved", me.name)
    uow.record("agreement.approved", revision.id, number=revision.number, digest=digest)


def withdraw_revision(uow: UnitOfWork, mentorship_id: str, revision_id: str) -> None:
    """Take back what one sent; the text itself stays as it is written.

    Raises:
        NotPermitted: for anyone but its author, and when it waits no longer.
    """
    mentorship, revision = waiting_revision(uow, mentorship_id, revision_id)
    if revision.author_id != uow.actor.id:
        raise NotPermitted
    _end(uow, revision, "withdrawn")
    partner = uow.session.get_one(Member, mentorship.partner_of(uow.actor.id))
    _tell(uow, mentorship, partner, "agreement.withdrawn", current_member(uow).name)
    uow.record("agreement.withdrawn", revision.id)


def set_changes_aside(uow: UnitOfWork, mentorship_id: str, digest: str) -> None:
    """Go back to the text that was sent, else to the official one; what was written since stays in the history.

    Args:
        digest: of the text that the writer saw.

    Raises:
        Conflict: when it is another by now.
        NotPermitted: when there is nothing to go back to, or nothing has changed.
    """
    mentorship = writable_agreement(uow, mentorship_id)
    words = words_of(list_clauses(uow, mentorship.id))
    if digest_of(words) != digest:
        raise Conflict(CHANGED)
    before = standing(uow, mentorship.id, "waiting") or standing(uow, mentorship.id, "official")
    if before is None or before.digest == digest:
        raise NotPermitted
    _keep(uow, mentorship, words, "", status="set_aside")
    put_text(uow, mentorship, before.words)
    uow.record("agreement.set_aside", mentorship.id)


def lapse_revision(uow: UnitOfWork, mentorship_id: str) -> None:
    """What still waits when a mentorship ends is waited for no longer; the caller holds the mentorship."""
    waiting = standing(uow, mentorship_id, "waiting")
    if waiting is not None:
        _end(uow, waiting, "lapsed")


def standing(uow: UnitOfWork, mentorship_id: str, status: str) -> Revision | None:
    """The one revision that is `waiting`, or `official`."""
    found = select(Revision).where(Revision.mentorship_id == mentorship_id, Revision.status == status)
    return uow.session.exec(found).first()


def _worth_sending(words: dict[str, str], digest: str, waiting: Revision | None, official: Revision | None) -> None:
    if not words:
        raise NotPermitted(N_("Nothing is written yet. A text to start from is one click away."))
    if waiting is not None and waiting.digest == digest:
        raise NotPermitted(N_("This very text waits for an answer already."))
    if official is not None and official.digest == digest:
        raise NotPermitted(N_("This very text is your agreement already."))


def _keep(
    uow: UnitOfWork, mentorship: Mentorship, words: dict[str, str], note: str, status: str = "waiting"
) -> Revision:
    last = select(func.max(col(Revision.number))).where(Revision.mentorship_id == mentorship.id)
    revision = Revision(
        mentorship_id=mentorship.id,
        number=(uow.session.exec(last).one() or 0) + 1,
        author_id=uow.actor.id,
        words=words,
        digest=digest_of(words),
        note=note,
        status=status,
        ended_at=None if status == "waiting" else now(),
    )
    uow.session.add(revision)
    uow.session.flush()
    return revision


def _end(uow: UnitOfWork, revision: Revision, status: str) -> None:
    revision.status, revision.ended_at = status, now()
    # Before the next one is written: only one may be waiting, and one official.
    uow.session.flush()


def _partner_name(uow: UnitOfWork, mentorship: Mentorship) -> str:
    return uow.session.get_one(Member, mentorship.partner_of(uow.actor.id)).name


def _tell(uow: UnitOfWork, mentorship: Mentorship, to: Member, kind: str, who: str) -> None:
    notify(uow, to.id, kind, f"/mentorships/{mentorship.id}/agreement", {"name": who})
    uow.announce(
        in_mentorship(mentorship.id, "agreement"),
        *(for_member(each, "mentorships") for each in (mentorship.mentor_id, mentorship.mentee_id)),
    )
