"""The two servers of the live benchmark, each a process tree of its own with a fresh database."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


class Server:
    """A running server.

    Args:
        process: the parent of its process tree.
        port: where it listens, on loopback.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port
        self.origin = f"http://localhost:{port}"

    def memory(self) -> int:
        """Resident bytes of the process tree."""
        return sum(_resident(pid) for pid in _tree(self.process.pid))

    def worked(self) -> float:
        """Seconds of processor time the process tree has used."""
        return sum(_processor_seconds(pid) for pid in _tree(self.process.pid))


@contextlib.contextmanager
def served(module: str, cwd: Path, port: int, **environment: str) -> Generator[Server]:
    """Serve a Reflex app as `mentor serve` does, without its front end, for the length of a `with` block."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--ws", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--log-level", "warning", module),
    ]
    surroundings = os.environ | {
        "__REFLEX_SKIP_COMPILE": "true",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "PYTHONPATH": str(cwd),
        **environment,
    }
    process = subprocess.Popen(command, cwd=cwd, env=surroundings, stdout=sys.stderr)
    try:
        _wait_for(process, port)
        yield Server(process, port)
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(inner for child in children for inner in _tree(int(child)))]


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_SIZE


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
