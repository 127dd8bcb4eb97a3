"""One's own record: achievements and confirmations of participation."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.components.record import certificates, own_achievements
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.state.record import RecordState


@framed("/record", N_("My mentoring record"), RecordState, class_name="page page--narrow")
def record() -> rx.Component:
    """What one has come to, and what one may show."""
    mine = RecordState.record
    return rx.fragment(
        page_head(
            _("My mentoring record"),
            _("What you have come to, and what you can show for it."),
            link(_("My profile"), to="/profile", class_name="button"),
        ),
        rx.cond(
            RecordState.is_ready,
            rx.el.div(
                certificates(mine.certificates),
                own_achievements(mine.achievements, mine.audience, RecordState.show_to),
                class_name="stack stack--wide",
            ),
            skeleton_rows(3),
        ),
    )
