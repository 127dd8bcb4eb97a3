"""What each calendar server may be asked at once, and which are left alone for a while."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from mentor_app.calendars.troubles import Trouble

AT_ONCE = 2
"""Pieces of work that one host gets from one process at the same time."""
FAULTS, REST = 5, 120.0
"""After so many faults in a row a host is left alone for so many seconds."""


@dataclass
class _Host:
    busy: int = 0
    faults: int = 0
    until: float = 0.0


class Hosts:
    """The hosts this process has to do with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def asked(self, host: str) -> Generator[None]:
        """Ask a host something.

        Raises:
            Trouble: of the kind `busy` when it has enough to do, which is no fault of anybody's.
        """
        with self._lock:
            entry = self._hosts.setdefault(host, _Host())
            if entry.busy >= AT_ONCE or entry.until > time.monotonic():
                raise Trouble("busy", retry_after=max(2.0, entry.until - time.monotonic()))
            entry.busy += 1
        fault = True
        try:
            yield
            fault = False
        except Trouble as trouble:
            fault = trouble.kind in ("timeout", "unreachable", "server_error", "too_large")
            raise
        finally:
            with self._lock:
                entry.busy -= 1
                entry.faults = entry.faults + 1 if fault else 0
                if entry.faults >= FAULTS:
                    entry.until = time.monotonic() + REST


hosts = Hosts()
