"""Composition root: the application, its pages, its doors, and what lives as long as the server does."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

import reflex as rx
from starlette.applications import Starlette

from mentor_app import pages
from mentor_app.components.theme import STYLESHEETS, head
from mentor_app.config import settings
from mentor_app.db import SYSTEM, read
from mentor_app.doors.events import EventGuard
from mentor_app.doors.http import FrontDoor
from mentor_app.doors.sockets import SocketDoor
from mentor_app.i18n.text import language_script
from mentor_app.jobs import mail
from mentor_app.jobs.durable import durable_work
from mentor_app.realtime.hub import hub
from mentor_app.realtime.relay import Relay
from mentor_app.routes import (
    answer_by_letter,
    certificates,
    feeds,
    files,
    health,
    mailbox,
    papers,
    programme,
    sign_in,
    time_log,
    unsubscribe,
)
from mentor_app.services.community_index import community_index
from mentor_app.state.notices import explain

DRAIN_SECONDS = 10

app = rx.App(
    stylesheets=STYLESHEETS,
    head_components=[language_script(), *head()],
    toaster=None,
    app_wraps={},
    backend_exception_handler=explain,
    api_transformer=[
        Starlette(
            routes=[
                *sign_in.routes(),
                *answer_by_letter.routes(),
                *unsubscribe.routes(),
                *programme.routes(),
                *mailbox.routes(),
                *time_log.routes(),
                *papers.routes(),
                *certificates.routes(),
                *feeds.routes(),
                *files.routes(),
                *health.routes(),
            ]
        ),
        FrontDoor,
    ],
)
app.add_middleware(EventGuard())


@contextlib.asynccontextmanager
async def serving() -> AsyncGenerator[None]:
    """What runs beside the pages: signals, the community index, durable jobs. Nothing connects at import."""
    hub.run_on(asyncio.get_running_loop())
    # Without it, a stop cancels handlers in the middle of their work.
    app.event_processor.graceful_shutdown_timeout = DRAIN_SECONDS
    async with contextlib.AsyncExitStack() as stack:
        if settings().redis_url:
            await stack.enter_async_context(Relay(settings().redis_url).running())
        await asyncio.to_thread(read, SYSTEM, community_index.fresh)
        await stack.enter_async_context(durable_work())
        yield
        hub.end()
    hub.run_on(None)


app.register_lifespan_task(serving)
SocketDoor(app).watch_revocations()

__all__ = ["app", "mail", "pages"]
