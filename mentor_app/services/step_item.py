"""One thing that waits for a member, and how many and how old such things may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

MOST_STEPS = 12
LATELY = timedelta(days=14)
"""So long what is over asks for a word, and a letter that failed for a hand."""


@dataclass(frozen=True)
class StepItem:
    """Something that waits for me: its kind, whom it is about, the words and the number it needs, where it is done."""

    kind: str
    name: str
    detail: str
    link: str
    count: int = 1


Steps = Iterator[StepItem]
