"""What is written down stands beside what is: settings and dependencies."""

import re
import tomllib
from pathlib import Path

from mentor_app.config import Settings

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def told(default: object) -> str:
    if default is None or default == "":
        return "empty"
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_every_setting_is_written_down_with_its_default():
    rows = re.findall(r"^\| `(MENTOR_\w+)` \| (\S.*?) \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    written = {name: default.strip("`") for name, default in rows}
    assert written == {f"MENTOR_{name.upper()}": told(field.default) for name, field in Settings.model_fields.items()}


def test_every_direct_dependency_is_written_down_and_no_other():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[=<>]", one)[0] for one in wanted}
    names |= set(re.findall(r'"(@?[\w/-]+)@\d', (ROOT / "rxconfig.py").read_text()))
    written = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "dependencies.md").read_text(), re.MULTILINE)
    assert sorted(written) == sorted(names)


def test_everything_the_lock_pins_has_a_hash_and_every_direct_dependency_is_in_it():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", lock, re.MULTILINE))
    for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]:
        name, _, version = one.partition("==")
        name = re.split(r"[\[<>]", name)[0]
        assert version in ("", pinned[name]), name
    assert "://" not in lock
