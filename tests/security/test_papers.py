"""What can be taken along of a mentorship holds what its reader may read, and no more.

Folders and papers are opened, as a reader would: what is packed, or set in type, is no hiding-place.
"""

import asyncio
import io
import zipfile
from collections.abc import Iterator

import aiohttp
import pytest
from pypdf import PdfReader

from tests.house import CANARIES, PEOPLE, Browser, House, browser, open_house

PAPERS = ("export.zip", "agreement.pdf", "certificate.pdf", "time.csv")
MENTORSHIPS = {"pair": ("ada", "ben"), "past": ("ada", "eve"), "amending pair": ("ada", "dee")}
LIVE = "canary-live"
NEVER = ("canary-concern", "canary-desk", "canary-uncertain")
"""What is told to staff about somebody stands in no paper, not even in that of whoever told it."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application, in which Ada approves a text, and Eve has looked back and has her confirmation."""
    with open_house(
        tmp_path_factory.mktemp("house"), MENTOR_SOCKET_EVENTS_PER_SECOND="1000", MENTOR_SOCKET_BURST="1000"
    ) as served:
        asyncio.run(_prepare(served))
        yield served


async def _prepare(house: House) -> None:
    things = house.world.things
    pair, past = (f"/mentorships/{things[which]}" for which in ("pair", "past"))
    digest = next(
        row["digest"] for key, row in house.snapshot().items() if key == ("revision", (things["text of pair"],))
    )
    file = things["file of pair"]
    kept = house.path.parent / "files" / file[:2] / file
    kept.parent.mkdir(parents=True)
    kept.write_text("the bytes of a file of canary-pair")
    ratings = {"rating_together": "5", "rating_useful": "4", "rating_support": "3"}
    await do(
        house, "ada", f"{pair}/agreement", "agreement_state.approve", revision_id=things["text of pair"], digest=digest
    )
    await do(house, "eve", f"{past}/finish", "finish_state.look_back", form=ratings | {"words": f"{LIVE} evaluation"})
    await do(house, "eve", f"{past}/finish", "finish_state.issue")


async def do(house: House, who: str, page: str, short: str, **payload: object) -> None:
    """One act of somebody's, on a page of its own."""
    async with browser(house, who) as tab:
        await tab.open(page)
        await tab.call(short, **payload)
        await tab.settle(house.named("notice_state.dismiss"))


async def fetched(house: House, who: str | None, path: str) -> tuple[int, str]:
    """The status and the text of an answer, opened if it is a folder or a paper."""
    cookie = {"Cookie": house.world.cookies[who]} if who else {}
    async with (
        aiohttp.ClientSession(f"http://127.0.0.1:{house.port}", headers=cookie) as client,
        client.get(path, allow_redirects=False) as answer,
    ):
        return answer.status, readable(await answer.read())


def readable(body: bytes) -> str:
    """What a reader finds in a file."""
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as folder:
            return "\n".join(name + readable(folder.read(name)) for name in folder.namelist())
    return body.decode(errors="replace")


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_each_paper_is_for_the_two_alone(house: House, who: str | None) -> None:
    async def knock() -> None:
        for which, two in MENTORSHIPS.items():
            for paper in PAPERS:
                status, text = await fetched(house, who, f"/mentorships/{house.world.things[which]}/{paper}")
                assert (status == 200) <= (who in two), (who, which, paper)
                leaks = [canary for canary, readers in CANARIES.items() if canary in text and who not in readers]
                assert not leaks, (who, which, paper, leaks)
                assert not [canary for canary in NEVER if canary in text], (who, which, paper)
                assert LIVE not in text or who == "eve", "an evaluation is its author's"

    asyncio.run(knock())


@pytest.mark.parametrize(
    ("who", "which", "paper", "words"),
    [
        ("ben", "pair", "export.zip", ("canary-private-ben", "canary-pulse", "the bytes of a file of canary-pair")),
        ("ada", "pair", "export.zip", ("canary-pair", "canary-private-ada")),
        ("eve", "past", "export.zip", ("canary-past", f"{LIVE} evaluation")),
        ("ben", "pair", "agreement.pdf", ("canary-pair",)),
        ("eve", "past", "certificate.pdf", ("Eve", "Ada")),
        ("ada", "pair", "time.csv", ("canary-pair",)),
    ],
)
def test_what_is_theirs_is_in_it(house: House, who: str, which: str, paper: str, words: tuple[str, ...]) -> None:
    status, text = asyncio.run(fetched(house, who, f"/mentorships/{house.world.things[which]}/{paper}"))
    assert status == 200
    assert not [each for each in words if each not in text]


def test_contact_details_are_seen_by_the_two_while_both_say_yes_and_nowhere_else(house: House) -> None:
    things, secret = house.world.things, "canary-contact-ada"
    page = f"/mentorships/{things['amending pair']}"

    async def walk() -> None:
        async with browser(house, "ada") as ada, browser(house, "dee") as dee, browser(house, "ben") as ben:
            for tab in (ada, dee, ben):
                await tab.open(page)
            await dee.until(lambda: contacts(dee).get("they_offer"))
            assert not dee.reads(secret)
            await dee.call("contact_state.offer", form={"email": "on", "phone": "", "other": f"{LIVE} dee"})
            await dee.until(lambda: contacts(dee)["theirs"]["other"] == secret)
            await ada.until(lambda: contacts(ada)["theirs"]["email"] == "canary-own-dee@example.org")
            assert secret not in (await fetched(house, "dee", f"{page}/export.zip"))[1]
            await ada.call("contact_state.take_back")
            for tab in (ada, dee):
                await tab.until(lambda tab=tab: contacts(tab)["theirs"] == {"email": "", "phone": "", "other": ""})
            async with browser(house, "dee") as fresh:
                await fresh.open(page)
                await fresh.until(lambda: contacts(fresh).get("i_offer"))
                assert not fresh.reads(secret)
            await ben.settle(house.named("notice_state.dismiss"))
            assert not ben.reads(secret)
            assert not ben.reads(LIVE)

    before = house.snapshot()
    asyncio.run(walk())
    told = [row for (table, _), row in house.snapshot().items() if table in ("letter", "notification", "auditentry")]
    assert not [row for row in told if LIVE in str(row) or secret in str(row)]
    house.restore(before)


def contacts(tab: Browser) -> dict[str, dict[str, str]]:
    """What the dashboard shows of contact details."""
    frame = tab.state.get("overview_state", {}).get("frame") or {}
    return frame.get("contacts", {})


def test_what_one_keeps_to_oneself_or_tells_staff_reaches_nobody_else_while_they_look_on(house: House) -> None:
    things = house.world.things
    page, desk = f"/mentorships/{things['pair']}", "/programme/alumni/concerns"
    pulse = {"meeting_id": things["asked after of pair"], "rating": "1", "fit": "not", "note": f"{LIVE} pulse"}

    async def look_on() -> None:
        async with browser(house, "ben") as ben, browser(house, "ada") as ada, browser(house, "dee") as dee:
            for tab, where in ((ben, f"{page}/notes"), (ada, f"{page}/notes"), (dee, desk)):
                await tab.open(where)
            await ada.until(lambda: ada.state.get("notes_state", {}).get("frame"))
            await dee.until(lambda: dee.state.get("concern_desk_state", {}).get("title"))
            frames = len(ada.frames)
            await ben.call("notes_state.add", form={"text": f"{LIVE} private", "who": "me"})
            await ben.until(lambda: ben.reads(f"{LIVE} private"))
            await ben.call("care_state.give", form=pulse)
            await dee.until(lambda: dee.reads(f"{LIVE} pulse"))
            await ben.call("care_state.tell", form={"words": f"{LIVE} uncertain"})
            await dee.until(lambda: dee.reads(f"{LIVE} uncertain"))
            assert not dee.reads(f"{LIVE} private")
            await ada.settle(house.named("notice_state.dismiss"))
            heard = [frame for frame in ada.frames[frames:] if "notes_state" in frame or LIVE in frame]
            assert not heard, "not even the moment"

    before = house.snapshot()
    asyncio.run(look_on())
    told = [row for (table, _), row in house.snapshot().items() if table in ("letter", "notification", "auditentry")]
    assert not [row for row in told if LIVE in str(row)]
    house.restore(before)


def test_nothing_of_it_is_in_the_log(house: House) -> None:
    told = house.log.read_text(errors="replace")
    assert LIVE not in told
    assert not [canary for canary in CANARIES if canary in told]
