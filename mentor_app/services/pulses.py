"""How a meeting was: a few taps after each that was held, for programme staff alone; the partner learns nothing."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists
from sqlmodel import col, select

from mentor_app.clock import iso, now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Meeting, Mentorship, Programme, Pulse
from mentor_app.realtime.changes import for_member, for_one_of
from mentor_app.security.access import current_member
from mentor_app.security.blocks import block_between
from mentor_app.security.meetings import editable_meeting
from mentor_app.services.concerns import coordinators_of
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_steps import letter_words, people_of, tell_of_meeting
from mentor_app.services.notifications import notify
from mentor_app.services.people import people_by_id
from mentor_app.services.texts import clean_text
from mentor_app.vocabularies.choice import Choice

LONGEST_NOTE = 1000
ASKED_FOR = timedelta(days=14)
"""So long after it became clear that a meeting was held it is asked how it was."""
ASKED = 4
"""`Meeting.reminded` once both were asked how it was."""
UNHAPPY = 2
"""A rating up to this one concerns staff."""

FITS: tuple[Choice, ...] = (
    Choice("good", N_("A good fit")),
    Choice("deciding", N_("Still deciding")),
    Choice("not", N_("Not a fit")),
)

_MINE: Any = exists().where(col(Pulse.meeting_id) == Meeting.id, col(Pulse.author_id) == bindparam("me"))
_ASKED: tuple[ColumnElement[bool], ...] = (
    col(Meeting.status) == "held",
    col(Meeting.settled_at) > bindparam("since"),
    ~_MINE,
)
# Built once: every open dashboard asks this at every change.
_LATEST = (
    select(Meeting.id, Meeting.starts_at)
    .where(Meeting.mentorship_id == bindparam("mentorship"), *_ASKED)
    .order_by(col(Meeting.starts_at).desc())
    .limit(1)
)


@dataclass(frozen=True)
class PulseAsk:
    """A meeting of which its reader has not said yet how it was; none when `meeting_id` is empty. ISO, UTC."""

    meeting_id: str = ""
    at: str = ""


@dataclass(frozen=True)
class PulseDue:
    """The same, for a list over all of one's mentorships: with whom it was, and where it is said."""

    mentorship_id: str
    meeting_id: str
    partner: str
    at: str


def pulse_due(uow: UnitOfWork) -> list[PulseDue]:
    """The meetings of which the actor has not said yet how they were: of each mentorship the latest, newest first."""
    me = current_member(uow).id
    asked = (
        select(Meeting)
        .join(Mentorship, col(Mentorship.id) == Meeting.mentorship_id)
        .where((col(Meeting.mentor_id) == me) | (col(Meeting.mentee_id) == me), *_ASKED)
        .where(Mentorship.status == "active", ~block_between(Mentorship.mentor_id, Mentorship.mentee_id))
        .order_by(col(Meeting.starts_at).desc())
    )
    latest: dict[str, Meeting] = {}
    for meeting in uow.session.exec(asked, params=_reader(uow)):
        latest.setdefault(meeting.mentorship_id or "", meeting)
    people = people_by_id(uow, [each.partner_of(me) for each in latest.values()])
    return [
        PulseDue(
            mentorship_id=mentorship_id,
            meeting_id=each.id,
            partner=people[each.partner_of(me)].name,
            at=iso(each.starts_at),
        )
        for mentorship_id, each in latest.items()
    ]


def pulse_asked(uow: UnitOfWork, mentorship: Mentorship) -> PulseAsk:
    """What to ask the actor, who is one of the two; the caller has checked that."""
    if mentorship.status != "active":
        return PulseAsk()
    latest = uow.session.exec(_LATEST, params=_reader(uow) | {"mentorship": mentorship.id}).first()
    return PulseAsk(latest[0], iso(latest[1])) if latest else PulseAsk()


def give_pulse(uow: UnitOfWork, meeting_id: str, rating: int, fit: str, note: str = "") -> None:
    """Say how a meeting was, once; only programme staff learn it, and those at once who must.

    Args:
        rating: 1 to 5.
        fit: one of `FITS`.
        note: anything else for staff.

    Raises:
        InvalidInput: when something is missing or too long.
        NotFound: for a stranger.
        NotPermitted: when the meeting was not held, and when it was said already.
    """
    meeting = editable_meeting(uow, meeting_id)
    if rating not in range(1, 6):
        raise InvalidInput("rating", N_("Please choose from 1 to 5."))
    if fit not in {choice.value for choice in FITS}:
        raise InvalidInput("fit", N_("Please choose what comes closest."))
    words = clean_text("note", note, LONGEST_NOTE, lines=True)
    if meeting.status != "held":
        raise NotPermitted(N_("This can be said of a meeting that was held."))
    me = uow.actor.id
    if uow.session.exec(select(Pulse.id).where(Pulse.meeting_id == meeting.id, Pulse.author_id == me)).first():
        raise NotPermitted(N_("You have said already how this meeting was. Thank you."))
    mentorship = uow.session.get_one(Mentorship, meeting.mentorship_id)
    pulse = Pulse(mentorship_id=mentorship.id, meeting_id=meeting.id, author_id=me, rating=rating, fit=fit, note=words)
    uow.session.add(pulse)
    if fit == "not" or rating <= UNHAPPY or words:
        _call_staff(uow, mentorship, pulse)
    # Not even the moment reaches the partner's page.
    uow.announce(for_one_of(mentorship.id, me, "pulse"), for_member(me, "mentorships"))
    uow.record("pulse.given", meeting.id)


def ask_for_pulse(uow: UnitOfWork, meeting: Meeting) -> None:
    """Ask both, once, how a meeting was; who is here sees the question on the page. The caller holds the meeting."""
    mentorship = uow.session.get_one(Mentorship, meeting.mentorship_id)
    if meeting.reminded >= ASKED or mentorship.status != "active":
        return
    meeting.reminded = ASKED
    for reader in people_of(uow, meeting):
        uow.announce(for_member(reader.id, "mentorships"))
        if reader.id != uow.actor.member_id:
            tell_of_meeting(uow, meeting, reader, "pulse.asked")
            write_letter(uow, "pulse_asked", reader, letter_words(uow, meeting, reader))


def fit_words(fit: str) -> str:
    """What an answer is called, in English."""
    return next((choice.label for choice in FITS if choice.value == fit), "")


def _call_staff(uow: UnitOfWork, mentorship: Mentorship, pulse: Pulse) -> None:
    """Whoever coordinates, unless it is about them; a notice only when the two do not fit, as for a concern."""
    programme = uow.session.get_one(Programme, mentorship.programme_id)
    for coordinator in coordinators_of(uow, programme.id, without=mentorship.partner_of(pulse.author_id)):
        if pulse.fit == "not":
            notify(uow, coordinator.id, "pulse.not_a_fit", f"/programme/{programme.slug}/concerns", {"name": ""})
        uow.announce(for_member(coordinator.id, "concerns"))


def _reader(uow: UnitOfWork) -> dict[str, Any]:
    return {"me": uow.actor.id, "since": now() - ASKED_FOR}
