"""Connecting calendars: accounts to sign in to, and published ones."""

import reflex as rx
from typing_extensions import TypedDict

from mentor_app.security.policy import policy
from mentor_app.services import calendar_connecting, subscriptions
from mentor_app.state.acting import ActingState
from mentor_app.state.calendars import Id
from mentor_app.state.words import Words


class ConnectForm(TypedDict):
    """An account, as its form sends it."""

    address: Words
    user_name: Words
    password: Words


class SignInForm(ConnectForm):
    """Another sign-in of an account, as its form sends it."""

    account_id: Id


class SubscriptionForm(TypedDict):
    """A published calendar, as its form sends it."""

    feed: Words


class ConnectingState(ActingState, rx.State):
    """The forms of the calendar page that connect."""

    @rx.event
    @policy("member")
    async def connect(self, form: ConnectForm) -> rx.event.EventSpec:
        """Look for calendars at an address, and show what comes of it."""
        typed = (form["address"], form["user_name"], form["password"])
        return _shown(await self._perform(calendar_connecting.connect_calendar, *typed))

    @rx.event
    @policy("member")
    async def change_sign_in(self, form: SignInForm) -> None:
        """Look for an account's calendars at another address, or signed in to otherwise."""
        account_id, typed = form["account_id"], (form["address"], form["user_name"], form["password"])
        await self._perform(calendar_connecting.change_sign_in, account_id, *typed)

    @rx.event
    @policy("member")
    async def subscribe(self, form: SubscriptionForm) -> rx.event.EventSpec:
        """Have a published calendar keep one busy, and show what comes of it."""
        return _shown(await self._perform(subscriptions.subscribe, form["feed"]))


def _shown(account_id: str) -> rx.event.EventSpec:
    """The account's card, which on a phone is far from the form, is brought into view by the address."""
    return rx.redirect(f"/calendar?account={account_id}", replace=True)
