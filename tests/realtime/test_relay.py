"""Signals between two processes through a real Redis, which is also killed and comes back."""

import contextlib
import json
import queue
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import RedisError

from mentor_app.realtime.changes import Change
from mentor_app.realtime.relay import tell

ROOT = Path(__file__).parents[2]
ROOM = "mentorship/one"


class RedisServer:
    """A Redis of the test's own, on a free loopback port, keeping nothing."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server")
        if program is None:
            pytest.fail("Redis is not installed: sudo apt-get install -y redis-server")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self.start()

    @property
    def address(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        eventually(self._answers)

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()
        self._process.wait()

    def subscribers(self) -> int:
        """How many listen."""
        with Redis.from_url(self.address) as client:
            return client.pubsub_numsub("mentor:changes")[0][1]

    def _answers(self) -> bool:
        with contextlib.suppress(RedisError), Redis.from_url(self.address) as client:
            return bool(client.ping())
        return False


class Peer:
    """A process with a relay."""

    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.realtime.peer", address],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.heard: list[dict[str, Any]] = []
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._answers.get(timeout=30)

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            if not line.startswith("{"):
                continue  # the process's own log
            said = json.loads(line)
            (self.heard.append if said.keys() & {"woken", "lost"} else self._answers.put)(said)

    def do(self, what: str, **more: Any) -> dict[str, Any]:
        """Have it do one thing, and wait until it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self._process.stdin.flush()
        return self._answers.get(timeout=10)

    def sees(self, member: str) -> bool:
        """Whether it believes that somebody is in the room."""
        return bool(self.do("is here", mentorship="one", member=member)["here"])

    def woken(self, topic: str) -> list[list[str]]:
        """What a page that watches a topic there was woken by."""
        return [said["nouns"] for said in self.heard if said.get("woken") == topic]

    def end(self) -> None:
        """Let it finish."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)


def eventually(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not come true"
        time.sleep(0.02)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own."""
    server = RedisServer(tmp_path)
    yield server
    server.kill()


@pytest.fixture
def peers(redis: RedisServer) -> Iterator[tuple[Peer, Peer]]:
    """Two processes that hear each other."""
    one, other = Peer(redis.address), Peer(redis.address)
    eventually(lambda: redis.subscribers() == 2)
    yield one, other
    one.end()
    other.end()


def test_a_change_wakes_the_pages_of_the_other_process(peers: tuple[Peer, Peer]) -> None:
    one, other = peers
    for peer in peers:
        peer.do("watch", topic=ROOM)
        peer.do("watch", topic="mentorship/two")
    one.do("publish", changes=[[ROOM, "goals"]])
    eventually(lambda: other.woken(ROOM))
    assert other.woken(ROOM) == [["goals"]]
    other.do("publish", changes=[[ROOM, "agenda"]])
    eventually(lambda: len(one.woken(ROOM)) == 2)
    eventually(lambda: len(other.woken(ROOM)) == 2)
    time.sleep(0.3)
    assert one.woken(ROOM) == [["goals"], ["agenda"]], "its own signal does not come back to it"
    assert other.woken(ROOM) == [["goals"], ["agenda"]]
    assert not one.woken("mentorship/two")
    assert not other.woken("mentorship/two")


def test_coming_and_going_is_known_everywhere_at_once(peers: tuple[Peer, Peer]) -> None:
    one, other = peers
    other.do("watch", topic=ROOM)
    assert not other.sees("ada")
    one.do("enter", mentorship="one", member="ada")
    eventually(lambda: other.woken(ROOM))
    assert other.sees("ada"), "a page woken by the news already knows it"
    assert not other.sees("ben")
    one.do("enter", mentorship="one", member="ben")
    eventually(lambda: other.sees("ben"))
    one.do("leave", member="ada")
    eventually(lambda: not other.sees("ada"), 3)
    assert other.sees("ben")
    assert one.sees("ben")


def test_somebody_on_two_processes_stays_until_both_are_left(peers: tuple[Peer, Peer]) -> None:
    one, other = peers
    for peer in peers:
        peer.do("enter", mentorship="one", member="ada")
    one.do("leave", member="ada")
    time.sleep(0.3)
    assert one.sees("ada")
    other.do("leave", member="ada")
    eventually(lambda: not one.sees("ada"))
    assert not other.sees("ada")


def test_after_redis_was_killed_every_page_asks_again_and_signals_flow(
    redis: RedisServer, peers: tuple[Peer, Peer]
) -> None:
    one, other = peers
    for peer in peers:
        peer.do("watch", topic=ROOM)
    redis.kill()
    one.do("publish", changes=[[ROOM, "said while it was away"]])
    eventually(lambda: one.woken(ROOM) == [["said while it was away"]])
    redis.start()
    eventually(lambda: redis.subscribers() == 2)
    for peer in peers:
        eventually(lambda peer=peer: any("lost" in said for said in peer.heard))
        eventually(lambda peer=peer: any("*" in nouns for nouns in peer.woken(ROOM)))
    other.do("publish", changes=[[ROOM, "goals"]])
    eventually(lambda: ["goals"] in one.woken(ROOM))


def test_only_names_of_topics_travel(redis: RedisServer, peers: tuple[Peer, Peer]) -> None:
    with Redis.from_url(redis.address) as client, client.pubsub() as wire:
        wire.subscribe("mentor:changes")
        assert wire.get_message(timeout=5)
        peers[0].do("publish", changes=[[ROOM, "goals"]])
        heard: dict[str, Any] | None = None
        while heard is None:
            heard = wire.get_message(ignore_subscribe_messages=True, timeout=5)
    assert json.loads(heard["data"]).keys() == {"from", "changes"}
    assert json.loads(heard["data"])["changes"] == [[ROOM, "goals"]]


def test_a_command_without_pages_of_its_own_is_heard(redis: RedisServer, peers: tuple[Peer, Peer]) -> None:
    for peer in peers:
        peer.do("watch", topic=ROOM)
    tell(redis.address, [Change(ROOM, "goals")])
    for peer in peers:
        eventually(lambda peer=peer: peer.woken(ROOM) == [["goals"]])
    redis.kill()
    tell(redis.address, [Change(ROOM, "goals")])
