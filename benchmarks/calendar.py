"""What a look at a member's calendar costs, beside `vdirsyncer sync` on the same server and the same events.

    python -m benchmarks.calendar [--sizes 1000,10000] [--servers radicale,xandikos]

Both keep what they read: the product in its database, vdirsyncer in a folder and a status file. They take turns;
vdirsyncer once in this process, so that it does not pay for its start, and once as the command that people run.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks._calendars import BareList, BareWindow, Command, Mentor, Vdirsyncer, fill
from tests.calendars.servers import radicale, xandikos

RESULTS = Path(__file__).parent / "results" / "calendar.json"
ROOT = Path(__file__).parents[1]
ROUNDS = 5
FIRST_ROUNDS = 2
CHANGED = 10
IN_USE = 8
"""Queries after which a server is as one that has been in use: Xandikos makes an index at the seventh of a kind."""
POLLED, EVERY_SECONDS = 1000, 300


def measure(kind: str, folder: Path, size: int) -> dict[str, Any]:
    """A server with a full calendar; every case in turns."""
    with {"radicale": radicale, "xandikos": xandikos}[kind](folder) as server:
        full = fill(server, folder, size)
        window = BareWindow(full)
        turns({"bare_window": window.look}, IN_USE)
        ours, peer, command = Mentor(full), Vdirsyncer(full, folder / "peer"), Command(full, folder / "command")
        contenders = {"mentor": ours.look, "vdirsyncer": peer.look, "command": command.look}
        first = turns(
            contenders | {"bare_window": window.look},
            FIRST_ROUNDS + 1,
            ours.forget,
            peer.forget,
            command.forget,
            shift=1,
        )
        found = {"first": summary(first, skip=1) | cost(ours)}
        contenders["bare_report"] = BareList(full).look
        ours.settle()
        found["no_change"] = summary(turns(contenders, ROUNDS + 1), skip=1) | cost(ours)
        began = time.process_time()
        for _ in range(ROUNDS):
            ours.look()
        each = (time.process_time() - began) / ROUNDS
        found["no_change"] |= {"processor_ms": each * 1000, "core_share_of_1000": each * POLLED / EVERY_SECONDS}
        changed: dict[str, list[float]] = {}
        for turn in range(ROUNDS):
            full.change(CHANGED, turn + 1)
            for name, took in turns(contenders, 1, shift=turn).items():
                changed.setdefault(name, []).extend(took)
        found["ten_changes"] = summary(changed) | cost(ours)
    return found


def turns(
    contenders: dict[str, Callable[[], None]], rounds: int, *before: Callable[[], None], shift: int = 0
) -> dict[str, list[float]]:
    """Seconds each took, round by round; who goes first changes."""
    took: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(rounds):
        for make_ready in before:
            make_ready()
        begin = (number + shift) % len(names)
        for name in names[begin:] + names[:begin]:
            start = time.perf_counter()
            contenders[name]()
            took[name].append(time.perf_counter() - start)
    return took


def summary(took: dict[str, list[float]], skip: int = 0) -> dict[str, Any]:
    """Medians in milliseconds, after the rounds that warmed up."""
    return {f"{name}_ms": round(statistics.median(each[skip:]) * 1000, 2) for name, each in took.items()}


def cost(ours: Any) -> dict[str, int]:
    """What the product's last look asked for."""
    return {"requests": ours.spent.spent_requests, "bytes": ours.spent.spent_bytes}


def report(found: dict[str, Any], results: Path) -> None:
    """Write the file, then say the ratios."""
    facts = {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("caldav", "vdirsyncer", "Radicale", "xandikos")},
    }
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps({"machine": facts, **found}, indent=2) + "\n")
    for place, cases in found.items():
        for case, figures in cases.items():
            ours = figures["mentor_ms"]
            for name, theirs in ((place, figures["vdirsyncer_ms"]), (f"{place}-command", figures["command_ms"])):
                print(f"RATIO {case}-{name} {ours} {theirs} {ours / theirs:.3f}")
            print(f"COST {case}-{place} {figures['requests']} requests {figures['bytes']} bytes")
        share = cases["no_change"]["core_share_of_1000"]
        print(f"SHARE {POLLED}-calendars-every-{EVERY_SECONDS}s-{place} {share:.3f} of a core")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="how many events the calendars hold")
    parser.add_argument("--servers", default="radicale,xandikos", help="which servers")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "MENTOR_DATA_DIR": str(folder / "mentor"),
            "MENTOR_CALENDAR_NETWORKS": "127.0.0.0/8",
            "MENTOR_LOG_LEVEL": "warning",
        }
        subprocess.run([sys.executable, "-m", "mentor_app.cli", "migrate"], cwd=ROOT, check=True)
        found: dict[str, Any] = {}
        for kind in chosen.servers.split(","):
            for size in map(int, chosen.sizes.split(",")):
                place = folder / f"{kind}-{size}"
                place.mkdir()
                found[f"{kind}-{size}"] = measure(kind, place, size)
                shutil.rmtree(place)
    report(found, chosen.results)


if __name__ == "__main__":
    main()
