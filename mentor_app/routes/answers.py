"""What the forms that are not sent over the live connection have in common: JSON in, JSON out.

A form that was accepted answers `{"ok": true, "next": "/home"}`, where an empty `next` means staying on the
page; one that was refused answers `{"field": "password", "message": "...", "params": {}}` with a 4xx status,
the message being an English sentence that the page translates. Nothing here is ever cached.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mentor_app.config import settings
from mentor_app.db import Actor, UnitOfWork, read, transact
from mentor_app.errors import Conflict, DomainError, InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.realtime.hub import hub
from mentor_app.security.limits import client_address
from mentor_app.security.policy import too_long
from mentor_app.security.sign_ins import Browser, cookie_name, identify

P = ParamSpec("P")
T = TypeVar("T")
FormT = TypeVar("FormT", bound="Form")

LARGEST_BODY = 16 * 1024
HEADER = "x-mentor-form"
"""A header that no page of another origin can send without asking first (Fetch standard, CORS)."""

_STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (InvalidInput, 422),
    (NotFound, 404),
    (NotPermitted, 403),
    (TooMany, 429),
    (Conflict, 409),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "CrOS", "Mac OS X", "Linux")


class Form(BaseModel):
    """The base of what forms send: exactly these fields, of exactly these types."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Refused(Exception):
    """The request itself is not one of ours.

    Args:
        status: the HTTP status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def answering(
    endpoint: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap an endpoint so that its refusals become answers, and none is stored by anybody."""

    async def answered(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except DomainError as refusal:
            response = _refusal(refusal)
        except Refused as refusal:
            response = JSONResponse({"field": "", "message": DomainError.default, "params": {}}, refusal.status)
        response.headers["cache-control"] = "no-store"
        return response

    return answered


async def received(request: Request, form: type[FormT]) -> FormT:
    """The form that one of our own pages sent.

    Raises:
        Refused: when the request comes from elsewhere, is no JSON or is too large.
        InvalidInput: when a field is missing, unknown, too long or of another type.
    """
    if request.headers.getlist("origin") != [own_origin()] or HEADER not in request.headers:
        raise Refused(403)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise Refused(413)
    try:
        return form.model_validate_json(bytes(body))
    except ValidationError as wrong:
        if refusal := too_long(wrong):
            raise refusal from None
        place = wrong.errors(include_input=False)[0]["loc"]
        field = str(place[0]) if place and place[0] in form.model_fields else ""
        raise InvalidInput(field, N_("Please check this field.")) from None


def accepted(next_path: str = "") -> Response:
    """The answer to a form that was accepted; an empty path means staying on the page."""
    return JSONResponse({"ok": True, "next": next_path})


def let_in(response: Response, token: str) -> Response:
    """Put a new sign-in's token in the one cookie, out of reach of scripts and of other sites' requests."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=settings().session_absolute_days * 24 * 3600,
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )
    return response


def let_out(response: Response) -> Response:
    """Take the cookie away."""
    response.delete_cookie(cookie_name(), path="/", secure=settings().secure, httponly=True, samesite="lax")
    return response


async def actor_of(request: Request) -> Actor:
    """Who asks."""
    return await identify(request.headers.get("cookie", ""))


async def perform(actor: Actor, act: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run one service function in one transaction off the event loop, then wake the pages it changed."""
    result, changes = await asyncio.to_thread(transact, actor, act, *args, **kwargs)
    hub.publish(changes)
    return result


async def ask(actor: Actor, question: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run one reading service function off the event loop."""
    return await asyncio.to_thread(read, actor, question, *args, **kwargs)


def address_of(request: Request) -> str:
    """The IP address the request comes from, behind as many proxies as the operator has."""
    peer = request.client.host if request.client else ""
    return client_address(peer, ",".join(request.headers.getlist("x-forwarded-for")))


def browser_of(request: Request) -> Browser:
    """The browser, in the few words that let its owner recognise it."""
    told = request.headers.get("user-agent", "")[:500]
    name = next((name for mark, name in _BROWSERS if f"{mark}/" in told), "")
    system = next((system for system in _SYSTEMS if system in told), "").replace(" OS X", "")
    return Browser(", ".join(part for part in (name, system) if part), address_of(request))


def local_path(path: str, otherwise: str = "/home") -> str:
    """A path on this site to go to next, or another one when somebody wants to lead people elsewhere.

    Browsers read two slashes, a slash and a backslash, and either with tabs or line breaks between them, as
    another site (WHATWG URL standard): only plain characters after a single slash are let through.
    """
    if not re.fullmatch(r"/(?:[A-Za-z0-9._~%!$&'()*+,;=:@?\[\]-][A-Za-z0-9._~%!$&'()*+,;=:@/?\[\]-]*)?", path):
        return otherwise
    return otherwise if path.startswith("/auth") or len(path) > 500 else path


def own_origin() -> str:
    """The origin of our own pages, as browsers spell it."""
    parts = urlsplit(settings().public_url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _refusal(refusal: DomainError) -> Response:
    status = next((status for kind, status in _STATUS if isinstance(refusal, kind)), 400)
    field = refusal.field if isinstance(refusal, InvalidInput) else ""
    answer: dict[str, Any] = {"field": field, "message": refusal.message, "params": refusal.params}
    return JSONResponse(answer, status)
