"""Shared texts: a save names the version it started from, and never overwrites somebody else's unseen words."""

from collections.abc import Mapping
from typing import Protocol

from mentor_app.errors import Conflict


class Shared(Protocol):
    """A row that two people edit: its version, who edited last, and from which version on nobody else has."""

    version: int
    edited_by: str | None
    edited_from: int


def claim_version(row: Shared, version: int, editor_id: str, *, mine: str, theirs: str) -> None:
    """Take the next version of a row for this editor.

    A person's own quick saves may overtake each other; only somebody else's save in between is a conflict.

    Args:
        row: loaded for update.
        version: the version the editor saw.
        mine: the text to be saved; kept in the conflict.
        theirs: the text that stands.

    Raises:
        Conflict: with both texts.
    """
    # Whoever saw the version just before their own run of edits has seen everybody else's words.
    seen = version >= (row.edited_from - 1 if row.edited_by == editor_id else row.version)
    if not seen and mine != theirs:
        raise Conflict(mine=mine, theirs=theirs, version=row.version)
    row.version += 1
    if row.edited_by != editor_id:
        row.edited_by, row.edited_from = editor_id, row.version


def merge_fields(typed: Mapping[str, str], seen: Mapping[str, str], standing: Mapping[str, str]) -> dict[str, str]:
    """What is to stand of fields that are sent together: where their writer changed nothing, what stands.

    A field that holds a word or a number is its own version.

    Args:
        typed: by field, as sent.
        seen: by field, what stood when the writing began.
        standing: by field, what stands; loaded for update.

    Raises:
        Conflict: when somebody else has changed one of those that the writer changed; it holds both values of each.
    """
    mine = {name: stands if typed[name] == seen[name] else typed[name] for name, stands in standing.items()}
    crossed = {name for name, stands in standing.items() if mine[name] != stands and seen[name] != stands}
    if crossed:
        raise Conflict(fields={name: (mine[name], standing[name]) for name in standing if name in crossed})
    return mine
