"""Where open pages ask again: a few threads, each question as its own person."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, TypeVar

from mentor_app.config import settings
from mentor_app.db import UnitOfWork, read
from mentor_app.security.sign_ins import actor_from_cookie

T = TypeVar("T")
Question = Callable[[UnitOfWork], Any]
"""What a page asks the domain: a function, or a `partial` of one with ids."""


@cache
def painters() -> ThreadPoolExecutor:
    """The threads of repaints: few, in turn, so that a change which wakes every page holds up nobody who acts."""
    # Reading SQLite is work for this process; PostgreSQL is waited for.
    return ThreadPoolExecutor(1 if settings().database.startswith("sqlite") else 4, thread_name_prefix="painting")


def answer(cookie: str, question: Callable[[UnitOfWork], T]) -> T | None:
    """Ask as the person behind a cookie, in one worker thread. None when there is nobody any more."""
    return None if (actor := actor_from_cookie(cookie)).member_id is None else read(actor, question)


def is_same(one: Any, other: Any) -> bool:
    """Whether two questions ask the same."""
    if isinstance(one, partial) and isinstance(other, partial):
        named, others = one.keywords, other.keywords
        return (
            is_same(one.func, other.func)
            and one.args == other.args
            and named.keys() == others.keys()
            and all(is_same(named[name], others[name]) for name in named)
        )
    return one == other
