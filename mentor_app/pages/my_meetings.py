"""All meetings: what waits for me, my week, and what comes later."""

import reflex as rx

from mentor_app.components.cards import page_head, section
from mentor_app.components.links import link
from mentor_app.components.lists import empty, skeleton_rows
from mentor_app.components.meeting_accounts import what_happened
from mentor_app.components.meeting_words import MeetingVerbs, Reader, join_in_time, standing
from mentor_app.components.meetings import where
from mentor_app.components.people import avatar
from mentor_app.components.times import takeable_times, when
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.services.my_meetings import MyMeeting
from mentor_app.state.mentorship.arranging import ArrangingState
from mentor_app.state.my_meetings import MyMeetingsState


@framed("/meetings", N_("Meetings"), MyMeetingsState)
def my_meetings() -> rx.Component:
    """Three lists, the first with what can be done at once."""
    state = MyMeetingsState
    some = (state.waiting.length() > 0) | (state.week.length() > 0) | (state.later.length() > 0)
    nothing = empty(
        _("No meeting ahead"),
        _("Meetings of all your mentorships appear here. You propose one on the page of a mentorship."),
        link(_("Home"), to="/home", class_name="button button--soft"),
        picture="calendar",
    )
    lists = rx.el.div(
        _list(_("Waiting for you"), state.waiting, acts=True),
        _list(_("The next seven days"), state.week),
        _list(_("Later"), state.later),
        class_name="stack",
    )
    return rx.fragment(
        page_head(_("Meetings")), rx.cond(state.is_ready, rx.cond(some, lists, nothing), skeleton_rows(3))
    )


def _list(title: rx.Var[str], items: rx.Var[list[MyMeeting]], *, acts: bool = False) -> rx.Component:
    listed = rx.el.ul(rx.foreach(items, lambda mine: _row(mine, acts=acts)), class_name="meetings")
    return rx.cond(items.length() > 0, section(title, listed))


def _row(mine: rx.Var[MyMeeting], *, acts: bool) -> rx.Component:
    item, name = mine.meeting, mine.partner.first_name
    reader = Reader(MyMeetingsState.my_zone, name, True)
    verbs = MeetingVerbs(ArrangingState.begin, ArrangingState.confirm, ArrangingState.say)
    there = link(
        rx.cond(item.turn == "mine", _("Suggest another time"), _("Agenda and minutes")),
        to=f"/mentorships/{item.mentorship_id}/meetings?meeting={item.id}",
        class_name="button button--small",
        aria_label=_("Open the meeting with {{name}}", name=mine.partner.name),
    )
    head = rx.el.div(
        rx.el.div(
            avatar(mine.partner.name, size="small"),
            rx.el.div(
                rx.el.h3(mine.partner.name, class_name="heading heading--small"),
                rx.cond(item.starts_at != "", when(item.starts_at, reader.zone, item.their_zone, name)),
            ),
            class_name="person",
        ),
        rx.cond(item.asks, rx.fragment(), standing(item)),
        class_name="meeting-head",
    )
    choose = takeable_times(item.proposal, reader.zone, name, lambda slot_id: verbs.confirm(item.id, slot_id))
    return rx.el.li(
        head,
        where(item),
        rx.cond(item.turn == "mine", choose) if acts else rx.fragment(),
        rx.cond(item.asks, what_happened(item, reader, verbs)) if acts else rx.fragment(),
        rx.el.div(join_in_time(item), there, class_name="cluster"),
        class_name="meeting",
        key=mine.id,
    )
