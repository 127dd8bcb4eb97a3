"""What people type: words, trimmed, bounded and free of characters that only do harm; days."""

import unicodedata
from datetime import date

from mentor_app.errors import InvalidInput, TooLong
from mentor_app.i18n.catalogue import N_

PREVIEW = 120
"""Characters of a text that a line in a list shows."""


def preview(words: str, most: int = PREVIEW) -> str:
    """The beginning of a text, in one line of at most so many characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[:most].rstrip()}…"


def clean_text(field: str, text: str, longest: int, *, least: int = 0, lines: bool = False) -> str:
    """What a person typed, without surrounding space and control characters.

    Args:
        field: the form field, named in the error.
        longest: the most characters allowed.
        least: the fewest.
        lines: whether line breaks are kept; otherwise they become spaces.

    Raises:
        InvalidInput: too short, too long, or empty where something is needed.
    """
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = normal if lines else " ".join(normal.split())
    words = "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs")).strip()
    if least and not words:
        raise InvalidInput(field, N_("Please write something here."))
    if len(words) < least:
        raise InvalidInput(field, N_("Please write at least {{least}} characters."), least=least)
    if len(words) > longest:
        raise TooLong(field, len(words), longest)
    return words


def typed_day(field: str, text: str) -> date:
    """The day that a person chose, as browsers send it.

    Args:
        field: the form field, named in the error.

    Raises:
        InvalidInput: when it is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(field, N_("Please give a day.")) from None


def optional_day(field: str, text: str) -> date | None:
    """As `typed_day`, where there may be none."""
    return typed_day(field, text) if text else None
