"""The door of the socket, with the limits people are served with: origins, sizes, floods, and signing out."""

import asyncio
import contextlib
import json
import sqlite3
import time
import urllib.request
from collections.abc import Iterator

import aiohttp
import pytest

from tests.house import Browser, House, Turned, browser, changed_rows, open_house

HYDRATE = "reflex___state____state.hydrate_and_load"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application as it is served."""
    with open_house(tmp_path_factory.mktemp("house")) as served:
        yield served


def gets_in(house: House, *origins: str, who: str | None = "ada", auth: str = "") -> bool:
    """Whether a socket with these Origin headers is let in."""

    async def knock() -> bool:
        try:
            async with browser(house, who, origins=origins, auth=auth):
                return True
        except Turned:
            return False

    return asyncio.run(knock())


def test_our_own_origin_gets_in(house: House) -> None:
    assert gets_in(house, house.origin)


@pytest.mark.parametrize(
    "origins",
    [
        (),
        ("",),
        ("null",),
        ("https://evil.example",),
        ("{own}.evil.example",),
        ("{own}, https://evil.example",),
        ("{own}", "https://evil.example"),
        ("https://evil.example", "{own}"),
        ("{own}", "{own}"),
        ("{own}/",),
        ("{own}1",),
        ("{upper}",),
        ("{secure}",),
        ("http://evil.example@localhost",),
        ("http://127.0.0.1",),
        ("file://",),
    ],
)
def test_no_other_origin_gets_in(house: House, origins: tuple[str, ...]) -> None:
    own = {"own": house.origin, "upper": house.origin.upper(), "secure": house.origin.replace("http", "https")}
    assert not gets_in(house, *(origin.format(**own) for origin in origins))


def greeting(route: str = "{}", payload: str = "{}", name: str = HYDRATE) -> str:
    """What stands in a CONNECT packet, written out by hand."""
    return f'{{"event": {{"name": "{name}", "router_data": {route}, "payload": {payload}}}}}'


NESTED = "[" * 30 + "]" * 30


@pytest.mark.parametrize(
    "auth",
    [
        '["x"]',
        '"x"',
        '{"event": 5}',
        greeting(name="nothing.of.ours"),
        greeting(route="5"),
        greeting(route='{"pathname": {}}'),
        greeting(payload="[]"),
        greeting(payload=f'{{"vars": {{"x": {NESTED}}}}}'),
    ],
)
def test_a_malformed_greeting_is_turned_away_and_takes_no_place(house: House, auth: str) -> None:
    for _ in range(25):
        assert not gets_in(house, house.origin, who="cy", auth=auth)
    assert gets_in(house, house.origin, who="cy")


def test_there_is_no_way_in_but_the_socket(house: House) -> None:
    async def knock() -> None:
        async with aiohttp.ClientSession(headers={"Origin": house.origin}) as client:
            for transport in ("polling", "websocket"):
                address = f"http://127.0.0.1:{house.port}/_event/?EIO=4&transport={transport}"
                async with client.get(address) as answer:
                    assert answer.status == 404
                async with client.post(address, data=b"40/_event,") as answer:
                    assert answer.status == 404

    asyncio.run(knock())


async def still_answers(house: House) -> None:
    """Somebody else is served within a second."""
    async with browser(house, "dee") as tab:
        began = time.monotonic()
        await tab.open("/inbox")
        await tab.until(lambda: tab.state.get("session_state", {}).get("me", {}).get("member_id"))
        assert time.monotonic() - began < 5


def event(name: str, payload: str) -> str:
    """A frame with a payload written out by hand."""
    return f'42/_event,["event",{{"name":"{name}","router_data":{{}},"payload":{payload}}}]'


@pytest.mark.parametrize(
    "payload",
    [
        f'{{"form": {{"title": "{"x" * 70_000}"}}}}',
        f'{{"form": {"[" * 13 + "]" * 13}}}',
        '{"form": ' + '{"a":' * 13 + "1" + "}" * 14,
        f'{{"form": {"[" * 20_000 + "]" * 20_000}}}',
        '{"form": {"title": NaN}}',
        '{"form": {"title": "\\ud800"}}',
        '{"form": {"title": "x"}, "router_data": "\\udfff"}',
        "NaN",
        "[]",
        "5",
    ],
    ids=["large", "deep", "deep mapping", "very deep", "nan", "half a pair", "half a pair aside", "no", "list", "five"],
)
def test_what_is_too_large_too_deep_or_no_text_goes_nowhere(house: House, payload: str) -> None:
    async def knock() -> None:
        before = house.snapshot()
        async with browser(house, "ada") as tab:
            await tab.open(f"/mentorships/{house.world.things['pair']}")
            await tab.until(lambda: tab.state.get("overview_state", {}).get("frame"))
            await tab.raw(event(house.named("agenda_state.add"), payload))
            await asyncio.sleep(0.2)
            assert not changed_rows(before, house.snapshot())
            assert len(house.log.read_text(errors="replace")) < 60_000, "what was refused is not written to the log"
        await still_answers(house)

    asyncio.run(knock())


def test_a_frame_of_a_megabyte_ends_the_conversation(house: House) -> None:
    async def knock() -> None:
        async with browser(house, "ada") as tab:
            await tab.raw(event(house.named("agenda_state.add"), f'{{"form": {{"title": "{"x" * 1_000_000}"}}}}'))
            await hung_up(tab)
        await still_answers(house)

    asyncio.run(knock())


async def hung_up(tab: Browser, seconds: float = 5) -> float:
    """Wait until the server closes a tab's socket; returns how long that took."""
    began = time.monotonic()
    while not tab.closed:
        assert time.monotonic() - began < seconds, "the socket is still open"
        await asyncio.sleep(0.02)
    return time.monotonic() - began


def test_a_flood_is_ended_and_leaves_nothing_behind(house: House) -> None:
    async def flood() -> None:
        settled = house.inside()["futures"]
        for name in ("nothing.of.ours", "reflex___state____state.setvar", house.named("notice_state.dismiss")):
            async with browser(house, "ben") as tab:
                for _ in range(2_000):
                    await tab.raw(event(name, "{}"))
                await hung_up(tab)
        for word in ('["ping"]', '["client_error",{"message":"x"}]'):
            async with browser(house, "ben") as tab:
                for _ in range(200):
                    await tab.raw(f"42/_event,{word}")
                await hung_up(tab)
        await still_answers(house)
        await asyncio.sleep(0.5)
        assert house.inside()["futures"] <= settled
        assert house.inside()["queues"] == 0

    asyncio.run(flood())


def test_two_thousand_unknown_names_leave_no_future(house: House) -> None:
    async def ask() -> None:
        for _ in range(50):
            async with browser(house, "ben") as tab:
                for number in range(40):
                    await tab.raw(event(f"unknown.name{number}", "{}"))
        await asyncio.sleep(0.3)
        assert house.inside()["futures"] == 0

    asyncio.run(ask())


def test_one_person_has_twenty_sockets_at_most(house: House) -> None:
    async def many() -> None:
        async with contextlib.AsyncExitStack() as tabs:
            for _ in range(20):
                await tabs.enter_async_context(browser(house, "eve"))
            with pytest.raises(Turned):
                await tabs.enter_async_context(browser(house, "eve"))
        await asyncio.sleep(0.3)
        async with browser(house, "eve"):
            pass

    asyncio.run(many())


def sign_out(house: House, who: str) -> None:
    """Sign out as the page does."""
    headers = {
        "Origin": house.origin,
        "X-Mentor-Form": "1",
        "Content-Type": "application/json",
        "Cookie": house.world.cookies[who],
    }
    request = urllib.request.Request(f"http://127.0.0.1:{house.port}/auth/sign-out", b"{}", headers, method="POST")
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["ok"]


def test_signing_out_closes_the_sockets_within_two_seconds(house: House) -> None:
    async def leave() -> None:
        async with browser(house, "ben") as tab, browser(house, "ben") as other, browser(house, "ada") as partner:
            for each in (tab, other, partner):
                await each.open(f"/mentorships/{house.world.things['pair']}")
                await each.until(lambda each=each: each.state.get("overview_state", {}).get("agenda"))
            await asyncio.to_thread(sign_out, house, "ben")
            await tab.call("agenda_state.suggest", title="after leaving")
            assert max(await hung_up(tab), await hung_up(other)) < 2
            assert not partner.closed
            assert "after leaving" not in json.dumps([*house.snapshot().values()], default=str)
        async with browser(house, "ben") as again:
            await again.open(f"/mentorships/{house.world.things['pair']}")
            await again.call("agenda_state.suggest", title="after leaving")
            await again.settle(house.named("notice_state.dismiss"))
            assert not again.reads("canary")
            assert "after leaving" not in json.dumps([*house.snapshot().values()], default=str)

    asyncio.run(leave())


def test_a_sign_in_revoked_behind_the_applications_back_is_denied_within_seconds(house: House) -> None:
    """As when another process revoked it, while no signal could travel."""

    async def leave() -> None:
        async with browser(house, "eve") as tab:
            await tab.open("/preferences")
            await tab.until(lambda: tab.state.get("preferences_state", {}).get("is_ready"))
            with sqlite3.connect(house.path, timeout=10) as connection:
                connection.execute(
                    "UPDATE signin SET revoked_at = '2026-01-01 00:00:00.000000' WHERE id = ?",
                    (house.world.sign_ins["eve"],),
                )
            await asyncio.sleep(2.1)
            before = house.snapshot()
            await tab.call("preferences_state.choose_capacity", places="9")
            await tab.call("preferences_state.turn", switch="offers_flash", on=True)
            await asyncio.sleep(0.5)
            assert not changed_rows(before, house.snapshot())

    asyncio.run(leave())
