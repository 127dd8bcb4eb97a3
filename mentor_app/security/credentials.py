"""Passwords and tokens: made, kept as hashes, compared.

Passwords are hashed with Argon2id (RFC 9106) at twice the memory OWASP names as the least. One hash costs
some 70 ms of a core, so `hash_password` and `verify_password` run in a pool of two threads: the event loop
never waits, and a flood of guesses cannot take every core. Never call them inside a transaction, where
SQLite would hold the write lock meanwhile.
"""

import asyncio
import hashlib
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

TOKEN_BYTES = 32

_hashes = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=40 * 1024, parallelism=1),))


def make_token() -> str:
    """A new secret of 256 random bits, 43 URL-safe characters: a cookie's value or a link's."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """What the database keeps of a token: its SHA-256 in hexadecimal. Enough, as tokens cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


async def hash_password(password: str) -> str:
    """Hash a password off the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), hash_password_now, password)


async def verify_password(password: str, kept: str | None) -> bool:
    """Whether `password` is the one behind the hash `kept`, off the event loop.

    Args:
        password: as typed.
        kept: the hash, or None when there is no such person or no password: that takes as long as a wrong
            password does, and is never true.
    """
    return await asyncio.get_running_loop().run_in_executor(_pool(), verify_password_now, password, kept)


def hash_password_now(password: str) -> str:
    """Hash a password in this thread; for the command line and demonstration data."""
    return _hashes.hash(_composed(password))


def verify_password_now(password: str, kept: str | None) -> bool:
    """`verify_password` in this thread."""
    try:
        matches = _hashes.verify(_composed(password), kept or _nobodys_hash())
    except UnknownHashError:
        return False
    return matches and kept is not None


def _composed(password: str) -> str:
    """One spelling for letters that keyboards compose differently (NIST SP 800-63B section 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hashes.hash(make_token())


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")
