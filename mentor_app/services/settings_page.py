"""What the settings page shows."""

from dataclasses import dataclass

from mentor_app.db import UnitOfWork
from mentor_app.services.blocking import list_blocked
from mentor_app.services.concerns import OwnConcern, list_own_concerns
from mentor_app.services.own_account import AccountView, get_account
from mentor_app.services.people import Person


@dataclass(frozen=True)
class SettingsDetail:
    """One's own account, whom one does not want to meet, and the concerns one has raised."""

    account: AccountView
    blocked: list[Person]
    concerns: list[OwnConcern]


def get_settings(uow: UnitOfWork) -> SettingsDetail:
    """One's own settings.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    return SettingsDetail(account=get_account(uow), blocked=list_blocked(uow), concerns=list_own_concerns(uow))
