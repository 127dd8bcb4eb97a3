"""When a member's digest leaves: once a day, at the hour they chose, on the clock of their own time zone."""

from datetime import datetime, timedelta

from mentor_app.clock import now, to_zone
from mentor_app.db import Job, UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member

HOURS = range(24)


def choose_hour(uow: UnitOfWork, hour: int) -> None:
    """Choose the hour of one's digest.

    Raises:
        InvalidInput: for an hour no day has.
        NotPermitted: when nobody is signed in.
    """
    member = current_member(uow)
    if hour not in HOURS:
        raise InvalidInput("hour", N_("Please choose one of the hours of the day."))
    member.digest_hour = hour
    uow.session.add(member)
    promise_digest(uow, member)
    uow.announce(for_member(member.id, "channels"))


def last_hour(member: Member) -> datetime:
    """The latest moment, up to now, at which this member's digest was or is due."""
    local = to_zone(now(), member.time_zone)
    today = local.replace(hour=member.digest_hour, minute=0, second=0, microsecond=0, fold=0)
    # Sums of aware times in one zone are made on its wall clock, whatever the clocks did in between.
    return today if today <= local else today - timedelta(days=1)


def promise_digest(uow: UnitOfWork, member: Member) -> None:
    """Have the digest looked at when its next hour comes; promised often, it is looked at once."""
    local = to_zone(now(), member.time_zone)
    due = local.replace(hour=member.digest_hour, minute=0, second=0, microsecond=0, fold=0)
    if due <= local:
        due += timedelta(days=1)
    key = f"digest:{member.id}:{due:%Y%m%d%H}"
    wait = due.timestamp() - now().timestamp()
    uow.promise(Job("send_digest", key=key, args=(member.id,), queue="mail", delay=max(1.0, wait + 1)))
