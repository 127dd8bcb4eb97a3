"""*My mentoring*: what waits for me, my mentorships, and who fits."""

from dataclasses import dataclass, field

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import Side
from mentor_app.realtime.changes import LETTERS, for_member, in_mentorship
from mentor_app.security.coordination import led_programmes
from mentor_app.services.choices import choices_of
from mentor_app.services.community import best_matches, usual_side
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.mentorships import MentorshipItem, list_mentorships
from mentor_app.services.people import first_name_of
from mentor_app.services.profiles import get_my_profile
from mentor_app.services.step_item import StepItem
from mentor_app.services.steps import list_steps


@dataclass(frozen=True)
class HomeDetail:
    """What is the member's own on the page. `percent` is how complete the profile is.

    `follows` are the topics of what is on it, beside the member's own.
    """

    first_name: str
    steps: list[StepItem]
    mentorships: list[MentorshipItem]
    percent: int = 0
    follows: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatchesDetail:
    """Who fits, and `side`, from which the member looks: as a `mentee` for mentors, as a `mentor` for mentees."""

    cards: list[MemberCard] = field(default_factory=list[MemberCard])
    side: Side = "mentee"


def home(uow: UnitOfWork) -> HomeDetail:
    """The actor's own page, without who fits."""
    profile = get_my_profile(uow)
    mentorships = list_mentorships(uow)
    percent = profile.completeness.percent
    return HomeDetail(
        first_name=first_name_of(profile.name),
        steps=list_steps(uow, mentorships, percent),
        mentorships=mentorships,
        percent=percent,
        follows=(
            *(in_mentorship(item.id, "").topic for item in mentorships if item.is_active),
            # Whoever pauses is not next in the line any more.
            *(for_member(choice.mentor_id, "profile").topic for choice in choices_of(uow, uow.actor.id)),
            *([LETTERS] if led_programmes(uow) else []),
        ),
    )


def find_matches(uow: UnitOfWork, side: Side | None = None) -> MatchesDetail:
    """Who fits the actor; everybody's page asks this at every change of anybody's card.

    Args:
        side: by default what the member seeks or offers.
    """
    # First, because on SQLite the first question fixes what this transaction sees.
    cards = best_matches(uow, side)
    return MatchesDetail(cards, side or usual_side(uow))
