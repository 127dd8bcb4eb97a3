"""What differs between two texts, word by word, as a person reads it."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, `added` or `removed`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What differs at one point of the agreement."""

    point: str
    pieces: list[Piece] = field(default_factory=list[Piece])


def pieces_between(before: str, after: str) -> list[Piece]:
    """The words of both texts in reading order, each run marked; what was removed stands before what was added."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[Piece] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[start:end])))
            continue
        if end > start:
            found.append(Piece("removed", "".join(old[start:end])))
        if last > first:
            found.append(Piece("added", "".join(new[first:last])))
    return _joined(found)


def differences(before: dict[str, str], after: dict[str, str], order: tuple[str, ...]) -> list[Difference]:
    """What differs between two texts by point; points that say the same are left out."""
    return [
        Difference(point, pieces_between(before.get(point, ""), after.get(point, "")))
        for point in order
        if before.get(point, "") != after.get(point, "")
    ]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The same without confetti: a lone space or mark between two changes belongs to them."""
    calm: list[Piece] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and piece.kind == "same" and not piece.text.strip()
        calm += [Piece("removed", piece.text), Piece("added", piece.text)] if between else [piece]
    runs: list[Piece] = []
    removed = added = ""
    for piece in [*calm, Piece("same", "")]:
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        else:
            runs += [Piece("removed", removed)] if removed else []
            runs += [Piece("added", added)] if added else []
            runs += [piece] if piece.text else []
            removed = added = ""
    return runs
