"""One's own account: language, time zone, ways of signing in and browsers signed in."""

from collections.abc import Callable
from typing import Annotated, Literal

import reflex as rx
from pydantic import StringConstraints

from mentor_app.db import Actor, UnitOfWork
from mentor_app.realtime.changes import for_member
from mentor_app.security.policy import policy
from mentor_app.services import identities, own_account
from mentor_app.services.concerns import OwnConcern
from mentor_app.services.own_account import AccountView, IdentityView, SignInView
from mentor_app.services.people import Person
from mentor_app.services.settings_page import SettingsDetail, get_settings
from mentor_app.state.page import PageState

Id = Annotated[str, StringConstraints(max_length=32)]


class SettingsState(PageState, rx.State):
    """The settings page."""

    email: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    has_password: bool = False
    connected: list[IdentityView] = []
    sign_ins: list[SignInView] = []
    blocked: list[Person] = []
    concerns: list[OwnConcern] = []

    @rx.event
    @policy("member")
    async def choose_language(self, language: Literal["en", "fr", "de"]) -> None:
        """Choose the language of pages and letters."""
        await self._perform(own_account.choose_language, language)

    @rx.event
    @policy("member")
    async def choose_time_zone(self, time_zone: Annotated[str, StringConstraints(max_length=64)]) -> None:
        """Choose the zone that times are shown in."""
        await self._perform(own_account.choose_time_zone, time_zone)

    @rx.event
    @policy("member")
    async def end_sign_in(self, sign_in_id: Id) -> None:
        """Sign out one browser."""
        await self._perform(own_account.end_sign_in, sign_in_id)

    @rx.event
    @policy("member")
    async def end_others(self) -> None:
        """Sign out every browser but this one."""
        await self._perform(own_account.end_other_sign_ins)

    @rx.event
    @policy("member")
    async def disconnect(self, identity_id: Id) -> None:
        """Disconnect an account at the identity provider."""
        await self._perform(identities.disconnect, identity_id)

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        return (for_member(actor.member_id or "", "session").topic,)

    def _question(self) -> Callable[[UnitOfWork], SettingsDetail]:
        return get_settings

    def _show(self, view: SettingsDetail) -> None:
        self.blocked, self.concerns = view.blocked, view.concerns
        self._show_account(view.account)

    def _show_account(self, view: AccountView) -> None:
        self.email, self.language, self.time_zone = view.email, view.language, view.time_zone
        self.has_password = view.has_password
        self.connected, self.sign_ins = list(view.identities), list(view.sign_ins)
