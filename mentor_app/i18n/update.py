"""Brings the catalogues up to date with the source: `python -m mentor_app.i18n.update`.

New sentences are added untranslated. Sentences no longer used are kept, commented out, so that one that comes
back is still translated; `--prune` forgets them. The files hold no dates, places or line numbers and are
sorted, so that two branches seldom touch the same line.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from mentor_app.i18n.catalogue import FOLDER, LOCALES, SOURCE
from mentor_app.i18n.sources import Found, sentences

_HEADER = """msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"

"""


def template(found: list[Found]) -> Catalog:
    """The sentences as an untranslated catalogue; a counted one is known by its singular."""
    wanted = Catalog()
    for sentence in found:
        match sentence.forms:
            case (message,):
                wanted.add(message)
            case (one, other):
                wanted.add((one, other))
            case _:
                continue
    return wanted


def text_of(catalogue: Catalog) -> str:
    """A catalogue as the text of its file."""
    written = io.BytesIO()
    write_po(written, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return _HEADER.format(locale=catalogue.locale, forms=catalogue.plural_forms) + written.getvalue().decode()


def update(folder: Path, found: list[Found], *, prune: bool = False) -> None:
    """Add what is new to every catalogue in the folder and set aside what is no longer used."""
    wanted = template(found)
    for locale in LOCALES:
        if locale == SOURCE:
            continue
        path = folder / f"{locale}.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale)
        for key, message in list(catalogue.obsolete.items()):
            if key in wanted:
                catalogue[message.id] = message
                catalogue.obsolete.pop(key)
        catalogue.update(wanted, no_fuzzy_matching=True)
        for key, message in list(catalogue.obsolete.items()):
            if prune or not any(message.string or ()):
                catalogue.obsolete.pop(key)
        path.write_text(text_of(catalogue), "utf-8")


if __name__ == "__main__":
    update(FOLDER, sentences(), prune="--prune" in sys.argv[1:])
