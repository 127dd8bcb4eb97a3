"""Steps of those who coordinate a programme."""

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Programme
from mentor_app.security.coordination import led_ids
from mentor_app.services.concern_desk import count_open_concerns
from mentor_app.services.delivery import count_failed
from mentor_app.services.step_item import LATELY, StepItem, Steps


def staff(uow: UnitOfWork, _me: str) -> Steps:
    """Concerns that nobody has taken up, and letters that failed, in the programmes I coordinate."""
    for programme in uow.session.exec(select(Programme).where(col(Programme.id).in_(led_ids(uow)))).all():
        at = f"/programme/{programme.slug}"
        if raised := count_open_concerns(uow, programme):
            yield StepItem("concerns", programme.name, "", f"{at}/concerns", raised)
        if unsent := count_failed(uow, programme, now() - LATELY):
            yield StepItem("letters", programme.name, "", f"{at}/delivery?status=failed", unsent)
