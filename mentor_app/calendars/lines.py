"""The lines of an iCalendar object (RFC 5545 section 3.1), for what has to be known before a library reads it."""

import re

_FOLD = re.compile(r"(?<!\n)\n+[ \t]")


def unfolded(text: str) -> str:
    """An object with one line for each property.

    Empty lines before the rest of a folded one belong to the fold, as the library sees it. What is judged here and what
    it reads must not differ.
    """
    return _FOLD.sub("", text.replace("\r\n", "\n"))
