"""What stands in a letter so that its reader can stop such letters without signing in.

A token names a member and an occasion, and is signed. It does not expire, as nobody may be kept from stopping letters
by how old one is, and it opens nothing else: whoever was handed the letter can at most choose how the member hears of
things.
"""

import base64
import hmac

from mentor_app.security.keys import key_for

_PURPOSE = "unsubscribe"


def make_stop(member_id: str, occasion: str) -> str:
    """The token for a member and an occasion."""
    about = f"{member_id}.{occasion}"
    return f"{about}.{_signature(about)}"


def read_stop(token: str) -> tuple[str, str] | None:
    """The member and the occasion a token names, or None when we did not write it."""
    about, _, signature = token.rpartition(".")
    member_id, _, occasion = about.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(about).encode()):
        return None
    return member_id, occasion


def _signature(about: str) -> str:
    whole = hmac.digest(key_for(_PURPOSE), about.encode(), "sha256")
    return base64.urlsafe_b64encode(whole[:16]).decode().rstrip("=")
