"""A process that only executes durable work, for communities served by several processes."""

import asyncio
import contextlib
import signal

from mentor_app.config import settings
from mentor_app.jobs.durable import durable_work
from mentor_app.realtime.hub import hub
from mentor_app.realtime.relay import Relay


async def work(name: str) -> None:
    """Execute until asked to stop (SIGTERM or SIGINT), then finish what runs.

    Args:
        name: this worker's alone, the same at every start: what it had begun before a crash it takes up again.
    """
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, stop.set)
    hub.run_on(loop)
    async with contextlib.AsyncExitStack() as stack:
        redis_url = settings().redis_url
        if redis_url:
            await stack.enter_async_context(Relay(redis_url).running())
        await stack.enter_async_context(durable_work(name))
        await stop.wait()
    hub.run_on(None)
