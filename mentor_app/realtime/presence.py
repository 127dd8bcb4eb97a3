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
        self._elsewhere: dict[str, dict[str, tuple[frozenset[str], float]]] = defaultdict(dict)

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
        self.writing(mentorship_id, member_id)  # forgets what has lapsed, also where nobody is looking
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
        since = time.monotonic() - LAPSES_AFTER
        elsewhere = self._elsewhere.get(mentorship_id, {}).values()
        return any(member_id in members and at >= since for members, at in elsewhere)

    def here(self, mentorship_id: str) -> list[str]:
        """The members who have this mentorship open in this process."""
        return sorted(self._here.get(mentorship_id, ()))

    def local(self) -> dict[str, list[str]]:
        """All that is open in this process: members by mentorship."""
        return {mentorship_id: self.here(mentorship_id) for mentorship_id in self._here}

    def heard_of(self, process: str, present: dict[str, list[str]]) -> None:
        """Note who another process says has what open there: for each mentorship all of them, or none."""
        moment = time.monotonic()
        for mentorship_id, members in present.items():
            processes = self._elsewhere[mentorship_id]
            before, _at = processes.pop(process, (frozenset(), 0.0))
            if members:
                processes[process] = frozenset(members), moment
            elif not processes:
                del self._elsewhere[mentorship_id]
            if before != frozenset(members):
                hub.deliver((in_mentorship(mentorship_id, "presence"),))


presence = Presence()
