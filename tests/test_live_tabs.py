"""The tabs of a mentorship: after every act of every tab each open page shows what a reload would show.

The acts are those that `test_event_matrix` knows: one that is added there tomorrow is tried here tomorrow.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from tests.house import Browser, House, browser, changed_rows, open_house
from tests.security.test_event_matrix import Right, rights_of
from tests.test_live_pages import on

TABS = {
    "": "overview_state",
    "agreement": "agreement_state",
    "meetings": "meetings_state",
    "goals": "actions_state",
    "questions": "questions_state",
    "files": "shared_files_state",
    "notes": "notes_state",
    "time": "time_state",
    "finish": "finish_state",
}
"""The state behind each tab, by the last part of its address."""
PAIRS = {"pair": ("ada", "ben"), "past": ("ada", "eve"), "amending pair": ("ada", "dee")}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application, with room for many clicks."""
    with open_house(
        tmp_path_factory.mktemp("house"), MENTOR_SOCKET_EVENTS_PER_SECOND="1000", MENTOR_SOCKET_BURST="1000"
    ) as served:
        yield served


def tab_of(page: str) -> str:
    """The tab a page is: the last part of its address."""
    return [*page.split("/"), ""][3]


def acts_of(house: House) -> dict[str, Right]:
    """Everything that changes something on a tab, but what `test_live_pages` does with agenda and goals."""
    return {
        short: right
        for short, right in rights_of(house).items()
        if right.page.startswith("/mentorships/")
        and right.leaves_rows
        and not short.startswith(("agenda_state.", "goals_state."))
    }


def two_of(house: House, right: Right) -> tuple[str, str]:
    """Who does it, and who looks on."""
    mentorship = right.page.split("/")[2]
    pair = next(people for which, people in PAIRS.items() if house.world.things[which] == mentorship)
    actor = min(right.actors & {*pair})
    return actor, next(each for each in pair if each != actor)


@asynccontextmanager
async def painted(house: House, who: str, page: str) -> AsyncIterator[Browser]:
    """A tab of somebody's that has been painted: whatever it shows later came by itself."""
    async with on(house, who, page) as tab:
        await tab.until(lambda: tab.state.get(TABS[tab_of(page)], {}).get("frame"))
        yield tab


def shown(tab: Browser) -> dict[str, dict[str, object]]:
    """What the tab and the header show."""
    return {name: tab.state.get(name, {}) for name in (TABS[tab_of(tab.path)], "session_state")}


async def same_as_reloaded(tab: Browser, who: str, short: str) -> None:
    """Wait until this tab shows what a fresh one of the same person does."""
    async with browser(tab.house, who) as fresh:
        await fresh.open(tab.path)
        await fresh.until(lambda: fresh.state.get("session_state", {}).get("me", {}).get("member_id"))
        for _ in range(100):
            if shown(fresh) == shown(tab):
                return
            await asyncio.sleep(0.05)
        differing = {
            f"{state}.{name}": (value, shown(tab)[state].get(name))
            for state, variables in shown(fresh).items()
            for name, value in variables.items()
            if value != shown(tab)[state].get(name)
        }
        pytest.fail(f"{short}, {who}: reloaded, and live: {differing}")


def test_every_tab_is_tried(house: House) -> None:
    assert {tab_of(right.page) for right in acts_of(house).values()} == TABS.keys()


def test_every_act_on_a_tab_is_what_a_reload_shows(house: House) -> None:
    async def act(short: str, right: Right) -> None:
        actor, other = two_of(house, right)
        async with painted(house, actor, right.page) as here, painted(house, other, right.page) as there:
            await here.call(short, **right.payload)
            await here.settle(house.named("notice_state.dismiss"))
            await asyncio.gather(same_as_reloaded(here, actor, short), same_as_reloaded(there, other, short))

    pristine = house.snapshot()
    for short, right in acts_of(house).items():
        asyncio.run(act(short, right))
        assert changed_rows(pristine, house.snapshot()), short
        house.restore(pristine)


def test_a_socket_cut_in_the_middle_of_an_act_leaves_everybody_with_the_truth(house: House) -> None:
    async def cut(short: str, right: Right) -> None:
        actor, other = two_of(house, right)
        async with AsyncExitStack() as tabs:
            here = await tabs.enter_async_context(painted(house, actor, right.page))
            elsewhere = await tabs.enter_async_context(painted(house, actor, right.page))
            there = await tabs.enter_async_context(painted(house, other, right.page))
            await here.call(short, **right.payload)
            await here.leave()
            for _ in range(100):
                if changed_rows(pristine, house.snapshot()):
                    break
                await asyncio.sleep(0.05)
            await asyncio.gather(same_as_reloaded(elsewhere, actor, short), same_as_reloaded(there, other, short))
            again = await tabs.enter_async_context(browser(house, actor, token=here.client_token))
            await again.open(right.page)
            await again.until(lambda: again.state.get("session_state", {}).get("me", {}).get("member_id"))
            await same_as_reloaded(again, actor, short)

    first_of = {tab_of(right.page): (short, right) for short, right in reversed(acts_of(house).items())}
    pristine, done = house.snapshot(), 0
    for short, right in first_of.values():
        asyncio.run(cut(short, right))
        done += bool(changed_rows(pristine, house.snapshot()))
        house.restore(pristine)
    assert done > len(first_of) // 2, "most acts had arrived before the socket was cut"
