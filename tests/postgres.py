"""A private PostgreSQL for one test run, and fresh databases in it.

The cluster lives in a temporary directory, listens on a Unix socket there and on a free loopback port, and
ends with the run. Where tests run as root it belongs to the user `postgres`, since the server refuses to
run as root. Whoever already has a server sets `MENTOR_TEST_POSTGRES_URL` to one whose user may create
databases.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"


def _program(name: str) -> str | None:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def cluster() -> Iterator[str]:
    """Run a server for the length of a `with` block; yields the URL of its maintenance database."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.fail("PostgreSQL is not installed: sudo apt-get install -y postgresql")
    owner = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="mentor-pg-"))
    if owner:
        account = pwd.getpwnam(owner)
        os.chown(folder, account.pw_uid, account.pw_gid)
    run: dict = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
    run |= {"cwd": folder, "stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    port, stored = _free_port(), str(folder / "stored")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {_FAST}"
    try:
        making = [
            initdb,
            "-D",
            stored,
            "-U",
            "mentor",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        subprocess.run(making, check=True, **run)
        subprocess.run([pg_ctl, "-D", stored, "-w", "-l", f"{folder}/log", "-o", options, "start"], check=True, **run)
        try:
            yield f"postgresql+psycopg://mentor@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([pg_ctl, "-D", stored, "-m", "immediate", "-w", "stop"], check=True, **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server_url: str, template: str = "template1") -> Iterator[str]:
    """A new database for the length of a `with` block, empty or a copy of `template`; yields its URL."""
    name = f"t_{secrets.token_hex(6)}"
    admin = sa.create_engine(server_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield sa.make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a server's maintenance database; pass it to `fresh_database`."""
    given = os.environ.get("MENTOR_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with cluster() as url:
        yield url


@pytest.fixture(scope="module")
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of an empty database of this test module's own."""
    with fresh_database(postgres_url) as url:
        yield url
