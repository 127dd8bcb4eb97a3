"""What is done to meetings: proposing, confirming, moving, calling off, and saying what became of them."""

from typing import Literal

import reflex as rx

from mentor_app.security.policy import policy
from mentor_app.services.meeting_accounts import say_what_happened
from mentor_app.services.meeting_places import change_place
from mentor_app.services.meetings import (
    cancel_meeting,
    confirm_meeting,
    decline_times,
    propose_meeting,
    suggest_times,
)
from mentor_app.services.series import Rhythm
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.arranging_forms import (
    CancelForm,
    Format,
    PlaceForm,
    ProposalForm,
    TimesForm,
    WordsForm,
)
from mentor_app.state.mentorship.place import Id, MentorshipPlace
from mentor_app.state.notices import NoticeState
from mentor_app.state.words import Words

Doing = Literal["suggest", "change", "move", "decline", "cancel", "place"]
"""What a dialog is for. Other times are suggested, one's own are changed, a settled meeting is moved."""


class ArrangingState(ActingState, MentorshipPlace, rx.State):
    """One handler per verb. `meeting` is the one whose dialog is open, `doing` what the dialog is for.

    `minutes` is how long that meeting takes, and it `has_later` ones when it is one of a series.
    """

    meeting: str = ""
    doing: str = ""
    place: str = ""
    format: str = "video"
    minutes: int = 30
    has_later: bool = False

    @rx.event
    @policy("member")
    async def begin(
        self, meeting_id: Id, doing: Doing, place: Words, meeting_format: Format, minutes: int, has_later: bool
    ) -> None:
        """Open the dialog for something that needs words or times."""
        self.meeting, self.doing, self.place, self.format = meeting_id, doing, place, meeting_format
        self.minutes, self.has_later = minutes, has_later

    @rx.event
    @policy("member")
    async def leave(self) -> None:
        """Shut the dialog."""
        self.meeting, self.doing = "", ""

    @rx.event
    @policy("member")
    async def propose(self, form: ProposalForm) -> rx.event.EventSpec:
        """Propose a meeting."""
        await self._perform(
            propose_meeting,
            self._here(),
            form["times"],
            int(form["minutes"]),
            form["format"],
            form["place"],
            form["words"],
            Rhythm() if form["repeats"] == "once" else Rhythm(form["repeats"], int(form["occurrences"])),
        )
        return NoticeState.say("Your proposal is on its way.", {})

    @rx.event
    @policy("member")
    async def suggest(self, meeting_id: Id, form: TimesForm) -> rx.event.EventSpec:
        """Suggest other times."""
        await self._perform(suggest_times, meeting_id, form["times"], form["words"])
        self.meeting, self.doing = "", ""
        return NoticeState.say("Your proposal is on its way.", {})

    @rx.event
    @policy("member")
    async def confirm(self, meeting_id: Id, slot_id: Id) -> None:
        """Take one of the other's times."""
        await self._perform(confirm_meeting, meeting_id, slot_id)

    @rx.event
    @policy("member")
    async def decline(self, meeting_id: Id, form: WordsForm) -> None:
        """Say no to the other's times, or take one's own back."""
        await self._perform(decline_times, meeting_id, form["words"])
        self.meeting, self.doing = "", ""

    @rx.event
    @policy("member")
    async def cancel(self, meeting_id: Id, form: CancelForm) -> rx.event.EventSpec:
        """Call a meeting off, or all later ones of its series with it."""
        later = form["which"] == "later"
        await self._perform(cancel_meeting, meeting_id, form["words"], later=later)
        self.meeting, self.doing = "", ""
        if later:
            return NoticeState.say("The meetings are cancelled.", {})
        return NoticeState.say("The meeting is cancelled.", {})

    @rx.event
    @policy("member")
    async def locate(self, meeting_id: Id, form: PlaceForm) -> None:
        """Say how and where a meeting takes place."""
        await self._perform(change_place, meeting_id, form["format"], form["place"])
        self.meeting, self.doing = "", ""

    @rx.event
    @policy("member")
    async def say(self, meeting_id: Id, account: Literal["held", "moved", "missed"]) -> None:
        """Say what became of a meeting."""
        await self._perform(say_what_happened, meeting_id, account)
