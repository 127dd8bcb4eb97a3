"""What the Finish tab shows: before the end, how to end well; after it, looking back and what remains."""

from dataclasses import dataclass, field

from mentor_app.clock import iso
from mentor_app.db import UnitOfWork
from mentor_app.models import Mentorship
from mentor_app.services.certificates import CertificateDetail, my_certificate, participation
from mentor_app.services.evaluations import EvaluationDetail, my_evaluation


@dataclass(frozen=True)
class FinishDetail:
    """The tab. `reason` is only there for whoever gave it; times are ISO, UTC, or empty."""

    is_active: bool
    ended_at: str
    ended_by_me: bool
    reason: str
    meetings: int
    minutes: int
    evaluation: EvaluationDetail = field(default_factory=EvaluationDetail)
    certificate: CertificateDetail | None = None
    code: str = ""


def finishing(uow: UnitOfWork, mentorship: Mentorship) -> FinishDetail:
    """The end of a mentorship that the caller has already checked the actor may see."""
    done, certificate = participation(uow, mentorship.id), my_certificate(uow, mentorship)
    by_me = mentorship.ended_by == uow.actor.id
    return FinishDetail(
        is_active=mentorship.status == "active",
        ended_at=iso(mentorship.ended_at),
        ended_by_me=by_me,
        reason=mentorship.end_reason if by_me else "",
        meetings=done.meetings,
        minutes=done.minutes,
        evaluation=my_evaluation(uow, mentorship),
        certificate=certificate,
        code=certificate.code if certificate else "",
    )
