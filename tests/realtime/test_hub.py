"""The switchboard and the presences of one process."""

import asyncio

import pytest

from mentor_app.realtime.changes import Change, in_mentorship
from mentor_app.realtime.hub import A_MOMENT, Hub
from mentor_app.realtime.presence import Presence


class Clock:
    """A monotonic clock that moves when it is told to."""

    def __init__(self) -> None:
        self.at = 1000.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that presences look at."""
    clock = Clock()
    monkeypatch.setattr("mentor_app.realtime.presence.time", clock)
    return clock


def test_signals_coalesce_while_a_page_is_busy() -> None:
    async def work() -> None:
        hub = Hub()
        with hub.watch(["a", "b"]) as watch:
            hub.publish([Change("a", "goals"), Change("b", "agenda"), Change("c", "nothing of ours")])
            hub.publish([Change("a", "goals")])
            assert await watch.changed() == {"goals", "agenda"}
            hub.publish([Change("c", "goals")])
            waiting = asyncio.create_task(watch.changed())
            await asyncio.sleep(0.05)
            assert not waiting.done()
            hub.publish([Change("b", "goals")])
            assert await waiting == {"goals"}

    asyncio.run(work())


def test_news_in_no_hurry_gathers_and_other_news_does_not_wait_for_it() -> None:
    async def work() -> None:
        hub = Hub()
        with hub.watch(["a"], frozenset({"unread"})) as watch:
            hub.publish([Change("a", "unread")])
            waiting = asyncio.create_task(watch.changed())
            await asyncio.sleep(0)
            began = asyncio.get_running_loop().time()
            hub.publish([Change("a", "notices")])
            assert await waiting == {"unread", "notices"}
            assert asyncio.get_running_loop().time() - began < A_MOMENT / 2
            hub.publish([Change("a", "unread"), Change("a", "notices")])
            at_once = asyncio.create_task(watch.changed())
            await asyncio.sleep(0)
            assert at_once.done()

    asyncio.run(work())


def test_a_page_that_is_left_leaves_nothing_behind() -> None:
    hub = Hub()
    with hub.watch(["a"]), hub.watch(["a"]):
        assert hub.watchers("a") == 2
    assert hub.watchers("a") == 0
    assert not hub._watches


def test_a_page_follows_more_once_it_knows_of_it_and_leaves_nothing_behind() -> None:
    async def work() -> None:
        hub = Hub()
        with hub.watch(["a"]) as watch:
            assert hub.follow(watch, ["b", "a"])
            assert not hub.follow(watch, ["b"])
            hub.publish([Change("b", "goals")])
            assert await watch.changed() == {"goals"}
        assert not hub._watches

    asyncio.run(work())


def test_a_signal_from_a_thread_arrives_on_the_loop() -> None:
    async def work() -> None:
        hub = Hub()
        hub.publish_from_thread([Change("a", "lost: no page can be open")])
        hub.run_on(asyncio.get_running_loop())
        with hub.watch(["a"]) as watch:
            await asyncio.to_thread(hub.publish_from_thread, [Change("a", "goals")])
            assert await asyncio.wait_for(watch.changed(), 2) == {"goals"}

    asyncio.run(work())


def test_everyone_asks_again_after_a_gap() -> None:
    async def work() -> None:
        hub = Hub()
        heard: list[Change] = []
        hub.connect_listener(heard.extend)
        with hub.watch(["a"]) as one, hub.watch(["b"]) as other:
            hub.wake_everyone()
            assert await one.changed() == await other.changed() == {"*"}
        assert [change.topic for change in heard] == ["*"]

    asyncio.run(work())


def test_somebody_with_two_tabs_is_here_until_the_last_is_closed() -> None:
    presence = Presence()
    with presence.enter("one", "ada"):
        with presence.enter("one", "ada"):
            assert presence.is_here("one", "ada")
        assert presence.is_here("one", "ada")
        assert not presence.is_here("two", "ada")
        assert not presence.is_here("one", "ben")
        assert presence.local() == {"one": ["ada"]}
    assert not presence.is_here("one", "ada")
    assert presence.local() == {}


def test_what_another_process_said_lapses_unless_it_is_renewed(clock: Clock) -> None:
    presence = Presence()
    presence.heard_of("another", {"one": ["ada"]})
    clock.at += 40
    assert presence.is_here("one", "ada")
    presence.heard_of("another", {"one": ["ada"]})
    clock.at += 40
    assert presence.is_here("one", "ada")
    clock.at += 6
    assert not presence.is_here("one", "ada")


def test_writing_is_shown_to_the_other_and_forgotten(clock: Clock) -> None:
    async def work() -> None:
        presence = Presence()
        presence.touch("one", "ada", "item")
        assert presence.writing("one", "ben") == ["item"]
        assert presence.writing("one", "ada") == []
        clock.at += 4
        assert presence.writing("one", "ben") == []
        for number in range(50):
            presence.touch("one", "ada", f"thing {number}")
            clock.at += 1
        assert len(presence._writing["one"]) <= 5, "nobody looks, and nothing piles up"

    asyncio.run(work())


def test_a_topic_names_its_mentorship() -> None:
    assert in_mentorship("one", "goals") == Change("mentorship/one", "goals")


def test_a_stopping_server_ends_every_watch() -> None:
    async def wait() -> None:
        hub = Hub()
        with hub.watch(["one", "two"]) as watch:
            waiting = asyncio.create_task(watch.changed())
            await asyncio.sleep(0)
            hub.end()
            await asyncio.wait([waiting], timeout=1)
            assert waiting.cancelled()
        assert hub.watchers("one") == 0

    asyncio.run(wait())
