"""Facets as people read them: values with counts, chips for what is chosen, hints for what is too much."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import Found, Viewer
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Programme
from mentor_app.services.member_cards import locale_of, skill_names
from mentor_app.vocabularies import CAREER_STAGES, TIME_COMMITMENTS, label, language_name

SHOWN_VALUES = 4
Chosen = Mapping[str, Collection[str]]
Key = tuple[str, str]

_TITLES = {
    "wanted": N_("Help I want"),
    "skill": N_("Help offered"),
    "help_area": N_("Areas of help"),
    "industry": N_("Industry"),
    "function": N_("Job function"),
    "language": N_("Languages"),
    "city": N_("City"),
    "stage": N_("Career stage"),
    "format": N_("Meeting format"),
    "minutes": N_("Time each month"),
    "role": N_("Here to"),
    "available": N_("Availability"),
    "programme": N_("Programme"),
}
_ORDER = (
    "skill",
    "available",
    "format",
    "language",
    "city",
    "help_area",
    "industry",
    "function",
    "stage",
    "minutes",
    "role",
    "programme",
)
_FLAGS = {
    ("free", "yes"): N_("Has a free place"),
    ("flash", "yes"): N_("Open to flash meetings"),
    ("role", "mentor"): N_("Mentor others"),
    ("role", "mentee"): N_("Find a mentor"),
}
_KIND = {"stage": "career_stage", "minutes": "time_commitment"}
_FIXED = {
    "stage": [choice.value for choice in CAREER_STAGES],
    "minutes": [choice.value for choice in TIME_COMMITMENTS],
    "role": ["mentor", "mentee"],
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that may be ticked; `label` is an English key, or a name in the reader's language."""

    facet: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Values under one title. `size` is how many there are: more than are shown unless `is_whole`."""

    name: str
    title: str
    size: int
    is_foldable: bool = False
    is_whole: bool = True
    choices: list[FacetValue] = field(default_factory=list[FacetValue])


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; facet `text` is the search."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What to leave out so that somebody is found: a value, or a facet's title, and how many then remain."""

    facet: str
    label: str
    count: int


def facet_groups(
    uow: UnitOfWork, viewer: Viewer, found: Found, chosen: Chosen, opened: Collection[str]
) -> list[FacetGroup]:
    """All facets with something to choose, each with its most frequent values and whatever is chosen."""
    drafts = [
        _draft(name, keys, chosen, opened)
        for facet in _ORDER
        for name, keys in _split(facet, _counted(facet, viewer, found), viewer)
        if keys
    ]
    names = _names(uow, _by_facet(key for draft in drafts for key in draft.shown))
    return [
        FacetGroup(
            draft.name,
            _TITLES[draft.name],
            draft.size,
            draft.name not in _FIXED and draft.size > SHOWN_VALUES,
            len(draft.shown) == draft.size,
            [
                FacetValue(*key, _label(*key, names), count, key[1] in chosen.get(key[0], ()))
                for key, count in draft.shown.items()
            ],
        )
        for draft in drafts
    ]


def chips_of(uow: UnitOfWork, chosen: Chosen, text: str) -> list[Chip]:
    """Everything that narrows the search, the words first."""
    pairs = [(facet, value) for facet, values in chosen.items() for value in values]
    names = _names(uow, _by_facet(pairs))
    words = [Chip("text", text, text)] if text.strip() else []
    return words + [Chip(facet, value, _label(facet, value, names)) for facet, value in pairs]


def hints_of(uow: UnitOfWork, found: Found, chosen: Chosen, text: str) -> list[Hint]:
    """For an empty answer, each single filter worth leaving out, the most helpful first."""
    names = _names(uow, _by_facet((each, value) for each, values in chosen.items() for value in values))

    def words(facet: str) -> str:
        values = () if facet == "text" else tuple(chosen[facet])
        if len(values) == 1:
            return _label(facet, values[0], names)
        return text if facet == "text" else _TITLES[facet]

    return [Hint(hint.facet, words(hint.facet), hint.count) for hint in found.relaxations]


def _by_facet(pairs: Iterable[Key]) -> dict[str, dict[str, int]]:
    sorted_in: dict[str, dict[str, int]] = {}
    for facet, value in pairs:
        sorted_in.setdefault(facet, {})[value] = 0
    return sorted_in


def _counted(facet: str, viewer: Viewer, found: Found) -> dict[Key, int]:
    """The values of a facet in the order of the page: ladders climb, the rest by count, then by name."""
    if facet == "available":
        return {(each, "yes"): found.counts[each]["yes"] for each in ("free", "flash") if found.counts.get(each)}
    counts = found.counts.get(facet, {})
    if facet == "programme":  # which other programmes somebody is in is not everyone's business
        mine = {value: count for value, count in counts.items() if value in viewer.programmes}
        counts = mine if len(viewer.programmes) > 1 else {}
    places = {value: place for place, value in enumerate(_FIXED.get(facet, ()))}
    ordered = sorted(counts, key=lambda value: (places.get(value, 99), -counts[value], value))
    return {(facet, value): counts[value] for value in ordered}


def _split(facet: str, keys: dict[Key, int], viewer: Viewer) -> list[tuple[str, dict[Key, int]]]:
    """Skills in two groups: those the reader wants, and the others."""
    if facet != "skill":
        return [(facet, keys)]
    goals = viewer.answers.goals
    wanted = {key: count for key, count in keys.items() if key[1] in goals}
    return [("wanted", wanted), (facet, {key: count for key, count in keys.items() if key not in wanted})]


def _draft(name: str, keys: dict[Key, int], chosen: Chosen, opened: Collection[str]) -> "_Draft":
    if name in opened or name in _FIXED:
        return _Draft(name, len(keys), keys)
    frequent = set(list(keys)[:SHOWN_VALUES])
    shown = {key: count for key, count in keys.items() if key in frequent or key[1] in chosen.get(key[0], ())}
    return _Draft(name, len(keys), shown)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A group before its values have names."""

    name: str
    size: int
    shown: dict[Key, int]


def _names(uow: UnitOfWork, counts: Mapping[str, Mapping[str, int]]) -> dict[Key, str]:
    """Names that no list of ours knows: of skills and programmes from the database, of languages by CLDR."""
    locale = locale_of(uow)
    skills = skill_names(uow, counts.get("skill", {}))
    programmes = uow.session.exec(
        select(Programme.id, Programme.name).where(col(Programme.id).in_(counts.get("programme", {})))
    )
    return (
        {("skill", key): name for key, name in skills.items()}
        | {("programme", key): name for key, name in programmes}
        | {("language", code): language_name(code, locale) for code in counts.get("language", {})}
    )


def _label(facet: str, value: str, names: Mapping[Key, str]) -> str:
    known = names.get((facet, value)) or _FLAGS.get((facet, value))
    if known:
        return known
    if facet == "format":
        channel = label("channel", value)
        return channel if channel != value else label("format", value)
    return label(_KIND.get(facet, facet), value)
