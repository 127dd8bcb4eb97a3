"""Sentences in the reader's language, for letters, documents and notices written on the server.

The English sentence is the key; `locale/fr.po` and `locale/de.po` hold the others. Placeholders are written
`{{name}}`, as the browser's side of the pipeline (`text.py`) expects them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "locale"
COOKIE = "mentor_locale"
SOURCE = "en"

_MOMENTS = {
    "en": "EEEE d MMMM y, HH:mm",
    "fr": "EEEE d MMMM y 'à' HH:mm",
    "de": "EEEE, d. MMMM y, HH:mm 'Uhr'",
}

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_TAG = r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*"
_WISH = re.compile(_TAG + r"(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


@dataclass(frozen=True)
class Language:
    """A language the interface speaks.

    Args:
        code: its ISO 639-1 code, as in `<html lang>`.
        name: what its own speakers call it; never translated.
    """

    code: str
    name: str


LANGUAGES = (Language("en", "English"), Language("fr", "Français"), Language("de", "Deutsch"))
LOCALES = tuple(language.code for language in LANGUAGES)


def N_(message: str) -> str:  # noqa: N802
    """Mark a sentence for translation where it is written; it is translated where it is shown."""
    return message


@lru_cache(maxsize=len(LOCALES))
def catalogue(locale: str) -> Catalog:
    """The translations into one language, read once.

    Raises:
        FileNotFoundError: when there is no such catalogue; English, the source, has none.
    """
    with (FOLDER / f"{locale}.po").open("rb") as file:
        return read_po(file, locale=locale)


def placeholders(message: str) -> set[str]:
    """The names between double braces in a sentence."""
    return set(_PLACEHOLDER.findall(message))


def filled(message: str, **params: object) -> str:
    """The sentence with its placeholders replaced; one without a value becomes empty, as in the browser."""
    return _PLACEHOLDER.sub(lambda found: str(params.get(found[1], "")), message)


def _forms(locale: str, message: str) -> tuple[str, ...]:
    """The translated forms of a sentence (one, other), or nothing when there is no finished translation."""
    if locale == SOURCE or locale not in LOCALES:
        return ()
    entry = catalogue(locale).get(message)
    if entry is None or entry.fuzzy or not entry.string:
        return ()
    return tuple(entry.string) if isinstance(entry.string, (tuple, list)) else (entry.string,)


def translate(locale: str, message: str, /, **params: object) -> str:
    """One sentence in one language; English where no finished translation exists."""
    forms = _forms(locale, message)
    return filled(forms[0] if forms else message, **params)


def plural(locale: str, one: str, other: str, /, count: int, **params: object) -> str:
    """The form of a sentence that goes with a number, by the plural rules of the language (CLDR)."""
    forms = _forms(locale, one) or (one, other)
    spoken = locale if locale in LOCALES else SOURCE
    singular = Locale.parse(spoken).plural_form(count) == "one"
    told = format_decimal(count, locale=spoken)
    return filled(forms[0] if singular else forms[-1], **{"count": told, **params})


def day(locale: str, date_or_moment: date) -> str:
    """A calendar day as the language writes it, such as 3 May 2026; English is British, as in the browser."""
    regional = {SOURCE: "en_GB"}.get(locale, locale if locale in LOCALES else "en_GB")
    return format_date(date_or_moment, "long", locale=regional)


def moment(locale: str, when: datetime) -> str:
    """A moment on the wall clock of its zone, as the language writes it, such as Tuesday 3 May 2026, 14:30 (Vienna).

    With the place its zone is named after: whoever reads it in a letter has no page to translate it.
    """
    regional = {SOURCE: "en_GB"}.get(locale, locale if locale in LOCALES else "en_GB")
    spoken = format_datetime(when, _MOMENTS.get(locale, _MOMENTS[SOURCE]), locale=regional)
    place = str(when.tzinfo).rpartition("/")[2].replace("_", " ")
    return f"{spoken} ({place})"


def in_language(locale: str) -> tuple[Callable[..., str], Callable[..., str]]:
    """The pair `_`, `plural` for the templates of letters and documents, bound to one language."""

    def sentence(message: str, /, **params: object) -> str:
        return translate(locale, message, **params)

    def counted(one: str, other: str, /, count: int, **params: object) -> str:
        return plural(locale, one, other, count=count, **params)

    return sentence, counted


def negotiate(accept_language: str | None, available: Sequence[str] = LOCALES) -> str:
    """The language to answer in, by RFC 9110 section 12.5.4: the reader's best that we have, else the first.

    Args:
        accept_language: the request header, or `None`; anything malformed in it is passed over.
        available: codes of the languages there are, the default first.
    """
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept_language or "")[:1000].split(",")):
        found = _WISH.fullmatch(part)
        weight = float(found[2] or 1) if found else 0.0
        if found and 0 < weight <= 1 and found[1].lower() in available:
            wishes.append((-weight, place, found[1].lower()))
    return min(wishes)[2] if wishes else available[0]
