"""What somebody wrote in a reply, without the letter they replied to: as text, and from HTML.

What looks like a quotation is taken off its end; answers written between the lines of one keep it, since they are
nothing without it. Every search is over short lines, so that no text, however made, takes long.
"""

import re
from collections.abc import Mapping

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  compiled, without stubs
from lxml import html as lxml_html

MOST = 200_000
"""Characters that are looked at; a reply stands at the top."""
MARK = "##~ {} ~##"
"""The first line of letters that can be replied to: where a mail program quotes it, the reply is over."""

_MARKED = re.compile(r"^##~.{1,300}~##$")
_WROTE = re.compile(r"\b(?:wrote|a écrit|a ecrit|schrieb)\b", re.IGNORECASE)
_DATED = re.compile(r"^(?:On|Le|Am|Den)\s|@|\d{1,2}[.:/]\d{2}", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"^-{2,}\s*(?:original message|message d['’]origine|message original|ursprüngliche nachricht|"
    r"original-?nachricht|forwarded message|message transféré|weitergeleitete nachricht)\s*-{2,}",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\*?(?:From|Von|De)\s?:\*?\s?\S", re.IGNORECASE)
_SENT = re.compile(r"^\*?(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|À)\s?:\*?\s?\S", re.IGNORECASE)
_PHONE = re.compile(
    r"^(?:Sent (?:from|with)|Get Outlook|Envoyé (?:de(?:puis)?|avec|à partir)|Télécharge[rz] Outlook|"
    r"(?:Von|Mit) .{2,60} gesendet|Gesendet (?:von|mit|über)|Holen Sie sich Outlook|Outlook für)\b.{0,120}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^_{16,}$")
_LONGEST_LINE, _MOST_ATTRIBUTION = 300, 4


def own_words(text: str) -> str:
    """The words of a reply's writer; empty when there is nothing but a quotation."""
    lines = [each.strip("\u200b\ufeff").rstrip() for each in _lines(text[:MOST])]
    kept = _before_signature(_unquoted(lines[: _end(lines)]))
    while kept and (not kept[-1].strip() or _PHONE.match(kept[-1])):
        kept.pop()
    return "\n".join(kept).strip()


def text_of(html: str) -> str:
    """The words of an HTML page, a line for each block; quotations begin with `>`."""
    reading = _Reading()
    try:
        page = lxml_html.document_fromstring(
            html[:MOST].replace("\0", ""), parser=lxml_html.HTMLParser(no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        if not isinstance(element.tag, str):
            reading.words(element.tail)
        elif event == "start":
            reading.begin(element.tag, element.attrib)
            reading.words(element.text)
        else:
            reading.end(element.tag)
            reading.words(element.tail)
    return reading.text()


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _end(lines: list[str]) -> int:
    """Where a letter begins that is quoted whole, without any sign before its lines."""
    for place, line in enumerate(lines):
        short = line.strip()[:_LONGEST_LINE]
        if _MARKED.match(short) or _ORIGINAL.match(short) or _RULE.match(short):
            return _without_attribution(lines, place)
        if _FROM.match(short) and any(
            _SENT.match(each.strip()[:_LONGEST_LINE]) for each in lines[place + 1 : place + 3]
        ):
            return place
    return len(lines)


def _unquoted(lines: list[str]) -> list[str]:
    quoted = [place for place, line in enumerate(lines) if line.startswith(">")]
    if not quoted:
        return lines
    first, last = quoted[0], quoted[-1]
    begin = _without_attribution(lines, first)
    above, below = lines[:begin], _before_signature(lines[last + 1 :])
    between = [line for line in lines[first : last + 1] if line.strip() and not line.startswith(">")]
    if not any(map(_said, below)) and not between:
        return above
    if any(map(_said, above)) or between:
        return [*above, *lines[first : last + 1], *below]
    return below


def _said(line: str) -> bool:
    return bool(line.strip()) and not _PHONE.match(line.strip()[:_LONGEST_LINE])


def _without_attribution(lines: list[str], place: int) -> int:
    """Before the line that says who wrote what follows, which mail programs break anywhere."""
    end = place
    while end and not lines[end - 1].strip():
        end -= 1
    for count in range(1, _MOST_ATTRIBUTION + 1):
        if end - count < 0:
            break
        said = " ".join(each.strip() for each in lines[end - count : end])
        if len(said) > _LONGEST_LINE or not said.endswith(":"):
            break
        if _WROTE.search(said) and _DATED.search(said):
            begins = re.match(r"(?:On|Le|Am|Den)\s", said, re.IGNORECASE)
            if begins or count == _MOST_ATTRIBUTION or end - count == 0 or not lines[end - count - 1].strip():
                return end - count
    return place


def _before_signature(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines):
        if line in ("--", "-- ") and place:
            return lines[:place]
    return lines


class _Reading:
    """The words of a page as a person sees them."""

    BLOCKS = frozenset(
        {"address", "article", "blockquote", "div", "dl", "dd", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
        | {"h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul"}
    )
    UNSEEN = frozenset({"script", "style", "title", "template"})
    QUOTED_WHOLE = frozenset({"divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container"})

    def __init__(self) -> None:
        self._lines: list[str] = [""]
        self._depth = self._unseen = 0

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        """Begin a block, a quotation, or something that is not seen."""
        self._unseen += tag in self.UNSEEN
        if tag == "br" or tag in self.BLOCKS:
            self._break(always=tag in ("br", "p"))
        self._depth += tag == "blockquote"
        if given.get("id") in self.QUOTED_WHOLE or "yahoo_quoted" in given.get("class", ""):
            self._lines += ["_" * 32, ""]

    def end(self, tag: str) -> None:
        """End what began."""
        self._unseen -= tag in self.UNSEEN
        if tag in self.BLOCKS:
            self._break()
        self._depth -= tag == "blockquote"

    def words(self, said: str | None) -> None:
        """Words, with the white space of the source taken for spaces."""
        plain = re.sub(r"[ \t\r\n\f]+", " ", said or "")
        if self._unseen or not plain or (plain == " " and not self._lines[-1]):
            return
        if not self._lines[-1] and self._depth:
            self._lines[-1] = ">" * min(self._depth, 5) + " "
        self._lines[-1] += plain

    def text(self) -> str:
        """All lines, with at most one empty one between two."""
        plain = "\n".join(line.replace("\xa0", " ").strip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", plain)

    def _break(self, *, always: bool = False) -> None:
        if always or self._lines[-1]:
            self._lines.append("")
