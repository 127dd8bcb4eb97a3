"""One unit of work is one transaction by one actor. The only place that commits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlmodel import Session, create_engine

from mentor_app.config import settings
from mentor_app.models.audit import AuditEntry
from mentor_app.realtime.changes import Change

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `member_id` is None for someone who has not signed in, and for the machine itself.

    Args:
        member_id: the member, or None.
        sign_in_id: the sign-in the person came with, for *sign out everywhere else*.
        system: True for durable jobs and the command line, which act for nobody.
        bound_to: the one request that somebody may touch who came by a letter's link and has not signed in; empty for
            everybody else. Such an actor is made within a transaction, by the link, and cannot begin one.
    """

    member_id: str | None = None
    sign_in_id: str | None = None
    system: bool = False
    bound_to: str = ""

    @property
    def id(self) -> str:
        """The member's id; for code that runs only behind a member's right.

        Raises:
            PermissionError: when nobody is signed in.
        """
        if self.member_id is None:
            raise PermissionError
        return self.member_id


NOBODY = Actor()
SYSTEM = Actor(system=True)


@dataclass(frozen=True, slots=True)
class Job:
    """Durable work promised by a transaction.

    Args:
        name: the workflow, as registered in `mentor_app.jobs`.
        key: what makes it one piece of work: enqueued twice, it runs once.
        args: plain arguments; ids, never rows.
        queue: the queue it waits in.
        delay: seconds it waits at least before it may run.
        partition: of a queue in which one job at a time runs for each of these, such as a calendar.
    """

    name: str
    key: str
    args: tuple[Any, ...] = ()
    queue: str = "mail"
    delay: float = 0.0
    partition: str = ""


class Enqueue(Protocol):
    """Writes jobs through the connection of the transaction that promises them."""

    def __call__(self, connection: Connection, jobs: list[Job]) -> None:
        """Write them; nothing is committed here."""


@dataclass
class UnitOfWork:
    """One transaction: its rows, what it announces and what it promises.

    Args:
        session: the database session; never committed by anyone but `transact`.
        actor: the person this is done for.
        changes: filled by `announce`.
        jobs: filled by `promise`.
    """

    session: Session
    actor: Actor
    changes: list[Change] = field(default_factory=list[Change])
    jobs: list[Job] = field(default_factory=list[Job])

    def announce(self, *changes: Change) -> None:
        """Tell the pages watching, once this transaction has committed."""
        self.changes.extend(changes)

    def promise(self, job: Job) -> None:
        """Have a job run after, and only if, this transaction commits."""
        self.jobs.append(job)

    def acting_for(self, member_id: str) -> "UnitOfWork":
        """The same transaction with a member's rights in place of the machine's: what they asked it to do for them.

        Raises:
            PermissionError: for anyone but the machine itself.
        """
        if not self.actor.system:
            raise PermissionError
        return UnitOfWork(self.session, Actor(member_id=member_id), self.changes, self.jobs)

    def record(self, action: str, subject: str = "", **details: str | int | None) -> None:
        """Write an audit entry in this transaction.

        Args:
            action: a verb in the past, such as `request.accepted`.
            subject: the id of what it was done to.
            details: plain values; never a member's words.
        """
        noted = details | ({"by": "letter"} if self.actor.bound_to else {})
        self.session.add(AuditEntry(actor_id=self.actor.member_id, action=action, subject=subject, details=noted))


_enqueuers: list[Enqueue] = []


def deliver_jobs_to(enqueue: Enqueue | None) -> None:
    """Say who writes promised jobs; None for nobody, as in tests of services alone."""
    _enqueuers[:] = [enqueue] if enqueue else []


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine of this process, made on first use. Never call it while a module is being imported."""
    return make_engine(settings().database)


def make_engine(url: str) -> Engine:
    """An engine with the settings that the promises of this product rest on.

    SQLite: write-ahead log, full synchronisation, foreign keys, and every transaction takes the write lock
    at its start (`BEGIN IMMEDIATE`), so that a check and the write it guards cannot be torn apart.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=5, max_overflow=10, pool_pre_ping=True)
    made = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(made, "connect", _on_sqlite_connect)
    event.listen(made, "begin", _begin_immediate)
    return made


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would be a deferred one
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    reading = connection.get_execution_options().get("mentor_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def transact(
    actor: Actor, act: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
) -> tuple[T, list[Change]]:
    """Run `act` as `actor` in one transaction: all of it is kept, or none.

    Returns:
        what `act` returned, and the changes to publish.

    Raises:
        PermissionError: when the actor is bound to a request.
    """
    _unbound(actor)
    with Session(engine(), expire_on_commit=False) as session:
        uow = UnitOfWork(session, actor)
        result = act(uow, *args, **kwargs)
        if uow.jobs and _enqueuers:
            session.flush()
            for enqueue in _enqueuers:
                enqueue(session.connection(), uow.jobs)
        session.commit()
    return result, uow.changes


def read(actor: Actor, ask: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `ask` as `actor` without the write lock, so that readers never wait for writers.

    Raises:
        PermissionError: when the actor is bound to a request.
        RuntimeError: when `ask` tried to change something.
    """
    _unbound(actor)
    with Session(engine(), expire_on_commit=False, autoflush=False) as session:
        session.connection(execution_options={"mentor_reading": True})
        uow = UnitOfWork(session, actor)
        result = ask(uow, *args, **kwargs)
        if session.new or session.dirty or session.deleted or uow.changes or uow.jobs:
            raise RuntimeError(f"{ask.__name__} writes: use transact")
    return result


def _unbound(actor: Actor) -> None:
    if actor.bound_to:
        raise PermissionError
