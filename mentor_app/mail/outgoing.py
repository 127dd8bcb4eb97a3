"""A letter before it is an e-mail: what is known of it, in plain values."""

from dataclasses import dataclass, field
from datetime import datetime


class Unsendable(ValueError):
    """No message can be made of this letter, now or later."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something a digest tells: under which heading (an English sentence), which kind of letter, how often."""

    heading: str
    kind: str
    params: dict[str, str]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a letter brings for its reader's calendar (RFC 6047): `text` is the object, `method` its method.

    REQUEST and CANCEL are about one meeting; PUBLISH is a file with several, as no mail program reads more than one.
    """

    method: str
    text: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter to compose.

    Args:
        id: random and unique; the Message-ID is made of it, so that a repeat is recognisably the same letter.
        kind: one of `WORDINGS`.
        address: the one recipient.
        locale: two letters.
        params: what members wrote, as they wrote it.
        secret: the link token of kinds that carry one.
        written_at: aware; becomes the Date.
        stop: the signed token by which its reader stops such letters; empty for those that always arrive.
        occasion: what such letters are called, an English sentence of the catalogue.
        told: what a digest tells, in order.
        invitation: the meeting it is about, as calendars read it.
        reply_to: the address by which a reply becomes a message; empty where replies lead to the page.
    """

    id: str
    kind: str
    address: str
    locale: str
    written_at: datetime
    params: dict[str, str] = field(default_factory=dict[str, str])
    secret: str = ""
    stop: str = ""
    occasion: str = ""
    told: tuple[Told, ...] = ()
    reply_to: str = ""
    invitation: Invitation | None = None
