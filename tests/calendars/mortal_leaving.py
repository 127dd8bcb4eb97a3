"""A process that disconnects a calendar by durable work, until it is killed at one moment of it."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlmodel import Session

from mentor_app import db
from mentor_app.calendars.webdav import Wire
from mentor_app.config import settings
from mentor_app.jobs import durable
from mentor_app.models import CalendarAccount


def leave_until(url: str, folder: Path, account: str, moment: str) -> None:
    """Do the work that is promised, and die at that moment of it; without one, until the account is gone."""
    os.environ |= {"MENTOR_DATABASE_URL": url, "MENTOR_DATA_DIR": str(folder)}
    os.environ["MENTOR_CALENDAR_NETWORKS"] = "127.0.0.0/8"
    settings.cache_clear()
    db.engine.cache_clear()
    durable.POLL, durable.DRAIN = 0.1, 0
    if moment:
        MOMENTS[moment]()
    with durable.executing():
        while _is_there(account):
            time.sleep(0.1)


def _is_there(account: str) -> bool:
    with Session(db.engine()) as session:
        return session.get(CalendarAccount, account) is not None


def _die(*_of_what: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _before_the_request() -> None:
    Wire.delete = _die  # pyright: ignore[reportAttributeAccessIssue]


def _after_the_answer() -> None:
    delete = Wire.delete

    def dies(self: Wire, href: str, condition: dict[str, str]) -> None:
        if delete(self, href, condition):
            _die()

    Wire.delete = dies  # pyright: ignore[reportAttributeAccessIssue]


def _at(statement: str, *, commit: bool = False) -> None:
    seen: list[str] = []

    def noticed(_connection: object, _cursor: object, said: str, *_more: object) -> None:
        if said.startswith(statement):
            seen.append(said)
            if not commit:
                _die()

    event.listen(db.engine(), "before_cursor_execute", noticed)
    event.listen(db.engine(), "commit", lambda _connection: seen and _die())


MOMENTS: dict[str, Callable[[], None]] = {
    "before its server is asked": _before_the_request,
    "after its server has deleted": _after_the_answer,
    "while that is noted": lambda: _at("DELETE FROM leftevent"),
    "before the end is kept": lambda: _at("DELETE FROM calendaraccount", commit=True),
}
"""The moments of the work, each in the order in which a process that goes on comes to it."""
