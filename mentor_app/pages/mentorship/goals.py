"""The Goals tab of the dashboard: goals in full, and the actions that lead there."""

import reflex as rx

from mentor_app.components.actions import ActionLinks, ActionVerbs, actions, plan_dialog
from mentor_app.components.celebration import celebration
from mentor_app.components.conflicts import conflict_dialog
from mentor_app.components.goal_details import description_dialog
from mentor_app.components.goals import GoalVerbs, goals
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.actions import add_action
from mentor_app.services.goals import add_goal
from mentor_app.state.mentorship.actions import ActionsState
from mentor_app.state.mentorship.goals import GoalsState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("goals", N_("Goals"), ActionsState)
def mentorship_goals() -> rx.Component:
    """Where the two want to get, and what each does for it."""
    state, errors = ActionsState, NoticeState.errors
    links = ActionLinks(state.goals, state.meetings)
    verbs = ActionVerbs(
        add=state.add,
        rename=state.rename,
        plan=state.plan,
        begin_plan=state.begin_plan,
        tick=state.tick,
        remove=state.remove,
        write_at=state.write_at,
    )
    ways = GoalVerbs(
        add=GoalsState.add,
        rename=GoalsState.rename,
        progress=GoalsState.progress,
        move=GoalsState.move,
        drop=GoalsState.drop,
        write_at=state.write_at,
        describe=state.begin_description,
    )
    return rx.fragment(
        rx.el.div(
            goals(state.frame, state.goals, state.writing, ways, errors, last_try(add_goal), state.skills),
            actions(state.frame, state.actions, links, verbs, errors, last_try(add_action)),
            class_name="workspace-two",
        ),
        rx.cond(state.planned, plan_dialog(state.frame, state.planned, state.goals, verbs, errors)),
        rx.cond(
            state.described,
            description_dialog(state.described, state.skills, GoalsState.describe, state.begin_description, errors),
        ),
        celebration(state.goals),
        conflict_dialog("action-conflict", state.conflict, state.rename, state.settle),
        conflict_dialog("goal-conflict", GoalsState.conflict, GoalsState.rename, GoalsState.settle),
    )
