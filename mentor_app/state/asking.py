"""The form for asking somebody; whom, for what, and in which words to begin is in the address."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import COMMUNITY, for_member
from mentor_app.security.policy import policy
from mentor_app.services.asks import Ask, Wishes
from mentor_app.services.choices import line_up, rewrite_choice
from mentor_app.services.drafts import DraftDetail, get_draft
from mentor_app.services.requests import send_request
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState

Typed = Annotated[str, StringConstraints(max_length=40)]
Sent = list[rx.event.EventSpec]


class RequestForm(TypedDict):
    """A request, as its form sends it; `way` is whether now, or later from the line."""

    message: str
    hope: str
    goals: list[str]
    times: NotRequired[list[Typed]]
    months: NotRequired[Literal["", "3", "6", "12"]]
    frequency: NotRequired[Literal["", "weekly", "fortnightly", "monthly"]]
    purpose: NotRequired[Literal["interview", "networking", "question"]]
    way: NotRequired[Literal["now", "later"]]


class AskingState(PageState, rx.State):
    """Whom the person is about to ask, and the words the form begins with."""

    draft: DraftDetail | None = None
    kind: str = "mentoring"

    @rx.event
    @policy("member")
    async def send(self, form: RequestForm) -> Sent:
        """Send the request, or keep its words for later, and go to where it will appear."""
        wishes = Wishes(int(form.get("months") or 0), form.get("frequency", ""), form.get("purpose", ""))
        said = (form["message"], form["hope"], form["goals"], wishes, form.get("times", []))
        line = rx.redirect("/inbox?shelf=waiting")
        if choice_id := self._asked("choice"):
            await self._perform(rewrite_choice, choice_id, Ask(*said))
            return [NoticeState.say("Your words are kept.", {}), line]
        if form.get("way") == "later":
            await self._perform(line_up, self._asked("to"), Ask(*said))
            return [NoticeState.say("Lined up. Nobody but you knows.", {}), line]
        request_id = await self._perform(send_request, self._asked("to"), self._kind(), *said)
        return [rx.redirect(f"/inbox?shelf=waiting&request={request_id}")]

    def _asked(self, name: str) -> str:
        return self.router.url.query_parameters.get(name, "")

    def _kind(self) -> str:
        return "flash" if self._asked("kind") == "flash" else "mentoring"

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (COMMUNITY, for_member(actor.member_id or "", "requests").topic)

    def _question(self) -> Callable[[UnitOfWork], DraftDetail]:
        return partial(get_draft, to_id=self._asked("to"), choice_id=self._asked("choice"), from_id=self._asked("from"))

    def _show(self, view: DraftDetail) -> None:
        self.draft, self.kind = view, self._kind()
