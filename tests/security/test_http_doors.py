"""Every HTTP route: who may ask, from where, and what every answer carries."""

import asyncio
import re
from collections.abc import Iterator

import aiohttp
import pytest
from starlette.routing import Route

from mentor_app import frontend
from mentor_app.routes import (
    answer_by_letter,
    certificates,
    feeds,
    files,
    health,
    mailbox,
    papers,
    programme,
    sign_in,
    time_log,
    unsubscribe,
)
from tests.house import CANARIES, House, browser, changed_rows, open_house

ROUTES = [
    route
    for route in [
        *sign_in.routes(),
        *files.routes(),
        *answer_by_letter.routes(),
        *unsubscribe.routes(),
        *programme.routes(),
        *mailbox.routes(),
        *time_log.routes(),
        *papers.routes(),
        *certificates.routes(),
        *feeds.routes(),
        *health.routes(),
    ]
    if isinstance(route, Route) and route.path != "/auth/sign-out"
]
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
FOREIGN = [None, "null", "https://evil.example", "{own}.evil.example", "{own}/"]
HIDDEN = ["/_upload", "/_upload/x", "/ping", "/_health", "/_all_routes", "/auth-codespace", "/_event", "/_event/"]
PAGES = ["/", "/sign-in/", "/join/", "/inbox/", "/explore/", "/profile/", "/settings/", "/answer/", "/no-such-page"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application with its compiled pages."""
    frontend.build()
    with open_house(
        tmp_path_factory.mktemp("house"),
        __REFLEX_MOUNT_FRONTEND_COMPILED_APP="true",
        REFLEX_WEB_WORKDIR=str(frontend.web_dir()),
    ) as served:
        yield served


Answer = tuple[int, "aiohttp.typedefs.LooseHeaders", str]


def ask(house: House, *questions: tuple[str, str, dict[str, str]]) -> list[Answer]:
    """Ask in turn; returns status, headers and text of each answer."""

    async def each() -> list[Answer]:
        answers = []
        async with aiohttp.ClientSession(f"http://127.0.0.1:{house.port}") as client:
            for method, path, headers in questions:
                async with client.request(
                    method, path, headers=headers, allow_redirects=False, data=b"{}" if method[0] == "P" else None
                ) as answer:
                    answers.append((answer.status, answer.headers, await answer.text(errors="replace")))
        return answers

    return asyncio.run(each())


def address(route: Route) -> str:
    """An address of a route."""
    return re.sub(r"\{[^}]*\}", "x", route.path)


@pytest.mark.parametrize("who", [None, "ada", "cy", "dee", "flo"])
def test_nothing_is_changed_from_elsewhere_whoever_is_signed_in(house: House, who: str | None) -> None:
    before = house.snapshot()
    cookie = {"Cookie": house.world.cookies[who]} if who else {}
    for route in ROUTES:
        for method in METHODS:
            for foreign in FOREIGN:
                origin = {"Origin": foreign.format(own=house.origin)} if foreign else {}
                form = {"X-Mentor-Form": "1", "Content-Type": "application/json"}
                [(status, _, text)] = ask(house, (method, address(route), cookie | origin | form))
                if method not in ("GET", "HEAD", "OPTIONS"):
                    assert status == 403, (method, route.path, foreign, status)
                assert status < 500, (method, route.path, foreign, status)
                assert not [c for c, readers in CANARIES.items() if who not in readers and c in text]
    assert not changed_rows(before, house.snapshot())


def test_no_other_origin_may_read_answers(house: House) -> None:
    for route in ROUTES:
        for method in ("GET", "OPTIONS"):
            headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
            [(_, answer, _)] = ask(house, (method, address(route), headers | {"Cookie": house.world.cookies["ada"]}))
            assert answer.get("access-control-allow-origin") in (None, house.origin), route.path


@pytest.mark.parametrize("path", HIDDEN)
def test_the_frameworks_own_doors_are_not_there(house: House, path: str) -> None:
    own = {"Origin": house.origin, "reflex-client-token": "x", "Cookie": house.world.cookies["ada"]}
    for method in METHODS:
        [(status, _, _)] = ask(house, (method, path, own))
        assert status == 404, (method, path)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_forbids_what_it_does_not_need(house: House, path: str) -> None:
    [(status, headers, text)] = ask(house, ("GET", path, {}))
    assert status == (404 if path == "/no-such-page" else 200)
    assert "<script" in text
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert policy["script-src"].split()[0] == "'self'"
    assert all(re.fullmatch(r"'self'|'sha256-[\w+/=]{44}'", source) for source in policy["script-src"].split())
    for name in ("object-src", "base-uri", "frame-ancestors"):
        assert policy[name] == "'none'"
    assert policy["form-action"] == policy["default-src"] == "'self'"
    assert policy["connect-src"] == f"'self' ws://localhost:{house.port}"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_files_of_the_pages_carry_the_headers_and_none_leads_out(house: House) -> None:
    [(_, _, text)] = ask(house, ("GET", "/", {}))
    assets = sorted(set(re.findall(r"/assets/[\w./-]+", text)))
    assert assets
    for path in assets[:5]:
        [(status, headers, _)] = ask(house, ("GET", path, {}))
        assert status == 200
        assert headers["x-content-type-options"] == "nosniff"
    for path in ("/assets/..%2f..%2f..%2fmentor.db", "/..%2f..%2frxconfig.py", "/%2e%2e/mentor-build", "/mentor.db"):
        [(status, _, text)] = ask(house, ("GET", path, {}))
        assert status == 404 or "<script" in text, path
        assert "SQLite format" not in text
        assert "rx.Config" not in text


def test_the_cookie_is_out_of_reach_and_replaced_at_every_sign_in(house: House) -> None:
    own = {"Origin": house.origin, "X-Mentor-Form": "1", "Content-Type": "application/json"}
    [(status, headers, _)] = ask(house, ("POST", "/auth/sign-out", own | {"Cookie": house.world.cookies["ben"]}))
    assert status == 200
    [cookie] = [value for name, value in headers.items() if name.lower() == "set-cookie"]
    assert cookie.startswith("mentor=")
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}


def test_the_page_is_never_told_the_cookie(house: House) -> None:
    async def look() -> None:
        async with browser(house, "ada") as tab:
            await tab.open("/inbox")
            await tab.until(lambda: tab.state.get("session_state", {}).get("me", {}).get("member_id"))
            assert not tab.reads(house.world.cookies["ada"].partition("=")[2])

    asyncio.run(look())
