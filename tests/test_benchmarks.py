"""The benchmarks run: a short one, whose figures say nothing but that every message arrived."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_benchmark_of_the_inbox_delivers_every_message(tmp_path):
    figures = tmp_path / "inbox.json"
    short = ["--inboxes", "6", "--rate", "5", "--seconds", "4", "--results", str(figures)]
    command = [sys.executable, "-m", "benchmarks.inbox", *short]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("RATIO ") == 3
    found = json.loads(figures.read_text())
    assert [found[name]["messages"] for name in ("mentor", "bare")] == [20, 20]
    assert [found[name]["lost"] for name in ("mentor", "bare")] == [0, 0]


def test_the_benchmark_of_calendars_asks_once_when_nothing_changed(tmp_path):
    figures = tmp_path / "calendar.json"
    short = ["--sizes", "300", "--results", str(figures)]
    command = [sys.executable, "-m", "benchmarks.calendar", *short]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("RATIO ") == 12
    # The mark and the list; Xandikos does not send with the list what changed.
    for name, changed in {"radicale-300": 2, "xandikos-300": 3}.items():
        cases = json.loads(figures.read_text())[name]
        assert cases["no_change"]["requests"] == 1
        assert cases["no_change"]["bytes"] < 1000
        assert cases["ten_changes"]["requests"] == changed
