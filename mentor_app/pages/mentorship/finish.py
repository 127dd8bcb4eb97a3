"""The relationship dashboard: its Finish."""

import reflex as rx

from mentor_app.components.ending import before_the_end
from mentor_app.components.looking_back import confirmation, ended, evaluation, what_next
from mentor_app.components.planned_end import planned_end
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.endings import end_mentorship
from mentor_app.services.evaluations import evaluate
from mentor_app.services.planned_ends import plan_end
from mentor_app.state.mentorship.finish import FinishState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("finish", N_("Finish"), FinishState)
def finish() -> rx.Component:
    """Before the end, how to end well; after it, what remains."""
    frame, view = FinishState.frame, FinishState.view
    before = before_the_end(
        frame,
        planned_end(frame, FinishState.plan, last_try(plan_end), NoticeState.errors),
        FinishState.reason,
        FinishState.choose,
        FinishState.suggest,
        FinishState.end,
        last_try(end_mentorship),
        NoticeState.errors,
    )
    after = rx.el.div(
        ended(frame, view),
        confirmation(frame, view, FinishState.issue),
        evaluation(frame, view, FinishState.look_back, last_try(evaluate), NoticeState.errors),
        what_next(frame),
        class_name="stack stack--wide",
    )
    return rx.cond(view, rx.cond(view.is_active, before, after))
