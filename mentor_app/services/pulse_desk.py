"""How meetings were, as programme staff see it: what is low, what does not fit, and what somebody wrote to them."""

from dataclasses import dataclass

from sqlmodel import col, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Mentorship, Programme, Pulse
from mentor_app.realtime.changes import for_member
from mentor_app.security.concerns import staffs_pulse
from mentor_app.services.concerns import coordinators_of
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.pulses import UNHAPPY, fit_words

SHOWN = 50


@dataclass(frozen=True)
class PulseItem:
    """What somebody said of a meeting with somebody. `at` is ISO, UTC; `fit` words in English."""

    id: str
    author: Person
    partner: Person
    rating: int
    fit: str
    is_unfit: bool
    note: str
    at: str


def list_pulses(uow: UnitOfWork, programme: Programme) -> list[PulseItem]:
    """What waits for staff of a programme the caller has checked the actor coordinates; none that is about them."""
    me = uow.actor.id
    waiting = (
        select(Pulse, Mentorship)
        .join(Mentorship, col(Mentorship.id) == Pulse.mentorship_id)
        .where(Mentorship.programme_id == programme.id, col(Pulse.seen_at).is_(None))
        .where(or_(Pulse.fit == "not", col(Pulse.rating) <= UNHAPPY, Pulse.note != ""))
        # Of a mentorship of one's own one would learn what the partner says of oneself.
        .where(Mentorship.mentor_id != me, Mentorship.mentee_id != me)
        .order_by(col(Pulse.created_at).desc())
        .limit(SHOWN)
    )
    rows = list(uow.session.exec(waiting))
    people = people_by_id(uow, [each for _, pair in rows for each in (pair.mentor_id, pair.mentee_id)])
    return [
        PulseItem(
            id=pulse.id,
            author=people[pulse.author_id],
            partner=people[pair.partner_of(pulse.author_id)],
            rating=pulse.rating,
            fit=fit_words(pulse.fit),
            is_unfit=pulse.fit == "not",
            note=pulse.note,
            at=pulse.created_at.isoformat(),
        )
        for pulse, pair in rows
    ]


def put_pulse_off(uow: UnitOfWork, slug: str, pulse_id: str) -> None:
    """Put what somebody said of a meeting off the desk, for all of the programme's staff.

    Raises:
        NotFound, NotPermitted: for everybody else, and for the two it is about.
    """
    pulse, programme = staffs_pulse(uow, slug, pulse_id)
    if pulse.seen_at is not None:
        return
    pulse.seen_at, pulse.seen_by = now(), uow.actor.id
    uow.announce(*(for_member(each.id, "concerns") for each in coordinators_of(uow, programme.id, without="")))
    uow.record("pulse.seen", pulse.id)
