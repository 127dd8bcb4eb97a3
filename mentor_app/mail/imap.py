"""The mailbox that replies come into, over IMAP: what is new in it, and what becomes of a letter once it was read.

A letter that was dealt with is deleted. One that was not for us stays, marked as seen, and one that nobody could read
is flagged besides: somebody may look. Until then nothing is marked, so that whatever ends us in between loses nothing.
"""

import contextlib
import ssl
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mentor_app.config import Settings, settings
from mentor_app.mail.incoming import LARGEST

TIMEOUT = 30.0
"""Seconds to wait for any one answer of the server."""
AT_ONCE = 200
"""Letters that are looked at in one round; the others wait for the next."""


class Unreachable(Exception):
    """The mailbox cannot be opened, or read, at present."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A letter in the mailbox: its number there, its size, and its bytes, or its headers alone when it is too large."""

    number: int
    raw: bytes
    is_cut: bool


class Mailbox:
    """An open mailbox."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def new(self) -> Iterator[Lying]:
        """Every letter nobody has seen, oldest first, each fetched when it is asked for."""
        numbers: list[int] = sorted(self._client.search(["UNSEEN", "UNDELETED"]))[:AT_ONCE]
        sizes: Any = self._client.fetch(numbers, ["RFC822.SIZE"]) if numbers else {}
        for number in numbers:
            cut = int(sizes.get(number, {}).get(b"RFC822.SIZE", 0)) > LARGEST
            part = "BODY.PEEK[HEADER]" if cut else "BODY.PEEK[]"
            found: Any = self._client.fetch([number], [part]).get(number)
            if found is not None:  # another client may have taken it away meanwhile
                raw = found.get(b"BODY[HEADER]" if cut else b"BODY[]") or b""
                yield Lying(number, raw, cut)

    def done(self, number: int) -> None:
        """It was dealt with: it is deleted."""
        self._client.delete_messages([number], silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge([number])
        else:
            self._client.expunge()

    def leave(self, number: int, *, flagged: bool = False) -> None:
        """It is none of ours, or cannot be read: it stays for whoever looks after the mailbox."""
        self._client.add_flags([number], [b"\\Seen", *([b"\\Flagged"] if flagged else [])], silent=True)


@contextlib.contextmanager
def open_mailbox() -> Generator[Mailbox]:
    """The mailbox of the settings, for the length of a `with` block.

    Raises:
        Unreachable: when it cannot be opened, or the connection breaks.
    """
    try:
        with _signed_in(settings()) as client:
            yield Mailbox(client)
    except (OSError, IMAPClientError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:300]) from error


@contextlib.contextmanager
def _signed_in(chosen: Settings) -> Generator[Any]:
    tls = ssl.create_default_context()
    client: Any = IMAPClient(
        chosen.imap_host or "",
        chosen.imap_port,
        ssl=chosen.imap_security == "tls",
        ssl_context=tls if chosen.imap_security == "tls" else None,
        timeout=TIMEOUT,
    )
    try:
        if chosen.imap_security == "starttls":
            client.starttls(ssl_context=tls)
        client.login(chosen.imap_user or "", chosen.imap_password.get_secret_value() if chosen.imap_password else "")
        client.select_folder(chosen.imap_folder)
        yield client
    finally:
        with contextlib.suppress(OSError, IMAPClientError):
            client.logout()
