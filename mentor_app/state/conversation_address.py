"""What the address of a conversation says."""

from reflex.istate.data import ReflexURL

NEW = "new"
"""What stands there in place of an id while nothing has been written; `to` then names the member."""


def conversation_in(url: ReflexURL) -> str:
    """Id of the conversation that is open, `NEW`, or nothing."""
    parts = url.path.strip("/").split("/")
    return parts[2] if len(parts) > 2 else ""


def sought_in(url: ReflexURL) -> int:
    """Number of the message to be shown, or 0."""
    number = url.query_parameters.get("at", "")
    return int(number[:9]) if number.isascii() and number.isdigit() else 0
