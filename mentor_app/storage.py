"""Uploaded bytes on disk: taken in as they arrive, known by their content, found again by a random id.

A file is named by its id alone: nothing that somebody typed becomes part of a path. Several web processes need one
folder, as they need one database.
"""

import codecs
import contextlib
import os
import re
import time
import unicodedata
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import puremagic

from mentor_app.config import settings
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_

LARGEST = 25 * 1024 * 1024
HEAD, PART = 64 * 1024, 1024 * 1024
LONGEST_NAME = 120
MOST_ENTRIES, LARGEST_DIRECTORY = 5000, 1024 * 1024

_ID = re.compile(r"[A-Za-z0-9_-]{16,32}")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_DIRECTORY = b"PK\x05\x06"
_PARTS = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
"""The part of an office document (ISO/IEC 29500) that says which one it is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is welcome.

    Args:
        media_type: what it is served as, whatever it was called.
        endings: how its name may end; the first is added to one that ends otherwise.
        preview: `image` or `pdf` when a browser may show it in place; empty when it is only downloaded.
    """

    media_type: str
    endings: tuple[str, ...]
    preview: str = ""


KINDS: tuple[Kind, ...] = (
    Kind("image/png", (".png",), "image"),
    Kind("image/jpeg", (".jpg", ".jpeg"), "image"),
    Kind("image/gif", (".gif",), "image"),
    Kind("image/webp", (".webp",), "image"),
    Kind("image/heif", (".heic", ".heif")),
    Kind("application/pdf", (".pdf",), "pdf"),
    Kind(f"{_OFFICE}wordprocessingml.document", (".docx",)),
    Kind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",)),
    Kind(f"{_OFFICE}presentationml.presentation", (".pptx",)),
    Kind(f"{_OPEN}text", (".odt",)),
    Kind(f"{_OPEN}spreadsheet", (".ods",)),
    Kind(f"{_OPEN}presentation", (".odp",)),
)
"""What content may turn out to be. Nothing that a browser would run: no HTML, no SVG, no programs, no archives."""

TEXTS: tuple[Kind, ...] = (
    Kind("text/plain", (".txt",)),
    Kind("text/plain", (".md",)),
    Kind("text/csv", (".csv",)),
)
"""Plain text has no mark of its own: it is known by its name, and by being nothing but text."""


class TooLarge(Exception):
    """More bytes than one file may have."""


class Unwelcome(InvalidInput):
    """Its content is of no kind in `KINDS` and `TEXTS`."""

    def __init__(self) -> None:
        super().__init__(
            "file",
            N_("This kind of file cannot be shared. Pictures, PDF, documents of office programs and plain text can."),
        )


def file_path(file_id: str) -> Path:
    """Where the bytes of a file lie.

    Raises:
        ValueError: for anything that is no id of ours.
    """
    if not _ID.fullmatch(file_id):
        raise ValueError("no file id")
    return settings().files_dir / file_id[:2] / file_id


async def take_in(parts: AsyncIterator[bytes], file_id: str) -> int:
    """Write what arrives to its place on disk, part by part, and return how many bytes there were.

    Raises:
        TooLarge: as soon as there are more than `LARGEST`.
    Whatever ends it early, a lost connection too, leaves nothing behind.
    """
    path = file_path(file_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            async for part in parts:
                size += len(part)
                _fits(size)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return size


def _fits(size: int) -> None:
    if size > LARGEST:
        raise TooLarge


def forget(file_id: str) -> None:
    """Delete the bytes of a file; of one that is gone already, nothing."""
    file_path(file_id).unlink(missing_ok=True)


def stored_ids(older_than: float) -> Iterator[str]:
    """The ids of all files on disk that were written more than so many seconds ago."""
    before = time.time() - older_than
    for path in settings().files_dir.glob("??/*"):
        with contextlib.suppress(FileNotFoundError):
            if _ID.fullmatch(path.name) and path.stat().st_mtime < before:
                yield path.name


def kind_of(path: Path, name: str) -> Kind:
    """What a file is, by its content; what it is called decides only among plain texts.

    Raises:
        Unwelcome: when it is nothing that may be shared.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    found = _mark_of(path) if head.startswith(b"PK") else _media_type(head)
    for kind in KINDS:
        if kind.media_type == found:
            return kind
    ending = Path(name).suffix.lower()
    kind = next((kind for kind in TEXTS if ending in kind.endings), None)
    if kind is None or not _is_text(path):
        raise Unwelcome
    return kind


def clean_name(name: str, kind: Kind) -> str:
    """A file's name as it is shown and downloaded: one line, no path, an ending that says what it is."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    # Categories C*: control characters, and those that turn the direction of writing around to disguise an ending.
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C" and each not in '<>:"|?*')
    plain = " ".join(plain.split()).strip(". ")
    stem, dot, last_part = plain.rpartition(".")
    ending = f"{dot}{last_part}".lower()
    if ending not in kind.endings:
        stem, ending = plain, kind.endings[0]
    stem = stem.strip(". ") or "file"
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip('. ')}{ending}"


def _media_type(head: bytes) -> str:
    try:
        return puremagic.magic_string(head)[0].mime_type
    except (puremagic.PureError, ValueError, IndexError):
        return ""


def _mark_of(path: Path) -> str:
    """Which document a zip archive is. Its directory is looked at only when that is small, and nothing is unpacked."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - HEAD - 22))
        tail = file.read()
    at = tail.rfind(_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        return ""
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if entries > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return ""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return file.read(100).decode("ascii")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        return ""
    found = [kind for name, kind in _PARTS.items() if name in names]
    return found[0] if len(found) == 1 and "[Content_Types].xml" in names else ""


def _is_text(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while part := file.read(PART):
            try:
                text = decoder.decode(part)
            except UnicodeDecodeError:
                return False
            if any(ord(each) < 32 and each not in "\t\n\r\f" for each in text):
                return False
    return not decoder.getstate()[0]
