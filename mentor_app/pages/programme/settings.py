"""The settings of a programme, for those who coordinate it."""

import reflex as rx

from mentor_app.components.programme_settings import places, questions, request_rules
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.programme.frame import framed_programme
from mentor_app.state.notices import NoticeState
from mentor_app.state.programme.settings import ProgrammeSettingsState


@framed_programme("settings", N_("Programme settings"), ProgrammeSettingsState)
def programme_settings_page() -> rx.Component:
    """How requests go, how many places are suggested, and what is asked at the end."""
    state, errors, params = ProgrammeSettingsState, NoticeState.errors, NoticeState.error_params
    return rx.cond(
        state.settled,
        rx.el.div(
            request_rules(state.settled, state.turn_interest, state.save_rules, errors, params),
            places(state.settled, state.save_places, errors, params),
            questions(state.settled, state.save_questions, errors, params),
            class_name="stack",
        ),
    )
