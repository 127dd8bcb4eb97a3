"""*Lately*: what happened in a mentorship."""

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Activity
from mentor_app.realtime.changes import in_mentorship

SHOWN = 6

# Built once: every open dashboard asks this at every change.
_LATEST = (
    select(Activity)
    .where(Activity.mentorship_id == bindparam("mentorship"))
    .order_by(col(Activity.created_at).desc())
    .limit(SHOWN)
)


@dataclass(frozen=True)
class ActivityItem:
    """One thing that happened: its kind, what it was about, who did it, and when (ISO, UTC)."""

    id: str
    kind: str
    title: str
    actor_id: str
    at: str


def note_activity(uow: UnitOfWork, mentorship_id: str, kind: str, title: str = "") -> None:
    """Write down, in this transaction, that the actor did something worth seeing.

    Args:
        kind: such as `goal.reached`.
        title: what it was about, in the members' own words.
    """
    uow.session.add(Activity(mentorship_id=mentorship_id, actor_id=uow.actor.id, kind=kind, params={"title": title}))
    uow.announce(in_mentorship(mentorship_id, "activity"))


def list_activity(uow: UnitOfWork, mentorship_id: str) -> list[ActivityItem]:
    """The latest, newest first. The caller has already checked that the actor may see this mentorship."""
    return [
        ActivityItem(
            id=activity.id,
            kind=activity.kind,
            title=str(activity.params.get("title", "")),
            actor_id=activity.actor_id,
            at=activity.created_at.isoformat(),
        )
        for activity in uow.session.exec(_LATEST, params={"mentorship": mentorship_id})
    ]
