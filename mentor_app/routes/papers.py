"""Papers of a mentorship, for the two alone."""

import asyncio
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentor_app.documents.export import pack
from mentor_app.documents.paper import set_paper
from mentor_app.routes.answers import actor_of, answering, ask
from mentor_app.services.agreement_papers import agreement_paper
from mentor_app.services.exports import mentorship_export


async def agreement(request: Request) -> Response:
    """`GET /mentorships/{mentorship_id}/agreement.pdf`: the official text, in the reader's language."""
    paper = await ask(await actor_of(request), agreement_paper, request.path_params["mentorship_id"])
    return as_file(await asyncio.to_thread(set_paper, "agreement", paper.content()), f"agreement-{paper.number}.pdf")


async def export(request: Request) -> Response:
    """`GET /mentorships/{mentorship_id}/export.zip`: everything the reader may see of it."""
    content = await ask(await actor_of(request), mentorship_export, request.path_params["mentorship_id"])
    return as_file(await asyncio.to_thread(pack, asdict(content)), "mentorship.zip", "application/zip")


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
