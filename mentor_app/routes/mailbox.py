"""The mailbox of a demonstration: the letters it would have sent, for anyone who tries it out.

Only there when the demonstration runs, which sends nothing; letters carry links that sign people in.
"""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.config import settings
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.routes.pages import TEMPLATES, language_of, small_page

MOST = 200
"""Letters listed at most; the files of older ones stay."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LINK = re.compile(r"(https?://[^\s<>\"]+)")
_PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
_LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
_WORDS = {
    "title": N_("Letters"),
    "about": N_("What this demonstration would have sent, newest first. Nothing left this computer."),
    "refresh": N_("Look again"),
    "empty": N_("No letters yet. Join, or ask somebody for mentoring, and the letter appears here."),
    "back": N_("All letters"),
    "text": N_("As plain text"),
    "designed": N_("The letter as designed"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter in the folder. `name` is its file's, without the ending; `parts` are its text, cut at links."""

    name: str
    subject: str
    address: str
    date: str
    parts: tuple[tuple[str, bool], ...]
    html: str


async def list_letters(request: Request) -> Response:
    """`GET /demo/mailbox`: the letters, newest first."""
    return _page(request, "mailbox.html", letters=await run_in_threadpool(_newest))


async def read_letter(request: Request) -> Response:
    """`GET /demo/mailbox/{name}`: one letter, as designed and as text with its links."""
    return _page(request, "letter.html", letter=await run_in_threadpool(_one, request.path_params["name"]))


async def show_design(request: Request) -> Response:
    """`GET /demo/mailbox/{name}/design`: its HTML alone, for the frame; no script can run in it."""
    letter = await run_in_threadpool(_one, request.path_params["name"])
    headers = {"content-security-policy": _LETTER_POLICY, "x-frame-options": "SAMEORIGIN"}
    return HTMLResponse(letter.html, headers=headers | {"cache-control": "no-store"})


async def style(_request: Request) -> Response:
    """`GET /demo/mailbox.css`."""
    return FileResponse(TEMPLATES / "mailbox.css", media_type="text/css")


def routes() -> list[BaseRoute]:
    """The mailbox's pages in a demonstration, else none."""
    if not settings().demo:
        return []
    return [
        Route("/demo/mailbox", list_letters),
        Route("/demo/mailbox.css", style),
        Route("/demo/mailbox/{name}", read_letter),
        Route("/demo/mailbox/{name}/design", show_design),
    ]


def _page(request: Request, template: str, **shown: object) -> Response:
    locale = language_of(request)
    words = {name: translate(locale, sentence) for name, sentence in _WORDS.items()}
    return small_page(template, _PAGE_POLICY, {"locale": locale, "words": words, **shown})


def _newest() -> list[Kept]:
    files = settings().mailbox_dir.glob("*.eml")
    return [_kept(path) for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)[:MOST]]


def _one(name: str) -> Kept:
    path = settings().mailbox_dir / f"{name}.eml"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise HTTPException(404)
    return _kept(path)


def _kept(path: Path) -> Kept:
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    words = text.get_content() if text else ""
    return Kept(
        name=path.stem,
        subject=str(message["Subject"]),
        address=str(message["To"]),
        date=str(message["Date"]),
        parts=tuple((part, bool(_LINK.fullmatch(part))) for part in _LINK.split(words)),
        html=html.get_content() if html else "",
    )
