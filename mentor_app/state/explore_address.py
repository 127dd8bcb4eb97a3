"""Filters in the address of Explore, so that a search can be shared, kept and gone back to."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from mentor_app.explore.query import FACETS
from mentor_app.services.community import CommunityFilter

ROUTE = "/explore"
LONGEST_VALUE = 80
MOST_FIELDS = 60
"""Longer addresses are cut: nobody ticks so much, and a stranger could write it."""

Order = Literal["best", "soonest", "newest"]
_ORDERS: Mapping[str, Order] = {"best": "best", "soonest": "soonest", "newest": "newest"}


def filter_in(query: str, opened: frozenset[str] = frozenset()) -> CommunityFilter:
    """What the query part of an address asks for; what it cannot mean is left out."""
    text, sort, page = "", _ORDERS["best"], 1
    chosen: dict[str, list[str]] = {}
    for name, value in _fields(query):
        if name == "q":
            text = value[:200]
        elif name == "sort":
            sort = _ORDERS.get(value, sort)
        elif name == "page" and value.isascii() and value.isdigit():
            page = max(1, min(int(value[:6]), 100_000))
        elif name in FACETS and value and value not in chosen.setdefault(name, []):
            chosen[name].append(value[:LONGEST_VALUE])
    found = {facet: tuple(values) for facet, values in chosen.items() if values}
    return CommunityFilter(text=text, chosen=found, sort=sort, page=page, opened=opened)


def address_of(wanted: CommunityFilter) -> str:
    """The address of a search; what is as usual is left out."""
    fields = [("q", wanted.text)] if wanted.text else []
    fields += [(facet, value) for facet in FACETS for value in wanted.chosen.get(facet, ())]
    if wanted.sort != "best":
        fields.append(("sort", wanted.sort))
    if wanted.page > 1:
        fields.append(("page", str(wanted.page)))
    return f"{ROUTE}?{urlencode(fields)}" if fields else ROUTE


def _fields(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query[:8000], max_num_fields=10 * MOST_FIELDS)[:MOST_FIELDS]
    except ValueError:
        return []
