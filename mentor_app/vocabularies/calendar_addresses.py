"""The address of a calendar's server, from what somebody typed."""

from urllib.parse import urlsplit

Server = tuple[str, str, int]
"""A scheme, a host and a port: whoever answers there gets the password."""
_PORTS = {"http": 80, "https": 443}


def meant_address(typed: str) -> str:
    """The address a member meant: https where nothing is said; of `someone@example.org`, the part behind the @.

    Raises:
        ValueError: when that is none.
    """
    text = typed.strip()
    if "://" not in text:
        text = "https://" + text.rpartition("@")[2]
    parts = urlsplit(text)
    if not parts.hostname or any(each.isspace() for each in text):
        raise ValueError("not an address")
    _ = parts.port
    return parts._replace(path=parts.path or "/", query="", fragment="").geturl()


def server_of(typed: str) -> Server | None:
    """Who answers at an address; None when it is none."""
    try:
        parts = urlsplit(meant_address(typed))
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    return parts.scheme, (parts.hostname or "").rstrip("."), port
