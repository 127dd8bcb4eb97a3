"""The Agreement tab: the text as it is written, what was sent, and what became official."""

from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.errors import Conflict
from mentor_app.security.policy import policy
from mentor_app.services.agreement_pages import (
    NO_DETAIL,
    AgreementDetail,
    RevisionDetail,
    agreement,
    revision,
)
from mentor_app.services.agreement_text import start_from_suggestions, tick_point, write_clause
from mentor_app.services.agreements import approve_revision, send_revision, set_changes_aside, withdraw_revision
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.state.mentorship.conflict import NO_CONFLICT, TextConflict
from mentor_app.state.mentorship.place import Id
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.words import Words

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Point = Annotated[str, StringConstraints(max_length=24)]


class SendingForm(TypedDict):
    """A few words that go with the text; `digest` is of the text that the sender has read."""

    digest: Digest
    note: Words


class AgreementState(TabState, rx.State):
    """What the tab shows, and one handler per verb."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    view: AgreementDetail | None = None
    opened: RevisionDetail = NO_DETAIL
    conflict: TextConflict = NO_CONFLICT
    refused: bool = False

    @rx.event
    @policy("member")
    async def write(self, point: Point, words: Words, version: int) -> None:
        """Save what is written at a point; a conflict keeps both texts."""
        try:
            await self._perform(write_clause, self._here(), point, words, version)
            self.conflict = NO_CONFLICT
        except Conflict as both:
            self.conflict = TextConflict(point, both.mine, both.theirs, both.version)

    @rx.event
    @policy("member")
    async def start(self, language: Literal["en", "fr", "de"]) -> None:
        """Fill what is empty with the texts to start from."""
        await self._perform(start_from_suggestions, self._here(), language)

    @rx.event
    @policy("member")
    async def tick(self, point: Point, talked_about: bool) -> None:
        """Note that the two have talked about a point, or not yet."""
        await self._perform(tick_point, self._here(), point, talked_about)

    @rx.event
    @policy("member")
    async def send(self, form: SendingForm) -> None:
        """Send the text for approval."""
        await self._perform(send_revision, self._here(), form["digest"], form["note"])

    @rx.event
    @policy("member")
    async def approve(self, revision_id: Id, digest: Digest) -> None:
        """Approve the text that was sent; when it has been changed since, show what differs instead."""
        try:
            await self._perform(approve_revision, self._here(), revision_id, digest)
            self.refused = False
        except Conflict:
            self.refused = True

    @rx.event
    @policy("member")
    async def withdraw(self, revision_id: Id) -> None:
        """Take back what this person sent."""
        await self._perform(withdraw_revision, self._here(), revision_id)

    @rx.event
    @policy("member")
    async def set_aside(self, digest: Digest) -> None:
        """Go back to the text that was sent, or is official."""
        await self._perform(set_changes_aside, self._here(), digest)

    @rx.event
    @policy("member")
    async def look(self, revision_id: Id) -> None:
        """Show one text of the history."""
        self.opened = await self._ask(revision, self._here(), revision_id)

    @rx.event
    @policy("member")
    async def settle(self) -> None:
        """Close whatever asks or shows something."""
        self.conflict, self.opened, self.refused = NO_CONFLICT, NO_DETAIL, False

    def _content(self):  # noqa: ANN202  as in TabState
        return agreement

    def _show_content(self, content: AgreementDetail) -> None:
        self.view = content
