"""Explore the Community: the address says what is asked, this state holds the answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Literal

import reflex as rx
from pydantic import Field, StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import COMMUNITY, for_member
from mentor_app.security.policy import policy
from mentor_app.services.community import CommunityFilter, CommunityPage, search_community, set_mark
from mentor_app.services.facets import Chip, FacetGroup, Hint
from mentor_app.services.member_cards import MemberCard
from mentor_app.services.member_pages import Explanation, explain
from mentor_app.state.explore_address import address_of, filter_in
from mentor_app.state.page import PageState
from mentor_app.state.typed import Typed

Words = Annotated[str, StringConstraints(max_length=200)]
Value = Annotated[str, StringConstraints(min_length=1, max_length=80)]
MemberId = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Order = Literal["best", "soonest", "newest"]


@dataclass(frozen=True)
class Summary:
    """The line above the cards. `is_ready` once anything was found out."""

    total: int = 0
    page: int = 1
    pages: int = 1
    sort: str = "best"
    has_goals: bool = True
    is_ready: bool = False


class ExploreState(PageState, rx.State):
    """The people found, what can be chosen next, and why somebody fits."""

    summary: Summary = Summary()
    cards: list[MemberCard] = []
    groups: list[FacetGroup] = []
    chips: list[Chip] = []
    hints: list[Hint] = []
    typed: Typed = Typed()
    explained: Explanation = Explanation()
    _opened: frozenset[str] = frozenset()
    _typed_here: str = ""
    _query: str | None = None

    @rx.event
    @policy("member")
    def search(self, text: Words) -> rx.event.EventSpec:
        """Search for what has been typed so far; the newest words win."""
        self._typed_here = text
        return self._go(replace(self._wanted(), text=text, page=1), replace_entry=True)

    @rx.event
    @policy("member")
    def toggle(self, facet: Value, value: Value) -> rx.event.EventSpec:
        """Choose a value of a facet, or take it back."""
        wanted = self._wanted()
        values = wanted.chosen.get(facet, ())
        now = tuple(each for each in values if each != value) if value in values else (*values, value)
        return self._go(replace(wanted, chosen={**wanted.chosen, facet: now}, page=1))

    @rx.event
    @policy("member")
    def leave_out(self, facet: Value) -> rx.event.EventSpec:
        """Drop one filter wholly; `text` is the search."""
        wanted = self._wanted()
        chosen = {each: values for each, values in wanted.chosen.items() if each != facet}
        return self._go(replace(wanted, chosen=chosen, text="" if facet == "text" else wanted.text, page=1))

    @rx.event
    @policy("member")
    def clear(self) -> rx.event.EventSpec:
        """Drop all filters and the search."""
        return self._go(CommunityFilter(sort=self._wanted().sort))

    @rx.event
    @policy("member")
    def sort_by(self, sort: Order) -> rx.event.EventSpec:
        """Put the people in another order."""
        return self._go(replace(self._wanted(), sort=sort, page=1))

    @rx.event
    @policy("member")
    def turn_to(self, page: Annotated[int, Field(ge=1, le=100_000)]) -> list[rx.event.EventSpec]:
        """Go to another page of people."""
        return [self._go(replace(self._wanted(), page=page)), rx.set_focus("found")]

    @rx.event
    @policy("member")
    async def show_all(self, group: Value) -> None:
        """List every value of a facet, or only the most frequent again."""
        self._opened = self._opened ^ {group}
        self._show(await self._ask(self._question()))

    @rx.event
    @policy("member")
    async def mark(self, member_id: MemberId, mark: Literal["favourite", "ignored", ""]) -> None:
        """Note that somebody is a favourite, or not for me."""
        await self._perform(set_mark, member_id, mark)

    @rx.event
    @policy("member")
    async def explain(self, member_id: MemberId, side: Literal["mentee", "mentor"]) -> None:
        """Say what a score is made of."""
        self.explained = Explanation()
        self.explained = await self._ask(explain, member_id, side)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        me = for_member(actor.member_id or "", "marks")
        return COMMUNITY, me.topic

    def _question(self) -> Callable[[UnitOfWork], CommunityPage]:
        self._query = self.router.url.query
        return partial(search_community, wanted=self._wanted())

    def _wanted(self) -> CommunityFilter:
        # Two quick clicks arrive with the same address: the second counts from where the first was going.
        query = self.router.url.query if self._query is None else self._query
        return filter_in(query, self._opened)

    def _go(self, wanted: CommunityFilter, *, replace_entry: bool = False) -> rx.event.EventSpec:
        address = address_of(wanted)
        self._query = address.partition("?")[2]
        return rx.redirect(address, replace=replace_entry)

    def _show(self, view: CommunityPage) -> None:
        self.summary = Summary(view.total, view.page, view.pages, view.sort, view.has_goals, is_ready=True)
        for name in ("cards", "groups", "chips", "hints"):
            if getattr(self, name) != getattr(view, name):
                setattr(self, name, getattr(view, name))
        if view.text != self._typed_here:
            self._typed_here = view.text
            self.typed = Typed(view.text, self.typed.serial + 1)
