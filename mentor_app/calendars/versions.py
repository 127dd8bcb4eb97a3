"""Which version of an object was read: its ETag (RFC 9110 section 8.8.3), or what stands for one."""

import hashlib

LONGEST_ETAG = 2000
"""What is longer cannot be counted on to come back in one line of a request: it is as if the server named none."""
WITHOUT_ETAG = "content:"
"""Begins what stands for the ETag of an object whose server names none: a digest of its text."""


def same_version(one: str, other: str) -> bool:
    """Whether two ETags name one version; weakness is a matter of spelling here."""
    return bool(one) and one.removeprefix("W/") == other.removeprefix("W/")


def usable(etag: str) -> str:
    """An ETag that can be sent back, or nothing."""
    return etag if len(etag) <= LONGEST_ETAG and etag.isascii() and etag.isprintable() else ""


def condition(etag: str) -> dict[str, str]:
    """The headers by which a write concerns this version alone; none where the server names no versions."""
    if not etag or etag.startswith(WITHOUT_ETAG):
        return {}
    return {"If-Match": etag.removeprefix("W/")}


def stand_in(text: str) -> str:
    """What stands for the ETag of an object, made of its text."""
    # XML knows one way to end a line: the same object differs there from itself when it is read alone.
    return WITHOUT_ETAG + hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()
