"""Both real servers, started once for all tests that ask, and an installation that may speak with them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from mentor_app.config import settings
from mentor_app.jobs.calendar_hosts import hosts
from tests.calendars.servers import Server, radicale, xandikos


@pytest.fixture(scope="session", params=["radicale", "xandikos"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each of the two."""
    folder = tmp_path_factory.mktemp(request.param)
    start: AbstractContextManager[Server] = {"radicale": radicale, "xandikos": xandikos}[request.param](folder)
    with start as running:
        yield running


@pytest.fixture(scope="session")
def with_password(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one that asks for a password."""
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def opened(fresh_settings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator opened the machine itself, and no host rests from the faults of another test."""
    monkeypatch.setenv("MENTOR_CALENDAR_NETWORKS", "127.0.0.0/8")
    settings.cache_clear()
    hosts._hosts.clear()
