"""A letter that came in, as far as anything in it can be believed: read whatever it is, and never a crash.

Nothing here says who wrote it. The older of Python's two header parsers is used on purpose: it is plain, quick, and
does not stumble over what strangers put into headers.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses

from mentor_app.mail.quoting import MOST, own_words, text_of

LARGEST = 36 * 1024 * 1024
"""Bytes of a letter that is read at all: a file of 25 MB, spelled in base64, and words."""
MOST_HEADERS, LONGEST_HEADER = 256 * 1024, 2000
MOST_LINES, MOST_PARTS, MOST_CONTAINERS, DEEPEST = 600_000, 2000, 60, 12
DECORATION = 30_000
"""Bytes up to which a picture that the letter's own page shows is no attachment, but somebody's logo."""

_RECIPIENTS = frozenset(
    {"to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "x-forwarded-to"}
)
_CONTAINER = re.compile(rb"multipart/|message/(?:rfc822|partial|external)", re.IGNORECASE)
_NOT_GENUINE = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
_SENDERS = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|bounces?)\b", re.IGNORECASE)


class Unreadable(ValueError):
    """No letter, or one made to be expensive."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a letter, under the name it came with."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """A letter.

    Args:
        key: what makes it one letter: a hash of its Message-ID, or of all of it when it has none.
        sender: the one address it says it is from, lower case; empty when there is none or several.
        recipients: every header in which its addressee may stand, as it came.
        automatic: the reason why no person wrote it, or empty.
        forged: whether the server that took it in says that it is not from whom it says (DMARC).
        words: what was written, without what is quoted.
        files: what came with it.
        answer: a calendar's answer to an invitation (RFC 6047), or empty.
    """

    key: str
    sender: str
    recipients: str
    automatic: str = ""
    forged: bool = False
    words: str = ""
    files: tuple[Enclosed, ...] = ()
    answer: str = ""


@dataclass
class _Found:
    """The parts of a letter by what they are good for."""

    plain: list[str] = field(default_factory=list[str])
    page: list[str] = field(default_factory=list[str])
    files: list[Enclosed] = field(default_factory=list[Enclosed])
    answer: str = ""


def read_letter(raw: bytes, *, headers_only: bool = False) -> Incoming:
    """A letter from its bytes.

    Args:
        headers_only: when the rest was too large to be fetched, or is not worth reading.

    Raises:
        Unreadable: when nothing can be made of it.
    """
    head = _affordable(raw)
    try:
        message = message_from_bytes(raw[:head] if headers_only else raw, policy=compat32)
        found = _Found() if headers_only else _parts(message)
        words = own_words("\n\n".join(found.plain)) or own_words(text_of("\n".join(found.page)))
        return Incoming(
            key=_key(message, raw),
            sender=_sender(message),
            recipients="\n".join(value for name, value in _headers(message) if name in _RECIPIENTS),
            automatic=_automatic(message),
            forged=_is_forged(message),
            words=words,
            files=tuple(found.files),
            answer=found.answer,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, HeaderParseError) as error:
        raise Unreadable(type(error).__name__) from error


def _affordable(raw: bytes) -> int:
    """Refuse what would take long to read, by counting, before it is read; returns where its headers end.

    Raises:
        Unreadable: when it is too much of something.
    """
    head = min((at for mark in (b"\n\n", b"\r\n\r\n") if (at := raw.find(mark)) >= 0), default=len(raw))
    if len(raw) > LARGEST or head > MOST_HEADERS:
        raise Unreadable("too large")
    if raw.count(b"\n") > MOST_LINES or raw.count(b"\r") > raw.count(b"\n") + MOST_LINES:
        raise Unreadable("too many lines")
    if raw.count(b"\n--") > MOST_PARTS or sum(1 for _each in _CONTAINER.finditer(raw)) > MOST_CONTAINERS:
        raise Unreadable("too many parts")
    return head


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    """Names in lower case and values as they came, on one line, those beyond measure cut."""
    for name, value in message.raw_items():
        yield name.lower(), " ".join(str(value)[:LONGEST_HEADER].split())


def _values(message: Message, wanted: str) -> list[str]:
    return [value for name, value in _headers(message) if name == wanted]


def _key(message: Message, raw: bytes) -> str:
    named = _values(message, "message-id")
    return hashlib.sha256(named[0].encode("utf-8", "replace") if named and named[0] else raw).hexdigest()


def _sender(message: Message) -> str:
    values = _values(message, "from")
    if len(values) != 1:
        return ""
    found = [address for _name, address in getaddresses(values) if address]
    return found[0].lower() if len(found) == 1 and found[0].count("@") == 1 else ""


def _is_forged(message: Message) -> bool:
    """Looked for in all of the header: signatures that fail, as many as a forger likes, are listed before it."""
    said = [str(value) for name, value in message.raw_items() if name.lower() == "authentication-results"]
    return any(_NOT_GENUINE.search(each) for each in said)


def _automatic(message: Message) -> str:
    """Why it is no person's letter (RFC 3834): a holiday's answer, a list's copy, a server's report, a loop."""
    for name, value in _headers(message):
        said = value.lower()
        if name == "auto-submitted" and said.partition(";")[0].strip() != "no":
            return name
        if name == "precedence" and said in ("bulk", "junk", "list", "auto_reply"):
            return name
        if name in ("list-id", "list-unsubscribe", "x-loop", "x-autoreply", "x-autorespond", "x-autorespond-to"):
            return name
        if name == "return-path" and said.replace(" ", "") == "<>":
            return name
    if message.get_content_type() in ("multipart/report", "message/delivery-status"):
        return "report"
    return "sender" if _SENDERS.match(_sender(message)) else ""


def _parts(message: Message) -> _Found:
    """Walk through the parts, without going into letters within it, and not too deep."""
    found, page_pictures = _Found(), list[tuple[str, Enclosed]]()
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if any(
            len(str(value)) > LONGEST_HEADER for name, value in part.raw_items() if name.lower().startswith("content-")
        ):
            continue
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            if depth < DEEPEST:
                waiting += [(each, depth + 1) for each in reversed(inner) if isinstance(each, Message)]
            continue
        _sort(part, found, page_pictures)
    shown = "\n".join(found.page)
    found.files += [
        file for name, file in page_pictures if len(file.content) > DECORATION or f"cid:{name}" not in shown
    ]
    return found


def _sort(part: Message, found: _Found, page_pictures: list[tuple[str, Enclosed]]) -> None:
    kind, name = part.get_content_type(), _file_name(part)
    attached = part.get_content_disposition() == "attachment"
    if kind == "text/calendar" and str(part.get_param("method", "")).upper() == "REPLY":
        found.answer = found.answer or _text(part)
    elif kind == "text/plain" and not attached and not name:
        found.plain.append(_text(part))
    elif kind == "text/html" and not attached and not name:
        found.page.append(_text(part))
    elif kind in ("text/calendar", "application/ics", "application/pgp-signature", "application/pkcs7-signature"):
        return  # what programs say to programs
    else:
        content = part.get_payload(decode=True)
        file = Enclosed(name or kind.replace("/", "."), content if isinstance(content, bytes) else b"")
        identity = "".join(_values(part, "content-id")).strip("<> ")
        if identity and kind.startswith("image/"):
            page_pictures.append((identity, file))
        else:
            found.files.append(file)


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        said = content[: 4 * MOST].decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        said = content[: 4 * MOST].decode("utf-8", "replace")
    return _sound(said)


def _file_name(part: Message) -> str:
    name = part.get_filename() or ""
    try:
        return _sound(str(make_header(decode_header(name)))[:1000])
    except (HeaderParseError, LookupError, ValueError):
        return _sound(name[:1000])


def _sound(said: str) -> str:
    """Without what no database takes: NUL, and halves of characters, which some charsets can spell."""
    return said.replace("\0", "").encode("utf-8", "ignore").decode()
