"""The inbox: which shelf and request are in the address; everything else follows from them."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.beside import PartnerDetail
from mentor_app.services.choices import LineDetail
from mentor_app.services.conversation_list import ConversationItem
from mentor_app.services.declining import decline_and_pause
from mentor_app.services.inbox import InboxDetail, RequestDetail, ThreadItem, open_inbox
from mentor_app.services.referrals import ReferralItem
from mentor_app.services.requests import accept_request, mark_seen, withdraw_request
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState

RequestId = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class DeclineForm(TypedDict):
    """A refusal, as its form sends it."""

    reason: Literal["no_time", "not_my_field", "someone_else", "other"]
    note: str
    pause: NotRequired[Literal["yes"]]


class InboxState(PageState, rx.State):
    """The threads on the left and the request on the right."""

    shelf: str = "requests"
    threads: list[ThreadItem] = []
    to_answer: int = 0
    waiting: int = 0
    opened: RequestDetail | None = None
    beside: PartnerDetail = PartnerDetail()
    put_away: list[ConversationItem] = []
    line: LineDetail = LineDetail()
    referrals: list[ReferralItem] = []
    is_ready: bool = False

    @rx.event
    @policy("member")
    async def see(self, request_id: RequestId) -> None:
        """Note that the request on screen has been seen."""
        await self._note(mark_seen, request_id)

    @rx.event
    @policy("member")
    async def accept(self, request_id: RequestId) -> rx.event.EventSpec:
        """Say yes, and go to the new mentorship."""
        mentorship_id = await self._perform(accept_request, request_id)
        return rx.redirect(f"/mentorships/{mentorship_id}")

    @rx.event
    @policy("member")
    async def decline(self, request_id: RequestId, form: DeclineForm) -> rx.event.EventSpec:
        """Say no, with a reason, and take a break if wanted."""
        await self._perform(decline_and_pause, request_id, form["reason"], form["note"], pause="pause" in form)
        return NoticeState.say("Your answer is on its way.", {})

    @rx.event
    @policy("member")
    async def withdraw(self, request_id: RequestId) -> rx.event.EventSpec:
        """Take one's own request back."""
        await self._perform(withdraw_request, request_id)
        return NoticeState.say("Your request is withdrawn.", {})

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "requests").topic,)

    def _question(self) -> Callable[[UnitOfWork], InboxDetail]:
        query = self.router.url.query_parameters
        return partial(open_inbox, shelf=query.get("shelf", ""), request_id=query.get("request", ""))

    def _show(self, view: InboxDetail) -> None:
        self.shelf, self.threads, self.opened = view.shelf, view.threads, view.selected
        self.beside, self.put_away = view.beside, view.put_away
        self.line, self.referrals = view.line, view.referrals
        self.to_answer, self.waiting, self.is_ready = view.to_answer, view.waiting, True
