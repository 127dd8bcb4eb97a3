"""Searching one's own conversations and requests; the words are in the address."""

from collections.abc import Callable
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

import reflex as rx
from pydantic import StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.inbox_search import InboxHits, search_inbox
from mentor_app.state.page import PageState
from mentor_app.state.typed import Typed

Words = Annotated[str, StringConstraints(max_length=200)]


class InboxSearchState(PageState, rx.State):
    """What was found, and what the field starts with."""

    found: InboxHits = InboxHits()
    typed: Typed = Typed()
    _typed_here: str = ""

    @rx.event
    @policy("member")
    def search(self, text: Words) -> rx.event.EventSpec:
        """Search for what has been typed so far."""
        self._typed_here = text
        return rx.redirect(f"/inbox/search?{urlencode({'q': text})}", replace=True)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "conversations").topic,)

    def _question(self) -> Callable[[UnitOfWork], InboxHits]:
        return partial(search_inbox, text=self.router.url.query_parameters.get("q", ""))

    def _show(self, view: InboxHits) -> None:
        self.found = view
        if view.text != self._typed_here:
            self._typed_here = view.text
            self.typed = Typed(view.text, self.typed.serial + 1)
