"""One way to the identity provider and back, as the browser that began it keeps it.

It lies in a cookie that no script can read: whoever comes back in another browser is refused. The cookie needs no
signature, as everything in it is only ever compared with what the provider says.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass, field

from authlib.common.security import generate_token


class IdentityRefused(Exception):
    """The provider, or somebody in its name, told something that cannot be believed."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One way to the provider and back, as the browser keeps it.

    Args:
        next: the local path to go to afterwards.
        link: the sign-in that wants to connect an identity, or an empty string.
        confirm: the token of a letter that wants this identity's word, or an empty string.
    """

    next: str = "/home"
    link: str = ""
    confirm: str = ""
    state: str = field(default_factory=lambda: generate_token(43))
    nonce: str = field(default_factory=lambda: generate_token(43))
    verifier: str = field(default_factory=lambda: generate_token(64))

    def packed(self) -> str:
        """As text, for a cookie."""
        return urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode().rstrip("=")

    @classmethod
    def unpacked(cls, text: str) -> "Journey":
        """From a cookie.

        Raises:
            IdentityRefused: when it holds anything else.
        """
        try:
            journey = cls(**json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4))))
        except (ValueError, TypeError, RecursionError) as broken:
            raise IdentityRefused("no journey") from broken
        if not all(isinstance(value, str) for value in asdict(journey).values()) or len(journey.state) < 43:
            raise IdentityRefused("no journey")
        return journey
