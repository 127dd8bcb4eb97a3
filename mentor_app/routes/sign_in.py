"""The forms of joining and signing in. Passwords come this way only, never over the live connection."""

import asyncio
from typing import Annotated

from pydantic import StringConstraints
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.config import settings
from mentor_app.db import NOBODY
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.identity import provider
from mentor_app.routes import oidc
from mentor_app.routes.answers import (
    Form,
    accepted,
    actor_of,
    address_of,
    answering,
    ask,
    browser_of,
    let_in,
    let_out,
    local_path,
    perform,
    received,
)
from mentor_app.security.credentials import hash_password, hash_token, verify_password
from mentor_app.security.limits import Attempt, count_guess, count_letter, give_back, network_of
from mentor_app.security.passwords import check_password
from mentor_app.services import accounts, links, passwords

Short = Annotated[str, StringConstraints(max_length=300)]
Password = Annotated[str, StringConstraints(max_length=1000)]
Token = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]

REFUSED = N_("E-mail or password is not right. If you have just joined, first open the link in our letter.")
NOT_CHOSEN = N_("This is not the password you chose when you joined. You can set a new one by letter.")
NOT_PRESENT = N_("This is not your present password.")


class SignInForm(Form):
    """Signing in. `next` is where the person wanted to go."""

    email: Short
    password: Password
    next: Short = ""


class JoinForm(Form):
    """Joining. Language and time zone are the browser's."""

    name: Short
    email: Short
    password: Password
    programme: Short = ""
    language: Short = "en"
    time_zone: Short = "UTC"


class VerifyForm(Form):
    """Confirming an address: the letter's token, and the password chosen when joining."""

    token: Token
    password: Password


class ResetRequestForm(Form):
    """Asking for a letter to set a new password."""

    email: Short


class ResetForm(Form):
    """Setting a new password: the letter's token, and the password."""

    token: Token
    password: Password


class ChangeForm(Form):
    """Changing one's password while signed in."""

    current: Password
    password: Password


class EmptyForm(Form):
    """Nothing: the cookie says who."""


async def sign_in(request: Request) -> Response:
    """Sign in with e-mail and password: one answer, after the same work, for every reason to refuse."""
    form = await received(request, SignInForm)
    email = accounts.tidy_address(form.email)
    attempt = await _counted(request, "sign_in", email)
    known = await ask(NOBODY, passwords.known_at, email)
    right = await verify_password(form.password, known.password_hash)
    checked = known.password_hash if right else None
    token = await perform(await actor_of(request), passwords.enter, email, checked, browser_of(request))
    if token is None:
        raise InvalidInput("password", REFUSED)
    await asyncio.to_thread(give_back, attempt)
    return let_in(accepted(local_path(form.next)), token)


async def join(request: Request) -> Response:
    """Join: the answer is the same for an address that is known already."""
    form = await received(request, JoinForm)
    joining = accounts.Joining(form.name, form.email, form.programme, form.language, form.time_zone)
    check_password(form.password, name=joining.name, email=joining.email)
    await asyncio.to_thread(count_letter, joining.email, network_of(address_of(request)))
    await perform(NOBODY, accounts.join, joining, await hash_password(form.password))
    return accepted()


async def sign_out(request: Request) -> Response:
    """Sign out this browser."""
    await received(request, EmptyForm)
    await perform(await actor_of(request), passwords.sign_out)
    return let_out(accepted("/"))


async def verify(request: Request) -> Response:
    """Confirm an address and sign in."""
    form = await received(request, VerifyForm)
    attempt = await _counted(request, "verify", hash_token(form.token))
    owner = await ask(NOBODY, links.owner_of, form.token, links.VERIFY)
    if not await verify_password(form.password, owner.password_hash):
        raise InvalidInput("password", NOT_CHOSEN)
    token = await perform(
        await actor_of(request),
        accounts.confirm_address,
        form.token,
        owner.password_hash,
        browser_of(request),
    )
    await asyncio.to_thread(give_back, attempt)
    return let_in(accepted("/home"), token)


async def reset_request(request: Request) -> Response:
    """Ask for a letter to set a new password: the answer is the same for an unknown address."""
    email = accounts.tidy_address((await received(request, ResetRequestForm)).email)
    await asyncio.to_thread(count_letter, email, network_of(address_of(request)))
    await perform(NOBODY, passwords.request_reset, email)
    return accepted()


async def reset(request: Request) -> Response:
    """Set a new password by letter, and sign in."""
    form = await received(request, ResetForm)
    attempt = await _counted(request, "reset", hash_token(form.token))
    owner = await ask(NOBODY, links.owner_of, form.token, links.RESET)
    await asyncio.to_thread(give_back, attempt)
    check_password(form.password, name=owner.name, email=owner.email)
    hashed = await hash_password(form.password)
    token = await perform(await actor_of(request), passwords.reset, form.token, hashed, browser_of(request))
    return let_in(accepted("/home"), token)


async def change_password(request: Request) -> Response:
    """Change one's password; the other browsers are signed out."""
    form, actor = await received(request, ChangeForm), await actor_of(request)
    if actor.member_id is None:
        raise NotPermitted(N_("Please sign in first."))
    known = await ask(actor, passwords.known_of_actor)
    attempt = await _counted(request, "sign_in", known.email)
    if known.password_hash is None or not await verify_password(form.current, known.password_hash):
        raise InvalidInput("current", NOT_PRESENT)
    await asyncio.to_thread(give_back, attempt)
    check_password(form.password, name=known.name, email=known.email)
    await perform(actor, passwords.change, known.password_hash, await hash_password(form.password))
    return accepted()


async def options(request: Request) -> Response:
    """What the forms need to know: the provider's name, whether this is a demonstration, who is in already."""
    chosen, actor = settings(), await actor_of(request)
    label = chosen.oidc_label if provider() else ""
    return JSONResponse({"provider": label, "demo": chosen.demo, "signed_in": actor.member_id is not None})


def routes() -> list[BaseRoute]:
    """Everything under /auth."""
    forms = {
        "/auth/sign-in": sign_in,
        "/auth/join": join,
        "/auth/sign-out": sign_out,
        "/auth/verify": verify,
        "/auth/reset-request": reset_request,
        "/auth/reset": reset,
        "/auth/password": change_password,
    }
    posts = [Route(path, answering(form), methods=["POST"]) for path, form in forms.items()]
    return [*posts, Route("/auth/options", answering(options)), *oidc.routes()]


async def _counted(request: Request, purpose: str, about: str) -> Attempt:
    attempt = Attempt(purpose, about, network_of(address_of(request)))
    await asyncio.to_thread(count_guess, attempt)
    return attempt
