"""Who has a mentorship or a conversation open right now.

Exact within one process: an open page enters, and leaves when Reflex ends it. Other processes' presences arrive through
the relay and lapse when they are not renewed.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Generator
from contextlib import contextmanager

from mentor_app.realtime.changes import Change
from mentor_app.realtime.hub import hub

LAPSES_AFTER = 45.0
"""Seconds after which an unrenewed presence from another process no longer counts."""
WRITING_LAPSES_AFTER = 3.5
"""Seconds for which somebody who typed counts as writing."""


class Presence:
    """Members present, by place: the topic of a mentorship or a conversation."""

    def __init__(self) -> None:
        self._here: dict[str, Counter[str]] = defaultdict(Counter)
        self._writing: dict[str, dict[str, tuple[str, float]]] = defaultdict(dict)
        self._elsewhere: dict[str, dict[str, tuple[frozenset[str], float]]] = defaultdict(dict)

    @contextmanager
    def enter(self, place: str, member_id: str) -> Generator[None]:
        """Be present for the length of a `with` block; the pages open there are told of who comes and who is gone."""
        here = self._here[place]
        here[member_id] += 1
        if here[member_id] == 1:  # a second tab of theirs is no news to anybody
            hub.publish([Change(place, "presence")])
        try:
            yield
        finally:
            here[member_id] -= 1
            if not here[member_id]:
                del here[member_id]
                if not here:
                    self._here.pop(place, None)
                hub.publish([Change(place, "presence")])

    def touch(self, place: str, member_id: str, thing: str) -> None:
        """Note that a member is writing at one thing, for the next few seconds, and tell the pages."""
        self.writing(place, member_id)  # forgets what has lapsed, also where nobody is looking
        self._writing[place][thing] = (member_id, time.monotonic())
        self._tell_writing(place)
        asyncio.get_running_loop().call_later(WRITING_LAPSES_AFTER + 0.1, self._tell_writing, place)

    def rest(self, place: str, thing: str) -> None:
        """Note that nobody writes at one thing any more, as what was written has been sent."""
        if self._writing.get(place, {}).pop(thing, None):
            self._tell_writing(place)

    def writing(self, place: str, reader_id: str) -> list[str]:
        """The things that somebody other than the reader is writing at there."""
        since = time.monotonic() - WRITING_LAPSES_AFTER
        fresh = {thing: who for thing, who in self._writing.get(place, {}).items() if who[1] >= since}
        if fresh:
            self._writing[place] = fresh
        else:
            self._writing.pop(place, None)
        return [thing for thing, (member_id, _at) in fresh.items() if member_id != reader_id]

    @staticmethod
    def _tell_writing(place: str) -> None:
        hub.publish([Change(place, "writing")])

    def is_here(self, place: str, member_id: str) -> bool:
        """Whether a member has this place open, on any device."""
        if self._here.get(place, Counter())[member_id]:
            return True
        since = time.monotonic() - LAPSES_AFTER
        elsewhere = self._elsewhere.get(place, {}).values()
        return any(member_id in members and at >= since for members, at in elsewhere)

    def here(self, place: str) -> list[str]:
        """The members who have this place open in this process."""
        return sorted(self._here.get(place, ()))

    def local(self) -> dict[str, list[str]]:
        """All that is open in this process: members by place."""
        return {place: self.here(place) for place in self._here}

    def heard_of(self, process: str, present: dict[str, list[str]]) -> None:
        """Note who another process says has what open there: for each place all of them, or none."""
        moment = time.monotonic()
        for place, members in present.items():
            processes = self._elsewhere[place]
            before, _at = processes.pop(process, (frozenset(), 0.0))
            if members:
                processes[process] = frozenset(members), moment
            elif not processes:
                del self._elsewhere[place]
            if before != frozenset(members):
                hub.deliver((Change(place, "presence"),))


presence = Presence()
