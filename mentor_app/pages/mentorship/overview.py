"""The relationship dashboard: its Overview."""

import reflex as rx

from mentor_app.components.agenda import AgendaVerbs, agenda
from mentor_app.components.celebration import celebration
from mentor_app.components.conflicts import conflict_dialog
from mentor_app.components.goals import GoalVerbs, goals
from mentor_app.components.mentorships import lately
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import OVERVIEW, framed_tab
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.goals import add_goal
from mentor_app.state.mentorship.agenda import AgendaState
from mentor_app.state.mentorship.goals import GoalsState
from mentor_app.state.mentorship.overview import OverviewState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab(OVERVIEW, N_("Mentorship"), OverviewState)
def mentorship() -> rx.Component:
    """Agenda and goals side by side."""
    frame = OverviewState.frame
    writing = OverviewState.writing
    return rx.fragment(
        rx.el.div(
            agenda(frame, OverviewState.agenda, writing, _AGENDA, NoticeState.errors, last_try(add_agenda_item)),
            rx.el.div(
                goals(frame, OverviewState.goals, writing, _GOALS, NoticeState.errors, last_try(add_goal)),
                lately(frame, OverviewState.lately),
                class_name="stack",
            ),
            class_name="workspace-two",
        ),
        celebration(OverviewState.goals),
        conflict_dialog("agenda-conflict", AgendaState.conflict, AgendaState.rename, AgendaState.settle),
        conflict_dialog("goal-conflict", GoalsState.conflict, GoalsState.rename, GoalsState.settle),
    )


_AGENDA = AgendaVerbs(
    add=AgendaState.add,
    suggest=AgendaState.suggest,
    rename=AgendaState.rename,
    allot=AgendaState.allot,
    tick=AgendaState.tick,
    move=AgendaState.move,
    remove=AgendaState.remove,
    write_at=OverviewState.write_at,
)
_GOALS = GoalVerbs(
    add=GoalsState.add,
    rename=GoalsState.rename,
    progress=GoalsState.progress,
    move=GoalsState.move,
    drop=GoalsState.drop,
    write_at=OverviewState.write_at,
)
