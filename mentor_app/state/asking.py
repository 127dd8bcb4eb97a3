"""The form for asking somebody; whom and for what is in the address."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.realtime.changes import COMMUNITY, for_member
from mentor_app.security.policy import policy
from mentor_app.services.asking import AskingDetail, asking
from mentor_app.services.asks import Wishes
from mentor_app.services.requests import send_request
from mentor_app.state.page import PageState

Typed = Annotated[str, StringConstraints(max_length=40)]


class RequestForm(TypedDict):
    """A request, as its form sends it."""

    message: str
    hope: str
    goals: list[str]
    times: list[Typed]
    months: NotRequired[Literal["", "3", "6", "12"]]
    frequency: NotRequired[Literal["", "weekly", "fortnightly", "monthly"]]
    purpose: NotRequired[Literal["interview", "networking", "question"]]


class AskingState(PageState, rx.State):
    """Whom the person is about to ask."""

    to: AskingDetail | None = None
    kind: str = "mentoring"

    @rx.event
    @policy("member")
    async def send(self, form: RequestForm) -> rx.event.EventSpec:
        """Send the request and go to where its answer will appear."""
        said = (form["message"], form["hope"], form["goals"])
        wishes = Wishes(int(form.get("months") or 0), form.get("frequency", ""), form.get("purpose", ""))
        request_id = await self._perform(send_request, self._to_id(), self._kind(), *said, wishes, form["times"])
        return rx.redirect(f"/inbox?shelf=waiting&request={request_id}")

    def _to_id(self) -> str:
        return self.router.url.query_parameters.get("to", "")

    def _kind(self) -> str:
        return "flash" if self.router.url.query_parameters.get("kind") == "flash" else "mentoring"

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (COMMUNITY, for_member(actor.member_id or "", "requests").topic)

    def _question(self) -> Callable[[UnitOfWork], AskingDetail]:
        if not self._to_id():
            raise NotFound
        return partial(asking, to_id=self._to_id())

    def _show(self, view: AskingDetail) -> None:
        self.to, self.kind = view, self._kind()
