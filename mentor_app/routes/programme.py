"""What coordinators take with them as files."""

import csv
import io
from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentor_app.errors import NotFound, NotPermitted
from mentor_app.routes.answers import actor_of, ask
from mentor_app.services.delivery import STATUSES, DeliveryFilter, Sort, csv_rows, export_delivery


async def delivery(request: Request) -> Response:
    """`GET /programme/{slug}/delivery.csv`: the delivery log, narrowed as on the page; for its coordinators alone."""
    try:
        items = await ask(await actor_of(request), export_delivery, request.path_params["slug"], _wanted(request))
    except (NotFound, NotPermitted):
        return JSONResponse({"message": NotFound.default}, 404, headers={"cache-control": "no-store"})
    sheet = io.StringIO()
    csv.writer(sheet).writerows(csv_rows(items))
    headers = {"content-disposition": 'attachment; filename="delivery.csv"', "cache-control": "no-store"}
    # The mark at its start tells spreadsheets that it is UTF-8.
    return Response("\ufeff" + sheet.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def routes() -> list[BaseRoute]:
    """The exports."""
    return [Route("/programme/{slug}/delivery.csv", delivery)]


def _wanted(request: Request) -> DeliveryFilter:
    asked = request.query_params
    status = next((each for each in STATUSES if each == asked.get("status")), "")
    sort: Sort = next((each for each in get_args(Sort) if each == asked.get("sort")), "newest")
    return DeliveryFilter(status, asked.get("occasion", "")[:20], asked.get("text", "")[:200], sort)
