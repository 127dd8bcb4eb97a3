"""A mail server on loopback that remembers what it took, and misbehaves when told to."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Taken:
    """What the server took, in order, and what it answers: None to take, else the reply to DATA or RCPT.

    `drops` says of the nth DATA (from 1) whether the connection breaks after the letter was taken, `hangs` whether it
    is never answered. `on_taken` is called once a letter was taken and before that is said.
    """

    messages: list[EmailMessage] = field(default_factory=list, repr=False)
    raw: list[bytes] = field(default_factory=list, repr=False)
    seen: int = 0
    port: int = 0
    to_data: Callable[[int], str | None] = lambda _count: None
    to_recipient: Callable[[str], str | None] = lambda _address: None
    drops: Callable[[int], bool] = lambda _count: False
    hangs: Callable[[int], bool] = lambda _count: False
    on_taken: Callable[[int], None] = lambda _count: None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        refusal = self.to_recipient(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, _session, envelope) -> str:  # noqa: N802
        self.seen += 1
        if self.hangs(self.seen):
            await asyncio.sleep(3600)
        refusal = self.to_data(self.seen)
        if refusal is not None:
            return refusal
        self.raw.append(envelope.original_content)
        self.messages.append(BytesParser(EmailMessage, policy=policy.default).parsebytes(envelope.content))
        self.on_taken(self.seen)
        if self.drops(self.seen):
            server.transport.abort()
        return "250 taken"

    def ids(self) -> list[str]:
        """The Message-IDs taken, repeats included."""
        return [str(message["Message-ID"]) for message in self.messages]


@contextmanager
def mail_server() -> Iterator[Taken]:
    """Run a server for the length of a `with` block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    taken = Taken(port=port)
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield taken
    finally:
        controller.stop()
