"""Two people wrote at once: both texts stay until one of the two chooses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TextConflict:
    """What both wrote, where, and the version that stands. No conflict: an empty `thing`."""

    thing: str = ""
    mine: str = ""
    theirs: str = ""
    version: int = 0


NO_CONFLICT = TextConflict()
