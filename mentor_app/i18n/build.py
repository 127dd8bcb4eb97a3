"""The catalogues as the browser reads them: one JavaScript chunk for each language, loaded when it is spoken.

Runs by itself when the pages are compiled; `python -m mentor_app.i18n.build <folder>` does it by hand.
"""

import json
import sys
import uuid
from pathlib import Path

from mentor_app.i18n.catalogue import LOCALES, SOURCE, catalogue


def sentences(locale: str) -> dict[str, str]:
    """Finished translations into one language, plural forms under the keys i18next looks for."""
    spoken: dict[str, str] = {}
    for entry in catalogue(locale):
        if not entry.id or entry.fuzzy or not entry.string:
            continue
        if isinstance(entry.id, str):
            spoken[entry.id] = str(entry.string)
            continue
        one, other = entry.string[0], entry.string[-1]
        if one and other:
            # French also has "many", for a million and more; its wording is the same.
            forms = (("one", one), ("other", other), ("many", other))
            spoken |= {f"{entry.id[0]}_{form}": text for form, text in forms}
    return dict(sorted(spoken.items()))


def _write(path: Path, text: str) -> None:
    """Write only what changed, in one step: several processes may compile at once."""
    if path.is_file() and path.read_text("utf-8") == text:
        return
    draft = path.with_name(f".{uuid.uuid4().hex}.tmp")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def write_catalogues(folder: Path) -> None:
    """Write `catalogues.js` and a chunk for each translated language into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    translated = [locale for locale in LOCALES if locale != SOURCE]
    for locale in translated:
        told = json.dumps(sentences(locale), ensure_ascii=False, indent=1)
        _write(folder / f"{locale}.js", f"export default {told};\n")
    chunks = ", ".join(f'{locale}: () => import("./{locale}.js")' for locale in translated)
    _write(
        folder / "catalogues.js",
        f"export const languages = {json.dumps(LOCALES)};\nexport const chunks = {{ {chunks} }};\n",
    )


if __name__ == "__main__":
    write_catalogues(Path(sys.argv[1]))
