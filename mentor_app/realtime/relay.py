"""Signals between processes, through Redis pub/sub: JSON with ids only.

Pub/sub may lose messages while Redis is away; after a gap every open page simply asks again.
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import redis
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from mentor_app.realtime.changes import Change
from mentor_app.realtime.hub import hub
from mentor_app.realtime.presence import LAPSES_AFTER, presence

log = structlog.get_logger()

CHANNEL = "mentor:changes"
_RETRY_SECONDS = 1.0


def tell(url: str | None, changes: Sequence[Change]) -> None:
    """Have the pages that are open elsewhere hear of changes, from a process that has none, such as the command line.

    Args:
        url: the Redis address; without one nothing is said.
        changes: of a transaction that has committed.
    """
    if not url or not changes:
        return
    message = json.dumps({"from": "", "changes": [(change.topic, change.noun) for change in changes]})
    try:
        with redis.Redis.from_url(url) as wire:
            wire.publish(CHANNEL, message)
    except (RedisError, OSError) as fault:
        log.warning("relay.tell", fault=type(fault).__name__)


class Relay:
    """This process's end of the wire.

    Args:
        url: the Redis address.
    """

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(url)
        self._name = secrets.token_hex(4)
        self._outbox: asyncio.Queue[str] = asyncio.Queue(maxsize=10_000)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Send and receive for the length of an `async with` block."""
        hub.connect_relay(self._put)
        tasks = [asyncio.create_task(work()) for work in (self._send, self._receive, self._renew_presence)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._redis.aclose()

    def _put(self, changes: tuple[Change, ...]) -> None:
        message: dict[str, object] = {"changes": [(change.topic, change.noun) for change in changes]}
        opened = [change.topic for change in changes if change.noun == "presence"]
        if opened:
            # Who is there goes with the news that somebody came or went: asked for later, it would be too late.
            message["present"] = {place: presence.here(place) for place in opened}
        self._queue(message)

    def _queue(self, message: dict[str, object]) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._outbox.put_nowait(json.dumps({"from": self._name, **message}))

    async def _send(self) -> None:
        while True:
            message = await self._outbox.get()
            while not await self._sent(message):
                pass  # kept until Redis is back: those who lost nothing themselves would not ask again

    async def _sent(self, message: str) -> bool:
        try:
            await self._redis.publish(CHANNEL, message)
        except (RedisError, OSError) as fault:
            log.warning("relay.send", fault=type(fault).__name__)
            await asyncio.sleep(_RETRY_SECONDS)
            return False
        return True

    async def _receive(self) -> None:
        lost = False
        while True:
            try:
                async with self._redis.pubsub() as wire:
                    await wire.subscribe(CHANNEL)
                    if lost:
                        hub.wake_everyone()
                        lost = False
                    async for message in wire.listen():
                        if message["type"] == "message":
                            self._hear(json.loads(message["data"]))
            except (RedisError, OSError) as fault:
                lost = True
                log.warning("relay.receive", fault=type(fault).__name__)
                await asyncio.sleep(_RETRY_SECONDS)

    def _hear(self, message: dict[str, Any]) -> None:
        if message["from"] == self._name:
            return
        presence.heard_of(message["from"], message.get("present", {}))
        hub.deliver(tuple(Change(topic, noun) for topic, noun in message.get("changes", [])))

    async def _renew_presence(self) -> None:
        while True:
            await asyncio.sleep(LAPSES_AFTER / 3)
            if present := presence.local():
                self._queue({"present": present})
