"""Whether anything changed in a calendar, asked in the cheapest way that its server has.

A list of changes makes a small server go through the whole calendar, even when nothing changed. A *mark* is a short
word that is another after any change, and costs next to nothing. It is never believed alone:

- it is read before the list of changes that it vouches for, and kept in one transaction with what that list said;
- only a list that shows nothing makes it vouch: one made of what is there comes back when a change is taken back, and
  may be of before a change that the list shows; whatever we write ourselves drops it for the same reason;
- many are made of a clock that counts seconds, and stay the same over a second change within one; so a list must have
  been asked for again once a mark is older than that;
- every few hours the list is asked for whatever the mark says; a mark that slept through a change is not asked again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

SETTLES = timedelta(seconds=2)
"""How long after a mark was first seen a list of changes must have been asked for."""
BELIEVED = timedelta(hours=6)
"""How long a mark alone may say that nothing changed."""
WRONG = "*"
"""Stands for the mark of a server whose marks sleep through changes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a calendar's mark.

    Args:
        text: the server's word; empty where there is none, and before the first.
        seen_at: when it was first this one.
        listed_at: when changes were last listed, after the mark had been read.
    """

    text: str = ""
    seen_at: datetime | None = None
    listed_at: datetime | None = None

    def denies(self, known: "Mark") -> bool:
        """Whether this one, read later, says that nothing changed since the last list."""
        if not self.text or self.text != known.text or known.seen_at is None or known.listed_at is None:
            return False
        return known.listed_at - known.seen_at >= SETTLES

    def vouches(self, known: "Mark", moment: datetime) -> bool:
        """Whether that is to be believed without a list."""
        return self.denies(known) and known.listed_at is not None and moment < known.listed_at + BELIEVED

    def contradicts(self, known: "Mark") -> bool:
        """Whether this one, read later, says that something changed."""
        return bool(self.text and known.text) and self.text != known.text

    def listed(self, known: "Mark", moment: datetime) -> "Mark":
        """What to keep with a list of changes that is asked for at this moment."""
        return replace(known if self.text == known.text else self, listed_at=moment)
