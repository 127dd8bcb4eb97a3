"""To the organisation's identity provider and back.

Problems come back to the sign-in page or the settings as `?problem=<word>`; the page has the sentences.
"""

import logging
from typing import Annotated

from pydantic import StringConstraints
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.config import settings
from mentor_app.errors import Conflict, DomainError, InvalidInput, NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_, negotiate
from mentor_app.identity import Claims, IdentityRefused, Journey, Provider, provider
from mentor_app.routes.answers import (
    Form,
    accepted,
    actor_of,
    address_of,
    answering,
    ask,
    browser_of,
    let_in,
    local_path,
    perform,
    received,
)
from mentor_app.security.credentials import verify_password
from mentor_app.security.limits import Attempt, count_guess, give_back, network_of
from mentor_app.services import accounts, identities, passwords

JOURNEY_SECONDS = 600

_log = logging.getLogger(__name__)


class ConnectForm(Form):
    """Connecting the provider to one's account: the present password, if there is one."""

    password: Annotated[str, StringConstraints(max_length=1000)] = ""


async def begin(request: Request) -> Response:
    """Send the browser to the provider; `next` is where to go afterwards, `confirm` a letter's token."""
    journey = Journey(
        next=local_path(request.query_params.get("next", "")),
        confirm=request.query_params.get("confirm", "")[:64],
    )
    try:
        url = await _provider().begin(journey)
    except IdentityRefused as refused:
        return _problem("unreachable", refused)
    return _remember(RedirectResponse(url, 303), journey)


async def begin_connecting(request: Request) -> Response:
    """Begin to connect the provider to the account signed in to. Needs the password: this opens a way in."""
    form, actor = await received(request, ConnectForm), await actor_of(request)
    if actor.sign_in_id is None:
        raise NotPermitted(N_("Please sign in first."))
    known = await ask(actor, passwords.known_of_actor)
    attempt = Attempt("sign_in", known.email, network_of(address_of(request)))
    count_guess(attempt)
    if known.password_hash is not None and not await verify_password(form.password, known.password_hash):
        raise InvalidInput("password", N_("This is not your present password."))
    give_back(attempt)
    journey = Journey(next="/settings", link=actor.sign_in_id)
    try:
        url = await _provider().begin(journey)
    except IdentityRefused as refused:
        _log.warning("identity provider: %s", refused)
        raise NotPermitted(N_("The other sign-in cannot be reached just now. Please try again later.")) from refused
    return _remember(accepted(url), journey)


async def callback(request: Request) -> Response:
    """Take up the journey that this browser began."""
    answer = {name: value[:4000] for name, value in request.query_params.items()}
    try:
        journey = Journey.unpacked(request.cookies.get(_cookie(), ""))
        claims = await _provider().finish(journey, answer)
    except IdentityRefused as refused:
        return _forget(_problem("refused", refused))
    try:
        return _forget(await _arrived(request, journey, claims))
    except (InvalidInput, ValueError):
        return _forget(_problem("no_address"))
    except DomainError as refused:
        return _forget(_problem(_word(refused), page="/settings" if journey.link else "/sign-in"))


def routes() -> list[BaseRoute]:
    """The provider's routes; while none is set, they do not exist."""
    return [
        Route("/auth/oidc", answering(begin)),
        Route("/auth/oidc/callback", answering(callback)),
        Route("/auth/oidc/connect", answering(begin_connecting), methods=["POST"]),
    ]


async def _arrived(request: Request, journey: Journey, claims: Claims) -> Response:
    actor, browser = await actor_of(request), browser_of(request)
    if journey.link:
        if actor.sign_in_id != journey.link:
            raise NotPermitted
        await perform(actor, identities.connect, claims.issuer, claims.subject)
        return RedirectResponse("/settings", 303)
    if journey.confirm:
        token = await perform(actor, identities.confirm, claims.issuer, claims.subject, journey.confirm, browser)
        return let_in(RedirectResponse("/home", 303), token)
    token = await perform(actor, identities.returning, claims.issuer, claims.subject, browser)
    if token is None:
        token = await perform(actor, identities.arrive, _arrival(request, claims), browser)
    if token is None:
        return _problem("confirm")
    return let_in(RedirectResponse(local_path(journey.next), 303), token)


def _arrival(request: Request, claims: Claims) -> identities.Arrival:
    language = negotiate(claims.locale or request.headers.get("accept-language"))
    name = claims.name or claims.email.partition("@")[0]
    joining = accounts.Joining(name, claims.email, language=language)
    return identities.Arrival(claims.issuer, claims.subject, joining, claims.email_verified)


def _word(refused: DomainError) -> str:
    if isinstance(refused, Conflict):
        return "taken"
    return "dead_link" if isinstance(refused, NotFound) else "not_permitted"


def _provider() -> Provider:
    chosen = provider()
    if chosen is None:
        raise NotFound
    return chosen


def _cookie() -> str:
    return "__Host-mentor-journey" if settings().secure else "mentor-journey"


def _remember(response: Response, journey: Journey) -> Response:
    response.set_cookie(
        _cookie(),
        journey.packed(),
        max_age=JOURNEY_SECONDS,
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )
    return response


def _forget(response: Response) -> Response:
    """A journey is made once: the same answer of the provider is worth nothing a second time."""
    response.delete_cookie(_cookie(), path="/", secure=settings().secure, httponly=True, samesite="lax")
    return response


def _problem(word: str, refused: IdentityRefused | None = None, page: str = "/sign-in") -> Response:
    if refused is not None:
        _log.warning("identity provider: %s", refused)
    return RedirectResponse(f"{page}?problem={word}", 303)
