"""Secrets we must be able to read again, such as app passwords, sealed with keys that are not in the database.

The keys are in `MENTOR_KEYS`, else in the file `keys` of the data folder, made at the first need: the first seals, all
of them open. Whose secret it is stands inside the seal, so that a sealed text moved to another row opens nothing.
"""

import json
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from mentor_app.config import settings


class Unreadable(Exception):
    """A sealed text is not its owner's, or its key is gone."""


def seal(owner_id: str, secret: str) -> str:
    """A secret as the database keeps it."""
    return _box().encrypt(json.dumps([owner_id, secret]).encode()).decode()


def unseal(owner_id: str, sealed: str) -> str:
    """The secret of this owner.

    Raises:
        Unreadable: when it is another's, or no key opens it.
    """
    try:
        owner, secret = json.loads(_box().decrypt(sealed.encode()))
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error
    if owner != owner_id:
        raise Unreadable
    return str(secret)


def reseal(sealed: str) -> str:
    """The same secret under the first key.

    Raises:
        Unreadable: when no key opens it.
    """
    try:
        return _box().rotate(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def add_key() -> bool:
    """Put a new key before those in the file; False when the keys are a setting, where the operator does so."""
    if settings().keys is not None:
        return False
    _write(key_file(), [Fernet.generate_key().decode(), *_keys()])
    return True


def drop_old_keys() -> None:
    """Leave only the first key in the file: for when everything is sealed with it."""
    if settings().keys is None:
        _write(key_file(), _keys()[:1])


def key_file() -> Path:
    """Where the keys are when they are no setting."""
    return settings().data_dir / "keys"


def _box() -> MultiFernet:
    return MultiFernet([Fernet(each) for each in _keys()])


def _keys() -> list[str]:
    set_keys = settings().keys
    if set_keys is not None:
        return set_keys.get_secret_value().replace(",", " ").split()
    path = key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass  # another process made it this moment
        else:
            with os.fdopen(descriptor, "w") as file:
                file.write(Fernet.generate_key().decode() + "\n")
    return path.read_text().split()


def _write(path: Path, keys: list[str]) -> None:
    """Replace the file in one act: a crash leaves the old or the new one."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
