"""One's own calendars, connected to meetings both ways."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from mentor_app.components.availability import WeekActs, availability
from mentor_app.components.calendar_sign_in import SignInForm
from mentor_app.components.calendars import AccountHandlers, accounts
from mentor_app.components.cards import page_head
from mentor_app.components.connecting import connect_form, removed_meetings, subscribe_form
from mentor_app.components.feeds import feed
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.services.availability import add_odd_days
from mentor_app.services.calendar_connecting import change_sign_in, connect_calendar
from mentor_app.services.subscriptions import subscribe
from mentor_app.state.availability import AvailabilityState
from mentor_app.state.calendars import CalendarsState
from mentor_app.state.connecting import ConnectingState
from mentor_app.state.feeds import FeedState
from mentor_app.state.notices import NoticeState, last_try


@framed(
    route="/calendar",
    title=N_("Calendar"),
    state=CalendarsState,
    class_name="page page--narrow",
    beside=(AvailabilityState, FeedState),
)
def calendar_page() -> rx.Component:
    """What was removed, the accounts with their calendars, and the form for another."""
    state = CalendarsState
    handlers = AccountHandlers(
        look_now=state.look_now,
        change_sign_in=_sign_in(ConnectingState.change_sign_in, change_sign_in),
        agree=state.agree,
        confirm_removals=state.confirm_removals,
        disconnect=state.disconnect,
        write_to=state.write_to,
        read_busy=state.read_busy,
    )
    lead = _("A meeting you agree on here is in your calendar at once. Move it there, and the other is asked.")
    return rx.el.div(
        page_head(_("Calendar"), lead),
        removed_meetings(state.removed, state.cancel, state.put_back),
        rx.cond(AvailabilityState.mine, _availability()),
        accounts(state.accounts, handlers),
        connect_form(_sign_in(ConnectingState.connect, connect_calendar)),
        subscribe_form(ConnectingState.subscribe, NoticeState.errors, last_try(subscribe)),
        feed(FeedState.since, FeedState.address, FeedState.make, FeedState.end),
        class_name="stack stack--wide",
    )


def _sign_in(on_submit: Any, act: Callable[..., object]) -> SignInForm:
    return SignInForm(on_submit, NoticeState.errors, last_try(act))


def _availability() -> rx.Component:
    state, told = AvailabilityState, NoticeState
    acts = WeekActs(state.save, state.add, state.drop, told.errors, last_try(add_odd_days))
    return availability(state.mine, acts)
