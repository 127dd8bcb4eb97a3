"""The settings of a programme; which one is in the address."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
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

Number = Annotated[str, StringConstraints(max_length=20)]
Line = Annotated[str, StringConstraints(max_length=1000)]
SAVED = N_("Saved.")


class RulesForm(TypedDict):
    """How requests go, as typed."""

    open_request_limit: Number
    first_reminder_days: Number
    second_reminder_days: Number
    request_days: Number


class PlacesForm(TypedDict):
    """How many places are suggested, as typed."""

    suggested_capacity: Number


class QuestionsForm(TypedDict):
    """What is asked at the end: a place for each question there may be."""

    question_0: Line
    question_1: Line
    question_2: Line
    question_3: Line
    question_4: Line


class ProgrammeSettingsState(ProgrammePlace, PageState, rx.State):
    """What is settled, and one handler for each part of the page."""

    title: str = ""
    slug: str = ""
    settled: ProgrammeSettings | None = None

    @rx.event
    @policy("coordinator")
    async def turn_interest(self, on: bool) -> None:
        """Say whether interest may be shown in one click."""
        await self._perform(allow_interest, self._here(), on)

    @rx.event
    @policy("coordinator")
    async def save_rules(self, form: RulesForm) -> rx.event.EventSpec:
        """Say how requests go."""
        await self._perform(set_request_rules, self._here(), RequestRules(**form))
        return NoticeState.say(SAVED, {})

    @rx.event
    @policy("coordinator")
    async def save_places(self, form: PlacesForm) -> rx.event.EventSpec:
        """Say with how many places new mentors begin."""
        await self._perform(suggest_capacity, self._here(), form["suggested_capacity"])
        return NoticeState.say(SAVED, {})

    @rx.event
    @policy("coordinator")
    async def save_questions(self, form: QuestionsForm) -> rx.event.EventSpec:
        """Say what is asked at the end."""
        await self._perform(ask_at_the_end, self._here(), [form[f"question_{place}"] for place in range(5)])
        return NoticeState.say(SAVED, {})

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        del actor
        return (in_programme(self._here()).topic,)

    def _question(self) -> Callable[[UnitOfWork], ProgrammeSettings]:
        return partial(programme_settings, slug=self._here())

    def _show(self, view: ProgrammeSettings) -> None:
        self.settled, self.title, self.slug = view, view.programme, view.slug
