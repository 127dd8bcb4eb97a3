"""What two people say to each other reaches nobody else: no frame, no answer, no letter, no notice, no list of acts.

The words are planted beforehand (`house.CANARIES`) or while strangers look on. `test_event_matrix` asks every handler.
"""

import asyncio
import json
import re
from collections.abc import Collection, Iterator, Mapping

import aiohttp
import pytest
from starlette.routing import Route

from tests.house import CANARIES, PEOPLE, Browser, House, browser, changed_rows, open_house
from tests.security.test_event_matrix import no_forbidden_canary, rights_of
from tests.security.test_http_doors import ROUTES

WORDLESS = ("auditentry",)
"""The list of acts holds ids and plain values."""
LIVE = "canary-live"
MENTORSHIPS = ("pair", "past", "amending pair")
TABS = ("", *(f"/{tab}" for tab in ["agreement", "meetings", "goals", "questions", "files", "notes", "time", "finish"]))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(
        tmp_path_factory.mktemp("house"),
        MENTOR_SOCKET_EVENTS_PER_SECOND="100000",
        MENTOR_SOCKET_BURST="100000",
    ) as served:
        yield served


def places(house: House) -> list[str]:
    """The pages on which these words stand."""
    things = house.world.things
    asked = [things[name] for name in ("request", "offered request", "declined request")]
    pages = [f"/inbox?request={each}" for each in asked] + [f"/inbox/conversations/{things['conversation']}"]
    return [
        *pages,
        *(f"/mentorships/{things[which]}{tab}" for which in MENTORSHIPS for tab in TABS),
        "/programme/alumni/concerns?status=looking",
        "/home",
        "/inbox?shelf=archived",
    ]


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_no_page_shows_a_stranger_what_others_wrote(house: House, who: str | None) -> None:
    async def walk() -> None:
        async with browser(house, who) as tab:
            for page in places(house):
                await tab.open(page)
                await tab.settle(house.named("notice_state.dismiss"))
            await asyncio.sleep(0.3)
            no_forbidden_canary(tab, None if who == "flo" else who)

    asyncio.run(walk())


@pytest.mark.parametrize("who", [None, "cy", "dee", "flo"])
def test_no_route_answers_a_stranger_with_what_others_wrote(house: House, who: str | None) -> None:
    reader = None if who == "flo" else who
    cookie = {"Cookie": house.world.cookies[who]} if who else {}
    own = {"Origin": house.origin, "X-Mentor-Form": "1", "Content-Type": "application/json"}

    async def knock() -> None:
        things = [*house.world.things.items(), *house.world.members.items()]
        async with aiohttp.ClientSession(f"http://127.0.0.1:{house.port}", headers=cookie | own) as client:
            for route in (each for each in ROUTES if isinstance(each, Route)):
                named = [(name, thing) for name, thing in things if not name.startswith("letter to")]
                for _name, thing in named if "{" in route.path else named[:1]:
                    path = re.sub(r"\{[^}]*\}", thing, route.path)
                    for method in ("GET", "POST"):
                        async with client.request(method, path, data=b"{}", allow_redirects=False) as answer:
                            text = await answer.text(errors="replace")
                            heard = [canary for canary in CANARIES if canary in text]
                            assert not [c for c in heard if reader not in CANARIES[c]], (method, path)

    before = house.snapshot()
    asyncio.run(knock())
    house.restore(before)


def told_to_others(house: House, changed: dict, canaries: Mapping[str, Collection[str]] = CANARIES) -> list[str]:
    """Rows that carry somebody's words to whom they were not written."""
    names = {member: name for name, member in house.world.members.items()}
    wrong = []
    for (table, _key), row in changed.items():
        text = json.dumps(row, default=str)
        said = [canary for canary in canaries if canary in text and not canary.startswith("canary-own")]
        if table in WORDLESS and said:
            wrong.append(f"{table} holds words: {said}")
        if table in ("letter", "notification"):
            reader = names.get(row["member_id"])
            wrong += [
                f"{table} {row['kind']} tells {reader} {canary}" for canary in said if reader not in canaries[canary]
            ]
    return wrong


def test_no_letter_notice_or_entry_carries_words_to_anybody_else(house: House) -> None:
    async def act(page: str, short: str, payload: dict, who: str) -> None:
        async with browser(house, who) as tab:
            await tab.open(page)
            await tab.call(short, **payload)
            if short != "settings_state.end_sign_in":
                await tab.settle(house.named("notice_state.dismiss"))
            await asyncio.sleep(0.05)

    before, seen = house.snapshot(), 0
    for short, right in rights_of(house).items():
        if not right.leaves_rows:
            continue
        for who in right.actors:
            asyncio.run(act(right.page, short, right.payload, who))
            changed = changed_rows(before, house.snapshot())
            assert not told_to_others(house, changed), (short, who)
            seen += sum(table == "letter" for table, _ in changed)
            house.restore(before)
    assert seen > 10, "letters were written, and looked at"


def test_what_is_written_while_strangers_look_on_reaches_only_the_other(house: House) -> None:
    request = {"request_id": house.world.things["request"]}
    page = f"/inbox?request={request['request_id']}"
    talk = f"/inbox/conversations/{house.world.things['conversation']}"
    dismiss = house.named("notice_state.dismiss")

    async def look_on(tab: Browser, where: str) -> None:
        await tab.open(where)
        await tab.settle(dismiss)

    async def speak() -> None:
        async with (
            browser(house, "ada") as ada,
            browser(house, "eve") as eve,
            browser(house, "ben") as ben,
            browser(house, "cy") as cy,
            browser(house, "dee") as dee,
            browser(house, "flo") as flo,
            browser(house, None) as nobody,
        ):
            strangers = [cy, dee, flo, nobody]
            await asyncio.gather(*(look_on(tab, page) for tab in (ada, eve, ben, *strangers)))
            await ada.call("answering_state.ask", **request, form={"question": f"{LIVE} question"})
            await eve.until(lambda: eve.reads(f"{LIVE} question"))
            question = eve.state["inbox_state"]["opened"]["open_question"]
            await eve.call("answering_state.reply", question_id=question, form={"answer": f"{LIVE} answer"})
            await ada.until(lambda: ada.reads(f"{LIVE} answer"))
            await ada.call("inbox_state.decline", **request, form={"reason": "other", "note": f"{LIVE} no"})
            await eve.until(lambda: eve.reads(f"{LIVE} no"))
            assert not ben.reads(LIVE)
            await asyncio.gather(*(look_on(tab, talk) for tab in (ada, ben, *strangers)))
            await ada.call("conversation_state.send", form={"words": f"{LIVE} message"})
            await ben.until(lambda: ben.reads(f"{LIVE} message"))
            await asyncio.gather(*(tab.settle(dismiss) for tab in (*strangers, eve)))
            assert not eve.reads(f"{LIVE} message")
            assert not [tab for tab in strangers if tab.reads(LIVE)]

    before = house.snapshot()
    asyncio.run(speak())
    house.restore(before)
    assert LIVE not in house.log.read_text(errors="replace")
