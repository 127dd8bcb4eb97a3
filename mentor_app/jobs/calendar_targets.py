"""What jobs need to know of a member's calendar account before they ask its server."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from mentor_app.calendars.discovery import consented_hosts
from mentor_app.calendars.guard import Rules
from mentor_app.calendars.networks import networks
from mentor_app.calendars.webdav import Access
from mentor_app.config import settings
from mentor_app.models import SUBSCRIPTION, CalendarAccount
from mentor_app.security.sealing import Unreadable, unseal

WINDOW = timedelta(days=90)
"""How far ahead calendars are read."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a job needs to know of an account, read in one go."""

    access: Access
    consented: tuple[str, ...]
    href: str = ""
    round: int = 0

    @property
    def is_subscription(self) -> bool:
        """Whether it is a published address and no account."""
        return self.access.kind == SUBSCRIPTION

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.access.address).hostname or self.access.address

    @property
    def rules(self) -> Rules:
        """Where its requests may go: without a password, to any public host."""
        opened = networks(settings().calendar_networks)
        if self.is_subscription:
            return Rules(opened, anywhere=True)
        return Rules(opened, consented_hosts(self.access.address, self.consented))


def target_of(account: CalendarAccount, href: str = "", number: int = 0) -> Target:
    """An account with what is sealed of it opened."""
    try:
        secret = unseal(account.id, account.sealed)
    except Unreadable:
        secret = ""  # refused by the server, and asked for anew
    if account.kind == SUBSCRIPTION:
        return Target(Access(secret, kind=SUBSCRIPTION), (), href, number)
    access = Access(account.address, account.user_name, secret, account.kind)
    return Target(access, tuple(account.consented), href, number)
