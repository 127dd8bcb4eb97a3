"""One value somebody may choose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as it is kept and as it is read.

    Args:
        value: short and stable; what a row holds.
        label: the English sentence, or a name already in the reader's language.
    """

    value: str
    label: str
