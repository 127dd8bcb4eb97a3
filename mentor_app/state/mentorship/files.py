"""The Files tab: what the two have shared, and the reading list."""

from typing import NotRequired

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.resources import (
    FilesDetail,
    ResourceItem,
    SharedItem,
    add_resource,
    files_tab,
    remove_resource,
    share_files,
    tick_resource,
)
from mentor_app.state.mentorship.place import Id
from mentor_app.state.mentorship.tab import TabState
from mentor_app.state.words import Words


class ShareForm(TypedDict):
    """Files to share; absent when there are none."""

    files: NotRequired[list[Id]]


class ResourceForm(ShareForm):
    """Something to read, by its link or as a file."""

    title: Words
    link: Words
    note: Words


class SharedFilesState(TabState, rx.State):
    """What the tab shows, and one handler per verb."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    files: list[SharedItem] = []
    resources: list[ResourceItem] = []
    used: int = 0
    room: int = 0

    @rx.event
    @policy("member")
    async def share(self, form: ShareForm) -> None:
        """Share uploaded files with one's partner."""
        await self._perform(share_files, self._here(), form.get("files", []))

    @rx.event
    @policy("member")
    async def recommend(self, form: ResourceForm) -> None:
        """Put something on the reading list."""
        files = form.get("files", [])
        await self._perform(add_resource, self._here(), form["title"], form["link"], form["note"], files)

    @rx.event
    @policy("member")
    async def tick(self, resource_id: Id, done: bool) -> None:
        """Say that one has read it, or not."""
        await self._perform(tick_resource, self._here(), resource_id, done)

    @rx.event
    @policy("member")
    async def take_off(self, resource_id: Id) -> None:
        """Take a line off the reading list."""
        await self._perform(remove_resource, self._here(), resource_id)

    def _content(self):  # noqa: ANN202  as in TabState
        return files_tab

    def _show_content(self, content: FilesDetail) -> None:
        self.files, self.resources = content.files, content.resources
        self.used, self.room = content.used, content.room
