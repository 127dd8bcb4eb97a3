"""Those whom a mentorship does not concern: they try every address of it, and every handler, all along the way.

What they may try is what `test_event_matrix` knows, with the ids of this one mentorship.
"""

import asyncio
import contextlib
import dataclasses
import json
import threading
from collections.abc import Coroutine, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import aiohttp
from starlette.routing import Route

from tests.house import CANARIES, Browser, House, browser, changed_rows
from tests.security.test_canaries import TABS, told_to_others
from tests.security.test_event_matrix import no_forbidden_canary, rights_of
from tests.security.test_http_doors import ROUTES
from tests.security.test_papers import readable

ONLOOKERS = {
    "another mentee": "ben",
    "a former mentee": "eve",
    "a coordinator": "dee",
    "suspended": "flo",
    "nobody": None,
}
KINDS = {
    "item": "agendaitem",
    "goal": "goal",
    "action": "actionitem",
    "asked": "question",
    "file": "sharedfile",
    "shared note": "note",
    "entry": "timeentry",
    "text": "revision",
    "waiting": "meeting",
    "ahead": "meeting",
    "over": "meeting",
    "asked after": "meeting",
    "resource": "resource",
}
"""What the rights call a thing of the pair, and the table it is in."""


def things_of(house: House, mentorship: str) -> dict[str, str]:
    """The newest of every kind of thing in a mentorship, under the names that the rights know them by."""
    newest: dict[str, str] = {}
    for (table, (key, *_)), row in sorted(house.snapshot().items(), key=lambda each: str(each[1].get("created_at"))):
        if mentorship in (row.get("mentorship_id"), row.get("place_id")):
            newest[table] = key
    things = {f"{name} of pair": newest[table] for name, table in KINDS.items() if table in newest}
    return things | {"note of ben": newest.get("note", ""), "pair": mentorship, "past": mentorship}


@dataclasses.dataclass
class Onlookers:
    """They sit at raw sockets, with a loop of their own, since the browser has its own in this thread.

    Args:
        said: what is said in the mentorship, and who may read it.
    """

    house: House
    said: dict[str, set[str]]
    loop: asyncio.AbstractEventLoop = dataclasses.field(default_factory=asyncio.new_event_loop)
    tabs: dict[str | None, Browser] = dataclasses.field(default_factory=dict)

    def do(self, what: Coroutine[Any, Any, Any]) -> None:
        """Have something done in their loop."""
        asyncio.run_coroutine_threadsafe(what, self.loop).result(120)

    def try_everything(self, home: str) -> None:
        """Every page, route and handler; nothing of it is told, and nothing changes.

        Args:
            home: the address of the mentorship.
        """
        self.house.rest("mail", "requests")
        before = self.house.snapshot()
        things = things_of(self.house, home.rpartition("/")[2])
        self.do(self._try(things))
        self.house.rest("mail", "requests")
        changed = changed_rows(before, self.house.snapshot())
        assert not changed, changed

    def heard_nothing(self) -> None:
        """Fail if anything has ever reached one of them, by whatever way."""
        for who, tab in self.tabs.items():
            no_forbidden_canary(tab, None if who == "flo" else who, self.said | CANARIES)
        assert not told_to_others(self.house, self.house.snapshot(), self.said)
        assert not [text for text in self.said if text in self.house.log.read_text(errors="replace")]

    async def _try(self, things: dict[str, str]) -> None:
        world = dataclasses.replace(self.house.world, things=self.house.world.things | things)
        rights = rights_of(dataclasses.replace(self.house, world=world))
        theirs = {
            short: right
            for short, right in rights.items()
            if any(each and each in right.page + json.dumps(right.payload) for each in things.values())
        }
        assert len(theirs) > 40, "most of what can be done in a mentorship"
        await asyncio.gather(*(self._try_handlers(who, things["pair"], theirs) for who in self.tabs))
        await asyncio.gather(*(self._try_routes(who, things) for who in self.tabs))

    async def _try_handlers(self, who: str | None, mentorship: str, rights: dict[str, Any]) -> None:
        tab, dismiss = self.tabs[who], self.house.named("notice_state.dismiss")
        for address in TABS:
            await tab.open(f"/mentorships/{mentorship}{address}")
            await tab.settle(dismiss)
        for short, right in rights.items():
            await tab.open(right.page)
            await tab.call(short, **right.payload)
        await tab.settle(dismiss)
        await tab.open(f"/mentorships/{mentorship}")  # so that they look on

    async def _try_routes(self, who: str | None, things: dict[str, str]) -> None:
        cookie = {"Cookie": self.house.world.cookies[who]} if who else {}
        own = {"Origin": self.house.origin, "X-Mentor-Form": "1", "Content-Type": "application/json"}
        ids = {"{mentorship_id}": things["pair"], "{file_id}": things["file of pair"]}
        async with aiohttp.ClientSession(f"http://127.0.0.1:{self.house.port}", headers=cookie | own) as client:
            for route in (each for each in ROUTES if isinstance(each, Route)):
                for gap, thing in ids.items():
                    if gap not in route.path:
                        continue
                    for method in ("GET", "POST"):
                        async with client.request(
                            method, route.path.replace(gap, thing), data=b"{}", allow_redirects=False
                        ) as answer:
                            told = readable(await answer.read())
                            assert answer.status >= 300, (who, method, route.path, answer.status)
                            assert not [text for text in self.said if text in told], (who, method, route.path)


@contextlib.contextmanager
def looking_on(house: House, said: dict[str, set[str]]) -> Iterator[Onlookers]:
    """Everybody whom it does not concern, connected for the length of a `with` block."""
    there = Onlookers(house, said)
    thread = threading.Thread(target=there.loop.run_forever)
    thread.start()
    stack = contextlib.AsyncExitStack()

    async def arrive() -> None:
        for who in ONLOOKERS.values():
            there.tabs[who] = await stack.enter_async_context(browser(house, who))

    try:
        there.do(arrive())
        yield there
    finally:
        there.do(stack.aclose())
        there.loop.call_soon_threadsafe(there.loop.stop)
        thread.join()
        there.loop.close()


def letters_to(house: House) -> dict[str, str]:
    """All that was written to each of them by mail, with what was enclosed, by their names."""
    house.rest("mail")
    names = {f"canary-own-{name}@example.org": name for name in house.world.members}
    told = dict.fromkeys(house.world.members, "")
    for path in (house.path.parent / "mailbox").glob("*.eml"):
        letter = BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
        parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
        told[names[str(letter["To"])]] += "\n".join([str(letter["Subject"]), *map(str, parts)])
    return told
