"""How fast a change reaches the partner's screen, and what an open page costs, beside a bare Reflex app.

    python -m benchmarks.live [--sizes 100,1000] [--changes 200]

Both servers run at the same time on one process each, with the same number of open pages, and take turns.
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
from collections.abc import Generator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks._pairs import Pair, bare_pairs, mentor_pairs
from benchmarks._servers import ROOT, Server, free_port, served

RESULTS = Path(__file__).parent / "results" / "live.json"
WARM_PAIRS = 5
WARM_CHANGES = 20
ROUNDS = 4
AT_ONCE = 20
SETTLE_SECONDS = 2.0


class Contender:
    """A server with its pairs.

    Args:
        name: `mentor` or `bare`.
        server: where it runs.
        pairs: all that will ever be opened, in order.
    """

    def __init__(self, name: str, server: Server, pairs: list[Pair]) -> None:
        self.name, self.server, self.pairs = name, server, pairs
        self.open: list[Pair] = []
        self.baseline = 0
        self.lost = 0

    async def open_until(self, http: aiohttp.ClientSession, pairs: int) -> float:
        """Open pages until so many pairs are at work; returns the seconds it took."""
        start = time.perf_counter()
        fresh = self.pairs[len(self.open) : pairs]
        for at in range(0, len(fresh), AT_ONCE // 2):
            some = fresh[at : at + AT_ONCE // 2]
            await asyncio.gather(
                *(page.open(http, self.server.origin, pair.title) for pair in some for page in pair.pages)
            )
        self.open += fresh
        return time.perf_counter() - start

    async def change(self, pair: Pair) -> float | None:
        """Rename an item in one page; the milliseconds until the other page had it."""
        writer, watcher = random.sample(pair.pages, 2)
        title = f"Renamed {pair.item_id} {pair.renamed} times"
        arrival, own = watcher.expect(title), writer.expect(title)
        start = time.perf_counter()
        await pair.rename(writer, pair.item_id, title, pair.renamed)
        pair.renamed += 1
        try:
            arrived = await asyncio.wait_for(arrival, 10)
            await asyncio.wait_for(own, 10)
        except TimeoutError:
            self.lost += 1
            return None
        return (arrived - start) * 1000

    async def changes(self, how_many: int) -> list[float]:
        """Changes one after the other, each of a pair drawn by lot."""
        found = []
        for _ in range(how_many):
            took = await self.change(random.choice(self.open))
            found += [] if took is None else [took]
            await asyncio.sleep(0.005)  # let what the change left behind on the server finish
        return found


async def measure(contenders: list[Contender], sizes: list[int], changes: int) -> dict[str, Any]:
    """All sizes, smallest first, in alternating rounds."""
    found: dict[str, Any] = {}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        for contender in contenders:
            await contender.open_until(http, WARM_PAIRS)
            await contender.changes(WARM_CHANGES)
        await asyncio.sleep(SETTLE_SECONDS)
        for contender in contenders:
            contender.baseline = contender.server.memory()
        for size in sizes:
            found[str(size)] = await _at_size(http, contenders, size, changes)
    return found


async def _at_size(http: aiohttp.ClientSession, contenders: list[Contender], size: int, changes: int) -> dict[str, Any]:
    opened = {each.name: await each.open_until(http, WARM_PAIRS + size // 2) for each in contenders}
    await asyncio.sleep(SETTLE_SECONDS)
    memory = {each.name: (each.server.memory() - each.baseline) / size for each in contenders}
    took: dict[str, list[float]] = {each.name: [] for each in contenders}
    for _ in range(ROUNDS):
        for each in contenders:
            took[each.name] += await each.changes(changes // ROUNDS)
    return {
        each.name: {
            "p50_ms": round(statistics.median(took[each.name]), 2),
            "p95_ms": round(statistics.quantiles(took[each.name], n=20)[-1], 2),
            "changes": len(took[each.name]),
            "lost": each.lost,
            "bytes_per_session": round(memory[each.name]),
            "open_seconds": round(opened[each.name], 2),
        }
        for each in contenders
    }


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
    ours = mentor_pairs(f"sqlite:///{folder / 'mentor' / 'mentor.db'}", pairs)
    bare = {"BARE_DATABASE": f"sqlite:///{folder / 'bare.db'}", "REFLEX_WEB_WORKDIR": str(folder / "bare-web")}
    with (
        served("mentor_app.mentor_app:app", ROOT, port, **mentor) as one,
        served("bare_app:app", ROOT / "benchmarks" / "bare_app", bare_port, **bare) as other,
    ):
        yield [Contender("mentor", one, ours), Contender("bare", other, bare_pairs(folder / "bare.db", pairs))]


def report(found: dict[str, Any]) -> None:
    """Write the file, then say the ratios."""
    facts = {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("reflex", "granian", "sqlmodel", "SQLAlchemy")},
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": facts, "sessions": found}, indent=2) + "\n")
    names = {"p50": "p50_ms", "p95": "p95_ms", "memory": "bytes_per_session"}
    for name, key in names.items():
        for size, row in found.items():
            ours, floor = row["mentor"][key], row["bare"][key]
            print(f"RATIO {name}-{size} {ours} {floor} {ours / floor:.2f}")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000", help="how many open pages, smallest first")
    parser.add_argument("--changes", type=int, default=200, help="how many changes per server and size")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder, both(Path(folder), WARM_PAIRS + max(sizes) // 2) as contenders:
        found = asyncio.run(measure(contenders, sizes, chosen.changes))
    report(found)


if __name__ == "__main__":
    main()
