"""What goes into the community index and what comes out: plain dataclasses, no tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Sort = Literal["best", "soonest", "newest"]
Side = Literal["mentee", "mentor"]

PAGE_SIZE = 24
FACETS = (
    "skill",
    "help_area",
    "industry",
    "function",
    "language",
    "city",
    "stage",
    "format",
    "minutes",
    "role",
    "free",
    "flash",
    "programme",
)
"""The facets, in the order in which pages show them. `free` and `flash` know the one value `yes`."""

CRITERIA = ("needs", "seniority", "values", "strengths", "commitment", "languages", "city")
"""What a score is made of, in the order in which it is explained."""

SENIORITY_GAP = (1, 3)
"""How many rungs above the mentee a mentor best stands."""

SENIORITY_FADE = 3
"""So many rungs outside the best gap, seniority counts nothing."""


@dataclass(frozen=True, slots=True)
class IndexedMember:
    """One member as the index sees them. Whoever is not to be found by anyone is not given to the index.

    Args:
        id: the member.
        version: of what follows; a higher one replaces a lower one.
        name: shown and searched; a match in it counts more.
        text: everything else that can be searched.
        joined: when the member came (aware).
        programmes: ids of the programmes they take part in.
        skills: keys of the skills offered.
        goals: skill keys wanted, with priority 1 to 3.
        help_areas, industries, functions, languages, cities, formats, values, strengths: vocabulary values.
        stage: career stage, "" when not said; `rank` its place on the ladder from 0, None when it has none.
        in_person: whether the member wants to meet face to face.
        minutes: a month, 0 when not said.
        offers_mentoring, seeks_mentor, offers_flash: what the member is here for.
        capacity, taken: places for mentees, and how many are taken.
        answer_hours: the typical time to an answer in hours, None when too few are known.
        answered_share: how many of a hundred requests were answered at all, None likewise.
    """

    id: str
    version: int
    name: str
    text: str
    joined: datetime
    programmes: frozenset[str] = frozenset()
    skills: tuple[str, ...] = ()
    goals: Mapping[str, int] = field(default_factory=dict[str, int])
    help_areas: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    stage: str = ""
    rank: int | None = None
    in_person: bool = False
    minutes: int = 0
    offers_mentoring: bool = False
    seeks_mentor: bool = False
    offers_flash: bool = False
    capacity: int = 0
    taken: int = 0
    answer_hours: float | None = None
    answered_share: int | None = None

    @property
    def free(self) -> int:
        """How many more mentees this member has room for; 0 for those who do not offer mentoring."""
        return max(0, self.capacity - self.taken) if self.offers_mentoring else 0

    @property
    def answer_key(self) -> float:
        """Hours until an answer is expected, three days when nothing is known."""
        return 72.0 if self.answer_hours is None else min(self.answer_hours, 720.0)

    def facet_values(self) -> dict[str, tuple[str, ...]]:
        """For each facet, the values under which this member is found."""
        return {
            "skill": self.skills,
            "help_area": self.help_areas,
            "industry": self.industries,
            "function": self.functions,
            "language": self.languages,
            "city": self.cities,
            "stage": (self.stage,) if self.stage else (),
            "format": self.formats,
            "minutes": (str(self.minutes),) if self.minutes else (),
            "role": ("mentor",) * self.offers_mentoring + ("mentee",) * self.seeks_mentor,
            "free": ("yes",) if self.free else (),
            "flash": ("yes",) if self.offers_flash else (),
            "programme": tuple(self.programmes),
        }


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person looking: what they are compared by, and whom they may and may not meet.

    Args:
        answers: the person as the index would hold them (also when nobody can find them).
        side: `mentee` looks for mentors, `mentor` for mentees.
        weights: a weight from 0 for each of `CRITERIA`.
        programmes: only members of one of these are seen.
        hidden: member ids never shown: those blocked either way.
        ignored: member ids the person does not want; they come last.
    """

    answers: IndexedMember
    side: Side
    weights: Mapping[str, float]
    programmes: frozenset[str]
    hidden: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CommunityQuery:
    """A search. Within one facet any chosen value will do; all facets and all words must agree.

    Args:
        text: what was typed.
        chosen: facet -> values; facets and values nobody has simply find nobody.
        sort: the order.
        page: from 1.
    """

    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    sort: Sort = "best"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found. `score` is None when the two have answered nothing in common."""

    id: str
    score: int | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter whose removal finds somebody: facet `text` is the search words."""

    facet: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a `CommunityQuery`.

    Args:
        total: how many people match.
        page: the page of `hits`: the last one when a later one was asked for.
        hits: those of the page asked for.
        counts: facet -> value -> how many would be found if this value alone were chosen in its facet and
            everything else stayed. Values with nobody are left out, unless chosen.
        relaxations: only when nobody matches; the most helpful first.
    """

    total: int
    page: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]
    relaxations: tuple[Relaxation, ...] = ()
