"""Stopping letters by the link in one of them: with one click in the mail program (RFC 8058), or on a page.

The link is opened by mail scanners, too, so opening it changes nothing. The click of a mail program is a POST by its
provider: it carries neither our origin nor a cookie, and the front door lets exactly this path through. What else can
be chosen here comes from our own page, and passes the door like every form. A link that is not one of ours costs
nothing, so tries are not counted: a provider sends the clicks of very many people from one address.
"""

from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.config import settings
from mentor_app.db import NOBODY
from mentor_app.errors import InvalidInput, NotFound
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.routes.answers import ask, perform
from mentor_app.routes.pages import TEMPLATES, language_of, small_page
from mentor_app.services.channels import CHANNELS
from mentor_app.services.occasions import DIGEST
from mentor_app.services.unsubscribing import Standing, choose_by_letter, standing, stop_letters

LARGEST_BODY = 4096
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_WORDS = {
    "title": N_("Which letters you get"),
    "stop": N_("Unsubscribe"),
    "undo": N_("Undo"),
    "again": N_("Send me these letters again"),
    "others": N_("Other letters"),
    "save": N_("Save"),
    "security": N_("Letters about your account's security always arrive."),
    "settings": N_("All settings"),
    "unknown": N_("This link is not one of ours, or it leads to an account that is gone. Nothing was changed."),
}
_NOW = {
    "mail": N_("You get these letters by e-mail, at once."),
    "digest": N_("You hear of these once a day, in the digest."),
    "app": N_("You get no such letters. What happens still appears in the app."),
}
_STOPPED = N_("Done. You will get no more of these letters.")
_SAVED = N_("Your choice is saved.")


async def show(request: Request) -> Response:
    """`GET /unsubscribe/{token}`: how things stand, and the button; changes nothing."""
    try:
        return _page(request, await ask(NOBODY, standing, request.path_params["token"]))
    except NotFound:
        return _page(request, None, status=404)


async def stop(request: Request) -> Response:
    """`POST /unsubscribe/{token}`: the one click. Answered with a page and never with a redirection (RFC 8058)."""
    fields = await _fields(request)
    if fields is None or fields.get("List-Unsubscribe") != "One-Click":
        return _page(request, None, status=400)
    try:
        found = await perform(NOBODY, stop_letters, request.path_params["token"])
    except NotFound:
        return _page(request, None, status=404)
    return _page(request, found, told=_STOPPED)


async def choose(request: Request) -> Response:
    """`POST /unsubscribe/{token}/choices`: undoing it, and choosing about other letters."""
    token, fields = request.path_params["token"], await _fields(request)
    try:
        found = await perform(NOBODY, choose_by_letter, token, fields) if fields else None
    except (NotFound, InvalidInput):
        found = None
    return _page(request, found, told=_SAVED) if found else _page(request, None, status=404)


async def style(_request: Request) -> Response:
    """`GET /unsubscribe.css`."""
    return FileResponse(TEMPLATES / "unsubscribe.css", media_type="text/css")


def routes() -> list[BaseRoute]:
    """The page behind the link in a letter."""
    return [
        Route("/unsubscribe.css", style),
        Route("/unsubscribe/{token}", show),
        Route("/unsubscribe/{token}", stop, methods=["POST"]),
        Route("/unsubscribe/{token}/choices", choose, methods=["POST"]),
    ]


async def _fields(request: Request) -> dict[str, str] | None:
    """The fields of a form in either of its two encodings, or None when it is too large or none at all."""
    body, kind = bytearray(), request.headers.get("content-type", "")
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    if kind.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode("utf-8", "replace")))
    if not kind.lower().startswith("multipart/form-data"):
        return None
    whole = message_from_bytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + bytes(body), policy=HTTP)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    return {
        str(part.get_param("name", header="content-disposition")): str(part.get_payload()).strip() for part in parts
    }


def _page(request: Request, found: Standing | None, told: str = "", status: int = 200) -> Response:
    locale = found.locale if found else language_of(request)
    words = {name: translate(locale, sentence) for name, sentence in _WORDS.items()}
    if found is not None:
        about = translate(locale, found.about.label)
        words |= {"about": about, "now": translate(locale, _NOW[found.about.channel])}
    others = [
        {
            "occasion": item.occasion,
            "channel": item.channel,
            "label": translate(locale, item.label),
            "hint": translate(locale, item.hint),
        }
        for item in (found.others if found else ())
    ]
    again = {found.about.occasion: "mail"} if found and found.about.occasion != DIGEST.name else {}
    here = f"/unsubscribe/{request.path_params['token']}"
    shown = {
        "locale": locale,
        "words": words,
        "organisation": settings().organisation,
        "standing": found,
        "others": others,
        "back": [*((found.before or again) if found else {}).items()],
        "channels": [(each.value, translate(locale, each.label)) for each in CHANNELS],
        "told": translate(locale, told) if told else "",
        "here": here,
        "choices": f"{here}/choices",
        "settings": "/settings",
    }
    return small_page("unsubscribe.html", _POLICY, shown, status)
