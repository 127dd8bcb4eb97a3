"""Beside a request: why its two people fit, and who the other one is, as far as the reader may know now."""

from dataclasses import dataclass, field

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.explore.query import Side
from mentor_app.services.member_pages import Explanation, explain
from mentor_app.services.profiles import get_profile
from mentor_app.services.texts import preview

ABOUT, MOST_SKILLS = 260, 5


@dataclass(frozen=True)
class PartnerDetail:
    """Beside the request: why the two fit, and what the partner says of themselves, as the actor may see it."""

    why: Explanation = field(default_factory=Explanation)
    about: str = ""
    offers: list[str] = field(default_factory=list[str])
    goals: list[str] = field(default_factory=list[str])


def beside(uow: UnitOfWork, other: str, side: Side) -> PartnerDetail:
    """What the actor may know of the other person now; nothing when they may no longer see each other.

    Args:
        uow: the transaction.
        other: the other person's id.
        side: whether the actor is compared as a mentee or as a mentor.
    """
    try:
        profile = get_profile(uow, other)
        why = explain(uow, other, side)
    except NotFound:
        return PartnerDetail()
    return PartnerDetail(
        why=why,
        about=preview(profile.texts.biography, ABOUT),
        offers=[item.name for item in profile.offers[:MOST_SKILLS]],
        goals=[item.name for item in profile.goals[:MOST_SKILLS]],
    )
