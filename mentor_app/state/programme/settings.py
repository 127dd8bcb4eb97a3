"""The settings of a programme; which one is in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.errors import Conflict
from mentor_app.i18n.catalogue import N_
from mentor_app.realtime.changes import in_programme
from mentor_app.security.policy import policy
from mentor_app.services.programme_settings import (
    ProgrammeSettings,
    RequestRules,
    allow_interest,
    ask_at_the_end,
    programme_settings,
    set_request_rules,
    suggest_capacity,
)
from mentor_app.state.notices import NoticeState
from mentor_app.state.page import PageState
from mentor_app.state.programme.place import ProgrammePlace
from mentor_app.state.words import Words

Number = Annotated[str, StringConstraints(max_length=20)]
SAVED = N_("Saved.")


class RulesForm(TypedDict):
    """How requests go, as typed, and what stood when the typing began."""

    open_request_limit: Number
    open_request_limit_was: Number
    first_reminder_days: Number
    first_reminder_days_was: Number
    second_reminder_days: Number
    second_reminder_days_was: Number
    request_days: Number
    request_days_was: Number


class PlacesForm(TypedDict):
    """How many places are suggested, as typed, and what stood when the typing began."""

    suggested_capacity: Number
    suggested_capacity_was: Number


class QuestionsForm(TypedDict):
    """What is asked at the end, and what stood when the typing began: a place for each question there may be."""

    question_0: Words
    question_0_was: Words
    question_1: Words
    question_1_was: Words
    question_2: Words
    question_2_was: Words
    question_3: Words
    question_3_was: Words
    question_4: Words
    question_4_was: Words


@dataclass(frozen=True)
class Crossing:
    """What two people set at the same time: both values by field, of the fields where they crossed."""

    mine: dict[str, str] = field(default_factory=dict[str, str])
    theirs: dict[str, str] = field(default_factory=dict[str, str])


NO_CROSSING = Crossing()


class ProgrammeSettingsState(ProgrammePlace, PageState, rx.State):
    """What is settled, and one handler for each part of the page."""

    title: str = ""
    slug: str = ""
    settled: ProgrammeSettings | None = None
    crossing: Crossing = NO_CROSSING

    @rx.event
    @policy("coordinator")
    async def turn_interest(self, on: bool) -> None:
        """Say whether interest may be shown in one click."""
        await self._perform(allow_interest, self._here(), on)

    @rx.event
    @policy("coordinator")
    async def save_rules(self, form: RulesForm) -> rx.event.EventSpec | None:
        """Say how requests go."""
        typed, seen = _parted(form)
        return await self._save(set_request_rules, RequestRules(**typed), RequestRules(**seen))

    @rx.event
    @policy("coordinator")
    async def save_places(self, form: PlacesForm) -> rx.event.EventSpec | None:
        """Say with how many places new mentors begin."""
        return await self._save(suggest_capacity, form["suggested_capacity"], form["suggested_capacity_was"])

    @rx.event
    @policy("coordinator")
    async def save_questions(self, form: QuestionsForm) -> rx.event.EventSpec | None:
        """Say what is asked at the end."""
        typed, seen = _parted(form)
        return await self._save(ask_at_the_end, list(typed.values()), list(seen.values()))

    @rx.event
    @policy("coordinator")
    def settle(self) -> None:
        """Leave what stands."""
        self.crossing = NO_CROSSING

    async def _save(self, act: Callable[..., None], *sent: Any) -> rx.event.EventSpec | None:
        """Save a part of the page; where somebody else was faster, show both values instead."""
        try:
            await self._perform(act, self._here(), *sent)
        except Conflict as both:
            mine = {name: mine for name, (mine, _theirs) in both.fields.items()}
            theirs = {name: theirs for name, (_mine, theirs) in both.fields.items()}
            self.crossing = Crossing(mine, theirs)
            return None
        self.crossing = NO_CROSSING
        return NoticeState.say(SAVED, {})

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        del actor
        return (in_programme(self._here()).topic,)

    def _question(self) -> Callable[[UnitOfWork], ProgrammeSettings]:
        return partial(programme_settings, slug=self._here())

    def _show(self, view: ProgrammeSettings) -> None:
        if view.slug != self.slug:
            self.crossing = NO_CROSSING  # it was another programme's
        self.settled, self.title, self.slug = view, view.programme, view.slug


def _parted(form: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed, and what stood when the typing began, by field and in one order."""
    names = sorted(name for name in form if not name.endswith("_was"))
    return {name: form[name] for name in names}, {name: form[f"{name}_was"] for name in names}
