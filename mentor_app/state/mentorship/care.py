"""How a meeting was, and what to do when one feels uncertain; on every tab of the dashboard, and told to nobody."""

from typing import Literal, NotRequired

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.i18n.catalogue import N_
from mentor_app.security.policy import policy
from mentor_app.services.pulses import give_pulse
from mentor_app.services.uncertainty import tell_staff, write_courteously
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.notices import NoticeState
from mentor_app.state.words import Words

Opening = Literal["pace", "direction", "boundary"]
ONLY_STAFF = N_("Thank you. Only programme staff read this.")
TOLD = N_("Programme staff have been told. You can follow this in your settings.")


class PulseForm(TypedDict):
    """How a meeting was; what was not chosen is not there."""

    meeting_id: Id
    rating: NotRequired[Literal["1", "2", "3", "4", "5"]]
    fit: NotRequired[Literal["good", "deciding", "not"]]
    note: Words


class WordsForm(TypedDict):
    """What somebody writes, to staff or to the other one."""

    words: Words


class CareState(ActingState, MentorshipPlace, rx.State):
    """Which ways are offered: `uncertain` when asked for, `pulse` after *not a fit*, none when empty."""

    opened: Literal["", "uncertain", "pulse"] = ""
    opening: Opening = "pace"

    @rx.event
    @policy("member")
    async def give(self, form: PulseForm) -> rx.event.EventSpec | None:
        """Say how a meeting was; whoever does not fit is shown the ways on."""
        rating, fit = int(form.get("rating", "0")), form.get("fit", "")
        await self._perform(give_pulse, form["meeting_id"], rating, fit, form["note"])
        if fit == "not":
            self.opened = "pulse"
            return None
        return NoticeState.say(ONLY_STAFF, {})

    @rx.event
    @policy("member")
    def begin(self) -> None:
        """Show the ways on."""
        self.opened = "uncertain"

    @rx.event
    @policy("member")
    def leave(self) -> None:
        """Put them away."""
        self.opened = ""

    @rx.event
    @policy("member")
    def choose(self, opening: Opening) -> None:
        """Choose how to begin; the words follow while nothing has been typed."""
        self.opening = opening

    @rx.event
    @policy("member")
    async def tell(self, form: WordsForm) -> rx.event.EventSpec:
        """Tell programme staff."""
        await self._perform(tell_staff, self._here(), form["words"])
        self.opened = ""
        return NoticeState.say(TOLD, {})

    @rx.event
    @policy("member")
    async def write(self, form: WordsForm) -> rx.event.EventSpec:
        """Write to the other one, and go where the answer will be."""
        talk = await self._perform(write_courteously, self._here(), form["words"])
        self.opened = ""
        return rx.redirect(f"/inbox/conversations/{talk}")
