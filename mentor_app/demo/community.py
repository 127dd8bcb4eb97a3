"""Invented members, any number of them, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from mentor_app.demo.names import REGIONS, SECOND_LANGUAGES, SPOKEN, Region
from mentor_app.demo.paths import PATHS, Path
from mentor_app.demo.voices import BEGINNERS, CRAFTS, MENTEES, MENTORS, SUCCESSES, TRANSITIONS, TURNS
from mentor_app.vocabularies import CHANNELS, FORMATS, STRENGTHS, VALUES, Choice
from mentor_app.vocabularies.folding import fold

STAGES: tuple[tuple[str, ...], ...] = (
    ("student", "graduate", "early"),
    ("early", "mid"),
    ("mid", "senior"),
    ("senior", "executive"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented member: everything an account and a profile hold.

    Args:
        texts: columns of the profile by name.
        tags: values by kind.
        offers: skill names with levels.
        goals: skill names with priorities.
    """

    name: str
    email: str
    locale: str
    time_zone: str
    texts: dict[str, Any]
    tags: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    offers: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    goals: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])


def community(size: int, seed: int = 1) -> list[Person]:
    """`size` invented members with distinct addresses; the first of a larger community are the same people."""
    chance = random.Random(seed)  # noqa: S311 - invented people, not secrets
    names = _names(chance)
    return [_person(chance, *next(names)) for _ in range(size)]


def _names(chance: random.Random) -> Iterator[tuple[str, str, str, Region]]:
    used: set[str] = set()
    for number in count():
        region = REGIONS[number % len(REGIONS)]
        given, family, pronoun = _name(chance, region)
        for _ in range(12):
            if _address(given, family) not in used:
                break
            given, family, pronoun = _name(chance, region)
        address = _address(given, family)
        address = f"{address}.{number}" if address in used else address
        used.add(address)
        yield f"{given} {family}", f"{address}@demo.example", pronoun, region


def _name(chance: random.Random, region: Region) -> tuple[str, str, str]:
    given, _, pronoun = chance.choice(region.given).partition(":")
    return given, chance.choice(region.family), pronoun


def _address(given: str, family: str) -> str:
    return f"{_ascii(given)}.{_ascii(family)}"


def _ascii(name: str) -> str:
    return fold(name).replace("đ", "d").replace("ł", "l").replace("ø", "o")


def _person(chance: random.Random, name: str, email: str, pronoun: str, region: Region) -> Person:
    path = chance.choice(PATHS)
    rank = chance.choices(range(4), weights=(26, 30, 26, 18))[0]
    city, country, zone = chance.choice(region.cities)
    mentors = chance.random() < (0.12, 0.55, 0.85, 0.9)[rank]
    seeks = not mentors or chance.random() < 0.25
    texts = _texts(chance, path, rank, city)
    texts |= {"country": country, "pronouns": _pronouns(pronoun)}
    texts |= _preferences(chance, mentors=mentors, seeks=seeks)
    offers = _offers(chance, path, rank) if mentors else []
    texts["biography"] = _biography(chance, path, texts, offers, rank)
    return Person(
        name=name,
        email=email,
        locale=region.locale if country in {"AT", "DE", "FR"} else "en",
        time_zone=zone,
        texts=texts,
        tags=_tags(chance, path, country, city, mentors=mentors),
        offers=offers,
        goals=[(skill, chance.randint(1, 3)) for skill in _some(chance, path.wants, 2, 4)] if seeks else [],
    )


def _texts(chance: random.Random, path: Path, rank: int, city: str) -> dict[str, Any]:
    title, employer = path.titles[rank], chance.choice(path.employers)
    year = 2025 - chance.randint((0, 4, 10, 18)[rank], (6, 12, 22, 36)[rank])
    earlier = [
        f"{year + 1 + 4 * step}–{year + 5 + 4 * step}: {path.titles[step]}, {chance.choice(path.employers)}"
        for step in range(rank)
        if year + 5 + 4 * step < 2026
    ]
    return {
        "headline": f"{title}, {employer}" if rank else f"{title} at {employer}",
        "job_title": title,
        "organisation": employer,
        "city": city,
        "course": path.course,
        "course_year": year,
        "career_stage": chance.choice(STAGES[rank]),
        "job_history": [{"line": line} for line in reversed(earlier)],
        "successes": chance.choice(SUCCESSES) if rank and chance.random() < 0.7 else "",
        "transitions": chance.choice(TRANSITIONS) if chance.random() < 0.35 else "",
    }


def _biography(
    chance: random.Random, path: Path, texts: dict[str, Any], offers: list[tuple[str, int]], rank: int
) -> str:
    words = {
        "city": texts["city"],
        "course": path.course.lower(),
        "year": texts["course_year"],
        "title": str(texts["job_title"]).lower(),
        "employer": texts["organisation"],
    }
    known = [name if name.isupper() or name[1:] != name[1:].lower() else name.lower() for name, _ in offers]
    sentences = [chance.choice(BEGINNERS if rank == 0 else path.says)]
    if len(known) > 1:
        words |= {"one": known[0], "two": known[1]}
        sentences.append(chance.choice(CRAFTS))
    sentences += [chance.choice(TURNS), chance.choice(MENTORS if offers else MENTEES)]
    return " ".join(sentence.format(**words) for sentence in sentences)


def _preferences(chance: random.Random, *, mentors: bool, seeks: bool) -> dict[str, Any]:
    return {
        "offers_mentoring": mentors,
        "seeks_mentor": seeks,
        "offers_flash": mentors and chance.random() < 0.45,
        "is_active": chance.random() > 0.04,
        "time_commitment": chance.choice((15, 30, 60, 60, 120)),
        "capacity": chance.choice((1, 2, 2, 2, 3)),
        "capacity_is_hard": chance.random() < 0.2,
    }


def _pronouns(word: str) -> str:
    return {
        "she": "she / her",
        "he": "he / him",
        "they": "they / them",
        "elle": "elle",
        "ella": "ella",
    }.get(word, "")


def _offers(chance: random.Random, path: Path, rank: int) -> list[tuple[str, int]]:
    extra = chance.choice(("Mentoring", "Career planning", "Feedback", "Time management", "Public speaking"))
    chosen = [*_some(chance, path.knows, 3, 6), extra]
    return [(skill, min(4, max(2, rank + chance.randint(0, 2)))) for skill in dict.fromkeys(chosen)]


def _tags(chance: random.Random, path: Path, country: str, city: str, *, mentors: bool) -> dict[str, list[str]]:
    spoken = ["en", *SPOKEN.get(country, ())]
    if chance.random() < 0.3:
        spoken.append(chance.choice(SECOND_LANGUAGES))
    return {
        "industry": [path.industry],
        "function": [path.function],
        "language": list(dict.fromkeys(spoken)),
        "city": [city] if chance.random() < 0.6 else [],
        "help_area": _some(chance, path.helps, 1, 3) if mentors else [],
        "strength": _values(chance, STRENGTHS, 3),
        "value": _values(chance, VALUES, 2) if chance.random() < 0.5 else [],
        "channel": ["message", *_values(chance, CHANNELS[2:], 2)],
        "format": _values(chance, FORMATS, 2),
    }


def _some(chance: random.Random, choices: tuple[str, ...], least: int, most: int) -> list[str]:
    return chance.sample(choices, min(len(choices), chance.randint(least, most)))


def _values(chance: random.Random, choices: tuple[Choice, ...], number: int) -> list[str]:
    return [choice.value for choice in chance.sample(choices, number)]
