"""A member's own record: what they have come to, and the confirmations they may show."""

from dataclasses import dataclass, field

from mentor_app.db import UnitOfWork
from mentor_app.security.access import current_member
from mentor_app.services.achievements import AchievementItem, list_achievements, who_sees_achievements
from mentor_app.services.certificates import CertificateDetail, list_certificates


@dataclass(frozen=True)
class RecordDetail:
    """Everything on the page; `audience` is who sees the achievements."""

    achievements: list[AchievementItem] = field(default_factory=list[AchievementItem])
    certificates: list[CertificateDetail] = field(default_factory=list[CertificateDetail])
    audience: str = "me"


def my_record(uow: UnitOfWork) -> RecordDetail:
    """The actor's own record."""
    me = current_member(uow).id
    return RecordDetail(list_achievements(uow, me), list_certificates(uow), who_sees_achievements(uow))
