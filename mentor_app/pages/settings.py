"""Settings: one's own account."""

import reflex as rx

from mentor_app.components.blocking import blocked_members
from mentor_app.components.cards import page_head
from mentor_app.components.channels import channels, digest_hour
from mentor_app.components.concerns import own_concerns
from mentor_app.components.door_forms import problem
from mentor_app.components.settings import browsers, change_password, language_and_zone, ways_in
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.state.blocking import BlockingState
from mentor_app.state.channels import ChannelsState
from mentor_app.state.concerns import ConcernState
from mentor_app.state.settings import SettingsState

PROBLEMS = {
    "taken": N_("This sign-in is connected to another account already."),
    "not_permitted": N_("You were signed out meanwhile. Please try again."),
}


@framed(
    route="/settings",
    title=N_("Settings"),
    state=SettingsState,
    class_name="page page--narrow",
    beside=(ChannelsState,),
)
def settings_page() -> rx.Component:
    """Language, time zone, how one hears of things, ways of signing in, browsers signed in."""
    state = SettingsState
    return rx.el.div(
        rx.el.div(page_head(_("Settings")), problem(PROBLEMS)),
        language_and_zone(state.language, state.time_zone, state.choose_language, state.choose_time_zone),
        channels(
            ChannelsState.channels,
            ChannelsState.choose,
            digest_hour(ChannelsState.uses_digest, ChannelsState.hour, ChannelsState.choose_hour),
        ),
        ways_in(state.email, state.has_password, state.connected, state.disconnect),
        rx.cond(state.has_password, change_password()),
        blocked_members(state.blocked, BlockingState.unblock, ConcernState.begin),
        own_concerns(state.concerns),
        browsers(state.sign_ins, state.end_sign_in, state.end_others),
        class_name="stack stack--wide",
    )
