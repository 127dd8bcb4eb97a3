"""The compiled front end: built when its sources changed, never otherwise."""

import contextlib
import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SOURCES = ("mentor_app/**/*.py", "mentor_app/**/*.js", "mentor_app/**/*.po", "assets/**/*.*", "rxconfig.py")
_LOCK = "reflex.lock/*"
_STAMP = "mentor-build"


def node_environment() -> dict[str, str]:
    """The environment in which Reflex finds the Node that came with our packages, and downloads nothing."""
    return os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "REFLEX_USE_NPM": "1",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_TELEMETRY_ENABLED": "false",
    }


def web_dir() -> Path:
    """Where the front end is compiled."""
    return Path(os.environ.get("REFLEX_WEB_WORKDIR", ROOT / ".web"))


def fingerprint() -> str:
    """A digest of everything that the front end is made from."""
    digest = hashlib.sha256()
    files = {file for pattern in (*_SOURCES, _LOCK) for file in ROOT.glob(pattern) if file.is_file()}
    for file in sorted(file for file in files if "external" not in file.relative_to(ROOT).parts):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def build() -> bool:
    """Compile the front end unless the compiled one is up to date. Returns whether it was compiled.

    Of several processes that ask at once one compiles, and the others wait for it.

    Raises:
        subprocess.CalledProcessError: when the build fails; its output is on the terminal.
    """
    web_dir().parent.mkdir(parents=True, exist_ok=True)
    with web_dir().with_name(f"{web_dir().name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return _build_in_turn()


def _build_in_turn() -> bool:
    stamp, wanted = web_dir() / _STAMP, fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted and (web_dir() / "build" / "client").is_dir():
        return False
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--env", "prod"]
    with lock_as_it_was():
        subprocess.run(command, cwd=ROOT, env=node_environment(), check=True, stdout=sys.stderr)  # noqa: S603  our own command
    stamp.write_text(wanted)
    return True


@contextlib.contextmanager
def lock_as_it_was(root: Path = ROOT) -> Generator[None]:
    """Give the front end's lock files back their bytes where a build only wrote the same JSON in another order.

    Otherwise a build would leave the tree changed, and the next start would compile again.
    """
    before = {file: file.read_bytes() for file in root.glob(_LOCK)}
    yield
    for file, content in before.items():
        if file.read_bytes() != content and json.loads(file.read_bytes()) == json.loads(content):
            file.write_bytes(content)
