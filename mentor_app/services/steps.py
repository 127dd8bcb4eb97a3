"""What waits for a member, from facts alone: a small function for each kind of thing, and one order for all of them.

The functions stand by where things are done: `inbox_steps`, `mentorship_steps`, `programme_steps`. A new kind needs its
place in `URGENCY`, and its words in `components.home`.
"""

from collections.abc import Callable

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import CalendarAccount, MeetingCopy
from mentor_app.services.inbox_steps import messages, next_choice, referrals, requests
from mentor_app.services.mentorship_steps import evaluations, meetings, next_in_workspaces, pulses, questions
from mentor_app.services.mentorships import MentorshipItem
from mentor_app.services.programme_steps import staff
from mentor_app.services.step_item import MOST_STEPS, StepItem, Steps

COMPLETE_ENOUGH = 60
URGENCY = (
    *("concerns", "choose_time", "say", "answer", "reply", "times", "offer", "referral", "next_choice"),
    *("approve_agreement", "calendar", "message", "messages", "question", "draft_agreement", "prepare_agenda"),
    *("set_goals", "tick_agenda", "prepare_end", "pulse", "evaluate", "letters", "profile"),
)
"""The kinds of steps, the most urgent first: people who wait come before one's own plans."""


def list_steps(uow: UnitOfWork, mentorships: list[MentorshipItem], percent: int) -> list[StepItem]:
    """Everything that waits for the actor, who has been checked, the most urgent first.

    Args:
        mentorships: the actor's own.
        percent: how complete their profile is.
    """
    found = [step for kind in KINDS for step in kind(uow, uow.actor.id)]
    found += [step for step in next_in_workspaces(mentorships) if step.kind in URGENCY]
    if percent < COMPLETE_ENOUGH:
        found.append(StepItem("profile", "", str(percent), "/profile"))
    return sorted(found, key=lambda step: URGENCY.index(step.kind))[:MOST_STEPS]


def calendars(uow: UnitOfWork, me: str) -> Steps:
    """A calendar that only its owner can help, or that asks what its owner meant."""
    troubled = (
        select(CalendarAccount.id)
        .where(CalendarAccount.member_id == me)
        .where(
            or_(
                col(CalendarAccount.is_stopped),
                CalendarAccount.status == "refused",
                col(CalendarAccount.trouble).in_(("needs_consent", "many_gone")),
            )
        )
    )
    asking = select(MeetingCopy.id).where(MeetingCopy.member_id == me, MeetingCopy.question == "gone")
    if uow.session.exec(select(troubled.exists() | asking.exists())).one():
        yield StepItem("calendar", "", "", "/calendar")


KINDS: tuple[Callable[[UnitOfWork, str], Steps], ...] = (
    *(requests, referrals, next_choice, meetings, pulses, messages, questions, calendars, evaluations),
    staff,
)
