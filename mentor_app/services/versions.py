"""Shared texts: a save names the version it started from, and never overwrites somebody else's unseen words."""

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
