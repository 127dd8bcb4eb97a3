"""The installation's own key: what it signs credentials with, and the keys it ever signed with, for whoever checks.

The private key is one file in the data directory that only its owner may read. Rotation makes a new one and keeps the
public half of the old one published, so that what was signed before can still be checked.
"""

import fcntl
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from joserfc.jwk import RSAKey

from mentor_app.config import settings

ALGORITHM = "RS256"
"""The one that every verifier of Open Badges 3.0 must understand."""
_SIZE = 3072


def signing_key() -> RSAKey:
    """The key in use, made when there is none yet."""
    with _alone():
        return _load(_private()) if _private().is_file() else _make()


def rotate_signing_key() -> str:
    """Sign with a new key from now on, and return its id; the old one stays published."""
    with _alone():
        return str(_make().kid)


def published_keys() -> list[dict[str, Any]]:
    """The public halves of every key ever used, the newest first (RFC 7517)."""
    signing_key()
    files = sorted(_folder().glob("public-*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [json.loads(path.read_text()) for path in files]


def published_key(key_id: str) -> dict[str, Any] | None:
    """The public half of one key by its id, or None."""
    return next((key for key in published_keys() if key["kid"] == key_id), None)


def _folder() -> Path:
    return settings().data_dir / "signing"


def _private() -> Path:
    return _folder() / "private.json"


@contextmanager
def _alone() -> Generator[None]:
    """Of several processes that start at once, one makes the key."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make() -> RSAKey:
    key = RSAKey.generate_key(_SIZE, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
    # The public half first: nothing may be signed that nobody could check.
    _write(_folder() / f"public-{key.kid}.json", key.as_dict(private=False), 0o644)
    _write(_private(), key.as_dict(private=True), 0o600)
    return key


def _load(path: Path) -> RSAKey:
    return RSAKey.import_key(json.loads(path.read_text()))


def _write(path: Path, key: dict[str, Any], mode: int) -> None:
    """Put a whole file in place at once, readable by nobody else at any moment."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        json.dump(key, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
