"""Languages (ISO 639-1) and countries (ISO 3166-1 alpha-2), named in the reader's language by CLDR."""

from collections.abc import Iterable
from functools import lru_cache

import pycountry
from babel import Locale

from mentor_app.vocabularies.choice import Choice
from mentor_app.vocabularies.folding import fold

_LANGUAGES: frozenset[str] = frozenset(
    language.alpha_2 for language in pycountry.languages if getattr(language, "alpha_2", None)
)
_COUNTRIES: frozenset[str] = frozenset(country.alpha_2 for country in pycountry.countries)


def is_language(code: str) -> bool:
    """Whether `code` is a lower-case ISO 639-1 code."""
    return code in _LANGUAGES


def is_country(code: str) -> bool:
    """Whether `code` is an upper-case ISO 3166-1 alpha-2 code."""
    return code in _COUNTRIES


def language_name(code: str, locale: str = "en") -> str:
    """What the language is called in `locale`, capitalised; the code itself when it has no name."""
    name = _locale(locale).languages.get(code, code)
    return name[:1].upper() + name[1:]


def country_name(code: str, locale: str = "en") -> str:
    """What the country is called in `locale`; the code itself when it has no name."""
    return _locale(locale).territories.get(code, code)


def _locale(name: str) -> Locale:
    return Locale.parse(name.replace("-", "_"))


@lru_cache(maxsize=16)
def languages(locale: str = "en") -> tuple[Choice, ...]:
    """All languages that have a name in `locale`, in the order of their names."""
    named = (Choice(code, language_name(code, locale)) for code in _LANGUAGES)
    return _sorted(choice for choice in named if choice.label.casefold() != choice.value)


@lru_cache(maxsize=16)
def countries(locale: str = "en") -> tuple[Choice, ...]:
    """All countries, in the order of their names in `locale`."""
    return _sorted(Choice(code, country_name(code, locale)) for code in _COUNTRIES)


def _sorted(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: fold(choice.label)))
