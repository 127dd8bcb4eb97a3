"""What can be wrong with a member's calendar, in words that say what to do."""

from mentor_app.vocabularies.calendar_troubles import SENTENCES

LASTING = frozenset({"wrong_password", "wrong_address", "not_caldav", "blocked_address", "needs_consent", "many_gone"})
"""Kinds that no repetition heals: only the member can."""

PASSING = frozenset({"timeout", "unreachable", "too_many", "server_error"})
"""Kinds of which we say that we try again by ourselves, also before a calendar was found."""


class Trouble(Exception):
    """A calendar server did not do what was asked, or must not be asked.

    Args:
        kind: a key of `SENTENCES`.
        detail: for logs and health: never a password, an address with one, or an event's text.
        host: the host that needs consent.
        retry_after: seconds the server wants to be left alone for.
    """

    def __init__(self, kind: str, detail: str = "", *, host: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
        self.detail = detail
        self.host = host
        self.retry_after = retry_after

    @property
    def sentence(self) -> str:
        """What the member reads."""
        return SENTENCES[self.kind]

    @property
    def lasting(self) -> bool:
        """Whether trying again is pointless until the member does something."""
        return self.kind in LASTING


class Stale(Exception):
    """The object is not the one that was read before: somebody else was faster."""


class Taken(Stale):
    """The UID is in use elsewhere in the account: some servers want each only once in all of one's calendars.

    Args:
        href: where; empty when the server does not say.
    """

    def __init__(self, href: str) -> None:
        super().__init__(href)
        self.href = href


class TokenLost(Exception):
    """The server does not know the sync-token any more: compare everything."""
