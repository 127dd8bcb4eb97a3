"""All meetings of the person who looks."""

from collections.abc import Callable

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.services.my_meetings import MyMeeting, MyMeetings, my_meetings
from mentor_app.state.page import PageState


class MyMeetingsState(PageState, rx.State):
    """What waits, the week, and what comes later."""

    my_zone: str = "UTC"
    waiting: list[MyMeeting] = []
    week: list[MyMeeting] = []
    later: list[MyMeeting] = []
    is_ready: bool = False

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "meetings").topic,)

    def _question(self) -> Callable[[UnitOfWork], MyMeetings]:
        return my_meetings

    def _show(self, view: MyMeetings) -> None:
        self.my_zone, self.waiting, self.week = view.my_zone, view.waiting, view.week
        self.later, self.is_ready = view.later, True
