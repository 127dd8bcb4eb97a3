"""*My mentoring*: what waits for me, my mentorships, and who fits."""

from dataclasses import dataclass, field

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import Side
from mentor_app.realtime.changes import LETTERS, in_mentorship
from mentor_app.security.coordination import led_programmes
from mentor_app.services.community import best_matches, usual_side
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.mentorships import MentorshipItem, list_mentorships
from mentor_app.services.people import first_name_of
from mentor_app.services.profiles import get_my_profile
from mentor_app.services.step_item import StepItem
from mentor_app.services.steps import list_steps


@dataclass(frozen=True)
class HomeDetail:
    """Everything on the page. `percent` is how complete the profile is; `side` whose matches are shown.

    `follows` are the topics of what is on it, beside the member's own.
    """

    first_name: str
    steps: list[StepItem]
    mentorships: list[MentorshipItem]
    matches: list[MemberCard] = field(default_factory=list[MemberCard])
    side: Side = "mentee"
    percent: int = 0
    follows: tuple[str, ...] = ()


def home(uow: UnitOfWork, side: Side | None = None) -> HomeDetail:
    """The actor's own page.

    Args:
        side: `mentee` to look for mentors, `mentor` for mentees; by default what the member seeks or offers.
    """
    # First, because on SQLite the first question fixes what this transaction sees.
    matches = best_matches(uow, side)
    profile = get_my_profile(uow)
    mentorships = list_mentorships(uow)
    percent = profile.completeness.percent
    return HomeDetail(
        first_name=first_name_of(profile.name),
        steps=list_steps(uow, mentorships, percent),
        mentorships=mentorships,
        matches=matches,
        side=side or usual_side(uow),
        percent=percent,
        follows=(
            *(in_mentorship(item.id, "").topic for item in mentorships if item.is_active),
            *([LETTERS] if led_programmes(uow) else []),
        ),
    )
