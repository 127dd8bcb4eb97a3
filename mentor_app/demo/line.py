"""Whom Maya has lined up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from mentor_app.demo.cast import MAYA
from mentor_app.demo.circle import GRETA, HANA
from mentor_app.demo.planting import id_of
from mentor_app.models import RankedChoice

_LINE = (
    (
        GRETA,
        "You changed direction late and say that the second year was the hard one. May I show you my plan for it?",
        "Career change",
    ),
    (
        HANA,
        "Since your talk about charts I draw mine by hand first. I would like to hear the truth about some of them.",
        "Data storytelling",
    ),
)
"""Mentor, words and goal of those whom Maya would ask next."""


def line_of_maya(at: datetime) -> Iterator[SQLModel]:
    """Whom Maya would ask next."""
    for position, (mentor, words, goal) in enumerate(_LINE):
        yield RankedChoice(
            mentee_id=id_of(MAYA),
            mentor_id=id_of(mentor),
            position=position,
            message=words,
            goals=[goal],
            months=6,
            frequency="monthly",
            created_at=at - timedelta(days=2 - position),
        )
