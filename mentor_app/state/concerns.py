"""Raising a concern, from wherever its reason is on screen."""

from typing import Annotated, Literal, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.concerns import ConcernSubject, concern_subject, raise_concern
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState

About = Literal["message", "request", "member", "mentorship"]
Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class ConcernForm(TypedDict):
    """A concern, as its form sends it; a box that is not ticked is absent."""

    about: About
    about_id: Id
    kind: Annotated[str, StringConstraints(max_length=24)]
    words: str
    show: NotRequired[str]
    block: NotRequired[str]


class ConcernState(ActingState, rx.State):
    """What the person is about to raise a concern over, while the dialog asks."""

    subject: ConcernSubject = ConcernSubject()

    @rx.event
    @policy("member")
    async def begin(self, about: About, about_id: Id) -> None:
        """Open the dialog over something on screen."""
        self.subject = await self._ask(concern_subject, about, about_id)

    @rx.event
    @policy("member")
    async def send(self, form: ConcernForm) -> list[rx.event.EventSpec]:
        """Tell programme staff; whoever blocks the other one with it leaves the page that showed them."""
        show, block = "show" in form, "block" in form
        await self._perform(
            raise_concern, form["about"], form["about_id"], form["kind"], form["words"], show=show, block=block
        )
        self.subject = ConcernSubject()
        said = NoticeState.say("Programme staff have been told. You can follow this in your settings.", {})
        return [rx.redirect("/inbox/conversations"), said] if block else [said]

    @rx.event
    @policy("member")
    def leave(self) -> None:
        """Raise nothing."""
        self.subject = ConcernSubject()
