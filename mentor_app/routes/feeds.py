"""Meetings as a feed (RFC 5545, 7986), for calendars that subscribe to an address."""

import hashlib
from dataclasses import asdict
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentor_app.calendars.writing import MeetingDraft, calendar_of
from mentor_app.config import settings
from mentor_app.db import NOBODY
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.routes.answers import answering, ask
from mentor_app.services.feeds import feed_of
from mentor_app.services.meeting_facts import MeetingFacts

HOURLY = "PT1H"


async def feed(request: Request) -> Response:
    """`GET /feeds/{token}.ics`: the meetings of the member whose secret address this is."""
    detail = await ask(NOBODY, feed_of, request.path_params["token"])
    meetings = tuple(detail.meetings)
    etag = '"' + hashlib.sha256(repr((detail.locale, meetings)).encode()).hexdigest()[:32] + '"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "x-robots-tag": "noindex"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(written(detail.locale, meetings), media_type="text/calendar; charset=utf-8", headers=headers)


@lru_cache(maxsize=256)
def written(locale: str, meetings: tuple[MeetingFacts, ...]) -> bytes:
    """The feed's text; written once for as long as nothing in it changes."""
    name = f"{settings().organisation} · {translate(locale, N_('Meetings'))}"
    calendar = calendar_of(
        [MeetingDraft(**asdict(each)) for each in meetings], method="PUBLISH", name=name, x_wr_calname=name
    )
    calendar["REFRESH-INTERVAL;VALUE=DURATION"] = HOURLY
    calendar["X-PUBLISHED-TTL"] = HOURLY
    return calendar.to_ical()


def routes() -> list[BaseRoute]:
    """The address of feeds."""
    return [Route("/feeds/{token}.ics", answering(feed), methods=["GET"])]
