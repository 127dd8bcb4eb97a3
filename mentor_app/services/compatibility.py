"""How well two people fit, from what both have answered, with every reason said.

A score from 0 to 100 over the criteria both have answered, and how much of the whole that is. It describes
how well offers meet wishes; it promises nothing. Gender, age, origin and photographs are never used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor
from typing import Literal

from mentor_app.explore.query import CRITERIA, SENIORITY_FADE, SENIORITY_GAP
from mentor_app.i18n.catalogue import N_

WEIGHTS: Mapping[str, float] = {
    "needs": 40,
    "seniority": 15,
    "values": 10,
    "strengths": 10,
    "commitment": 10,
    "languages": 10,
    "city": 5,
}
"""The weights of a programme that has set none."""

LABELS: Mapping[str, str] = {
    "needs": N_("Offers what is wanted"),
    "seniority": N_("Career stage"),
    "values": N_("Values in common"),
    "strengths": N_("Strengths in common"),
    "commitment": N_("Time each month"),
    "languages": N_("A language in common"),
    "city": N_("Same city for meeting in person"),
}

Outcome = Literal["counted", "not answered", "not asked"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person has said that a comparison may use.

    Args:
        offers: keys of the skills offered.
        goals: keys of the skills wanted, with priority 1 to 3.
        rank: place on the ladder of career stages from 0, None when there is none.
        minutes: a month for mentoring, 0 when not said.
        in_person: whether the person wants to meet face to face.
    """

    offers: frozenset[str] = frozenset()
    goals: Mapping[str, int] = field(default_factory=dict[str, int])
    values: frozenset[str] = frozenset()
    strengths: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    rank: int | None = None
    minutes: int = 0
    in_person: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the explanation.

    Args:
        key: one of `CRITERIA`.
        label: what it is called, in English.
        weight: its share of everything asked, in whole percent.
        score: 0 to 100, or None when it did not count.
        outcome: `not asked` for the city of people who do not wish to meet in person.
    """

    key: str
    label: str
    weight: int
    score: int | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Compatibility:
    """A score and its reasons.

    Args:
        score: 0 to 100, None when the two have answered nothing in common.
        coverage: share of the weight that was answered, 0 to 1.
        answered: how many criteria counted.
        asked: how many could have.
        criteria: all of them, in a fixed order.
    """

    score: int | None
    coverage: float
    answered: int
    asked: int
    criteria: tuple[Criterion, ...]


def compatibility(mentee: Answers, mentor: Answers, weights: Mapping[str, float] = WEIGHTS) -> Compatibility:
    """Compare one mentee with one mentor.

    Args:
        mentee: the one who learns.
        mentor: the one who helps.
        weights: for each of `CRITERIA` a weight from 0; see `effective_weights`.
    """
    parts = {key: _part(key, mentee, mentor) for key in CRITERIA}
    asked = [key for key in CRITERIA if key != "city" or mentee.in_person]
    counted = {key: part for key in asked if (part := parts[key]) is not None}
    total = sum(weights.get(key, 0.0) for key in asked)
    answered = sum(weights.get(key, 0.0) for key in counted)
    reached = sum(weights.get(key, 0.0) * part for key, part in counted.items())
    return Compatibility(
        score=half_up(100 * reached / answered) if answered else None,
        coverage=answered / total if total else 0.0,
        answered=len(counted),
        asked=len(asked),
        criteria=tuple(_explained(key, counted.get(key), key in asked, weights, total) for key in CRITERIA),
    )


def effective_weights(*layers: Mapping[str, object]) -> dict[str, float]:
    """The weights in force: the defaults, then each layer (a programme's, a viewer's) over them.

    Anything that is not a known criterion with a number from 0 to 100 is passed over.
    """
    weights = dict(WEIGHTS)
    for layer in layers:
        for key, weight in layer.items():
            if isinstance(weight, bool) or not isinstance(weight, int | float):
                continue
            if key in weights and 0 <= weight <= 100:
                weights[key] = float(weight)
    return weights


def half_up(number: float) -> int:
    """Rounded to a whole number, halves up, blind to the last bits of floating point."""
    return floor(round(number, 6) + 0.5)


def _explained(key: str, part: float | None, asked: bool, weights: Mapping[str, float], total: float) -> Criterion:
    share = half_up(100 * weights.get(key, 0.0) / total) if asked and total else 0
    outcome: Outcome = "not asked" if not asked else "not answered" if part is None else "counted"
    return Criterion(key, LABELS[key], share, None if part is None else half_up(100 * part), outcome)


def _part(key: str, mentee: Answers, mentor: Answers) -> float | None:
    """How well one criterion is met, 0 to 1; None when one of the two has not answered it."""
    if key == "needs":
        return _need_coverage(mentee.goals, mentor.offers)
    if key == "seniority":
        return _seniority(mentee.rank, mentor.rank)
    if key == "commitment":
        return _commitment(mentee.minutes, mentor.minutes)
    shares = {"languages": "languages", "city": "cities"}
    measure, name = (_shared, shares[key]) if key in shares else (_jaccard, key)
    return measure(getattr(mentee, name), getattr(mentor, name))


def _need_coverage(goals: Mapping[str, int], offers: frozenset[str]) -> float | None:
    """The share of what is wanted that is offered, each goal by its priority."""
    if not goals or not offers:
        return None
    return sum(priority for key, priority in goals.items() if key in offers) / sum(goals.values())


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float | None:
    """What two sets share, of all they hold."""
    return len(one & other) / len(one | other) if one and other else None


def _shared(one: frozenset[str], other: frozenset[str]) -> float | None:
    """1 when the sets share anything: a second common language makes no better conversation."""
    return float(not one.isdisjoint(other)) if one and other else None


def _seniority(mentee: int | None, mentor: int | None) -> float | None:
    """1 when the mentor is one to three rungs ahead, less with every rung outside, 0 from three on."""
    if mentee is None or mentor is None:
        return None
    gap = mentor - mentee
    outside = max(0, SENIORITY_GAP[0] - gap, gap - SENIORITY_GAP[1])
    return max(0.0, 1 - outside / SENIORITY_FADE)


def _commitment(wanted: int, offered: int) -> float | None:
    """The share of the time wanted that is offered."""
    return min(offered, wanted) / wanted if wanted and offered else None
