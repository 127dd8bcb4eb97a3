"""Durable work: DBOS on our own database.

A job is written by the transaction that promises it, on that transaction's own connection, and runs once it
has committed; it survives any crash, and a step that was under way then is repeated. Embedded, the one web
process runs the jobs too. Scaled (Redis is set), web processes only promise and `mentor worker` processes
run them, each under a name that stays the same, because a process takes up again only what it began under
its own name.

On SQLite the tables of DBOS lie beside ours in the same file, on PostgreSQL in the schema `dbos` of the
same database: Alembic looks at ours alone.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncGenerator, Callable, Generator
from datetime import timedelta
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Connection, Engine, create_engine, event

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import SYSTEM, Job, UnitOfWork, deliver_jobs_to, engine, read, transact
from mentor_app.realtime.hub import hub

P = ParamSpec("P")
T = TypeVar("T")

NAME = "mentor"
VERSION = "1"
"""Kept when workflows change compatibly: DBOS resumes only work of its own version, and by default that is
a hash of the source, so that every upgrade would strand what was waiting."""

POLL = 0.5
"""Seconds between two looks at a queue; half of it is what a letter waits on average."""
MAIL_AT_ONCE = 5
"""Letters carried at the same time by one process."""
MAIL_PER_SECOND = 10
"""Letters started per second by all processes together, which ordinary relays accept."""
CALENDARS_AT_ONCE = 6
"""Calendars read and written at the same time by one process; of each, one piece of work."""
DRAIN = 10
"""Seconds running jobs get to finish when the process is asked to stop."""
KEEP_DAYS = 14
"""Days the record of finished work is kept."""
FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]

_SERIALIZER = DBOSPortableJSONSerializer()  # the default one pickles: whoever writes to the database would run code
_clients: list[DBOSClient] = []
_sweeps: list[Callable[[], object]] = []


def perform(act: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """One transaction of a job, for nobody in particular; tells the pages that watch what it changed."""
    result, changes = transact(SYSTEM, act, *args, **kwargs)
    hub.publish_from_thread(changes)
    return result


def ask(question: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a job needs to know, read without the write lock."""
    return read(SYSTEM, question, *args, **kwargs)


def enqueue(connection: Connection, jobs: list[Job]) -> None:
    """Write jobs on the connection of the transaction that promises them.

    A job whose key is already known, finished or not, is the same job and is not written again.

    Raises:
        RuntimeError: when neither `promising` nor `executing` is in force.
    """
    if not _clients:
        raise RuntimeError("durable work has not been started")
    for job in jobs:
        options: EnqueueOptions = {
            "queue_name": job.queue,
            "workflow_name": job.name,
            "workflow_id": job.key,
        }
        if job.delay:
            options["delay_seconds"] = job.delay
        if job.partition:
            options["queue_partition_key"] = job.partition
        _clients[-1].enqueue_in_transaction(connection, options, *job.args)


def every_hour(sweep: Callable[[], object]) -> Callable[[], object]:
    """Have `sweep` called when a process begins to execute, and about every hour after."""
    _sweeps.append(sweep)
    return sweep


@contextlib.contextmanager
def promising() -> Generator[None]:
    """Let transactions promise jobs, which other processes execute.

    Creates the tables of DBOS where they are missing.
    """
    DBOS.migrate(settings().database)
    with _promises():
        yield


@contextlib.contextmanager
def executing(executor: str = "embedded") -> Generator[None]:
    """Let transactions promise jobs, and execute them here until the `with` block ends.

    Args:
        executor: a name that is this process's alone and stays the same when it is started again.
    """
    _speak_through_our_logs()
    own = _engine_for_dbos()
    config: DBOSConfig = {
        "name": NAME,
        "application_version": VERSION,
        "executor_id": executor,
        "system_database_url": settings().database,
        "system_database_engine": own,
        "sys_db_pool_size": 8,
        "serializer": _SERIALIZER,
        "enable_otlp": False,
        "log_level": "WARNING",
    }
    DBOS(config=config)
    try:
        DBOS.launch()
        _open_queues()
        with _promises():
            yield
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=DRAIN)
        own.dispose()


@contextlib.asynccontextmanager
async def durable_work(executor: str = "") -> AsyncGenerator[None]:
    """The lifespan of a process: promises always, executes unless it is a web process beside workers.

    Args:
        executor: a worker's own name, the same at every start; empty in web processes.
    """
    name = executor or ("" if settings().redis_url else "embedded")
    held = executing(name) if name else promising()
    await asyncio.to_thread(held.__enter__)
    tending = asyncio.create_task(tend()) if name else None
    try:
        yield
    finally:
        if tending is not None:
            tending.cancel()
        await asyncio.to_thread(held.__exit__, None, None, None)


async def tend() -> None:
    """Run the hourly sweeps of an executing process until cancelled."""
    while True:
        for sweep in (*_sweeps, forget_finished_work):
            try:
                await asyncio.to_thread(sweep)
            except Exception:
                logging.getLogger(__name__).exception("A sweep failed; it runs again in an hour")
        await asyncio.sleep(3600 * random.uniform(0.9, 1.1))  # noqa: S311  spreads load, guards nothing


def _open_queues() -> None:
    opened = partial(DBOS.register_queue, polling_interval_sec=POLL, on_conflict="always_update")
    opened("mail", worker_concurrency=MAIL_AT_ONCE, limiter={"limit": MAIL_PER_SECOND, "period": 1.0})
    opened("calendars", worker_concurrency=CALENDARS_AT_ONCE, partition_concurrency=1)
    opened("requests")
    opened("inbound", worker_concurrency=1)


def forget_finished_work() -> int:
    """Delete the records of work that ended more than `KEEP_DAYS` ago; returns how many."""
    before = (now() - timedelta(days=KEEP_DAYS)).isoformat()
    done = DBOS.list_workflows(
        status=FINISHED, completed_before=before, limit=5000, load_input=False, load_output=False
    )
    DBOS.delete_workflows([each.workflow_id for each in done])
    return len(done)


def unfinished(name: str) -> set[str]:
    """The keys of the jobs of this name that wait or run."""
    waiting = DBOS.list_workflows(
        name=name, status=["ENQUEUED", "DELAYED", "PENDING"], load_input=False, load_output=False
    )
    return {each.workflow_id for each in waiting}


@contextlib.contextmanager
def _promises() -> Generator[None]:
    client = DBOSClient(system_database_engine=engine(), application_name=NAME, serializer=_SERIALIZER, lazy=True)
    _clients.append(client)
    deliver_jobs_to(enqueue)
    try:
        yield
    finally:
        deliver_jobs_to(None)
        _clients.remove(client)
        client.destroy()


def _engine_for_dbos() -> Engine:
    """An engine for DBOS's own bookkeeping, made as it would make one, but for what is said below."""
    url = settings().database
    if url.startswith("sqlite"):
        made = create_engine(url)
        event.listen(made, "connect", _on_sqlite_connect)
        return made
    # One it makes itself would also ask for the database `postgres`.
    return create_engine(
        url,
        pool_size=8,
        max_overflow=4,
        pool_pre_ping=True,
        connect_args={"options": "-c idle_in_transaction_session_timeout=60000"},
    )


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    """Keep the bookkeeping from making members wait.

    Jobs are promised on our own connections, which wait for the disk. What DBOS notes afterwards need not:
    lost with the power, a step is repeated, as it may be anyway. Waiting each time made members' writes
    queue for seconds.
    """
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("busy_timeout=30000", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _speak_through_our_logs() -> None:
    """Give DBOS's logger a silent handler, else it installs one that writes past our logging."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
