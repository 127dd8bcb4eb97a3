"""Where open pages ask again: a few threads, each question as its own person."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from mentor_app.config import settings
from mentor_app.db import UnitOfWork, read
from mentor_app.security.sign_ins import actor_from_cookie

T = TypeVar("T")


@cache
def painters() -> ThreadPoolExecutor:
    """The threads of repaints: few, in turn, so that a change which wakes every page holds up nobody who acts."""
    # Reading SQLite is work for this process; PostgreSQL is waited for.
    return ThreadPoolExecutor(1 if settings().database.startswith("sqlite") else 4, thread_name_prefix="painting")


def answer(cookie: str, question: Callable[[UnitOfWork], T]) -> T | None:
    """Ask as the person behind a cookie, in one worker thread. None when there is nobody any more."""
    return None if (actor := actor_from_cookie(cookie)).member_id is None else read(actor, question)
