"""The real application with two additions that only tests see: a look inside, and a clock that can be moved.

Served by `tests.house`, in a process of its own.
"""

import asyncio
import inspect
import json
from datetime import datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import parse_qs

import reflex as rx
from reflex.app import EventNamespace
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from starlette.types import ASGIApp, Receive, Scope, Send

from mentor_app import clock
from mentor_app.doors.events import FRAMEWORK
from mentor_app.jobs import durable
from mentor_app.mentor_app import app as mentor
from mentor_app.security.policy import policy_of
from tests.house import INSIDE


class MovedTime(datetime):
    """What the product's one clock asks here: as far ahead as a test has moved it."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        """The present moment, moved."""
        return datetime.now(tz) + cls.ahead


clock.datetime = MovedTime


def pass_days(days: int) -> None:
    """Let days go by, and do what each hour does for whatever has become due."""
    MovedTime.ahead += timedelta(days=days)
    for sweep in durable._sweeps:
        sweep()


def handlers() -> dict[str, dict[str, Any] | None]:
    """Every registered handler: its rule and the shape of its payload, or None without a policy."""
    found: dict[str, dict[str, Any] | None] = {}
    for name, registered in RegistrationContext.get().event_handlers.items():
        rule = policy_of(registered.handler.fn)
        shape = rule._schema.model_json_schema() if rule else {}
        found[name] = {"rule": rule.rule, "shape": shape} if rule else None
    return found


def private_names() -> dict[str, bool]:
    """Whether each private name of the framework that the doors rest on is still what they take it for."""
    processor, namespace = mentor.event_processor, mentor.event_namespace
    registered = RegistrationContext.get().event_handlers
    names = [*inspect.signature(EventNamespace.on_event).parameters]
    return {
        "event_namespace.on_event(sid, data)": names == ["self", "sid", "data"],
        "event_namespace.on_connect(sid, environ, auth)": [*inspect.signature(EventNamespace.on_connect).parameters]
        == ["self", "sid", "environ", "auth"],
        "event_namespace.on_disconnect(sid)": [*inspect.signature(EventNamespace.on_disconnect).parameters][:2]
        == ["self", "sid"],
        "our own door stands before the namespace": all(
            type(getattr(namespace, name).__self__).__name__ == "SocketDoor"
            for name in ("on_event", "on_connect", "on_disconnect", "on_ping", "on_client_error")
        ),
        "every socket event is one we know": {name for name in vars(EventNamespace) if name.startswith("on_")}
        == {"on_connect", "on_disconnect", "on_event", "on_ping", "on_client_error"},
        "_registration_context is the one in force": mentor._registration_context.event_handlers is registered,
        "graceful_shutdown_timeout is set": processor.graceful_shutdown_timeout == 10,
        "_get_root_state": callable(getattr(rx.State, "_get_root_state", None)),
        "reset": callable(getattr(rx.State, "reset", None)),
        "EventContext.parent_txid": "parent_txid" in EventContext.__dataclass_fields__,
        "every framework event let through exists": set(registered) >= FRAMEWORK.keys(),
    }


def app() -> ASGIApp:
    """The factory that the server calls."""
    served = mentor()

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != INSIDE:
            await served(scope, receive, send)
            return
        for days in parse_qs(scope["query_string"].decode()).get("pass_days", []):
            await asyncio.to_thread(pass_days, int(days))
        processor = mentor.event_processor
        inside = {
            "handlers": handlers(),
            "framework": sorted(FRAMEWORK),
            "private_names": private_names(),
            "futures": len(processor._futures),
            "tasks": len(processor._tasks),
            "queues": len(processor._token_queues),
        }
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(inside).encode()})

    return outer
