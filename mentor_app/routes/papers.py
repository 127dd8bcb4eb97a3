"""Papers of a mentorship, for the two alone."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from mentor_app.documents.export import pack
from mentor_app.documents.paper import set_paper
from mentor_app.routes.answers import actor_of, answering, ask
from mentor_app.services.agreement_papers import agreement_paper
from mentor_app.services.exports import mentorship_export
from mentor_app.storage import PART, file_path


async def agreement(request: Request) -> Response:
    """`GET /mentorships/{mentorship_id}/agreement.pdf`: the official text, in the reader's language."""
    paper = await ask(await actor_of(request), agreement_paper, request.path_params["mentorship_id"])
    return as_file(await asyncio.to_thread(set_paper, "agreement", paper.content()), f"agreement-{paper.number}.pdf")


async def export(request: Request) -> Response:
    """`GET /mentorships/{mentorship_id}/export.zip`: everything the reader may see of it."""
    content = asdict(await ask(await actor_of(request), mentorship_export, request.path_params["mentorship_id"]))
    files = [(name, file_path(file_id)) for file_id, name in content.pop("files").items()]
    folder = await asyncio.to_thread(pack, content, files)
    size = folder.seek(0, os.SEEK_END)
    folder.seek(0)
    headers = {"content-disposition": 'attachment; filename="mentorship.zip"', "content-length": str(size)}
    return StreamingResponse(_parts(folder), media_type="application/zip", headers=headers)


def _parts(folder: BinaryIO) -> Iterator[bytes]:
    """What is in it, part by part; then it is gone."""
    with folder:
        while part := folder.read(PART):
            yield part


def as_file(body: bytes, name: str, media_type: str = "application/pdf") -> Response:
    """A file to keep.

    Args:
        name: plain ASCII.
    """
    return Response(body, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})


def routes() -> list[BaseRoute]:
    """The addresses of papers."""
    return [
        Route("/mentorships/{mentorship_id}/agreement.pdf", answering(agreement)),
        Route("/mentorships/{mentorship_id}/export.zip", answering(export)),
    ]
