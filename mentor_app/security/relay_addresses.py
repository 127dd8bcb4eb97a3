"""Addresses by which a reply to a letter finds its place: one for each member of each conversation, and each meeting.

`reply+<token>@<domain>`: the token names the thing and which of its two people writes, and is signed. It does not
expire, as a letter may be answered late, and does not suffice: what comes in must also come from that member's own
address. It is spelled in lower case letters and digits alone, because mail servers may change the case of an address,
and fits into the 64 characters that RFC 5321 allows before the @.
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from typing import Literal

from mentor_app.config import settings
from mentor_app.security.keys import key_for

Thing = Literal["conversation", "meeting"]

_PURPOSE = "relay"
_THINGS: tuple[Thing, ...] = ("conversation", "meeting")
_ID, _MAC = 16, 12
_TOKEN = re.compile(r"\+([a-z2-7]{47})@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply belongs.

    Args:
        thing: what it is about.
        id: of the conversation or meeting.
        side: 0 for its first member or mentor, 1 for the other.
    """

    thing: Thing
    id: str
    side: int


def relay_address(place: Place) -> str:
    """The address for replies of one member; empty where no mail comes in."""
    address = settings().relay
    raw = _raw_id(place.id)
    if not address or raw is None:
        return ""
    about = bytes([2 * _THINGS.index(place.thing) + place.side]) + raw
    token = base64.b32encode(about + _signature(about)).decode().rstrip("=").lower()
    local, _, domain = address.partition("@")
    return f"{local}+{token}@{domain}"


def places_in(recipients: str) -> list[Place]:
    """The places that the recipients of a letter name with tokens that we wrote, each once.

    Args:
        recipients: header values as they came, in any shape.
    """
    tokens = dict.fromkeys(found.lower() for found in _TOKEN.findall(recipients))
    return [place for token in tokens if (place := _read(token)) is not None]


def _read(token: str) -> Place | None:
    try:
        whole = base64.b32decode(token.upper() + "=")
    except (binascii.Error, ValueError):
        return None
    about, signature = whole[: 1 + _ID], whole[1 + _ID :]
    if not hmac.compare_digest(signature, _signature(about)) or about[0] >= 2 * len(_THINGS):
        return None
    name = base64.urlsafe_b64encode(about[1:]).decode().rstrip("=")
    return Place(_THINGS[about[0] // 2], name, about[0] % 2)


def _raw_id(name: str) -> bytes | None:
    """The 128 bits of an id as `new_id` makes them."""
    try:
        raw = base64.urlsafe_b64decode(name + "==")
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == _ID else None


def _signature(about: bytes) -> bytes:
    return hmac.digest(key_for(_PURPOSE), about, "sha256")[:_MAC]
