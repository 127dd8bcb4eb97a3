"""The relationship dashboard: hours by month."""

import reflex as rx

from mentor_app.components.time_log import log_form, months, totals
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.time_log import log_time
from mentor_app.state.mentorship.time_log import TimeState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("time", N_("Time"), TimeState)
def time_log() -> rx.Component:
    """Months on the left, sums and the form on the right."""
    frame = TimeState.frame
    form = log_form(frame, TimeState.today, TimeState.log, last_try(log_time), NoticeState.errors)
    return rx.el.div(
        months(TimeState.months, frame, TimeState.remove),
        rx.el.div(
            totals(frame, TimeState.minutes, TimeState.held),
            rx.cond(frame.is_active, form),
            class_name="stack",
        ),
        class_name="workspace-two",
    )
