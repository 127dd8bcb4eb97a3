"""How fast a message reaches the partner's open inbox while everybody writes, beside a bare Reflex app.

    python -m benchmarks.inbox [--inboxes 1000] [--rate 50] [--seconds 60]

Both servers run at the same time on one process each, with the same number of open pages, and take turns. Messages
leave at fixed moments whether or not earlier ones have arrived, and are timed from the moment they were due.
"""

import argparse
import asyncio
import contextlib
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks._inboxes import SAID, inbox_pairs, note_seen
from benchmarks._pairs import Pair, bare_pairs
from benchmarks._servers import ROOT, Server, free_port, served
from benchmarks._sockets import Page

RESULTS = Path(__file__).parent / "results" / "inbox.json"
ROUNDS = 4
AT_ONCE = 10
PATIENCE = 10
SETTLE_SECONDS = 2.0
WARM_SECONDS = 2.0

Seen = Callable[[Page, int], Awaitable[None]]


class Contender:
    """A server with its pairs, all of whose pages are open.

    Args:
        name: `mentor` or `bare`.
        server: where it runs.
        pairs: who writes to whom.
        seen: what a reader's page sends when words arrive; None when it sends nothing.
    """

    def __init__(self, name: str, server: Server, pairs: list[Pair], seen: Seen | None = None) -> None:
        self.name, self.server, self.pairs, self._seen = name, server, pairs, seen
        self.took: list[float] = []
        self.lost = self.frames = self.bytes = 0
        self.worked = 0.0
        self._turn = 0

    async def open(self, http: aiohttp.ClientSession) -> None:
        """Open every page."""
        for at in range(0, len(self.pairs), AT_ONCE):
            some = self.pairs[at : at + AT_ONCE]
            await asyncio.gather(
                *(page.open(http, self.server.origin, pair.title) for pair in some for page in pair.pages)
            )
        random.shuffle(self.pairs)

    async def write(self, rate: float, seconds: float) -> None:
        """So many messages a second, evenly spread, each of the pair whose turn it is."""
        pages = [page for pair in self.pairs for page in pair.pages]
        frames, size, worked = sum(p.frames for p in pages), sum(p.bytes for p in pages), self.server.worked()
        start = time.perf_counter() + 0.05
        async with asyncio.TaskGroup() as tasks:
            for number in range(round(rate * seconds)):
                due = start + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                self._turn = (self._turn + 1) % len(self.pairs)
                tasks.create_task(self._one(self.pairs[self._turn], due))
        self.worked += self.server.worked() - worked
        self.frames += sum(p.frames for p in pages) - frames
        self.bytes += sum(p.bytes for p in pages) - size

    def forget(self) -> None:
        """What came so far was for warming up."""
        self.took, self.lost, self.frames, self.bytes, self.worked = [], 0, 0, 0, 0.0

    async def _one(self, pair: Pair, due: float) -> None:
        writer, reader = random.sample(pair.pages, 2)
        pair.renamed += 1
        words = f"Words {pair.item_id} {pair.renamed}."
        arrival = reader.expect(words)
        await pair.rename(writer, pair.item_id, words, pair.renamed)
        try:
            arrived = await asyncio.wait_for(arrival, PATIENCE)
        except TimeoutError:
            self.lost += 1
            return
        self.took.append((arrived - due) * 1000)
        if self._seen is not None:
            await self._seen(reader, SAID + pair.renamed)

    def figures(self) -> dict[str, Any]:
        """What came of it."""
        sent = len(self.took) + self.lost
        return {
            "p50_ms": round(statistics.median(self.took), 2),
            "p95_ms": round(statistics.quantiles(self.took, n=20)[-1], 2),
            "messages": sent,
            "lost": self.lost,
            "processor_ms_per_message": round(self.worked * 1000 / sent, 2),
            "frames_per_message": round(self.frames / sent, 2),
            "bytes_per_message": round(self.bytes / sent),
        }


async def measure(contenders: list[Contender], rate: float, seconds: float) -> dict[str, Any]:
    """Warm up, then alternate."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        for each in contenders:
            await each.open(http)
            await each.write(rate / 2, WARM_SECONDS)
            each.forget()
        for _ in range(ROUNDS):
            for each in contenders:
                await asyncio.sleep(SETTLE_SECONDS)
                await each.write(rate, seconds / ROUNDS)
        return {each.name: each.figures() for each in contenders}


@contextlib.contextmanager
def both(folder: Path, pairs: int) -> Generator[list[Contender]]:
    """The product and the bare app, seeded and serving."""
    port, bare_port = free_port(), free_port()
    mentor = {
        "MENTOR_DATA_DIR": str(folder / "mentor"),
        "MENTOR_PUBLIC_URL": f"http://localhost:{port}",
        "MENTOR_LOG_LEVEL": "warning",
        "REFLEX_WEB_WORKDIR": str(folder / "web"),
    }
    subprocess.run([sys.executable, "-m", "mentor_app.cli", "migrate"], cwd=ROOT, env=os.environ | mentor, check=True)
    ours = inbox_pairs(f"sqlite:///{folder / 'mentor' / 'mentor.db'}", pairs)
    bare = {"BARE_DATABASE": f"sqlite:///{folder / 'bare.db'}", "REFLEX_WEB_WORKDIR": str(folder / "bare-web")}
    with (
        served("mentor_app.mentor_app:app", ROOT, port, **mentor) as one,
        served("bare_app:app", ROOT / "benchmarks" / "bare_app", bare_port, **bare) as other,
    ):
        floor = bare_pairs(folder / "bare.db", pairs)
        yield [Contender("mentor", one, ours, note_seen), Contender("bare", other, floor)]


def report(found: dict[str, Any], asked: dict[str, Any], results: Path) -> None:
    """Write the file, then say the ratios."""
    facts = {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("reflex", "granian", "sqlmodel", "SQLAlchemy")},
    }
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps({"machine": facts, "asked": asked, **found}, indent=2) + "\n")
    for name, key in {"p50": "p50_ms", "p95": "p95_ms", "processor": "processor_ms_per_message"}.items():
        ours, floor = found["mentor"][key], found["bare"][key]
        print(f"RATIO {name}-{asked['inboxes']} {ours} {floor} {ours / floor:.2f}")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inboxes", type=int, default=1000, help="how many open inboxes on each server")
    parser.add_argument("--rate", type=float, default=50, help="messages a second")
    parser.add_argument("--seconds", type=float, default=60, help="how long each server is written on")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    chosen = parser.parse_args()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder, both(Path(folder), max(1, chosen.inboxes // 2)) as contenders:
        found = asyncio.run(measure(contenders, chosen.rate, chosen.seconds))
    asked = {"inboxes": chosen.inboxes, "rate": chosen.rate, "seconds": chosen.seconds}
    report(found, asked, chosen.results)


if __name__ == "__main__":
    main()
