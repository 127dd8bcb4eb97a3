"""Setting a paper: a template of ours and plain values in, an accessible PDF out.

Values are only ever text to the templates, never markup: what members wrote cannot become an instruction.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import typst

_TEMPLATES = Path(__file__).parent / "templates"


def set_paper(template: str, content: Mapping[str, Any]) -> bytes:
    """A PDF that conforms to PDF/UA-1: tagged, titled, in a named language, with its fonts inside.

    Args:
        template: the name of a file in `templates`, without its ending.
        content: plain values; words already in the reader's language.
    """
    sheet = str(_TEMPLATES / f"{template}.typ")
    given = {"content": json.dumps(content, ensure_ascii=False)}
    try:
        return _compiled(sheet, given, pdf_standards=["ua-1"])
    except typst.TypstError:
        # The standard wants a glyph for every character. Where this machine has none for what somebody wrote, the
        # paper is still tagged, and a box stands in its place.
        return _compiled(sheet, given)


def _compiled(sheet: str, given: dict[str, str], **standards: Any) -> bytes:
    made = typst.compile(sheet, root=str(_TEMPLATES), format="pdf", sys_inputs=given, **standards)
    return cast("bytes", made)
