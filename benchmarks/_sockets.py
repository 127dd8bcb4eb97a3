"""A page without a browser: Engine.IO and Socket.IO frames on a websocket, as the pages' own client sends them.

It does as little as it can with what arrives, as it shares the machine with the servers it measures.
"""

import asyncio
import json
import time
import uuid
from typing import Any

import aiohttp

STATE = "reflex___state____state"


class Page:
    """One open page.

    Args:
        path: its address, such as `/mentorships/<id>`.
        cookie: the `Cookie` header.
    """

    def __init__(self, path: str, cookie: str) -> None:
        self.path, self.cookie = path, cookie
        self.frames = self.bytes = 0
        self._wanted: str | None = None
        self._seen: asyncio.Future[float] | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self, http: aiohttp.ClientSession, origin: str, until: str) -> None:
        """Connect, hydrate in the CONNECT packet as the browser does, and wait until `until` was painted."""
        url = f"{origin.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={uuid.uuid4()}"
        self._socket = await http.ws_connect(url, headers={"Origin": origin, "Cookie": self.cookie})
        painted = self.expect(until)
        self._reading = asyncio.create_task(self._read())
        await asyncio.wait_for(painted, 60)

    def expect(self, words: str) -> asyncio.Future[float]:
        """When a frame with these words arrives here, by `time.perf_counter`."""
        self._wanted, self._seen = words, asyncio.get_running_loop().create_future()
        return self._seen

    async def send(self, handler: str, **payload: Any) -> None:
        """Call a handler as a click does."""
        event = self._event(f"{STATE}.{handler}", payload)
        await self._socket.send_str("42/_event," + json.dumps(["event", event]))

    async def close(self) -> None:
        """Leave."""
        if self._reading is not None:
            self._reading.cancel()
        await self._socket.close()

    def _event(self, name: str, payload: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "payload": payload, "router_data": {"pathname": self.path, "asPath": self.path}}

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                return
            frame: str = message.data
            if frame == "2":
                await self._socket.send_str("3")
            elif frame.startswith("0"):
                auth = {"event": self._event(f"{STATE}.hydrate_and_load", {})}
                await self._socket.send_str("40/_event," + json.dumps(auth))
            else:
                self._look(frame)

    def _look(self, frame: str) -> None:
        moment = time.perf_counter()
        self.frames += 1
        self.bytes += len(frame)
        if self._wanted is not None and self._wanted in frame and self._seen is not None:
            self._wanted = None
            if not self._seen.done():
                self._seen.set_result(moment)
