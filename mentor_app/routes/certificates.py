"""Certificates: the holder's paper and credential, and the page on which anyone may check one."""

import asyncio

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.db import NOBODY
from mentor_app.documents.paper import set_paper
from mentor_app.errors import NotFound, TooMany
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.routes.answers import actor_of, address_of, answering, ask
from mentor_app.routes.pages import TEMPLATES, language_of, small_page
from mentor_app.routes.papers import as_file
from mentor_app.security.limits import count_check, network_of
from mentor_app.security.signing_keys import published_key, published_keys
from mentor_app.services.certificate_papers import certificate_paper, own_certificate_paper
from mentor_app.services.certificates import checked_certificate
from mentor_app.services.open_badges import MEDIA_TYPE, signed_credential

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
_WORDS = {
    "valid": N_("This confirmation is genuine."),
    "unknown": N_("There is no confirmation here"),
    "unknown_why": N_("Nobody was given a confirmation with this address. Please check that it is complete."),
    "busy": N_("Too many attempts. Please wait a little and try again."),
    "credential": N_("Take it along as a signed credential (Open Badges 3.0)"),
    "keys": N_("The public keys to check its signature with"),
}


async def paper(request: Request) -> Response:
    """`GET /mentorships/{mentorship_id}/certificate.pdf`: the holder's own, in their language."""
    own = await ask(await actor_of(request), own_certificate_paper, request.path_params["mentorship_id"])
    body = await asyncio.to_thread(set_paper, "certificate", own.content())
    return as_file(body, f"certificate-{own.number}.pdf")


async def check(request: Request) -> Response:
    """`GET /certificates/{code}`: what a certificate says, for anyone who has its address."""
    language = language_of(request)
    try:
        count_check(network_of(address_of(request)))
        found = await ask(NOBODY, checked_certificate, request.path_params["code"])
    except TooMany:
        return _page("certificate_unknown.html", language, 429, why="busy")
    except NotFound:
        return _page("certificate_unknown.html", language, 404, why="unknown_why")
    shown = certificate_paper(found, language)
    return _page("certificate.html", language, 200, paper=shown, code=found.code)


async def credential(request: Request) -> Response:
    """`GET /certificates/{code}/credential.jwt`: the same, signed."""
    count_check(network_of(address_of(request)))
    found = await ask(NOBODY, checked_certificate, request.path_params["code"])
    token = await asyncio.to_thread(signed_credential, found)
    return as_file(token.encode(), f"certificate-{found.number}.jwt", MEDIA_TYPE)


async def key_set(_request: Request) -> Response:
    """`GET /.well-known/jwks.json`: the public half of every key credentials were ever signed with (RFC 7517)."""
    return JSONResponse({"keys": await asyncio.to_thread(published_keys)}, headers=_SHORTLY)


async def one_key(request: Request) -> Response:
    """`GET /.well-known/keys/{key_id}`: one of them, which is what a credential's `kid` leads to."""
    found = await asyncio.to_thread(published_key, request.path_params["key_id"])
    if found is None:
        return JSONResponse({}, 404)
    return JSONResponse(found, headers=_SHORTLY, media_type="application/jwk+json")


async def style(_request: Request) -> Response:
    """`GET /certificates.css`."""
    return FileResponse(TEMPLATES / "certificate.css", media_type="text/css")


async def nowhere(_request: Request) -> Response:
    """`GET /certificates`: where a credential's kind of achievement is named; leads to the start."""
    return RedirectResponse("/")


def routes() -> list[BaseRoute]:
    """The addresses of certificates."""
    return [
        Route("/mentorships/{mentorship_id}/certificate.pdf", answering(paper)),
        Route("/certificates.css", style),
        Route("/certificates", nowhere),
        Route("/certificates/{code}", check),
        Route("/certificates/{code}/credential.jwt", answering(credential)),
        Route("/.well-known/jwks.json", key_set),
        Route("/.well-known/keys/{key_id}", one_key),
    ]


_SHORTLY = {"cache-control": "public, max-age=300"}


def _page(template: str, language: str, status: int, **shown: object) -> Response:
    words = {name: translate(language, sentence) for name, sentence in _WORDS.items()}
    page = small_page(template, _POLICY, {"locale": language, "words": words, **shown}, status)
    page.headers["x-robots-tag"] = "noindex"
    return page
