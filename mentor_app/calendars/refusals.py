"""What a server means that does not do what it was asked (RFC 4918 section 16, RFC 4791 section 5.3)."""

from typing import NoReturn

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  compiled, without stubs

from mentor_app.calendars.names import CAL, DAV, href_key
from mentor_app.calendars.troubles import Stale, Taken, TokenLost, Trouble

_KINDS = {
    401: "wrong_password",
    403: "read_only",
    404: "calendar_gone",
    405: "not_caldav",
    408: "timeout",
    410: "calendar_gone",
    423: "too_many",
    429: "too_many",
    501: "not_caldav",
    504: "timeout",
    507: "storage_full",
}
_STALE = {"PUT": (409, 412), "DELETE": (409, 412), "MOVE": (412,)}
_UID_TAKEN = (f"{CAL}no-uid-conflict", f"{CAL}unique-scheduling-object-resource")


def status_trouble(status: int, *, retry_after: float | None = None, connecting: bool = False) -> Trouble:
    """What a status that is not a success means to the member."""
    kind = _KINDS.get(status) or ("server_error" if status >= 500 else "rejected")
    if status == 403 and connecting:
        kind = "wrong_address"  # some servers say so of every path that is not one's own
    if connecting and kind in ("calendar_gone", "rejected"):
        kind = "wrong_address"
    if status == 503 and retry_after:
        kind = "too_many"
    return Trouble(kind, f"status {status}", retry_after=retry_after)


def refuse(
    status: int, body: str | bytes | None, verb: str, *, connecting: bool = False, since: bool = False
) -> NoReturn:
    """Raise what a refusal means.

    Args:
        status: 300 or more.
        body: what the server says of it.
        verb: what it was asked.
        connecting: whether the address is the member's own word, which may be wrong.
        since: whether it was asked what changed since a token.

    Raises:
        TokenLost: when it forgot the token.
        Stale: when a condition does not hold; Taken, when a UID is in use elsewhere.
        Trouble: for anything else.
    """
    reasons = _reasons(body)
    if since and any("valid-sync-token" in each for each in reasons):
        raise TokenLost
    if verb == "PUT":
        if any("supported-calendar" in each or "valid-calendar" in each for each in reasons):
            raise Trouble("rejected", f"status {status}")
        if taken := [reasons[each] for each in _UID_TAKEN if each in reasons]:
            raise Taken(taken[0])
    if status in _STALE.get(verb, ()):
        raise Stale
    if verb == "MOVE" and status == 502:
        raise Trouble("rejected", "not between these two")  # such as behind a proxy that changes addresses
    raise status_trouble(status, connecting=connecting)


def _reasons(body: str | bytes | None) -> dict[str, str]:
    """The preconditions that a refusal names, and the address within each, if any (RFC 4918 section 16)."""
    try:
        tree = etree.fromstring(
            body.encode() if isinstance(body, str) else body or b"",
            etree.XMLParser(resolve_entities=False, no_network=True),
        )
        found = [each for each in tree if isinstance(each.tag, str)] if tree.tag == f"{DAV}error" else []
        return {str(each.tag): href_key((each.findtext(f"{DAV}href") or "").strip()) for each in found}
    except (SyntaxError, ValueError):
        return {}
