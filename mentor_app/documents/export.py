"""A folder to take along, as one ZIP file: a page to read, and the same as JSON for other programs."""

import contextlib
import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

IN_MEMORY = 8 * 1024 * 1024
"""Beyond so many bytes it lies on disk, without a name."""


def pack(content: Mapping[str, Any], files: Sequence[tuple[str, Path]] = ()) -> BinaryIO:
    """The ZIP file, from its beginning; closing it is all that it takes to be rid of it.

    Args:
        content: `language`, `title`, `between`, and `parts` of labelled values, all of it plain.
        files: what to put beside them: a name in the folder, and where the bytes lie. One that has gone is left out.
    """
    packed = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  the reader closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(
            "mentorship.html",
            _environment().get_template("export.html").render(**content, names={name for name, _path in files}),
        )
        folder.writestr("mentorship.json", json.dumps(content, ensure_ascii=False, indent=2))
        for name, path in files:
            with contextlib.suppress(FileNotFoundError):
                folder.write(path, name, zipfile.ZIP_STORED)  # pictures and documents are packed already
    packed.seek(0)
    return packed


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mentor_app.documents", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
