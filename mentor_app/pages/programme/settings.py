"""The settings of a programme, for those who coordinate it."""

import reflex as rx

from mentor_app.components.programme_settings import Told, places, questions, request_rules
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.programme.frame import framed_programme
from mentor_app.services.programme_settings import ask_at_the_end, set_request_rules, suggest_capacity
from mentor_app.state.notices import NoticeState, last_try
from mentor_app.state.programme.settings import ProgrammeSettingsState


@framed_programme("settings", N_("Programme settings"), ProgrammeSettingsState)
def programme_settings_page() -> rx.Component:
    """How requests go, how many places are suggested, and what is asked at the end."""
    state, crossing = ProgrammeSettingsState, ProgrammeSettingsState.crossing
    told = Told(NoticeState.errors, crossing.mine, crossing.theirs, state.settle)
    return rx.cond(
        state.settled,
        rx.el.div(
            request_rules(state.settled, state.turn_interest, state.save_rules, last_try(set_request_rules), told),
            places(state.settled, state.save_places, last_try(suggest_capacity), told),
            questions(state.settled, state.save_questions, last_try(ask_at_the_end), told),
            class_name="stack",
        ),
    )
