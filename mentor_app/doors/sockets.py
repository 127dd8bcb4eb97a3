"""The door of the event socket: size, depth, rate and names are checked before anything is queued.

Reflex queues whatever arrives, and keeps a future for every unknown name for ever; so unknown names, big or deep
payloads and floods never reach its queue. Each private name of the framework used here has a contract test.
"""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError
from typing import Any

import reflex as rx
import structlog

from mentor_app.config import settings
from mentor_app.realtime.changes import Change
from mentor_app.realtime.hub import hub
from mentor_app.security.limits import client_address, network_of
from mentor_app.security.sign_ins import identify

log = structlog.get_logger()

NAMESPACE = "/_event"
MAX_BYTES = 64_000
MAX_DEPTH = 12
SOCKETS_PER_SIGN_IN = 20
SOCKETS_PER_ADDRESS = 200
EMPTYING_SECONDS = 0.5


@dataclass
class Bucket:
    """A token bucket: `rate` a second, `burst` at once."""

    rate: float
    burst: float
    tokens: float = field(init=False)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def take(self) -> bool:
        """Use one token; False when there is none."""
        moment = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (moment - self.at) * self.rate)
        self.at = moment
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


def depth_of(value: object, limit: int = MAX_DEPTH) -> int:
    """How deeply lists and mappings nest, counted no further than `limit` + 1."""
    depth, layer = 0, [value]
    while layer and depth <= limit:
        depth += 1
        layer = [
            inner
            for outer in layer
            if isinstance(outer, Mapping | list)
            for inner in (outer.values() if isinstance(outer, Mapping) else outer)
        ]
    return depth


def acceptable(event: object, known: Mapping[str, object]) -> bool:
    """Whether an incoming event is of a known name, a plausible shape and a bearable size."""
    if not isinstance(event, dict) or not isinstance(event.get("name"), str) or event["name"] not in known:
        return False
    if not isinstance(event.get("payload", {}), dict) or not _is_route(event.get("router_data", {})):
        return False
    if depth_of(event) > MAX_DEPTH:
        return False
    try:
        # Neither NaN nor half a surrogate pair is anything a database or a reader could take.
        return len(json.dumps(event, ensure_ascii=False, allow_nan=False).encode()) <= MAX_BYTES
    except (TypeError, ValueError, RecursionError):
        return False


def _is_route(route: object) -> bool:
    if not isinstance(route, dict) or not isinstance(route.get("query", {}), dict):
        return False
    return all(isinstance(route.get(name, ""), str) for name in ("pathname", "asPath"))


class SocketDoor:
    """Stands before Reflex's event namespace.

    Args:
        app: the application, its state already enabled.
    """

    def __init__(self, app: rx.App) -> None:
        self._app = app
        namespace = app.event_namespace
        if namespace is None:
            raise RuntimeError("the application has no event namespace")
        self._enter, self._pass, self._leave = (
            namespace.on_connect,
            namespace.on_event,
            namespace.on_disconnect,
        )
        namespace.on_connect, namespace.on_event, namespace.on_disconnect = (
            self._connect,
            self._event,
            self._disconnect,
        )
        self._answer_ping, self._note_error = namespace.on_ping, namespace.on_client_error
        namespace.on_ping, namespace.on_client_error = self._ping, self._client_error
        self._buckets: dict[str, Bucket] = {}
        self._sids: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, tuple[str, ...]] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def watch_revocations(self) -> None:
        """Close the sockets of a sign-in as soon as it is revoked, here or in another process."""
        hub.connect_listener(self._on_changes)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        keys = await self._keys_of(environ)
        limits = {"session": SOCKETS_PER_SIGN_IN, "address": SOCKETS_PER_ADDRESS}
        if any(len(self._sids[key]) >= limits[key.partition("/")[0]] for key in keys):
            raise ConnectionRefusedError("too many")
        if auth is not None and not self._acceptable_auth(auth):
            raise ConnectionRefusedError("malformed")
        self._keys[sid] = keys
        for key in keys:
            self._sids[key].add(sid)
        self._buckets[sid] = Bucket(settings().socket_events_per_second, settings().socket_burst)
        try:
            await self._enter(sid, environ, auth)
        except BaseException:
            # Whoever is not let in never leaves: without this, the place would stay taken.
            self._forget(sid)
            raise

    async def _event(self, sid: str, data: Any = None) -> None:
        if not await self._has_time_for(sid):
            return
        if not acceptable(data, self._known()):
            log.info("socket.refused", sid=sid)
            return
        await self._pass(sid, data)

    async def _ping(self, sid: str, *_ignored: Any) -> None:
        if await self._has_time_for(sid):
            await self._answer_ping(sid)

    async def _client_error(self, sid: str, report: Any = None) -> None:
        if await self._has_time_for(sid):
            await self._note_error(sid, report)

    async def _has_time_for(self, sid: str) -> bool:
        """Whether this socket may say one more thing; one that says too much is closed."""
        bucket = self._buckets.get(sid)
        if bucket is not None and bucket.take():
            return True
        log.warning("socket.flood", sid=sid)
        await self._close(sid)
        return False

    def _disconnect(self, sid: str, *reason: Any) -> Any:
        self._forget(sid)
        return self._leave(sid, *reason)

    def _forget(self, sid: str) -> None:
        self._buckets.pop(sid, None)
        for key in self._keys.pop(sid, ()):
            self._sids[key].discard(sid)
            if not self._sids[key]:
                del self._sids[key]

    @staticmethod
    async def _keys_of(environ: dict[str, Any]) -> tuple[str, ...]:
        try:
            actor = await identify(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            actor = None
        if actor is not None and actor.sign_in_id:
            return (f"session/{actor.sign_in_id}",)
        peer = str(((environ.get("asgi.scope") or {}).get("client") or ("?",))[0])
        return (f"address/{network_of(client_address(peer, environ.get('HTTP_X_FORWARDED_FOR', '')))}",)

    def _acceptable_auth(self, auth: Any) -> bool:
        if not isinstance(auth, dict):
            return False
        event = auth.get("event")
        return event is None or acceptable(event, self._known())

    def _known(self) -> Mapping[str, object]:
        return self._app._registration_context.event_handlers

    async def _close(self, sid: str) -> None:
        if self._app.sio is not None:
            await self._app.sio.disconnect(sid, namespace=NAMESPACE)

    async def _close_soon(self, sid: str) -> None:
        """Close a socket once its pages have had the time to empty themselves."""
        await asyncio.sleep(EMPTYING_SECONDS)
        await self._close(sid)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            for sid in tuple(self._sids.get(change.topic, ())) if change.noun == "revoked" else ():
                task = asyncio.get_running_loop().create_task(self._close_soon(sid))
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)
