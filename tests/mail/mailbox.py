"""A real IMAP server on loopback, with one mailbox that letters are put into."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

USER, PASSWORD = "replies", "a password for tests"


@dataclass
class Box:
    """The mailbox as another mail program sees it."""

    port: int
    client: Any = field(default=None, repr=False)

    def put(self, raw: bytes) -> None:
        """Have a letter arrive."""
        self.client.append("INBOX", raw)

    def lying(self) -> list[tuple[bytes, ...]]:
        """The flags of what lies there, oldest first."""
        self.client.select_folder("INBOX", readonly=True)
        numbers = self.client.search("ALL")
        flags = self.client.get_flags(numbers) if numbers else {}
        return [tuple(flag for flag in flags[each] if flag != b"\\Recent") for each in sorted(numbers)]

    def empty(self) -> None:
        """Throw everything away."""
        self.client.select_folder("INBOX")
        numbers = self.client.search("ALL")
        if numbers:
            self.client.delete_messages(numbers)
            self.client.expunge()


@contextmanager
def imap_server() -> Iterator[Box]:
    """Run a server for the length of a `with` block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port", str(port)]
    options = ["--no-tls", "--no-service", "admin", "dict", "--demo-user", USER, "--demo-password", PASSWORD]
    running = subprocess.Popen([*command, *options, "--demo-data"], stderr=subprocess.DEVNULL)
    box = Box(port)
    try:
        box.client = _signed_in(port, running)
        box.empty()
        yield box
        box.client.logout()
    finally:
        running.kill()
        running.wait()


def _signed_in(port: int, running: subprocess.Popen) -> IMAPClient:
    deadline = time.monotonic() + 60
    while True:
        try:
            client = IMAPClient("127.0.0.1", port, ssl=False, timeout=60)
            client.login(USER, PASSWORD)
        except (OSError, IMAPClientError):
            assert running.poll() is None, "the server did not start"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)
        else:
            return client
