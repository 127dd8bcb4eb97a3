"""The catalogue of sentences."""


def N_(message: str) -> str:  # noqa: N802
    """Mark a sentence for extraction; it is translated where it is shown. Returns it unchanged."""
    return message
