"""The day on which two people plan to end: said by either, changed by either, and what begins the last stage."""

from datetime import date, timedelta

from mentor_app.clock import now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.access import current_member
from mentor_app.security.agreements import held_mentorship
from mentor_app.services.notifications import notify
from mentor_app.services.texts import typed_day

FURTHEST = timedelta(days=3 * 366)


def plan_end(uow: UnitOfWork, mentorship_id: str, ends_on: str) -> None:
    """Say when the mentorship is to end. The other one is told; nothing ends by itself on that day.

    Args:
        ends_on: a day (ISO 8601), today at the earliest.

    Raises:
        InvalidInput: when it is no day, or not one ahead.
        NotFound: for a stranger.
        NotPermitted: once the mentorship has ended, and for a flash meeting.
    """
    mentorship = held_mentorship(uow, mentorship_id)
    if mentorship.kind == "flash":
        raise NotPermitted
    me = current_member(uow)
    chosen = _read_day(ends_on, to_zone(now(), me.time_zone).date())
    if chosen == mentorship.ends_on:
        return
    mentorship.ends_on = chosen
    partner = uow.session.get_one(Member, mentorship.partner_of(me.id))
    page = f"/mentorships/{mentorship.id}/finish"
    notify(uow, partner.id, "mentorship.end_planned", page, {"name": me.name}, chosen)
    uow.announce(
        in_mentorship(mentorship.id, "mentorship"), *(for_member(each, "mentorships") for each in (me.id, partner.id))
    )
    uow.record("mentorship.end_planned", mentorship.id)


def _read_day(typed: str, today: date) -> date:
    chosen = typed_day("ends_on", typed)
    if chosen < today:
        raise InvalidInput("ends_on", N_("This day is over."))
    if chosen > today + FURTHEST:
        raise InvalidInput("ends_on", N_("Please choose a day within three years."))
    return chosen
