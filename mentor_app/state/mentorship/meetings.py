"""The Meetings tab: what it shows."""

from functools import partial

import reflex as rx

from mentor_app.services.meeting_pages import MeetingItem, MeetingsDetail, OpenMeeting, list_meetings
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.state.mentorship.tab import TabState


class MeetingsState(TabState, rx.State):
    """What the tab shows. What is done to meetings, agenda and minutes is in states of their own."""

    frame: MentorshipDetail | None = None
    partner_is_here: bool = False
    writing: list[str] = []
    my_zone: str = "UTC"
    over: list[MeetingItem] = []
    coming: list[MeetingItem] = []
    past: list[MeetingItem] = []
    opened: OpenMeeting | None = None

    def _content(self):  # noqa: ANN202  as in TabState
        return partial(list_meetings, meeting_id=self.router.url.query_parameters.get("meeting", ""))

    def _show_content(self, content: MeetingsDetail) -> None:
        self.my_zone, self.over, self.coming, self.past = content.my_zone, content.over, content.coming, content.past
        self.opened = content.opened
