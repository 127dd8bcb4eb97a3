"""Who watches what in this process.

A page subscribes, paints, then waits: `async for`-like, one `Watch` per open page. Signals coalesce: a page
that is busy painting learns once that something changed, however often it did, and asks again.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable

from mentor_app.realtime.changes import EVERYTHING, Change

A_MOMENT = 0.25
"""Seconds for which news that is in no hurry gathers."""


class Watch:
    """One page's interest in some topics. Made by `Hub.watch`.

    Args:
        unhurried: nouns that wait for a moment when nothing else has changed.
    """

    def __init__(self, unhurried: frozenset[str] = frozenset()) -> None:
        self.topics: set[str] = set()
        self._unhurried = unhurried
        self._nouns: set[str] = set()
        self._woken, self._hurried = asyncio.Event(), asyncio.Event()
        self._is_over = False

    def wake(self, noun: str) -> None:
        """Note that `noun` changed. Call on the event loop."""
        self._nouns.add(noun)
        self._woken.set()
        if noun not in self._unhurried:
            self._hurried.set()

    def end(self) -> None:
        """Have whoever waits stop waiting, for good."""
        self._is_over = True
        self._woken.set()
        self._hurried.set()

    async def changed(self) -> frozenset[str]:
        """Wait for the next change, and return the nouns that changed since the last call.

        Raises:
            asyncio.CancelledError: when the watch was ended.
        """
        await self._woken.wait()
        if not self._hurried.is_set():
            with contextlib.suppress(TimeoutError):
                # What gathers holds up nothing else: whoever was signed out is led out at once.
                await asyncio.wait_for(self._hurried.wait(), A_MOMENT)
        if self._is_over:
            raise asyncio.CancelledError("the server is stopping")
        self._woken.clear()
        self._hurried.clear()
        nouns, self._nouns = frozenset(self._nouns), set()
        return nouns


class Hub:
    """The switchboard of one process. All methods but `publish_from_thread` belong on the event loop."""

    def __init__(self) -> None:
        self._watches: dict[str, set[Watch]] = defaultdict(set)
        self._relays: list[Callable[[tuple[Change, ...]], None]] = []
        self._listeners: list[Callable[[tuple[Change, ...]], None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextlib.contextmanager
    def watch(self, topics: Iterable[str], unhurried: frozenset[str] = frozenset()) -> Generator[Watch]:
        """Subscribe to `topics` for the length of a `with` block; `unhurried` nouns may wait for a moment."""
        watch = Watch(unhurried)
        self.follow(watch, topics)
        try:
            yield watch
        finally:
            for topic in watch.topics:
                self._watches[topic].discard(watch)
                if not self._watches[topic]:
                    del self._watches[topic]

    def follow(self, watch: Watch, topics: Iterable[str]) -> bool:
        """Subscribe a watch to further topics, and say whether any of them is new to it."""
        new = set(topics) - watch.topics
        for topic in new:
            self._watches[topic].add(watch)
        watch.topics |= new
        return bool(new)

    def publish(self, changes: Iterable[Change], last: str = "") -> None:
        """Wake the watchers of these changes here, and pass the changes on to the other processes.

        Args:
            changes: what a transaction announced.
            last: a topic of those who are woken after all others: whoever made the change.
        """
        batch = tuple(changes)
        self.deliver(batch, last)
        for relay in self._relays:
            relay(batch)

    def deliver(self, changes: tuple[Change, ...], last: str = "") -> None:
        """Wake the watchers in this process only."""
        own = self._watches.get(last, frozenset[Watch]())
        for change in changes:
            for watch in sorted(self._watches.get(change.topic, ()), key=own.__contains__):
                watch.wake(change.noun)
        for listener in self._listeners:
            listener(changes)

    def wake_everyone(self) -> None:
        """Have every page ask again, after signals may have been lost."""
        for watches in tuple(self._watches.values()):
            for watch in tuple(watches):
                watch.wake("*")
        for listener in self._listeners:
            listener((Change(EVERYTHING, "*"),))

    def end(self) -> None:
        """End every watch, so that a server that stops waits for acts under way and not for open pages."""
        for watches in tuple(self._watches.values()):
            for watch in tuple(watches):
                watch.end()

    def publish_from_thread(self, changes: Iterable[Change]) -> None:
        """`publish`, from a worker thread or a job. Does nothing when no page can be open here."""
        batch = tuple(changes)
        if self._loop is not None and batch:
            self._loop.call_soon_threadsafe(self.publish, batch)

    def run_on(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Say on which event loop the pages of this process live; None when they are gone."""
        self._loop = loop

    def connect_relay(self, relay: Callable[[tuple[Change, ...]], None]) -> None:
        """Have every published batch handed to `relay` as well."""
        self._relays.append(relay)

    def connect_listener(self, listener: Callable[[tuple[Change, ...]], None]) -> None:
        """Have every delivered batch, from here or elsewhere, handed to `listener`."""
        self._listeners.append(listener)

    def watchers(self, topic: str) -> int:
        """How many pages watch a topic here."""
        return len(self._watches.get(topic, ()))


hub = Hub()
