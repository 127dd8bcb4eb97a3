"""A member's conversations: which one is open is in the address; everything else follows from it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Annotated, NotRequired

import reflex as rx
from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member, in_conversation
from mentor_app.realtime.presence import presence
from mentor_app.security.policy import policy
from mentor_app.security.sign_ins import identify
from mentor_app.services.conversation_list import ConversationItem
from mentor_app.services.conversations import (
    address_of,
    correspondent,
    edit_message,
    mark_read,
    send_message,
    start_conversation,
)
from mentor_app.services.correspondence import (
    AT_MOST,
    AT_ONCE,
    ConversationDetail,
    CorrespondenceDetail,
    MessageItem,
    correspondence,
    split_newest,
)
from mentor_app.state.conversation_address import NEW, conversation_in, sought_in
from mentor_app.state.page import PageState

MessageId = FileId = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class MessageForm(TypedDict):
    """A message, as its form sends it; `files` is absent when there are none."""

    words: str
    files: NotRequired[list[FileId]]


class CorrectionForm(TypedDict):
    """A message in other words, as its form sends it."""

    words: str
    message_id: MessageId


class ConversationState(PageState, rx.State):
    """The threads on the left and the conversation on the right."""

    threads: list[ConversationItem] = []
    waiting: int = 0
    opened: ConversationDetail | None = None
    earlier: list[MessageItem] = []
    newest: list[MessageItem] = []
    is_new: bool = False
    partner_is_here: bool = False
    partner_writes: bool = False
    sought: int = 0
    is_ready: bool = False
    _reach: int = AT_ONCE
    _reach_in: str = ""

    @rx.event
    @policy("member")
    async def send(self, form: MessageForm) -> rx.event.EventSpec | None:
        """Send a message; the first one opens the conversation."""
        here, files = self._here(), form.get("files", [])
        if here == NEW:
            begun = await self._perform(start_conversation, self._to(), form["words"], files)
            return rx.redirect(address_of(begun), replace=True)
        await self._perform(send_message, here, form["words"], files)
        presence.rest(self._place(), (await identify(self.router.headers.cookie)).id)
        return None

    @rx.event
    @policy("member")
    async def edit(self, form: CorrectionForm) -> None:
        """Correct one's own message."""
        await self._perform(edit_message, self._here(), form["message_id"], form["words"])

    @rx.event
    @policy("member")
    async def see(self, up_to: Number) -> None:
        """Note how far this person has read."""
        if self._here() == NEW:
            return  # about to move on to the conversation's own address
        await self._note(mark_read, self._here(), up_to)

    @rx.event
    @policy("member")
    async def write(self) -> None:
        """Tell the other one that this person is typing."""
        if (here := self._here()) == NEW:
            return
        me = await self._ask(correspondent, here)
        presence.touch(self._place(), me, me)

    @rx.event
    @policy("member")
    async def show_earlier(self) -> None:
        """Show more of what was said before."""
        shown = self._reach if self._reach_in == self._here() else AT_ONCE
        self._reach, self._reach_in = min(shown + AT_ONCE, AT_MOST), self._here()
        self._show(await self._ask(self._question()))

    def _here(self) -> str:
        return conversation_in(self.router.url)

    def _to(self) -> str:
        return self.router.url.query_parameters.get("to", "")

    def _place(self) -> str:
        return in_conversation(self._here(), "").topic

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "conversations").topic, self._place())

    def _presence(self, actor: Actor) -> AbstractContextManager[object] | None:
        return presence.enter(self._place(), actor.id) if self._here() not in ("", NEW) else None

    def _question(self) -> Callable[[UnitOfWork], CorrespondenceDetail]:
        url = self.router.url
        here = conversation_in(url)
        if here == NEW:
            return partial(correspondence, to_id=self._to() or NEW)
        shown = self._reach if self._reach_in == here else AT_ONCE
        return partial(correspondence, conversation_id=here, shown=shown, at=sought_in(url))

    def _show(self, view: CorrespondenceDetail) -> None:
        self.threads, self.waiting, self.opened, self.is_ready = view.threads, view.waiting, view.selected, True
        # Apart, so that a new message is not sent together with all the others: a list goes out whole.
        self.earlier, self.newest = split_newest(view.messages)
        url = self.router.url
        here = conversation_in(url)
        place = in_conversation(here, "").topic
        self.is_new, self.sought = here == NEW, sought_in(url)
        partner = view.selected.partner.id if view.selected else ""
        self.partner_is_here = presence.is_here(place, partner)
        self.partner_writes = partner in presence.writing(place, "")
