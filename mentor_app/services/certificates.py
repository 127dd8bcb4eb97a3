"""The confirmation of participation: issued once, kept as it was issued, checked by anyone who holds its code.

Only its figures change, when the two say after its day what became of a meeting, and it then says so.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Certificate, Meeting, Member, Mentorship, Programme, TimeEntry
from mentor_app.models.base import new_id
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.access import current_member, visible_mentorship
from mentor_app.services.texts import clean_text

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""For numbers that are read aloud: without what sounds or looks alike."""


@dataclass(frozen=True)
class Participation:
    """Meetings that both confirmed, and the minutes they took."""

    meetings: int
    minutes: int


@dataclass(frozen=True)
class CertificateDetail:
    """What a certificate says; nothing else is kept or shown. Dates are ISO."""

    code: str
    number: str
    holder: str
    partner: str
    role: str
    kind: str
    programme: str
    organisation: str
    began_on: str
    ended_on: str
    meetings: int
    minutes: int
    issued_on: str
    counted_on: str
    mentorship_id: str


def participation(uow: UnitOfWork, mentorship_id: str) -> Participation:
    """What both confirmed of a mentorship that the caller has already checked the actor may see."""
    counted = select(func.count(col(TimeEntry.id)), func.coalesce(func.sum(TimeEntry.minutes), 0))
    held = counted.where(TimeEntry.mentorship_id == mentorship_id, col(TimeEntry.meeting_id).is_not(None))
    meetings, minutes = uow.session.exec(held).one()
    return Participation(int(meetings), int(minutes))


def issue_certificate(uow: UnitOfWork, mentorship_id: str) -> str:
    """Issue the actor's confirmation of participation, and return its code; later calls return the same one.

    Raises:
        NotFound: for a stranger.
        NotPermitted: while the mentorship is under way, and when no meeting was confirmed.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    # Holding the row, two clicks at once are one certificate.
    held = select(Mentorship).where(Mentorship.id == mentorship.id).with_for_update(key_share=True)
    mentorship = uow.session.exec(held.execution_options(populate_existing=True)).one()
    existing = _own(uow, mentorship.id)
    if existing is not None:
        return existing.code
    if mentorship.status != "ended" or mentorship.ended_at is None:
        raise NotPermitted(N_("The confirmation is there once the mentorship has ended."))
    # Nor does anybody say now what became of a meeting: it is counted, or counted anew afterwards.
    meetings = select(Meeting.id).where(Meeting.mentorship_id == mentorship.id).order_by(Meeting.id)
    uow.session.exec(meetings.with_for_update(key_share=True)).all()
    done = participation(uow, mentorship.id)
    if not done.meetings:
        raise NotPermitted(N_("There is nothing to confirm yet: no meeting was confirmed by both of you."))
    certificate = _written(uow, mentorship, mentorship.ended_at.date(), done)
    uow.session.add(certificate)
    uow.record("certificate.issued", certificate.id, mentorship=mentorship.id)
    uow.announce(in_mentorship(mentorship.id, "finish"), for_member(uow.actor.id, "mentorships"))
    return certificate.code


def _written(uow: UnitOfWork, mentorship: Mentorship, ended_on: date, done: Participation) -> Certificate:
    me = current_member(uow)
    programme = uow.session.get_one(Programme, mentorship.programme_id)
    return Certificate(
        mentorship_id=mentorship.id,
        member_id=me.id,
        code=new_id(),
        number=f"{now().year}-{''.join(secrets.choice(_ALPHABET) for _ in range(8))}",
        holder=me.name,
        partner=uow.session.get_one(Member, mentorship.partner_of(me.id)).name,
        role=mentorship.role_of(me.id) or "",
        kind=mentorship.kind,
        programme=programme.name,
        organisation=clean_text("organisation", settings().organisation, 120),
        began_on=mentorship.created_at.date(),
        ended_on=ended_on,
        meetings=done.meetings,
        minutes=done.minutes,
        counted_on=now().date(),
    )


def count_anew(uow: UnitOfWork, mentorship_id: str) -> None:
    """Bring the figures of certificates that were issued up to date, under their old numbers.

    The caller holds the meeting that was settled, and has checked the actor.
    """
    issued = select(Certificate).where(Certificate.mentorship_id == mentorship_id).order_by(Certificate.id)
    # Held before it is counted: two meetings that are settled at once would each overlook the other.
    rows = uow.session.exec(issued.with_for_update().execution_options(populate_existing=True)).all()
    done = participation(uow, mentorship_id)
    for row in rows:
        row.meetings, row.minutes, row.counted_on = done.meetings, done.minutes, now().date()
        uow.record("certificate.counted_anew", row.id, mentorship=mentorship_id)
        uow.announce(in_mentorship(mentorship_id, "finish"), for_member(row.member_id, "mentorships"))


def my_certificate(uow: UnitOfWork, mentorship: Mentorship) -> CertificateDetail | None:
    """The actor's own certificate of a mentorship that the caller has already checked they may see."""
    own = _own(uow, mentorship.id)
    return _detail(own) if own else None


def own_certificate(uow: UnitOfWork, mentorship_id: str) -> CertificateDetail:
    """The actor's own certificate.

    Raises:
        NotFound: for anyone else, and before it was issued.
    """
    found = my_certificate(uow, visible_mentorship(uow, mentorship_id))
    if found is None:
        raise NotFound
    return found


def list_certificates(uow: UnitOfWork) -> list[CertificateDetail]:
    """All certificates of the actor, the newest first."""
    mine = select(Certificate).where(Certificate.member_id == current_member(uow).id)
    return [_detail(row) for row in uow.session.exec(mine.order_by(col(Certificate.created_at).desc()))]


def checked_certificate(uow: UnitOfWork, code: str) -> CertificateDetail:
    """The certificate with a code, for anyone who holds it.

    Raises:
        NotFound: when there is none.
    """
    found = uow.session.exec(select(Certificate).where(Certificate.code == code)).first()
    if found is None:
        raise NotFound
    return _detail(found)


def check_address(code: str) -> str:
    """Where anyone may check a certificate."""
    return f"{settings().public_url.rstrip('/')}/certificates/{code}"


def _own(uow: UnitOfWork, mentorship_id: str) -> Certificate | None:
    mine = select(Certificate).where(
        Certificate.mentorship_id == mentorship_id, Certificate.member_id == uow.actor.member_id
    )
    return uow.session.exec(mine).first()


def _detail(row: Certificate) -> CertificateDetail:
    return CertificateDetail(
        code=row.code,
        number=row.number,
        holder=row.holder,
        partner=row.partner,
        role=row.role,
        kind=row.kind,
        programme=row.programme,
        organisation=row.organisation,
        began_on=_day(row.began_on),
        ended_on=_day(row.ended_on),
        meetings=row.meetings,
        minutes=row.minutes,
        issued_on=row.created_at.date().isoformat(),
        counted_on=_day(row.counted_on),
        mentorship_id=row.mentorship_id,
    )


def _day(on: date) -> str:
    return on.isoformat()
