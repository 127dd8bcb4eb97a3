"""Small pages that need neither script nor socket, such as those a letter's link leads to."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mentor_app.i18n.catalogue import COOKIE, LOCALES, negotiate

TEMPLATES = Path(__file__).parent / "templates"


def language_of(request: Request) -> str:
    """The language of whoever asks: chosen before, else their browser's."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LOCALES else negotiate(request.headers.get("accept-language"))


def small_page(template: str, policy: str, shown: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A page that nobody stores.

    Args:
        template: its name in `templates`.
        policy: its content security policy.
        shown: what the template needs; `locale` among it.
        status: the HTTP status.
    """
    html = templates().get_template(template).render(**shown)
    return HTMLResponse(html, status, headers={"content-security-policy": policy, "cache-control": "no-store"})


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates, in which whatever members wrote is text."""
    return Environment(
        loader=PackageLoader("mentor_app.routes", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
