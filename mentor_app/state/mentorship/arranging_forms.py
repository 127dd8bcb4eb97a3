"""What the forms about meetings send."""

from typing import Annotated, Literal

from pydantic import StringConstraints
from typing_extensions import TypedDict

from mentor_app.state.words import Words

Typed = Annotated[str, StringConstraints(max_length=40)]
Format = Literal["video", "phone", "in_person", "written"]
Minutes = Literal["15", "30", "45", "60", "90", "120"]
Repeats = Literal["once", "weekly", "fortnightly", "monthly"]
Occurrences = Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]


class ProposalForm(TypedDict):
    """A new meeting, as its form sends it."""

    times: list[Typed]
    minutes: Minutes
    format: Format
    repeats: Repeats
    occurrences: Occurrences
    place: Words
    words: Words


class TimesForm(TypedDict):
    """Other times, as their form sends them."""

    times: list[Typed]
    words: Words


class WordsForm(TypedDict):
    """A few words for the other."""

    words: Words


class CancelForm(TypedDict):
    """A few words for the other, and whether later ones of the series are meant as well."""

    words: Words
    which: Literal["this", "later"]


class PlaceForm(TypedDict):
    """How and where."""

    format: Format
    place: Words
