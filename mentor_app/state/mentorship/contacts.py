"""Contact details, on every tab of the dashboard: offered, changed, taken back."""

from typing import NotRequired

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.contacts import offer_contact, take_contact_back
from mentor_app.state.acting import ActingState
from mentor_app.state.mentorship.place import MentorshipPlace
from mentor_app.state.words import Words


class ContactForm(TypedDict):
    """Ways to reach somebody; a box that is not ticked is absent."""

    email: NotRequired[str]
    phone: Words
    other: Words


class ContactState(ActingState, MentorshipPlace, rx.State):
    """Whether the dialog is open; what it shows is in the frame of the tab."""

    is_open: bool = False

    @rx.event
    @policy("member")
    def begin(self) -> None:
        """Open the dialog."""
        self.is_open = True

    @rx.event
    @policy("member")
    def leave(self) -> None:
        """Put it away."""
        self.is_open = False

    @rx.event
    @policy("member")
    async def offer(self, form: ContactForm) -> None:
        """Say yes, or change what is shared."""
        await self._perform(
            offer_contact, self._here(), email="email" in form, phone=form["phone"], other=form["other"]
        )
        self.is_open = False

    @rx.event
    @policy("member")
    async def take_back(self) -> None:
        """Take the yes back."""
        await self._perform(take_contact_back, self._here())
        self.is_open = False
