"""The installation's own secret, and the keys made of it: one for each purpose, so that none opens another's door.

The secret is `MENTOR_SECRET`, or else a file in the data folder, made at first use. It is a secret like the database's
password: whoever has it can write links and addresses that we would take for our own. Losing it loses no data; links in
letters already sent stop working.
"""

import contextlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from mentor_app.config import settings

LEAST = 32
"""Fewest characters of a secret somebody chose."""

FILE = "secret.key"


def key_for(purpose: str) -> bytes:
    """256 bits for one purpose, the same for as long as the installation keeps its secret.

    Raises:
        ValueError: when the secret that was set is too short to be one.
    """
    chosen = settings().secret
    secret = _checked(chosen.get_secret_value()) if chosen else _kept(settings().data_dir / FILE)
    return hmac.digest(secret.encode(), b"mentor/" + purpose.encode(), "sha256")


def _checked(secret: str) -> str:
    if len(secret) < LEAST:
        raise ValueError(f"MENTOR_SECRET is shorter than {LEAST} characters")
    return secret


@lru_cache(maxsize=4)
def _kept(path: Path) -> str:
    """The secret in a file, which nobody but us may read; made when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(LEAST))
            file.flush()
            os.fsync(file.fileno())
        # A link is made whole or not at all, and only if nobody else has made one meanwhile.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return _checked(path.read_text().strip())
