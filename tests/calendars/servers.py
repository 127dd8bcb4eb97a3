"""Real calendar servers on loopback: Radicale with a password, Xandikos without."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentor_app.calendars.caldav_account import CalDavCalendar
from mentor_app.calendars.guard import Budget, Rules
from mentor_app.calendars.networks import networks
from mentor_app.calendars.webdav import Access, Wire

LOOPBACK = Rules(opened=networks("127.0.0.0/8"), consented=("127.0.0.1",))
USER, PASSWORD = "alice", "correct horse"

_RADICALE = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {users}
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {data}
[logging]
level = warning
"""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """A running server: its base address, how to sign in, and where calendars are made."""

    name: str
    address: str
    home: str
    user: str
    password: str

    @property
    def access(self) -> Access:
        return Access(self.address, self.user, self.password)

    def wire(self, budget: Budget | None = None) -> Wire:
        return Wire(self.access, LOOPBACK, budget or Budget(seconds=60, requests=100_000, bytes=10**9))

    def new_calendar(self, name: str = "") -> str:
        """Make an empty calendar; returns its href."""
        href = f"{self.home}{name or uuid.uuid4().hex}/"
        wire = self.wire()
        assert wire._client.request(wire.absolute(href), "MKCALENDAR").status == 201
        wire.close()
        return href

    def calendar(self, href: str) -> CalDavCalendar:
        return CalDavCalendar(self.wire(), href)


@contextlib.contextmanager
def radicale(folder: Path, port: int = 0) -> Iterator[Server]:
    """A Radicale with one user."""
    port = port or free_port()
    users, config = folder / "users", folder / "config"
    users.write_text(f"{USER}:{PASSWORD}\n")
    config.write_text(_RADICALE.format(port=port, users=users, data=folder / "data"))
    with _running([sys.executable, "-m", "radicale", "--config", str(config)], port, folder):
        server = Server("radicale", f"http://127.0.0.1:{port}/", f"/{USER}/", USER, PASSWORD)
        yield server


@contextlib.contextmanager
def xandikos(folder: Path, port: int = 0) -> Iterator[Server]:
    """A Xandikos with its default principal."""
    port = port or free_port()
    data, state = folder / "data", folder / "state"
    data.mkdir()
    command = [
        *(str(Path(sys.executable).with_name("xandikos")), "serve", "-d", str(data), "--state-dir", str(state)),
        *("--defaults", "--current-user-principal", "/user/", "-l", "127.0.0.1", "-p", str(port)),
    ]
    with _running(command, port, folder):
        yield Server("xandikos", f"http://127.0.0.1:{port}/", "/user/calendars/", "", "")


@contextlib.contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _answers(process, port)
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer")
