"""One process of several: a hub, its presences and its relay, told what to do line by line.

Run: python -m tests.realtime.peer <redis address>
"""

import asyncio
import contextlib
import json
import sys
from typing import Any

from mentor_app.realtime.changes import EVERYTHING, Change
from mentor_app.realtime.hub import hub
from mentor_app.realtime.presence import presence
from mentor_app.realtime.relay import Relay


def say(**words: Any) -> None:
    """One line to the test."""
    print(json.dumps(words), flush=True)


async def watch(topic: str, watching: asyncio.Event) -> None:
    """Say what wakes a page that watches a topic."""
    with hub.watch([topic]) as woken:
        watching.set()
        while True:
            say(woken=topic, nouns=sorted(await woken.changed()))


async def obey(order: dict[str, Any], rooms: dict[str, contextlib.ExitStack], tasks: list[asyncio.Task[None]]) -> None:
    """Do one thing."""
    match order["do"]:
        case "watch":
            watching = asyncio.Event()
            tasks.append(asyncio.create_task(watch(order["topic"], watching)))
            await watching.wait()
        case "publish":
            hub.publish([Change(topic, noun) for topic, noun in order["changes"]])
        case "enter":
            rooms[order["member"]] = contextlib.ExitStack()
            rooms[order["member"]].enter_context(presence.enter(f"mentorship/{order['mentorship']}", order["member"]))
        case "leave":
            rooms.pop(order["member"]).close()
        case "is here":
            say(here=presence.is_here(f"mentorship/{order['mentorship']}", order["member"]))
            return
    say(done=order["do"])


async def main(address: str) -> None:
    """Obey until the test closes the line."""
    hub.run_on(asyncio.get_running_loop())
    hub.connect_listener(lambda changes: [say(lost=True) for change in changes if change.topic == EVERYTHING])
    rooms: dict[str, contextlib.ExitStack] = {}
    tasks: list[asyncio.Task[None]] = []
    async with Relay(address).running():
        say(ready=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            await obey(json.loads(line), rooms, tasks)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
