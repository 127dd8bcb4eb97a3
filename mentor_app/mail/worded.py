"""The shape of what a letter says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of letter.

    Args:
        subject: the subject line.
        opening: paragraphs before the button.
        button: what the one button says.
        path: where it leads, below the public address; `{secret}` and parameters may stand in it.
        closing: paragraphs after the button.
        quoting: the parameter holding words of the other person, shown as a quotation.
        by_name: whether the greeting names the reader. Only for confirmed addresses: a name chosen by whoever
            joined is a way to have us carry their words to a stranger.
    """

    subject: str
    opening: tuple[str, ...]
    button: str
    path: str
    closing: tuple[str, ...] = ()
    quoting: str = ""
    by_name: bool = False
