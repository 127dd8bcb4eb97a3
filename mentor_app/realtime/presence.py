"""Who has a mentorship open right now.

Exact within one process: an open page enters, and leaves when Reflex ends it. Other processes' presences arrive through
the relay and lapse when they are not renewed.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Generator
from contextlib import contextmanager

from mentor_app.realtime.changes import in_mentorship
from mentor_app.realtime.hub import hub

LAPSES_AFTER = 45.0
"""Seconds after which an unrenewed presence from another process no longer counts."""
WRITING_LAPSES_AFTER = 3.5
"""Seconds for which somebody who typed counts as writing."""


class Presence:
    """Members present, by mentorship."""

    def __init__(self) -> None:
        self._here: dict[str, Counter[str]] = defaultdict(Counter)
        self._writing: dict[str, dict[str, tuple[str, float]]] = defaultdict(dict)
        self._elsewhere: dict[str, dict[str, float]] = defaultdict(dict)

    @contextmanager
    def enter(self, mentorship_id: str, member_id: str) -> Generator[None]:
        """Be present for the length of a `with` block, and tell the pages of this mentorship."""
        here = self._here[mentorship_id]
        here[member_id] += 1
        hub.publish([in_mentorship(mentorship_id, "presence")])
        try:
            yield
        finally:
            here[member_id] -= 1
            if not here[member_id]:
                del here[member_id]
            if not here:
                self._here.pop(mentorship_id, None)
            hub.publish([in_mentorship(mentorship_id, "presence")])

    def touch(self, mentorship_id: str, member_id: str, thing: str) -> None:
        """Note that a member is writing at one thing, for the next few seconds, and tell the pages."""
        self._writing[mentorship_id][thing] = (member_id, time.monotonic())
        self._tell_writing(mentorship_id)
        asyncio.get_running_loop().call_later(WRITING_LAPSES_AFTER + 0.1, self._tell_writing, mentorship_id)

    def writing(self, mentorship_id: str, reader_id: str) -> list[str]:
        """The things that somebody other than the reader is writing at in this mentorship."""
        since = time.monotonic() - WRITING_LAPSES_AFTER
        fresh = {thing: who for thing, who in self._writing.get(mentorship_id, {}).items() if who[1] >= since}
        if fresh:
            self._writing[mentorship_id] = fresh
        else:
            self._writing.pop(mentorship_id, None)
        return [thing for thing, (member_id, _at) in fresh.items() if member_id != reader_id]

    @staticmethod
    def _tell_writing(mentorship_id: str) -> None:
        hub.publish([in_mentorship(mentorship_id, "writing")])

    def is_here(self, mentorship_id: str, member_id: str) -> bool:
        """Whether a member has this mentorship open, on any device."""
        if self._here.get(mentorship_id, Counter())[member_id]:
            return True
        seen = self._elsewhere.get(mentorship_id, {}).get(member_id)
        return seen is not None and time.monotonic() - seen < LAPSES_AFTER

    def local(self) -> list[tuple[str, str]]:
        """The (mentorship, member) pairs present in this process."""
        return [(mentorship, member) for mentorship, here in self._here.items() for member in here]

    def heard_of(self, pairs: list[tuple[str, str]]) -> None:
        """Note who another process says is present there."""
        moment = time.monotonic()
        for mentorship_id, member_id in pairs:
            news = not self.is_here(mentorship_id, member_id)
            self._elsewhere[mentorship_id][member_id] = moment
            if news:
                hub.deliver((in_mentorship(mentorship_id, "presence"),))


presence = Presence()
