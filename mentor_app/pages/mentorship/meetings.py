"""The relationship dashboard: meetings, one of them open with its agenda and minutes."""

import reflex as rx

from mentor_app.components.agenda import AgendaVerbs, agenda
from mentor_app.components.cards import section
from mentor_app.components.lists import empty
from mentor_app.components.meeting_accounts import past_row, what_happened
from mentor_app.components.meeting_dialogs import propose_button
from mentor_app.components.meeting_words import MeetingVerbs, Reader
from mentor_app.components.meetings import meeting_row, waiting_for_a_word
from mentor_app.components.minutes import minutes
from mentor_app.components.sought import sought
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, moment
from mentor_app.pages.mentorship.arranging import dialogs
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.meeting_agenda import add_to_meeting
from mentor_app.state.mentorship.agenda import AgendaState
from mentor_app.state.mentorship.arranging import ArrangingState
from mentor_app.state.mentorship.meetings import MeetingsState
from mentor_app.state.mentorship.minutes import MinutesState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("meetings", N_("Meetings"), MeetingsState)
def meetings() -> rx.Component:
    """What waits for a word, what is coming, the open meeting, and what has been."""
    frame, opened = MeetingsState.frame, MeetingsState.opened
    reader = Reader(MeetingsState.my_zone, frame.partner.first_name, frame.is_active)
    verbs = MeetingVerbs(ArrangingState.begin, ArrangingState.confirm, ArrangingState.say)
    open_id = rx.cond(opened, opened.meeting.id, "")
    return rx.fragment(
        waiting_for_a_word(MeetingsState.over, reader, verbs, open_id),
        _coming(reader, verbs, open_id),
        rx.cond(opened, _opened(reader, verbs)),
        rx.cond(
            MeetingsState.past.length() > 0,
            section(
                _("Past meetings"),
                rx.el.ul(rx.foreach(MeetingsState.past, lambda item: past_row(item, reader, verbs)), class_name="rows"),
            ),
        ),
        dialogs(),
    )


def _coming(reader: Reader, verbs: MeetingVerbs, opened: rx.Var[str]) -> rx.Component:
    name = reader.partner
    listed = rx.el.ul(
        rx.foreach(MeetingsState.coming, lambda item: meeting_row(item, reader, verbs, opened)), class_name="meetings"
    )
    nothing = empty(
        _("No meeting ahead"),
        _("Suggest one or several times. {{name}} confirms one, or suggests others.", name=name),
        propose_button(),
        picture="calendar",
    )
    some = MeetingsState.coming.length() > 0
    ahead = section(
        _("Meetings ahead"),
        rx.cond(some, listed, nothing),
        aside=rx.cond(reader.is_active & some, propose_button("button button--soft button--small")),
    )
    return rx.cond(reader.is_active | some, ahead)


def _opened(reader: Reader, verbs: MeetingVerbs) -> rx.Component:
    opened, frame, writing = MeetingsState.opened, MeetingsState.frame, MeetingsState.writing
    item = opened.meeting
    day = moment(item.starts_at, "weekday", reader.zone)
    left = rx.el.button(
        _("Carry what is open over to the next meeting"),
        type="button",
        class_name="button button--soft",
        on_click=MinutesState.carry_over(item.id),
    )
    return rx.el.section(
        sought("meeting", item.id),
        rx.el.h2(rx.cond(item.starts_at != "", _("Meeting of {{day}}", day=day), _("Meeting")), class_name="heading"),
        rx.cond(item.asks, what_happened(item, reader, verbs)),
        rx.el.div(
            rx.el.div(
                agenda(
                    frame,
                    opened.agenda,
                    writing,
                    _topics(item.id),
                    NoticeState.errors,
                    last_try(add_to_meeting),
                    title=_("Agenda"),
                ),
                rx.cond((opened.left_open > 0) & frame.is_active, left),
                class_name="stack",
            ),
            minutes(opened, frame, writing, MinutesState.write, MeetingsState.write_at, MinutesState.conflict.thing),
            class_name="workspace-two",
        ),
        class_name="stack",
        key=item.id,
        aria_label=_("Agenda and minutes"),
    )


def _topics(meeting_id: rx.Var[str]) -> AgendaVerbs:
    return AgendaVerbs(
        add=lambda sent: MinutesState.add(meeting_id, sent),
        suggest=lambda words: MinutesState.suggest(meeting_id, words),
        rename=AgendaState.rename,
        allot=AgendaState.allot,
        tick=AgendaState.tick,
        move=AgendaState.move,
        remove=AgendaState.remove,
        write_at=MeetingsState.write_at,
    )
