"""The outermost layer of the server: origins, security headers, and the front end's own address.

`FrontDoor` wraps the whole ASGI application. It refuses sockets and unsafe requests from any origin but ours (a missing
origin included), hides the framework's own endpoints, and gives every answer its headers.
"""

import base64
import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from reflex.utils.prerequisites import get_web_dir
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentor_app.config import settings

BUILT_FOR = "http://localhost:8000"
"""The address that rxconfig.py bakes into the build."""

_HIDDEN = ("/_upload", "/_health", "/ping", "/_all_routes", "/auth-codespace")
_ONE_CLICK = re.compile(r"/unsubscribe/[\w-]{16,32}\.[a-z]{1,20}\.[\w-]{22}", re.ASCII)
"""Where the providers of mail programs post a click that stops letters (RFC 8058): from anywhere, without a cookie, a
signed token being the whole right to it. Nothing else is let in from elsewhere."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ENV_ASSET = re.compile(r"/assets/reflex-env-[\w-]+\.js")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}


def static_dir() -> Path:
    """The compiled front end."""
    return (get_web_dir() / "build" / "client").resolve()


def allowed_origins() -> frozenset[str]:
    """The origins whose pages may talk to this server: the public address, spelt as browsers spell it."""
    parts = urlsplit(settings().public_url)
    return frozenset({f"{parts.scheme}://{parts.netloc}".lower()})


@cache
def content_security_policy() -> str:
    """The policy for pages: own scripts, and the inline ones of this very build by their hashes (CSP level 3)."""
    inline = {
        script for page in static_dir().rglob("*.html") for script in _INLINE_SCRIPT.findall(page.read_text("utf-8"))
    }
    hashes = sorted(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline)
    origin = urlsplit(settings().public_url)
    socket = f"{'wss' if origin.scheme == 'https' else 'ws'}://{origin.netloc}"
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' " + " ".join(f"'sha256-{digest}'" for digest in hashes),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            f"connect-src 'self' {socket}",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ]
    )


@cache
def address_asset(path: str) -> bytes | None:
    """The one asset that names the server's address, naming the real one. None when there is no such asset."""
    file = static_dir() / path.lstrip("/")
    if not file.is_file():
        return None
    real = settings().public_url.rstrip("/")
    text = file.read_text("utf-8").replace(BUILT_FOR, real)
    return text.replace(BUILT_FOR.replace("http", "ws", 1), real.replace("http", "ws", 1)).encode()


class FrontDoor:
    """ASGI wrapper around everything else.

    Args:
        app: the application behind the door.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, answer, or pass on with security headers."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if Headers(scope=scope).getlist("origin") != [*allowed_origins()]:
            await receive()
            await send({"type": "websocket.close", "code": 4403})
            return
        await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._refusal(scope) or self._own_asset(scope)
        target: ASGIApp = answer or self._app
        await target(scope, receive, _with_headers(send))

    @staticmethod
    def _refusal(scope: Scope) -> Response | None:
        path = scope["path"]
        # Sockets only: the long-polling transport is another way in that nobody needs.
        if path.startswith((*_HIDDEN, "/_event")):
            return PlainTextResponse("Not found", 404)
        if scope["method"] == "POST" and _ONE_CLICK.fullmatch(path):
            return None
        if scope["method"] not in _SAFE and Headers(scope=scope).getlist("origin") != [*allowed_origins()]:
            return PlainTextResponse("This request did not come from our own pages.", 403)
        return None

    @staticmethod
    def _own_asset(scope: Scope) -> Response | None:
        if not _ENV_ASSET.fullmatch(scope["path"]):
            return None
        body = address_asset(scope["path"])
        if body is None:
            return None
        headers = {"cache-control": "no-cache"}
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body, headers = gzip.compress(body), headers | {"content-encoding": "gzip"}
        return Response(body, media_type="text/javascript", headers=headers)


def _with_headers(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if settings().secure:
                headers.setdefault("strict-transport-security", "max-age=31536000")
            if headers.get("content-type", "").startswith("text/html"):
                headers.setdefault("content-security-policy", content_security_policy())
                headers.setdefault("cache-control", "no-cache")
        await send(message)

    return dressed
