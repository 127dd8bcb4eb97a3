"""Files over HTTP: taken in as they arrive, and handed out to whoever may look where they were shared."""

import asyncio
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models.base import new_id
from mentor_app.routes.answers import (
    HEADER,
    Form,
    Refused,
    accepted,
    actor_of,
    answering,
    ask,
    own_origin,
    perform,
    received,
)
from mentor_app.services.files import NewFile, begin_upload, keep_file, open_file, remove_file
from mentor_app.storage import LARGEST, TooLarge, clean_name, file_path, forget, kind_of, take_in

BODY = "application/octet-stream"
TOO_LARGE = N_("A file may have 25 MB at most.")
EMPTY = N_("This file is empty.")

# Nothing that was uploaded may run, load or be framed, should a browser ever take it for a page.
LOCKED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
SANDBOX = f"{LOCKED}; sandbox"
PREVIEWS = {"image": SANDBOX, "pdf": f"{LOCKED}; object-src 'self'; style-src 'unsafe-inline'"}
"""The policies of what is shown in place. The viewer for PDF that browsers bring along does not open in a sandbox."""


class NoForm(Form):
    """Nothing: the address says which file."""


async def upload(request: Request) -> Response:
    """Take in one file: its bytes are the body, its name a parameter. It is its owner's alone until it is sent."""
    length = _announced(request)
    actor = await actor_of(request)
    if actor.member_id is None:
        raise NotPermitted(N_("Please sign in first."))
    await ask(actor, begin_upload, length)
    new = await _taken_in(request, length)
    try:
        await perform(actor, keep_file, new)
    except BaseException:
        forget(new.id)
        raise
    return JSONResponse({"id": new.id, "name": new.name, "size": new.size, "preview": new.preview})


async def download(request: Request) -> Response:
    """Hand a file out: to be saved, or with `?shown=1` to be looked at, if it is a picture or a PDF."""
    file = await ask(await actor_of(request), open_file, request.path_params["file_id"])
    path = file_path(file.id)
    if not path.is_file():
        raise NotFound
    shown = request.query_params.get("shown") == "1" and file.preview in PREVIEWS
    return FileResponse(
        path,
        media_type=file.media_type,
        filename=file.name,
        content_disposition_type="inline" if shown else "attachment",
        headers={
            "content-security-policy": PREVIEWS[file.preview] if shown else SANDBOX,
            "x-content-type-options": "nosniff",
        },
    )


async def remove(request: Request) -> Response:
    """Take back a file of one's own."""
    await received(request, NoForm)
    await perform(await actor_of(request), remove_file, request.path_params["file_id"])
    return accepted()


def routes() -> list[BaseRoute]:
    """Everything under /files."""
    return [
        Route("/files", answering(upload), methods=["POST"]),
        Route("/files/{file_id}", answering(download)),
        Route("/files/{file_id}/remove", answering(remove), methods=["POST"]),
    ]


def _announced(request: Request) -> int:
    """How long the body says it is; 0 when it does not say.

    Raises:
        Refused: when the request comes from elsewhere, or is no upload.
        InvalidInput: when it is too long.
    """
    if request.headers.getlist("origin") != [own_origin()] or HEADER not in request.headers:
        raise Refused(403)
    if request.headers.get("content-type", "") != BODY:
        raise Refused(415)
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise Refused(400)
    if int(length) > LARGEST:
        raise InvalidInput("file", TOO_LARGE)
    return int(length)


async def _taken_in(request: Request, length: int) -> NewFile:
    """The body on disk, and what it is; after anything else than a whole welcome file, nothing is left there."""
    file_id, name = new_id(), unquote(request.query_params.get("name", ""))[:1000]
    try:
        size = await take_in(request.stream(), file_id)
    except TooLarge:
        raise InvalidInput("file", TOO_LARGE) from None
    except ClientDisconnect:
        raise Refused(400) from None
    try:
        _whole(size, length)
        kind = await asyncio.to_thread(kind_of, file_path(file_id), name)
    except BaseException:
        forget(file_id)
        raise
    return NewFile(file_id, clean_name(name, kind), kind.media_type, kind.preview, size)


def _whole(size: int, length: int) -> None:
    if length and size != length:
        raise Refused(400)
    if not size:
        raise InvalidInput("file", EMPTY)
