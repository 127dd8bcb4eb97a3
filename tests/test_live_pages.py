"""Live pages, in three tabs at once: a woken page acts as its own person, and shows what a reload would show."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.house import CANARIES, Browser, House, browser, open_house

WATCHED = (
    "overview_state",
    "agenda_state",
    "goals_state",
    "inbox_state",
    "preferences_state",
    "profile_state",
    "session_state",
    "explore_state",
    "home_state",
    "matches_state",
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application, with room for many clicks."""
    with open_house(
        tmp_path_factory.mktemp("house"), MENTOR_SOCKET_EVENTS_PER_SECOND="1000", MENTOR_SOCKET_BURST="1000"
    ) as served:
        yield served


@pytest.fixture(autouse=True)
def as_it_was(house: House) -> Iterator[None]:
    """Each test finds the database as the first did."""
    before = house.snapshot()
    yield
    house.restore(before)


@contextlib.asynccontextmanager
async def on(house: House, who: str, page: str) -> AsyncIterator[Browser]:
    """A tab of somebody's on a page that is painted."""
    async with browser(house, who) as tab:
        await tab.open(page)
        await tab.until(lambda: tab.state.get("session_state", {}).get("me", {}).get("member_id"))
        await tab.settle(house.named("notice_state.dismiss"))
        yield tab


def shown(tab: Browser) -> dict[str, Any]:
    """What the page and the header show."""
    return {name: tab.state[name] for name in WATCHED if name in tab.state}


async def same_as_reloaded(tab: Browser, house: House, who: str) -> None:
    """Wait until this tab shows what a fresh one of the same person does."""
    async with browser(house, who) as fresh:
        await fresh.open(tab.path)
        with contextlib.suppress(AssertionError):
            await fresh.until(lambda: shown(fresh) == shown(tab), 5)
        differing = {
            f"{state}.{name}": (value, shown(tab).get(state, {}).get(name))
            for state, variables in shown(fresh).items()
            for name, value in variables.items()
            if value != shown(tab).get(state, {}).get(name)
        }
        assert not differing, f"reloaded, and live: {differing}"


def test_a_woken_page_acts_as_its_own_person(house: House) -> None:
    async def three() -> None:
        page = f"/mentorships/{house.world.things['pair']}"
        async with on(house, "ada", page) as ada, on(house, "ben", page) as ben, browser(house, "cy") as cy:
            await cy.open(page)
            await cy.until(lambda: cy.notice.get("tone") == "refused")
            await cy.settle(house.named("notice_state.dismiss"))
            await asyncio.sleep(0.3)
            quiet = len(cy.frames)
            for number in range(3):
                words = f"canary-pair: number {number}"
                await ada.call("agenda_state.add", form={"title": words})
                await ben.until(lambda words=words: ben.reads(words))
                await ben.call("goals_state.add", form={"title": words, "measure": "", "due_on": ""})
                await ada.until(lambda words=words: words in str(ada.state["overview_state"]["goals"]))
            assert not cy.reads("canary-pair")
            assert len(cy.frames) == quiet, cy.frames[quiet:]
            assert cy.state["overview_state"]["frame"] is None
            assert ben.state["overview_state"]["frame"]["role"] == "mentee"
            assert ada.state["overview_state"]["frame"]["role"] == "mentor"
            assert not [canary for canary, who in CANARIES.items() if "ben" not in who and ben.reads(canary)]

    asyncio.run(three())


def test_somebody_who_loses_the_right_is_left_with_an_empty_page(house: House) -> None:
    async def lose() -> None:
        page = f"/mentorships/{house.world.things['pair']}"
        async with on(house, "ada", page) as ada, on(house, "ben", page) as ben:
            await ben.until(lambda: ben.state.get("overview_state", {}).get("agenda"))
            pair = house.world.things["pair"]
            before = house.snapshot()
            changed = {key: row for key, row in before.items() if key == ("mentorship", (pair,))}
            changed = before | {key: row | {"mentee_id": house.world.members["cy"]} for key, row in changed.items()}
            house.restore(changed)
            await ada.call("agenda_state.add", form={"title": "for two others"})
            await ben.until(lambda: not ben.state["overview_state"]["agenda"])
            assert ben.state["overview_state"]["frame"] is None
            assert not ben.reads("for two others")
            await ben.until(lambda: ben.notice["tone"] == "refused")
            quiet = len(ben.frames)
            await ada.call("agenda_state.add", form={"title": "and again"})
            await asyncio.sleep(0.4)
            assert not [frame for frame in ben.frames[quiet:] if "notice_state" in frame], "no word of when they work"

    asyncio.run(lose())


def test_every_change_to_a_mentorship_is_what_a_reload_shows(house: House) -> None:
    things = house.world.things
    item, goal = things["item of pair"], things["goal of pair"]
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("ada", "agenda_state.add", {"form": {"title": "First"}}),
        ("ben", "agenda_state.suggest", {"title": "Second"}),
        ("ben", "agenda_state.rename", {"item_id": item, "title": "Renamed", "version": 1}),
        ("ada", "agenda_state.rename", {"item_id": item, "title": "Too late", "version": 1}),
        ("ada", "agenda_state.settle", {}),
        ("ada", "agenda_state.annotate", {"item_id": item, "note": "A note", "version": 2}),
        ("ben", "agenda_state.allot", {"item_id": item, "minutes": "25"}),
        ("ada", "agenda_state.move", {"item_id": item, "place": 2}),
        ("ben", "agenda_state.tick", {"item_id": item, "done": True}),
        ("ben", "agenda_state.tick", {"item_id": item, "done": False}),
        ("ada", "agenda_state.remove", {"item_id": item}),
        ("ben", "goals_state.add", {"form": {"title": "A goal", "measure": "m", "due_on": "2027-01-01"}}),
        ("ada", "goals_state.rename", {"goal_id": goal, "title": "Renamed", "version": 1}),
        (
            "ben",
            "goals_state.describe",
            {"goal_id": goal, "version": 1, "form": {"measure": "new", "due_on": "", "skill": ""}},
        ),
        ("ben", "goals_state.progress", {"goal_id": goal, "progress": 100}),
        ("ada", "goals_state.progress", {"goal_id": goal, "progress": 60}),
        ("ada", "goals_state.move", {"goal_id": goal, "place": 1}),
        ("ben", "goals_state.drop", {"goal_id": goal}),
        ("ben", "agenda_state.allot", {"item_id": item, "minutes": "0"}),
    ]

    async def work() -> None:
        page = f"/mentorships/{things['pair']}"
        async with on(house, "ada", page) as ada, on(house, "ben", page) as ben:
            for who, short, payload in acts:
                actor = ada if who == "ada" else ben
                await actor.call(short, **payload)
                await actor.settle(house.named("notice_state.dismiss"))
                if actor.state["agenda_state"]["conflict"]["thing"]:
                    await actor.call("agenda_state.settle")
                    await actor.settle(house.named("notice_state.dismiss"))
                await same_as_reloaded(ada, house, "ada")
                await same_as_reloaded(ben, house, "ben")

    asyncio.run(work())


def test_every_answer_to_a_request_is_what_a_reload_shows(house: House) -> None:
    request = {"request_id": house.world.things["request"]}
    answers: list[tuple[str, str, dict[str, Any]]] = [
        ("ada", "inbox_state.see", request),
        ("ada", "inbox_state.decline", request | {"form": {"reason": "no_time", "note": "A pity"}}),
        ("eve", "inbox_state.withdraw", request),
        ("ada", "inbox_state.accept", request),
    ]

    async def answer(who: str, short: str, payload: dict[str, Any]) -> None:
        page = f"/inbox?request={request['request_id']}"
        async with on(house, "ada", page) as ada, on(house, "eve", page) as eve, on(house, "cy", "/inbox") as cy:
            actor = ada if who == "ada" else eve
            await actor.call(short, **payload)
            await actor.settle(house.named("notice_state.dismiss"))
            for tab, name in ((ada, "ada"), (eve, "eve"), (cy, "cy")):
                await same_as_reloaded(tab, house, name)
            assert not cy.reads("canary-request")

    before = house.snapshot()
    for who, short, payload in answers:
        asyncio.run(answer(who, short, payload))
        house.restore(before)


def test_every_change_of_ones_own_is_what_a_reload_shows(house: House) -> None:
    notice = {"notification_id": house.world.things["notice of ada"]}
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("/preferences", "preferences_state.turn", {"switch": "offers_flash", "on": True}),
        ("/preferences", "preferences_state.choose_time", {"minutes": "60"}),
        ("/preferences", "preferences_state.choose_capacity", {"places": "5"}),
        ("/profile", "profile_state.add_city", {"form": {"city": "Graz"}}),
        ("/profile", "profile_state.add_skill", {"use": "offers", "form": {"skill": "Chess", "weight": "2"}}),
        ("/profile", "profile_state.set_audience", {"part": "biography", "audience": "partners"}),
        ("/inbox", "session_state.open_notice", notice),
        ("/inbox", "session_state.read_all", {}),
        ("/explore", "explore_state.mark", {"member_id": house.world.members["dee"], "mark": "favourite"}),
        ("/explore", "explore_state.mark", {"member_id": house.world.members["dee"], "mark": ""}),
    ]

    async def each(page: str, short: str, payload: dict[str, Any]) -> None:
        async with on(house, "ada", page) as here, on(house, "ada", page) as there:
            await here.call(short, **payload)
            await here.settle(house.named("notice_state.dismiss"))
            await same_as_reloaded(here, house, "ada")
            await same_as_reloaded(there, house, "ada")

    for page, short, payload in acts:
        asyncio.run(each(page, short, payload))


def test_switching_a_preference_shows_to_whoever_is_looking(house: House) -> None:
    async def look() -> None:
        async with on(house, "cy", "/explore") as cy, on(house, "dee", "/preferences") as dee:
            await cy.until(lambda: any(card["name"] == "Dee" for card in people(cy)))
            await dee.call("preferences_state.turn", switch="is_active", on=False)
            await cy.until(lambda: not any(card["name"] == "Dee" for card in people(cy)))
            await same_as_reloaded(cy, house, "cy")

    asyncio.run(look())


def test_home_follows_the_mentorships_on_it(house: House) -> None:
    async def work() -> None:
        pair = house.world.things["pair"]
        async with on(house, "ada", "/home") as ada, on(house, "ben", f"/mentorships/{pair}") as ben:
            [goals] = [each["goals"] for each in mentorships(ada) if each["id"] == pair]
            await ben.call("goals_state.add", form={"title": "One more", "measure": "", "due_on": ""})
            await ada.until(lambda: any(each["goals"] == goals + 1 for each in mentorships(ada) if each["id"] == pair))
            await same_as_reloaded(ada, house, "ada")

    asyncio.run(work())


def mentorships(tab: Browser) -> list[dict[str, Any]]:
    """The mentorships on somebody's home."""
    return tab.state["home_state"]["mentorships"]


def people(tab: Browser) -> list[dict[str, Any]]:
    """The cards of Explore, as flat mappings."""
    cards = tab.state.get("explore_state", {}).get("cards", [])
    return [{"name": name_in(card)} for card in cards]


def name_in(card: dict[str, Any]) -> str:
    """The name on a card."""
    return str(card.get("name") or card.get("person", {}).get("name"))
