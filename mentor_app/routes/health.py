"""Whether the process lives, and whether it can serve."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import BaseRoute, Route

from mentor_app.db import engine

ROOT = Path(__file__).parents[2]


async def livez(_request: Request) -> PlainTextResponse:
    """The process answers: nothing else is asked."""
    return PlainTextResponse("ok")


async def readyz(_request: Request) -> JSONResponse:
    """200 when the database answers and is at the newest migration, else 503 with what is wrong."""
    wrong = await run_in_threadpool(what_is_wrong)
    return JSONResponse({"ok": not wrong, "wrong": wrong}, 503 if wrong else 200)


def what_is_wrong() -> list[str]:
    """What keeps this process from serving: plain sentences, none when all is well."""
    try:
        with engine().connect() as connection:
            stands_at = MigrationContext.configure(connection).get_current_revision()
    except Exception as fault:  # noqa: BLE001  whatever the driver raises means the same here
        return [f"The database does not answer ({type(fault).__name__})."]
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    return (
        []
        if stands_at == newest
        else [f"The database is at migration {stands_at}, not {newest}: run `mentor migrate`."]
    )


def alembic_config(url: str = "") -> Config:
    """Alembic's configuration for this project, optionally for another database."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    if url:
        config.attributes["url"] = url
    return config


def routes() -> list[BaseRoute]:
    """`/livez` and `/readyz`."""
    return [Route("/livez", livez), Route("/readyz", readyz)]
