"""Fixtures shared by all tests: a migrated database on each engine, and the cast.

Ada mentors, Ben is her mentee, Cy is a stranger (in the same programme), Dee coordinates, Eve left.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlmodel import Session, select

from alembic import command
from mentor_app import db
from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import Actor, deliver_jobs_to
from mentor_app.models import Enrolment, Member, Mentorship, Profile, Programme
from mentor_app.routes.health import alembic_config
from tests.postgres import fresh_database, postgres_database, postgres_url  # noqa: F401  fixtures


@dataclass
class Cast:
    """Ids of the people, their programme and Ada and Ben's mentorship."""

    ada: str = ""
    ben: str = ""
    cy: str = ""
    dee: str = ""
    eve: str = ""
    programme: str = ""
    mentorship: str = ""
    names: dict[str, str] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def fresh_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees another's settings, nor the machine's."""
    for name in [name for name in os.environ if name.startswith("MENTOR_") and name != "MENTOR_SAMPLE_CSV"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MENTOR_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    db.engine.cache_clear()
    yield
    deliver_jobs_to(None)
    db.engine.cache_clear()
    settings.cache_clear()


def use_database(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Point this process at a database."""
    monkeypatch.setenv("MENTOR_DATABASE_URL", url)
    settings.cache_clear()
    db.engine.cache_clear()
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to be copied."""
    path = tmp_path_factory.mktemp("schema") / "mentor.db"
    command.upgrade(alembic_config(f"sqlite:///{path}"), "head")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[str]:
    """The name of a migrated, empty PostgreSQL database to be used as a template."""
    with fresh_database(postgres_url) as url:
        command.upgrade(alembic_config(url), "head")
        yield url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fresh migrated database; every test that asks runs on both engines."""
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_sqlite'), tmp_path / 'mentor.db')}"
        yield use_database(url, monkeypatch)
        db.engine().dispose()
        return
    template = request.getfixturevalue("migrated_postgres")
    with fresh_database(request.getfixturevalue("postgres_url"), template) as url:
        yield use_database(url, monkeypatch)
        db.engine().dispose()


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fresh migrated SQLite database, for tests in which the engine plays no part."""
    yield use_database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'mentor.db')}", monkeypatch)
    db.engine().dispose()


def add_member(session: Session, name: str, programme: str, **profile: object) -> str:
    """A verified member in a programme; returns the id."""
    member = Member(email=f"{name.lower()}@example.org", name=name, verified_at=now())
    session.add(member)
    session.flush()
    session.add(Profile(member_id=member.id, updated_at=now(), **profile))
    session.add(Enrolment(programme_id=programme, member_id=member.id))
    session.flush()
    return member.id


def make_cast() -> Cast:
    """Write the cast into the current database."""
    with Session(db.engine()) as session:
        programme = Programme(slug="alumni", name="Alumni mentoring", help_contact="alumni@example.org")
        session.add(programme)
        session.flush()
        cast = Cast(programme=programme.id)
        cast.ada = add_member(session, "Ada", programme.id, offers_mentoring=True, headline="Head of data")
        cast.ben = add_member(session, "Ben", programme.id, seeks_mentor=True, headline="Teacher")
        cast.cy = add_member(session, "Cy", programme.id, seeks_mentor=True)
        cast.dee = add_member(session, "Dee", programme.id)
        cast.eve = add_member(session, "Eve", programme.id, is_active=False)
        session.exec(select(Enrolment).where(Enrolment.member_id == cast.dee)).one().is_coordinator = True
        mentorship = Mentorship(programme_id=programme.id, mentor_id=cast.ada, mentee_id=cast.ben)
        session.add(mentorship)
        session.commit()
        cast.mentorship = mentorship.id
    return cast


@pytest.fixture
def cast(database: str) -> Cast:
    """The people of the tests, in a database of their own, on each engine."""
    return make_cast()


@pytest.fixture
def as_member() -> Callable[[str], Actor]:
    """An actor for a member's id."""
    return lambda member_id: Actor(member_id=member_id)
