"""Lists that people put in order."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A row with a place in a list."""

    id: str
    position: int


R = TypeVar("R", bound=Placed)


def move_to(rows: Sequence[R], moved_id: str, place: int) -> None:
    """Renumber `rows` (in order) so that the row `moved_id` stands at `place`, counted from 0 and kept in range."""
    order = [row for row in rows if row.id != moved_id]
    moved = [row for row in rows if row.id == moved_id]
    at = max(0, min(place, len(order)))
    for position, row in enumerate([*order[:at], *moved, *order[at:]]):
        if row.position != position:
            row.position = position
