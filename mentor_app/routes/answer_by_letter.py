"""Answering a request by the link in a letter, without signing in.

Mail scanners open links, follow them and run the scripts they find. So the page itself carries nothing, looking
changes nothing, and acting takes a form that only our own page sends, when a person presses a button in it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.routes.answers import Form, accepted, actor_of, address_of, answering, ask, perform, received
from mentor_app.security.credentials import hash_token
from mentor_app.security.limits import count_link, count_name, give_back_link, network_of
from mentor_app.services.answer_by_letter import act_by_letter, find_colleagues, find_free_times, look

Token = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
Words = Annotated[str, StringConstraints(max_length=5000)]
Id = Annotated[str, StringConstraints(max_length=32, pattern=r"^[A-Za-z0-9_-]*$")]
Times = Annotated[list[Annotated[str, StringConstraints(max_length=40)]], Field(max_length=20)]


class LinkForm(Form):
    """A letter's link, and nothing else."""

    token: Token


class DeclineForm(LinkForm):
    """A refusal."""

    reason: Words
    note: Words = ""


class QuestionForm(LinkForm):
    """A question before answering."""

    question: Words


class NoteForm(LinkForm):
    """A few words, if wanted."""

    note: Words = ""


class ReplyForm(LinkForm):
    """The answer to a question."""

    answer: Words


class SlotForm(LinkForm):
    """The time that was chosen."""

    slot_id: Id = ""


class TimesForm(LinkForm):
    """Other times, each as a browser's own field sends it, and a few words."""

    times: Times
    words: Words = ""


class ReferralForm(LinkForm):
    """Whom to name, and the words for them."""

    colleague: Id = ""
    words: Words


class NameForm(LinkForm):
    """A colleague's name, as far as it was typed."""

    name: Annotated[str, StringConstraints(max_length=200)]


FORMS: dict[str, type[LinkForm]] = {
    "accept": LinkForm,
    "decline": DeclineForm,
    "ask": QuestionForm,
    "offer": NoteForm,
    "refer": ReferralForm,
    "reply": ReplyForm,
    "withdraw": LinkForm,
    "take-time": SlotForm,
    "suggest": TimesForm,
    "take-up": LinkForm,
    "do-without": LinkForm,
    "agree": LinkForm,
    "rather-not": LinkForm,
}
"""What each act's form sends."""


async def open_letter(request: Request) -> Response:
    """What the link is about."""
    form = await received(request, LinkForm)
    return await _counted(request, form, lambda: _look(request, form.token))


async def open_colleagues(request: Request) -> Response:
    """Who of a name could be named to the request's sender."""
    form = await received(request, NameForm)
    return await _counted(request, form, lambda: _look_for(request, form))


async def open_times(request: Request) -> Response:
    """When both people of the request are free."""
    form = await received(request, LinkForm)
    return await _counted(request, form, lambda: _look_for_times(request, form.token))


def acting(act: str) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint for one act."""

    async def endpoint(request: Request) -> Response:
        form = await received(request, FORMS[act])
        words = form.model_dump(exclude={"token"})
        return await _counted(request, form, lambda: _act(request, form.token, act, words))

    return endpoint


def routes() -> list[BaseRoute]:
    """Everything below /answer; the page itself is one of the pages."""
    acts = [Route(f"/answer/{act}", answering(acting(act)), methods=["POST"]) for act in FORMS]
    looks = [("/answer/look", open_letter), ("/answer/colleagues", open_colleagues), ("/answer/times", open_times)]
    return [*(Route(path, answering(endpoint), methods=["POST"]) for path, endpoint in looks), *acts]


async def _look(request: Request, token: str) -> Response:
    return JSONResponse(asdict(await ask(await actor_of(request), look, token)))


async def _look_for(request: Request, form: NameForm) -> Response:
    await asyncio.to_thread(count_name, hash_token(form.token))
    found = await ask(await actor_of(request), find_colleagues, form.token, form.name)
    people = [{"id": each.id, "name": each.name, "headline": each.headline} for each in found]
    return JSONResponse({"people": people})


async def _look_for_times(request: Request, token: str) -> Response:
    return JSONResponse(asdict(await ask(await actor_of(request), find_free_times, token)))


async def _act(request: Request, token: str, act: str, words: Any) -> Response:
    await perform(await actor_of(request), act_by_letter, token, act, words)
    return accepted()


async def _counted(request: Request, form: LinkForm, answer: Callable[[], Awaitable[Response]]) -> Response:
    digest, network = hash_token(form.token), network_of(address_of(request))
    await asyncio.to_thread(count_link, digest, network)
    response = await answer()
    await asyncio.to_thread(give_back_link, digest, network)
    return response
