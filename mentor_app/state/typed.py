"""A search field that belongs to whoever types: the server fills it only when the words came from elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Typed:
    """What the search field starts with; `serial` grows when that is not what was typed here last."""

    text: str = ""
    serial: int = 0
