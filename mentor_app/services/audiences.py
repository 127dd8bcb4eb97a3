"""Who may see which part of a profile."""

from typing import Any, Literal, Protocol

from mentor_app.i18n.catalogue import N_
from mentor_app.vocabularies.choice import Choice

Relation = Literal["me", "partner", "member"]

AUDIENCES: tuple[Choice, ...] = (
    Choice("members", N_("Members")),
    Choice("partners", N_("My mentoring partners")),
    Choice("me", N_("Only me")),
)

PARTS: tuple[str, ...] = (
    "email",
    "pronouns",
    "biography",
    "job_title",
    "organisation",
    "career_stage",
    "successes",
    "job_history",
    "place",
    "course",
    "transitions",
    "language",
    "city",
    "industry",
    "function",
    "offers",
    "goals",
    "help_area",
    "strength",
    "value",
    "channel",
    "format",
)
"""The parts with an audience of their own. Name and headline are for every member, or nobody could be found."""

_SEES: dict[Relation, frozenset[str]] = {
    "me": frozenset({"members", "partners", "me"}),
    "partner": frozenset({"members", "partners"}),
    "member": frozenset({"members"}),
}


class HasAudiences(Protocol):
    """A profile, as far as audiences go."""

    audiences: dict[str, Any]


def audience_of(profile: HasAudiences, part: str) -> str:
    """`members`, `partners` or `me`. E-mail address and achievements are for oneself until their owner chooses."""
    return str(profile.audiences.get(part) or ("me" if part in ("email", "achievements") else "members"))


def sees(profile: HasAudiences, part: str, relation: Relation) -> bool:
    """Whether somebody in this relation to its owner may see one part of a profile."""
    return audience_of(profile, part) in _SEES[relation]


def visible_parts(profile: HasAudiences, relation: Relation) -> frozenset[str]:
    """The parts of a profile that somebody in this relation to its owner may see."""
    return frozenset(part for part in PARTS if audience_of(profile, part) in _SEES[relation])
