"""What the domain refuses, as a person can read it.

Messages are English sentences with `{{name}}` placeholders, marked with `N_` where they are raised and
translated where they are shown. They never carry anything the reader may not know.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Refusal:
    """What a page tells beside a field that was refused: the sentence, in English, and values for its placeholders.

    `field` is empty while nothing is refused; `serial` differs between two refusals with the same words.
    """

    field: str = ""
    message: str = ""
    params: dict[str, str] = dataclasses.field(default_factory=dict[str, str])
    serial: int = 0


class DomainError(Exception):
    """A refusal that is not a fault: nothing was changed.

    Args:
        message: the sentence shown, in English, with `{{name}}` placeholders.
        params: values for the placeholders.
    """

    default = "That did not work."

    def __init__(self, message: str = "", **params: str | int) -> None:
        self.message = message or self.default
        self.params = params
        super().__init__(self.message)


class NotFound(DomainError):
    """It does not exist, or it is none of this person's business: the two look the same."""

    default = "This page does not exist, or you cannot see it."


class NotPermitted(DomainError):
    """The person may see it and may not do this to it."""

    default = "You cannot do this."


class InvalidInput(DomainError):
    """A field holds something that cannot be accepted.

    Args:
        field: the name of the form field the sentence belongs beside.
        message: as in `DomainError`.
    """

    default = "Please check this field."

    def __init__(self, field: str, message: str = "", **params: str | int) -> None:
        super().__init__(message, **params)
        self.field = field


class TooLong(InvalidInput):
    """A field holds more than it takes.

    Args:
        field: the name of the form field.
        length: how many characters it holds.
        most: how many it takes.
    """

    default = "This has {{length}} characters. At most {{most}} fit here."

    def __init__(self, field: str, length: int, most: int) -> None:
        super().__init__(field, length=length, most=most)


class Conflict(DomainError):
    """Somebody else changed it first.

    Args:
        mine: the text that was not saved.
        theirs: the text that stands.
        version: the version of the text that stands.
        fields: where several fields were sent at once, what was not saved and what stands, by field.
    """

    default = "Somebody else changed this while you were writing."

    def __init__(
        self,
        message: str = "",
        *,
        mine: str = "",
        theirs: str = "",
        version: int = 0,
        fields: dict[str, tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs
        self.version = version
        self.fields = fields or {}


class TooMany(DomainError):
    """More than is allowed, or too often."""

    default = "Too many attempts. Please wait a little and try again."
