"""The relationship dashboard: its Overview."""

import reflex as rx

from mentor_app.components.agenda import AgendaVerbs, agenda
from mentor_app.components.conflicts import both_texts
from mentor_app.components.dialogs import dialog
from mentor_app.components.goals import GoalVerbs, goals
from mentor_app.components.lists import skeleton_cards
from mentor_app.components.mentorships import help_line, lately, partner, so_far, stages, your_next_step
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.goals import add_goal
from mentor_app.state.mentorship.agenda import AgendaState
from mentor_app.state.mentorship.goals import GoalsState
from mentor_app.state.mentorship.overview import OverviewState
from mentor_app.state.notices import NoticeState, last_try


@framed("/mentorships/[mentorship_id]", N_("Mentorship"), OverviewState)
def mentorship() -> rx.Component:
    """Partner beside, the work in the middle."""
    return rx.cond(OverviewState.frame, _workspace(), skeleton_cards(3))


def _workspace() -> rx.Component:
    frame = OverviewState.frame
    side = rx.el.aside(
        partner(frame, OverviewState.partner_is_here),
        so_far(frame, OverviewState.goals.length(), OverviewState.reached),
        help_line(frame),
        class_name="workspace-side",
        aria_label=_("Your partner"),
    )
    return rx.el.div(side, _middle(), class_name="workspace")


def _middle() -> rx.Component:
    frame = OverviewState.frame
    title = _("You and {{name}}", name=frame.partner.first_name)
    return rx.el.div(
        rx.el.h1(title, class_name="page-title"),
        stages(frame),
        your_next_step(frame),
        rx.el.div(
            agenda(
                frame,
                OverviewState.agenda,
                OverviewState.writing,
                _AGENDA,
                NoticeState.errors,
                last_try(add_agenda_item),
            ),
            rx.el.div(
                goals(
                    frame, OverviewState.goals, OverviewState.writing, _GOALS, NoticeState.errors, last_try(add_goal)
                ),
                lately(frame, OverviewState.lately),
                class_name="stack",
            ),
            class_name="workspace-two",
        ),
        _conflict("agenda-conflict", AgendaState),
        _conflict("goal-conflict", GoalsState),
        class_name="workspace-main",
    )


def _conflict(name: str, state: type[AgendaState] | type[GoalsState]) -> rx.Component:
    both = state.conflict
    keep_mine = rx.el.button(
        _("Use what I wrote"),
        type="button",
        class_name="button button--primary",
        on_click=state.rename(both.thing, both.mine, both.version),
    )
    keep_theirs = rx.el.button(
        _("Leave what stands"), type="button", class_name="button button--quiet", on_click=state.settle
    )
    return dialog(
        rx.el.p(_("Nothing is lost: choose which text should stay."), class_name="note"),
        both_texts(both.mine, both.theirs, keep_mine, keep_theirs),
        name=name,
        title=_("You both wrote here at the same time"),
        shown=both.thing != "",
        on_shut=state.settle,
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
