"""Skills: a curated list with aliases, and the normalisation that makes different spellings one skill."""

import re
import unicodedata
from dataclasses import dataclass

from mentor_app.vocabularies.folding import fold
from mentor_app.vocabularies.skill_names import NAMES

LONGEST = 80
_VERSION = re.compile(r"v?\d[\dx]*$")
_SIGNS = frozenset("+#")


@dataclass(frozen=True, slots=True)
class SkillName:
    """A skill of the curated list.

    Args:
        key: what rows keep.
        name: what people read.
        field: the part of the list it stands in, such as `technology`.
    """

    key: str
    name: str
    field: str


def _compact(name: str) -> str:
    """Letters and digits only, with the plus and the hash of C++ and C# where they follow a letter."""
    text = fold(name).replace("&", "and")
    kept: list[str] = []
    for sign in text:
        follows = bool(kept) and (kept[-1] in _SIGNS or kept[-1].isalpha())
        marks = bool(kept) and unicodedata.category(sign).startswith("M")
        if sign.isalnum() or marks or (sign in _SIGNS and follows):
            kept.append(sign)
    return fold("".join(kept))[:LONGEST]


def _read(names: dict[str, str]) -> tuple[tuple[SkillName, ...], dict[str, str]]:
    skills: list[SkillName] = []
    known: dict[str, str] = {}
    for field, lines in names.items():
        for line in lines.strip().splitlines():
            name, _, aliases = line.partition("|")
            skill = SkillName(_compact(name), name.strip(), field)
            skills.append(skill)
            for spelling in (name, *aliases.split(",")):
                if spelling.strip():
                    known.setdefault(_compact(spelling), skill.key)
    return tuple(skills), known


SKILLS, _KNOWN = _read(NAMES)
_BY_KEY = {skill.key: skill for skill in SKILLS}


def skill_key(name: str) -> str:
    """The key under which a skill is kept, however it was spelled; applying it to a key changes nothing.

    `React`, `react.js` and `ReactJS 18` are one; `C`, `C++` and `C#` are three. A trailing version is dropped
    only where what is left is a skill of the list, so `Python 3.12` is Python and `ISO 9001` stays itself.

    Returns:
        at most 80 characters; empty when the name holds no letter or digit.
    """
    compact = _compact(name)
    if not compact:
        return ""
    for spelling in (compact, _VERSION.sub("", compact)):
        if spelling in _KNOWN:
            return _KNOWN[spelling]
    while compact.endswith("js") and len(compact) > 4:
        compact = compact[:-2]
        if compact in _KNOWN:
            return _KNOWN[compact]
    return compact


def named_skill(name: str) -> tuple[str, str, bool]:
    """The key of a skill, the name to show, and whether it is a free addition (shown as it was typed)."""
    key = skill_key(name)
    curated = _BY_KEY.get(key)
    return (key, curated.name, False) if curated else (key, " ".join(name.split()), True)
