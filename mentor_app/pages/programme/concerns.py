"""Concerns, for programme staff."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.concern_desk import desk_filters, desk_list
from mentor_app.components.lists import skeleton_rows
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.state.programme.concerns import ConcernDeskState


@framed("/programme/[programme]/concerns", N_("Concerns"), ConcernDeskState)
def programme_concerns() -> rx.Component:
    """What members have raised, and how far staff are with it."""
    desk = ConcernDeskState.desk
    lead = _("What members tell you in confidence. Whom it is about is not told; who raised it sees how far you are.")
    return rx.fragment(
        page_head(_("Concerns"), lead),
        rx.cond(
            ConcernDeskState.is_ready,
            rx.el.div(
                desk_filters(desk),
                desk_list(desk, ConcernDeskState.take_up, ConcernDeskState.close, ConcernDeskState.annotate),
                class_name="stack",
            ),
            skeleton_rows(3),
        ),
    )
