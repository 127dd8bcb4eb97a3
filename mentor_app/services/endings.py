"""Ending a mentorship: either may, alone, with a reason for staff and words for the other."""

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Meeting, Member, Mentorship
from mentor_app.realtime.changes import for_member, in_community, in_mentorship
from mentor_app.security.access import blocked_either_way, current_member
from mentor_app.security.agreements import held_mentorship
from mentor_app.services.activities import note_activity
from mentor_app.services.agreements import lapse_revision
from mentor_app.services.conversations import start_conversation
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_invitations import take_out
from mentor_app.services.meeting_steps import call_off, people_of
from mentor_app.services.notifications import notify
from mentor_app.services.proposals import close_proposal
from mentor_app.services.texts import clean_text
from mentor_app.vocabularies.choice import Choice

LONGEST_FAREWELL = 2000

REASONS: tuple[Choice, ...] = (
    Choice("objective_reached", N_("We have reached what we set out for")),
    Choice("circumstances", N_("My circumstances have changed")),
    Choice("not_a_fit", N_("It is not the right fit")),
)
"""Why somebody ends a mentorship; told to programme staff, never to the partner."""

FAREWELLS: tuple[tuple[str, str], ...] = (
    (
        "objective_reached",
        N_(
            "Dear {{name}},\n\nwe have come to where we wanted to go, and I would like to end our mentorship here. "
            "Thank you for your time, your questions and your trust. I will remember them.\n\nWith all good wishes"
        ),
    ),
    (
        "circumstances",
        N_(
            "Dear {{name}},\n\nthings have changed on my side, and I can no longer give our mentorship the time it "
            "deserves. I would rather tell you now than keep you waiting. Thank you for everything so far.\n\nWith all "
            "good wishes"
        ),
    ),
    (
        "not_a_fit",
        N_(
            "Dear {{name}},\n\nI have come to think that somebody else could help more from here on, and would like to "
            "end our mentorship. It says nothing about you. Thank you for the time you gave it.\n\nWith all good wishes"
        ),
    ),
)
"""A courteous text for each reason, to be changed at will before it is sent."""


def end_mentorship(uow: UnitOfWork, mentorship_id: str, reason: str, farewell: str = "") -> None:
    """End a mentorship. The other need not agree; from now on both can read everything and change nothing.

    Args:
        reason: one of `REASONS`.
        farewell: sent to the other one as a message, when there is any.

    Raises:
        InvalidInput: for any other reason, or a message that is too long; nothing has ended then.
        NotFound: for a stranger.
        NotPermitted: when it has ended already.
    """
    mentorship = held_mentorship(uow, mentorship_id)
    if reason not in {choice.value for choice in REASONS}:
        raise InvalidInput("reason", N_("Please choose a reason."))
    words = clean_text("farewell", farewell, LONGEST_FAREWELL, lines=True)
    me, partner = current_member(uow), uow.session.get_one(Member, mentorship.partner_of(uow.actor.id))
    call_meetings_off(uow, mentorship)
    lapse_revision(uow, mentorship.id)
    mentorship.status, mentorship.ended_at = "ended", now()
    mentorship.ended_by, mentorship.end_reason = me.id, reason
    note_activity(uow, mentorship.id, "mentorship.ended")
    if words and partner.suspended_at is None and not blocked_either_way(uow, partner.id):
        start_conversation(uow, partner.id, words)
    params = {"partner": me.name, "mentorship_id": mentorship.id}
    write_letter(uow, "mentorship_ended", partner, params)
    notify(uow, partner.id, "mentorship.ended", f"/mentorships/{mentorship.id}/finish", {"name": me.name})
    uow.announce(
        in_mentorship(mentorship.id, "mentorship"),
        in_community(mentorship.mentor_id),
        *(for_member(each, "mentorships") for each in (mentorship.mentor_id, mentorship.mentee_id)),
    )
    uow.record("mentorship.ended", mentorship.id, reason=reason)


def call_meetings_off(uow: UnitOfWork, mentorship: Mentorship) -> None:
    """Nobody waits for a meeting of a mentorship that is over; the letter about its end says it for all of them."""
    open_ones = select(Meeting).where(
        Meeting.mentorship_id == mentorship.id, col(Meeting.status).in_(("proposed", "confirmed"))
    )
    ahead = [
        each for each in uow.session.exec(open_ones.with_for_update()) if not each.starts_at or each.starts_at > now()
    ]
    for meeting in ahead:
        close_proposal(uow, meeting, "withdrawn")
        call_off(uow, meeting, "cancelled")
    if ahead:
        take_out(uow, ahead, *people_of(uow, ahead[0]))
