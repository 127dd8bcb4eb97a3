"""Concerns, for programme staff."""

import reflex as rx

from mentor_app.components.concern_desk import desk_filters, desk_list
from mentor_app.components.pulse_desk import desk_pulses
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.programme.frame import framed_programme
from mentor_app.state.programme.concerns import ConcernDeskState


@framed_programme("concerns", N_("Concerns"), ConcernDeskState)
def programme_concerns() -> rx.Component:
    """What members have raised, and how far staff are with it."""
    desk = ConcernDeskState.desk
    lead = _("What members tell you in confidence. Whom it is about is not told; who raised it sees how far you are.")
    return rx.el.div(
        rx.el.p(lead, class_name="note"),
        desk_pulses(desk, ConcernDeskState.put_off),
        desk_filters(desk),
        desk_list(desk, ConcernDeskState.take_up, ConcernDeskState.close, ConcernDeskState.annotate),
        class_name="stack",
    )
