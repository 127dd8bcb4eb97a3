"""What became of the letters to the members of a programme."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

import reflex as rx
from pydantic import Field, StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.i18n.catalogue import N_
from mentor_app.realtime.changes import LETTERS
from mentor_app.security.policy import policy
from mentor_app.services.delivery import (
    DeliveryDetail,
    DeliveryFilter,
    DeliveryItem,
    Sort,
    delivery,
    send_again,
    send_all_again,
)
from mentor_app.state.mentorship.place import Id
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState
from mentor_app.state.programme.place import ProgrammePlace

Status = Literal["", "queued", "sent", "failed", "gathered", "told", "in_app"]


class DeliveryState(ProgrammePlace, PageState, rx.State):
    """The delivery log of one programme, as narrowed here."""

    title: str = ""
    slug: str = ""
    wanted: DeliveryFilter = DeliveryFilter()
    letters: list[DeliveryItem] = []
    total: int = 0
    page: int = 1
    pages: int = 1
    failed: int = 0
    export: str = ""

    @rx.event
    @policy("coordinator")
    async def choose_status(self, status: Status) -> None:
        """Show letters of one status, or all."""
        await self._narrow(replace(self.wanted, status=status, page=1))

    @rx.event
    @policy("coordinator")
    async def choose_occasion(self, occasion: Annotated[str, StringConstraints(max_length=20)]) -> None:
        """Show letters of one occasion, or all."""
        await self._narrow(replace(self.wanted, occasion=occasion, page=1))

    @rx.event
    @policy("coordinator")
    async def search(self, text: Annotated[str, StringConstraints(max_length=200)]) -> None:
        """Show letters to people whose name holds these words."""
        await self._narrow(replace(self.wanted, text=text, page=1))

    @rx.event
    @policy("coordinator")
    async def sort_by(self, sort: Sort) -> None:
        """Put the letters in another order."""
        await self._narrow(replace(self.wanted, sort=sort, page=1))

    @rx.event
    @policy("coordinator")
    async def turn_to(self, page: Annotated[int, Field(ge=1, le=100_000)]) -> None:
        """Go to another page of letters."""
        await self._narrow(replace(self.wanted, page=page))

    @rx.event
    @policy("coordinator")
    async def send_again(self, letter_id: Id) -> rx.event.EventSpec:
        """Send a letter that failed once more."""
        await self._perform(send_again, self._here(), letter_id)
        return NoticeState.say(N_("The letter is on its way again."), {})

    @rx.event
    @policy("coordinator")
    async def send_all_again(self) -> rx.event.EventSpec:
        """Send every letter once more that failed and is found here."""
        many = await self._perform(send_all_again, self._here(), self.wanted)
        return NoticeState.say(N_("Letters on their way again: {{count}}"), {"count": str(many)})

    async def _narrow(self, wanted: DeliveryFilter) -> None:
        self.wanted = wanted
        self._show(await self._ask(self._question()))

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        del actor
        return (LETTERS,)

    def _question(self) -> Callable[[UnitOfWork], DeliveryDetail]:
        self.slug = self._here()
        return partial(delivery, slug=self.slug, wanted=self.wanted)

    def _show(self, view: DeliveryDetail) -> None:
        self.title, self.letters, self.total = view.programme, view.letters, view.total
        self.page, self.pages, self.failed = view.page, view.pages, view.failed
        asked = {name: getattr(self.wanted, name) for name in ("status", "occasion", "text", "sort")}
        self.export = f"/programme/{self.slug}/delivery.csv?{urlencode(asked)}"
