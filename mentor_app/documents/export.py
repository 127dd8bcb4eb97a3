"""A folder to take along, as one ZIP file: a page to read, and the same as JSON for other programs."""

import io
import json
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def pack(content: Mapping[str, Any]) -> bytes:
    """The ZIP file.

    Args:
        content: `language`, `title`, `between`, and `parts` of labelled values, all of it plain.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("mentorship.html", _environment().get_template("export.html").render(**content))
        folder.writestr("mentorship.json", json.dumps(content, ensure_ascii=False, indent=2))
    return packed.getvalue()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mentor_app.documents", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
