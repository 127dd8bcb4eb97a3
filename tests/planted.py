"""The application as `tests.served` has it, and handlers that nobody guarded."""

from typing import Any

import reflex as rx

from mentor_app.db import SYSTEM, UnitOfWork, transact
from tests.served import app


class PlantedState(rx.State):
    """What a careless author would write: no policy anywhere, and effects that a digest shows."""

    role: str = "nobody"

    @rx.event
    def unguarded(self) -> None:
        """A handler that somebody forgot."""
        _leave_a_trace("unguarded")

    def undecorated(self, anything: Any = None) -> None:
        """A public method: callable all the same."""
        _leave_a_trace("undecorated")

    def set_role(self, role: str) -> None:
        """What `setvar` would call."""
        _leave_a_trace(f"set_role {role}")


def _leave_a_trace(what: str) -> None:
    def act(uow: UnitOfWork) -> None:
        uow.record("planted.ran", what)

    transact(SYSTEM, act)


__all__ = ["app"]
