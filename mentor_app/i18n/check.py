"""Refuses sentences that some readers could not read: `python -m mentor_app.i18n.check`.

Exits with 1 and one line for each fault: a missing or unfinished translation, a placeholder that differs, a
sentence no longer used, and a sentence that is not a literal and so can never be translated.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from mentor_app.i18n.catalogue import FOLDER, LOCALES, SOURCE, placeholders
from mentor_app.i18n.sources import Found, sentences


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One or two forms of a sentence, the last one the most general."""
    return tuple(text) if isinstance(text, (list, tuple)) else (text or "",)


def same_placeholders(message: Message) -> bool:
    """Whether each translated form fills the same places; the singular may do without the number."""
    wanted = placeholders(_forms(message.id)[-1])
    *singular, general = (placeholders(form) for form in _forms(message.string))
    return general == wanted and all(wanted - {"count"} <= each <= wanted for each in singular)


def _fault(entry: Message | None, forms: tuple[str, ...]) -> str | None:
    """What is wrong with the translation of one sentence, if anything."""
    if entry is None or _forms(entry.id) != forms or not all(_forms(entry.string)):
        return "not translated"
    if entry.fuzzy:
        return "unfinished translation"
    return None if same_placeholders(entry) else "placeholders differ"


def faults_in(name: str, catalogue: Catalog, found: list[Found]) -> Iterator[str]:
    """The faults of one language, a line each."""
    places: dict[tuple[str, ...], str] = {}
    for sentence in found:
        if sentence.forms:
            places.setdefault(sentence.forms, sentence.place)
    for forms, place in sorted(places.items()):
        if fault := _fault(catalogue.get(forms[0]), forms):
            yield f"{name}: {fault}: {forms[0]!r} ({place})"
    used = {forms[0] for forms in places}
    kept = [message for message in catalogue if message.id and _forms(message.id)[0] not in used]
    for message in [*kept, *catalogue.obsolete.values()]:
        yield f"{name}: no longer used: {_forms(message.id)[0]!r}"


def faults(folder: Path, found: list[Found]) -> list[str]:
    """Every fault in the catalogues of a folder, for the sentences found in the source."""
    told = [f"{sentence.place}: not a literal sentence" for sentence in found if not sentence.forms]
    for locale in LOCALES:
        if locale == SOURCE:
            continue
        with (folder / f"{locale}.po").open("rb") as file:
            told.extend(faults_in(f"{locale}.po", read_po(file, locale=locale), found))
    return told


def main() -> int:
    """Say every fault; the exit code."""
    told = faults(FOLDER, sentences())
    sys.stderr.write("".join(f"{line}\n" for line in told))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
