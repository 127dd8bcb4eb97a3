"""What the person is told after an act: one notice, and the errors that belong beside fields."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import reflex as rx
import structlog

from mentor_app.clock import now
from mentor_app.errors import Conflict, DomainError, InvalidInput, Refusal
from mentor_app.security.policy import policy

log = structlog.get_logger()
SAID_FOR = timedelta(seconds=12)
"""So long what was done stays on the screen, as the style of notices has it: a page opened later says it no more."""


@dataclass(frozen=True)
class Notice:
    """A sentence (English key), its parameters, and its tone: `done`, `refused`, `conflict` or `fault`.

    `mine` and `theirs` are the two texts of a conflict.
    """

    tone: str = ""
    message: str = ""
    params: dict[str, str] = field(default_factory=dict[str, str])
    mine: str = ""
    theirs: str = ""
    serial: int = 0


class NoticeState(rx.State):
    """The notice on screen, the field that was refused last, and how each kind of act ended last.

    Refusals are counted: what stays as it was is not sent again, and the same error twice must be told twice.

    `done` holds, by the name of the service function, a number that changes with every try: positive after a success,
    negative after a refusal. A form empties on a success of its own act, and of no other. `missing` says why there is
    nothing to see on this page.
    """

    notice: Notice = Notice()
    errors: Refusal = Refusal()
    done: dict[str, int] = {}
    missing: str = ""
    _brought: int = 0
    _said_at: datetime | None = None
    _refused: int = 0

    @rx.event
    @policy("server")
    def say(self, message: str, params: dict[str, str]) -> None:
        """Show that something was done."""
        self._put(Notice("done", message, params))

    @rx.event
    @policy("server")
    def refuse(self, tone: str, field: str, message: str, params: dict[str, str], mine: str, theirs: str) -> None:
        """Show why something was not done: beside the field when it is about one, else as a notice."""
        if field:
            self._refused += 1
            self.errors = Refusal(field, message, params, self._refused)
        else:
            self._put(Notice(tone, message, params, mine, theirs))

    @rx.event
    @policy("public")
    def dismiss(self) -> None:
        """Take the notice away."""
        self._put(Notice())

    @rx.event
    @policy("public")
    def arrive(self) -> None:
        """Begin a page without the refusal of the one before, and without what was said before that one."""
        is_old = self._said_at is not None and now() - self._said_at > SAID_FOR
        has_been_read = self.notice.tone == "done" and (self.notice.serial == self._brought or is_old)
        forget_refusal(self)
        if self.missing or has_been_read:
            self.missing = ""
            self._put(Notice())
        # An act may lead to another page: what it says is brought along, once.
        self._brought = self.notice.serial

    def _put(self, notice: Notice) -> None:
        serial = self.notice.serial + 1
        self._said_at = now()
        self.notice = Notice(notice.tone, notice.message, notice.params, notice.mine, notice.theirs, serial)


def forget_refusal(notices: NoticeState) -> None:
    """Refuse nothing any more; what is as it was is not sent to the page."""
    if notices.errors.field:
        notices.errors = Refusal()


def tried(done: dict[str, int], act: Callable[..., object], *, well: bool) -> dict[str, int]:
    """`NoticeState.done` after one more try of an act."""
    name = getattr(act, "__name__", "")
    tries = abs(done.get(name, 0)) + 1
    return {**done, name: tries if well else -tries}


def last_try(act: Callable[..., object]) -> rx.Var[int]:
    """How the last try of an act ended, for the `done` of its form."""
    return NoticeState.done[getattr(act, "__name__", "")]


def explain(exception: Exception) -> rx.event.EventSpec:
    """The notice for an exception: a refusal in its own words, a fault in ours."""
    if not isinstance(exception, DomainError):
        # Its message may quote what somebody wrote: the kind of fault and the place are enough to find it.
        places = [f"{step.filename}:{step.lineno}" for step in traceback.extract_tb(exception.__traceback__)[-6:]]
        log.error("handler.fault", fault=type(exception).__name__, places=places)
        return NoticeState.refuse(
            "fault",
            "",
            "Something went wrong on our side. Nothing was changed; please try again.",
            {},
            "",
            "",
        )
    params = {name: str(value) for name, value in exception.params.items()}
    about = exception.field if isinstance(exception, InvalidInput) else ""
    if isinstance(exception, Conflict):
        return NoticeState.refuse("conflict", "", exception.message, params, exception.mine, exception.theirs)
    return NoticeState.refuse("refused", about, exception.message, params, "", "")
