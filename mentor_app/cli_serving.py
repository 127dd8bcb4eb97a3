"""How `mentor serve` and `mentor demo` become the server, and say so."""

import os
import socket
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import typer

from mentor_app.config import settings
from mentor_app.frontend import build, node_environment, web_dir

ROOT = Path(__file__).parents[1]


def find_the_port_free() -> None:
    """End with a plain sentence when somebody listens here already: the server would share the port without a word."""
    host, port = settings().host, settings().port
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address, family=family).close()
    except OSError as error:
        typer.echo(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another with --port.", err=True)
        raise typer.Exit(1) from error


def compile_pages() -> None:
    """Compile the pages where they changed."""
    typer.echo("Compiling the pages where they changed ...", err=True)
    build()


def say_when_it_answers(words: str) -> None:
    """Print once the server answers. It is said by a process of its own, as this one becomes the server."""
    server = os.getpid()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    if os.fork() == 0:
        _wait_for(server)
        typer.echo(words)
        sys.stdout.flush()
    os._exit(0)


def _wait_for(server: int) -> None:
    """Return when the server answers; end this process when there is no server any more."""
    address = f"http://{settings().host}:{settings().port}/livez"
    while True:
        try:
            os.kill(server, 0)
        except ProcessLookupError:
            os._exit(0)
        try:
            urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


def listen() -> None:
    """Become the server; never returns."""
    environment = node_environment() | {
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_WEB_WORKDIR": str(web_dir()),
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": "200000",
    }
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--ws"),
        *("--host", settings().host, "--port", str(settings().port), "--workers", str(settings().workers)),
        *("--log-level", settings().log_level, "mentor_app.mentor_app:app"),
    ]
    os.chdir(ROOT)
    os.execve(sys.executable, command, environment)  # noqa: S606  our own command, so that signals reach the server itself
