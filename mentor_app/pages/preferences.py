"""Mentorship preferences."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.lists import skeleton_rows
from mentor_app.components.preferences import presence_in_community, roles, time_and_places
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.state.notices import NoticeState
from mentor_app.state.preferences import PreferencesState


@framed("/preferences", N_("Mentorship preferences"), PreferencesState, class_name="page page--narrow")
def preferences() -> rx.Component:
    """Every switch works at once, and others see it at once."""
    state = PreferencesState
    return rx.fragment(
        page_head(_("Mentorship preferences"), _("Every change is saved and shown to others at once.")),
        rx.cond(
            state.is_ready,
            rx.el.div(
                roles(state.preferences, state.turn),
                time_and_places(
                    state.preferences, state.choose_time, state.choose_capacity, state.turn, NoticeState.errors
                ),
                presence_in_community(state.preferences, state.turn),
                class_name="stack stack--wide",
            ),
            skeleton_rows(4),
        ),
    )
