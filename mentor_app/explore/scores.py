"""The compatibility of one person with very many at once, in columns.

The rule is that of `mentor_app.services.compatibility`, which says it for one pair in words; a test holds the
two together.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from mentor_app.explore.query import SENIORITY_FADE, SENIORITY_GAP, IndexedMember, Viewer

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Tags = Mapping[str, Mapping[str, BitMap]]

PRIORITIES = (1, 2, 3)
PRIOR = 25.0
"""Where somebody stands of whom nothing is known; a score counts in the order by its coverage."""


def numbers_in(members: BitMap) -> Numbers:
    """The members of a bitmap, ascending."""
    return np.frombuffer(members.to_array(), dtype=np.uint32).astype(np.int64)


def score_tags(member: IndexedMember) -> dict[str, tuple[str, ...]]:
    """What scores need beside the facets: values, strengths and goals by priority."""
    wanted: dict[str, tuple[str, ...]] = {
        f"goal{priority}": tuple(key for key, each in member.goals.items() if each == priority)
        for priority in PRIORITIES
    }
    return {"value": member.values, "strength": member.strengths, **wanted}


@dataclass
class Columns:
    """One number per member and fact, addressed by the member's number in the index. -1 is *not said*."""

    joined: Floats
    rank: Floats
    minutes: Floats
    in_person: Floats
    skills: Floats
    goals: Floats
    values: Floats
    strengths: Floats
    languages: Floats
    cities: Floats
    load: Floats
    free: Floats
    flash: Floats
    mentors: Floats
    mentees: Floats
    answer: Floats

    @classmethod
    def of_size(cls, size: int) -> "Columns":
        """Empty columns for `size` members."""
        return cls(**{each.name: np.zeros(size) for each in fields(cls)})

    def grow(self, size: int) -> None:
        """Make room for members numbered below `size`."""
        for each in fields(self):
            column: Floats = getattr(self, each.name)
            setattr(self, each.name, np.concatenate([column, np.zeros(size - len(column))]))

    def put(self, number: int, member: IndexedMember) -> None:
        """Note the facts of one member."""
        facts = {
            "joined": member.joined.timestamp(),
            "rank": -1 if member.rank is None else member.rank,
            "minutes": member.minutes,
            "in_person": member.in_person,
            "skills": len(member.skills),
            "goals": sum(member.goals.values()),
            "values": len(member.values),
            "strengths": len(member.strengths),
            "languages": len(member.languages),
            "cities": len(member.cities),
            "load": min(1.0, member.taken / member.capacity) if member.capacity else 1.0,
            "free": member.free > 0,
            "flash": member.offers_flash,
            "mentors": member.offers_mentoring or member.offers_flash,
            "mentees": member.seeks_mentor,
            "answer": member.answer_key,
        }
        for name, fact in facts.items():
            getattr(self, name)[number] = fact


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores 0 to 100 (not rounded; 0 where unknown), their coverage 0 to 1, and which are known."""

    score: Floats
    coverage: Floats
    known: Flags

    def rounded(self) -> Numbers:
        """Whole scores, halves up, blind to the last bits of floating point."""
        return np.floor(np.round(self.score, 6) + 0.5).astype(np.int64)


class Comparison:
    """One viewer against the members numbered in `candidates`."""

    def __init__(self, viewer: Viewer, tags: Tags, columns: Columns, candidates: BitMap) -> None:
        self._me = viewer.answers
        self._i_learn = viewer.side == "mentee"
        self._weights = viewer.weights
        self._tags = tags
        self._columns = columns
        self._candidates = candidates
        self.at = numbers_in(candidates)

    def scores(self) -> Scores:
        """Compare by every criterion; those one of the two has not answered count for nothing."""
        parts = {
            "needs": self._needs(),
            "seniority": self._seniority(),
            "values": self._jaccard("value", self._me.values, self._columns.values),
            "strengths": self._jaccard("strength", self._me.strengths, self._columns.strengths),
            "commitment": self._commitment(),
            "languages": self._shared("language", self._me.languages, self._columns.languages),
            "city": self._city(),
        }
        reached, answered = np.zeros(len(self.at)), np.zeros(len(self.at))
        for criterion, (part, known) in parts.items():
            weight = self._weights.get(criterion, 0.0)
            reached += weight * np.where(known, part, 0.0)
            answered += weight * known
        known = answered > 0
        score = 100 * np.divide(reached, answered, out=np.zeros_like(reached), where=known)
        asked = self._asked()
        coverage = np.divide(answered, asked, out=np.zeros_like(answered), where=asked > 0)
        return Scores(score, coverage, known)

    def _asked(self) -> Floats:
        """The weight of all criteria that apply: the city only when the mentee wants to meet in person."""
        everywhere = sum(weight for name, weight in self._weights.items() if name != "city")
        return np.where(self._in_person(), everywhere + self._weights.get("city", 0.0), everywhere)

    def _in_person(self) -> Flags:
        if self._i_learn:
            return np.full(len(self.at), self._me.in_person)
        return self._columns.in_person[self.at] > 0

    def _count(self, kind: str, weights: Mapping[str, float]) -> Floats:
        """For each candidate, the sum of the weights of the values of `kind` they have."""
        sums = np.zeros(len(self._columns.joined))
        having = self._tags.get(kind, {})
        for value, weight in weights.items():
            if value in having:
                sums[numbers_in(having[value] & self._candidates)] += weight
        return sums[self.at]

    def _needs(self) -> tuple[Floats, Flags]:
        if self._i_learn:
            wanted = float(sum(self._me.goals.values()))
            met = self._count("skill", {key: float(each) for key, each in self._me.goals.items()})
            return met / max(wanted, 1.0), (self._columns.skills[self.at] > 0) & (wanted > 0)
        met = np.zeros(len(self.at))
        for priority in PRIORITIES:
            met += self._count(f"goal{priority}", dict.fromkeys(self._me.skills, float(priority)))
        total = self._columns.goals[self.at]
        return met / np.maximum(total, 1.0), (total > 0) & bool(self._me.skills)

    def _seniority(self) -> tuple[Floats, Flags]:
        theirs = self._columns.rank[self.at]
        if self._me.rank is None:
            return np.zeros(len(self.at)), np.zeros(len(self.at), dtype=np.bool_)
        gap = theirs - self._me.rank if self._i_learn else self._me.rank - theirs
        outside = np.maximum(0, np.maximum(SENIORITY_GAP[0] - gap, gap - SENIORITY_GAP[1]))
        met: Floats = np.maximum(0.0, 1 - outside / SENIORITY_FADE)
        return met, theirs >= 0

    def _jaccard(self, kind: str, mine: tuple[str, ...], theirs: Floats) -> tuple[Floats, Flags]:
        common = self._count(kind, dict.fromkeys(mine, 1.0))
        sizes = theirs[self.at]
        return common / np.maximum(len(mine) + sizes - common, 1), (sizes > 0) & bool(mine)

    def _commitment(self) -> tuple[Floats, Flags]:
        theirs, mine = self._columns.minutes[self.at], float(self._me.minutes)
        offered, wanted = (theirs, mine) if self._i_learn else (mine, theirs)
        met = np.minimum(offered, wanted) / np.maximum(wanted, 1.0)
        return met, (theirs > 0) & (mine > 0)

    def _shared(self, kind: str, mine: tuple[str, ...], theirs: Floats) -> tuple[Floats, Flags]:
        common = self._count(kind, dict.fromkeys(mine, 1.0))
        return np.minimum(common, 1.0), (theirs[self.at] > 0) & bool(mine)

    def _city(self) -> tuple[Floats, Flags]:
        shared, known = self._shared("city", self._me.cities, self._columns.cities)
        return shared, known & self._in_person()


def tags_of(member: IndexedMember) -> dict[str, tuple[str, ...]]:
    """Every (kind, values) under which a member is filed."""
    return {**member.facet_values(), **score_tags(member)}


def empty_tags() -> defaultdict[str, defaultdict[str, BitMap]]:
    """Nobody filed anywhere."""
    return defaultdict(lambda: defaultdict(BitMap))
