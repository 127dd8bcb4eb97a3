"""Words of members, cleaned before they reach a header or a letter (RFC 5322 section 2.2).

A line break in a name can then neither add a header nor make the letter one that can never be sent.
"""

import unicodedata

LINE = 150
"""Most characters of a value that may stand in a line, such as a name in a subject."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def line(value: str, most: int = LINE) -> str:
    """One line of visible characters: controls, formats and surrogates become spaces, and spaces one."""
    seen = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in value)
    return _cut(" ".join(seen.split()), most)


def prose(value: str, most: int = 4000) -> tuple[str, ...]:
    """Lines of what a member wrote, each cleaned as `line` does; empty lines stay, at most one at a time."""
    lines = [line(each, most) for each in _cut(value, most).splitlines()]
    return tuple(each for place, each in enumerate(lines) if each or (place and lines[place - 1]))


def _cut(value: str, most: int) -> str:
    return value if len(value) <= most else value[: most - 1].rstrip() + "…"
