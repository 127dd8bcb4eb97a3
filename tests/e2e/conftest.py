"""A production build, served on a port of its own, and people in browsers of their own.

Whatever a page writes to the console as an error fails the test that opened it, and so does a serious finding of axe.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from mentor_app import frontend

ROOT = Path(__file__).parents[2]
ARTEFACTS = Path(os.environ.get("MENTOR_TEST_ARTEFACTS", ROOT / "tests" / "artefacts"))
CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
PASSWORD = "mentor-demo"
SETTLED = """() => Promise.race([
  Promise.all(document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < 5000)
    .map((each) => each.finished.catch(() => {}))),
  new Promise((resolve) => setTimeout(resolve, 5000)),
])"""
LIVE = 10_000
"""Milliseconds within which a change must reach another page; generous, since this is no benchmark."""

expect.set_options(timeout=LIVE)


@dataclass
class Server:
    """A running installation."""

    url: str
    data_dir: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End it, and everything it started."""
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(data_dir: Path, **settings: str) -> Server:
    """Serve the demonstration community from `data_dir`."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MENTOR_")} | settings
    command = [sys.executable, "-m", "mentor_app.cli", "demo", "--port", str(port), "--data-dir", str(data_dir)]
    log = (data_dir.parent / f"{data_dir.name}.log").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    server = Server(f"http://localhost:{port}", data_dir, process)
    for _attempt in range(600):
        try:
            with urllib.request.urlopen(f"{server.url}/readyz", timeout=2) as answer:
                if json.load(answer)["ok"]:
                    return server
        except OSError:
            if process.poll() is not None:
                break
        time.sleep(0.2)
    raise RuntimeError(Path(log.name).read_text(errors="replace")[-4000:])


@pytest.fixture(scope="session")
def built() -> None:
    """The compiled front end."""
    frontend.build()


@pytest.fixture(scope="module")
def server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One installation for each test module."""
    running = start_server(tmp_path_factory.mktemp("served") / "data")
    yield running
    running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. It ends with these tests: its event loop would be in the way of others in this process."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Person:
    """Somebody at a browser."""

    context: BrowserContext
    page: Page
    url: str
    errors: list[str] = field(default_factory=list)
    may_fail: list[str] = field(default_factory=list)

    def goto(self, path: str) -> Page:
        """Open a path, and wait until the page is live."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def check_access(self, name: str) -> None:
        """Fail on a serious or critical finding of axe (WCAG 2.2 AA) in what is on screen now."""
        self.page.evaluate(SETTLED)  # halfway through a fade colours are nobody's choice
        found = Axe().run(self.page).response["violations"]
        serious = [
            f"{name}: {rule['id']}: {node['target']} {node['failureSummary'][:200]}"
            for rule in found
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]
        assert not serious, "\n".join(serious)

    def sign_in(self, email: str, password: str = PASSWORD) -> "Person":
        """Through the form, as anyone would."""
        self.goto("/sign-in")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(re.compile("/home"))
        return self


@pytest.fixture
def somebody(server: Server, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Open a browser of its own for a person; keyword arguments go to the browser context."""
    people: list[Person] = []

    def arrive(**options: object) -> Person:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("locale", "en-GB")
        context = browser.new_context(**options)
        person = Person(context, context.new_page(), server.url)
        person.page.on("pageerror", lambda error: person.errors.append(str(error)))
        person.page.on(
            "console",
            lambda message: person.errors.append(message.text) if message.type == "error" else None,
        )
        people.append(person)
        return person

    yield arrive
    found = [
        error
        for person in people
        for error in person.errors
        if not any(re.search(pattern, error) for pattern in person.may_fail)
    ]
    for person in people:
        person.context.close()
    assert not found, found
