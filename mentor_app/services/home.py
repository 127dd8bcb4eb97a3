"""*My mentoring*: what waits for me, my mentorships, and who fits."""

from dataclasses import dataclass, field

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import Side
from mentor_app.services.community import best_matches, usual_side
from mentor_app.services.inbox import list_threads
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.mentorships import MentorshipItem, list_mentorships
from mentor_app.services.people import first_name_of
from mentor_app.services.profiles import get_my_profile
from mentor_app.services.referrals import list_referrals

MOST_STEPS = 6


@dataclass(frozen=True)
class StepItem:
    """Something that waits for me: its kind, whom it is about, the words it needs, and where it is done."""

    kind: str
    name: str
    detail: str
    link: str


@dataclass(frozen=True)
class HomeDetail:
    """Everything on the page. `percent` is how complete the profile is; `side` whose matches are shown."""

    first_name: str
    steps: list[StepItem]
    mentorships: list[MentorshipItem]
    matches: list[MemberCard] = field(default_factory=list[MemberCard])
    side: Side = "mentee"
    percent: int = 0


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
    steps = [*_answers(uow), *_workspaces(mentorships), *_profile_steps(percent)]
    return HomeDetail(
        first_name=first_name_of(profile.name),
        steps=steps[:MOST_STEPS],
        mentorships=mentorships,
        matches=matches,
        side=side or usual_side(uow),
        percent=percent,
    )


def _answers(uow: UnitOfWork) -> list[StepItem]:
    asked = [StepItem("referral", each.referrer.name, "", "/inbox?shelf=requests") for each in list_referrals(uow)]
    return asked + [
        StepItem("answer", thread.partner.name, thread.preview, f"/inbox?shelf=requests&request={thread.id}")
        for thread in list_threads(uow, "requests", MOST_STEPS)
    ]


def _workspaces(mentorships: list[MentorshipItem]) -> list[StepItem]:
    return [
        StepItem(item.next_step, item.partner.name, "", _place_of(item))
        for item in mentorships
        if item.is_active and item.next_step != "keep_going"
    ]


def _place_of(item: MentorshipItem) -> str:
    about = {"choose_time": "/meetings", "draft_agreement": "/agreement", "approve_agreement": "/agreement"}
    return f"/mentorships/{item.id}" + about.get(item.next_step, "")


def _profile_steps(percent: int) -> list[StepItem]:
    enough = 60
    return [StepItem("profile", "", str(percent), "/profile")] if percent < enough else []
