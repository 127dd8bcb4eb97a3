"""Naming a colleague, and agreeing to be named; the inbox shows what follows."""

from typing import Annotated, NotRequired

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.colleagues import search_colleagues
from mentor_app.services.people import Person
from mentor_app.services.referrals import agree_to_referral, refer, refuse_referral
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.place import Id
from mentor_app.state.notices import NoticeState

Typed = Annotated[str, StringConstraints(max_length=200)]


class ReferralForm(TypedDict):
    """Whom to name, and the words for them."""

    colleague: NotRequired[str]
    words: str


class ReferringState(ActingState, rx.State):
    """Who was found, and whether anybody was looked for."""

    found: list[Person] = []
    typed: str = ""

    @rx.event
    @policy("member")
    async def search(self, request_id: Id, text: Typed) -> None:
        """Look for a colleague to name."""
        self.found = await self._ask(search_colleagues, request_id, text)
        self.typed = text

    @rx.event
    @policy("member")
    async def refer(self, request_id: Id, form: ReferralForm) -> rx.event.EventSpec:
        """Ask a colleague whether they may be named."""
        await self._perform(refer, request_id, form.get("colleague", ""), form["words"])
        self.found, self.typed = [], ""
        return NoticeState.say("They are asked first, and named only if they agree.", {})

    @rx.event
    @policy("member")
    async def agree(self, referral_id: Id) -> rx.event.EventSpec:
        """Let oneself be named."""
        await self._perform(agree_to_referral, referral_id)
        return NoticeState.say("Thank you. You may hear from them soon.", {})

    @rx.event
    @policy("member")
    async def refuse(self, referral_id: Id) -> rx.event.EventSpec:
        """Rather not be named."""
        await self._perform(refuse_referral, referral_id)
        return NoticeState.say("You are not named to anybody.", {})
