"""One's own profile: what stands, the section being edited, and both texts when they met."""

from collections.abc import AsyncGenerator, Callable
from typing import Annotated, Literal, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.db import Actor, UnitOfWork
from mentor_app.errors import Conflict
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services.profile_choices import drop_skill, name_skill, set_audience, set_tag
from mentor_app.services.profile_sections import edit_section, get_section
from mentor_app.services.profiles import ProfileDetail, get_my_profile
from mentor_app.state.page import PageState
from mentor_app.state.words import Words

Word = Annotated[str, StringConstraints(max_length=200)]
Use = Literal["offers", "goals"]
Section = Literal["about", "work", "background"]


class SectionForm(TypedDict):
    """The texts of one section, as its form sends them."""

    name: NotRequired[Words]
    pronouns: NotRequired[Words]
    headline: NotRequired[Words]
    biography: NotRequired[Words]
    job_title: NotRequired[Words]
    organisation: NotRequired[Words]
    career_stage: NotRequired[Words]
    successes: NotRequired[Words]
    job_history: NotRequired[Words]
    city: NotRequired[Words]
    country: NotRequired[Words]
    course: NotRequired[Words]
    course_year: NotRequired[Words]
    transitions: NotRequired[Words]


class SkillForm(TypedDict):
    """A skill and its level or priority, as the form sends them."""

    skill: Word
    weight: Literal["1", "2", "3", "4"]


class CityForm(TypedDict):
    """A city, as the form sends it."""

    city: Word


class ProfileState(PageState, rx.State):
    """The profile as it stands; while a section is edited its texts stay as they were when it was opened."""

    profile: ProfileDetail = ProfileDetail()
    chosen: dict[str, list[str]] = {}
    editing: str = ""
    opened: int = 0
    texts: dict[str, str] = {}
    mine: str = ""
    theirs: str = ""
    saved: int = 0
    is_ready: bool = False
    _version: int = 0

    @rx.event
    @policy("member")
    async def edit(self, section: Section) -> None:
        """Open a section, or open it again with the texts that stand now."""
        standing = await self._ask(get_section, section)
        self.editing, self.opened, self.texts = section, standing.version, standing.texts
        self._version = standing.version
        self.mine = self.theirs = ""

    @rx.event
    @policy("member")
    def close(self) -> None:
        """Leave a section as it was."""
        self.editing, self.mine, self.theirs = "", "", ""

    @rx.event
    @policy("member")
    async def save(self, form: SectionForm) -> AsyncGenerator[None]:
        """Save the open section; on a conflict show both texts and let the next save decide."""
        typed = {name: str(text) for name, text in form.items()}
        try:
            await self._perform(edit_section, self.editing, self._version, typed)
        except Conflict as both:
            self.mine, self.theirs, self._version = both.mine, both.theirs, both.version
            return
        # The form first hears that its words have arrived and forgets them in the browser, then it goes.
        self.saved += 1
        yield
        self.editing, self.mine, self.theirs = "", "", ""

    @rx.event
    @policy("member")
    async def set_audience(self, part: Word, audience: Word) -> None:
        """Say who can see a part."""
        await self._perform(set_audience, part, audience)

    @rx.event
    @policy("member")
    async def set_tag(self, kind: Word, on: bool, value: Word) -> None:
        """Choose a value, or choose it no more."""
        if value:
            await self._perform(set_tag, kind, value, on)

    @rx.event
    @policy("member")
    async def add_city(self, form: CityForm) -> None:
        """Add a city to meet in."""
        await self._perform(set_tag, "city", form["city"], on=True)

    @rx.event
    @policy("member")
    async def add_skill(self, use: Use, form: SkillForm) -> None:
        """Offer a skill, or want one."""
        await self._perform(name_skill, use, form["skill"], int(form["weight"]))

    @rx.event
    @policy("member")
    async def weigh_skill(self, use: Use, name: Word, weight: Literal["1", "2", "3", "4"]) -> None:
        """Change the level of an offer or the priority of a wish."""
        await self._perform(name_skill, use, name, int(weight))

    @rx.event
    @policy("member")
    async def drop_skill(self, use: Use, key: Word) -> None:
        """Offer or want a skill no more."""
        await self._perform(drop_skill, use, key)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "profile").topic,)

    def _question(self) -> Callable[[UnitOfWork], ProfileDetail]:
        return get_my_profile

    def _show(self, view: ProfileDetail) -> None:
        self.profile, self.is_ready = view, True
        self.chosen = {kind: [item.value for item in items] for kind, items in view.tags.items()}
