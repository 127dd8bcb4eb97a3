"""The time log as a table to keep."""

import csv
import io

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentor_app.routes.answers import actor_of, answering, ask
from mentor_app.services.time_log import time_rows

COLUMNS = ("date", "member", "minutes", "hours", "words")


async def time_log(request: Request) -> Response:
    """`GET /mentorships/{mentorship_id}/time.csv`: every entry, for the two alone."""
    rows = await ask(await actor_of(request), time_rows, request.path_params["mentorship_id"])
    headers = {"content-disposition": 'attachment; filename="time.csv"'}
    return Response(as_table(rows), media_type="text/csv; charset=utf-8", headers=headers)


def as_table(rows: list[tuple[str, str, int, str]]) -> str:
    """The rows as CSV (RFC 4180), beginning with the mark by which spreadsheets recognise UTF-8."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for day, who, minutes, words in rows:
        table.writerow([day, harmless(who), minutes, f"{minutes / 60:.2f}", harmless(words)])
    return "\ufeff" + text.getvalue()


def harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.lstrip().startswith(("=", "+", "-", "@")) or words[:1] in ("\t", "\r") else words


def routes() -> list[BaseRoute]:
    """The address of the table."""
    return [Route("/mentorships/{mentorship_id}/time.csv", answering(time_log))]
