"""The links in letters, in the hands of scanners, prefetchers, other sites and strangers: raw HTTP, the real server."""

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from pydantic import ValidationError

from mentor_app.clock import now
from mentor_app.routes.answer_by_letter import FORMS
from mentor_app.security.credentials import hash_token, make_token
from mentor_app.services.answer_by_letter import ACTS
from tests.house import CANARIES, PEOPLE, House, browser, changed_rows, open_house

WORDS = {
    "decline": {"reason": "no_time", "note": ""},
    "ask": {"question": "Which evening would suit you?"},
    "offer": {"note": ""},
    "reply": {"answer": "Tuesdays"},
}
PAIRS = [(purpose, act) for act, (purposes, _do) in ACTS.items() for purpose in purposes]
FOR = {purpose: [act for each, act in PAIRS if each == purpose] for purpose, _act in PAIRS}
COLLEAGUES = "agree"
"""The purpose of the one letter here that is Dee's."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house"), MENTOR_TRUSTED_PROXY_HOPS="1") as served:
        yield served


@pytest.fixture(autouse=True)
def fresh_links(house: House) -> Iterator[None]:
    """Links nobody has tried yet, as tries are counted; afterwards everything is as it was."""
    for purpose in FOR:
        old, new = token(house, purpose), make_token()
        with contextlib.closing(sqlite3.connect(house.path, timeout=10)) as connection, connection:
            known = (hash_token(new), hash_token(old))
            connection.execute("UPDATE requestlink SET token_hash = ? WHERE token_hash = ?", known)
        house.world.things[f"letter to {purpose}"] = new
    before = house.snapshot()
    yield
    house.rest()
    house.restore(before)


class Sent:
    """One answer."""

    def __init__(self, status: int, headers: Any, text: str) -> None:
        self.status, self.headers, self.text = status, headers, text

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.text)


networks = iter(range(1, 60_000))


def send(house: House, *posts: dict[str, Any]) -> list[Sent]:
    """All at the same moment, each from a network of its own unless it names one."""

    async def one(client: aiohttp.ClientSession, method="POST", path="", form=None, who=None, **headers: str) -> Sent:
        place = next(networks)
        given = {
            "Origin": house.origin,
            "X-Mentor-Form": "1",
            "Content-Type": "application/json",
            "X-Forwarded-For": f"10.{place // 250}.{place % 250}.1",
        }
        given |= {"Cookie": house.world.cookies[who]} if who else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        wanted = {name: value for name, value in given.items() if value}
        body = None if form is None else form if isinstance(form, bytes) else json.dumps(form)
        async with client.request(method, path, headers=wanted, data=body, allow_redirects=False) as answer:
            return Sent(answer.status, answer.headers, await answer.text(errors="replace"))

    async def each() -> list[Sent]:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{house.port}") as client:
            return await asyncio.gather(*(one(client, **post) for post in posts))

    return asyncio.run(each())


def token(house: House, purpose: str = "answer") -> str:
    return house.world.things[f"letter to {purpose}"]


def words(house: House, act: str, purpose: str) -> dict[str, Any]:
    """What the form of an act sends."""
    things = house.world.things
    more = {
        "refer": {"colleague": house.world.members["dee"], "words": "Somebody who would suit you"},
        "take-time": {"slot_id": things["slot of request" if purpose == "answer" else "slot of asked"]},
        "suggest": {"times": [f"{now() + timedelta(days=9):%Y-%m-%dT%H:%M}", ""], "words": ""},
    }
    return (WORDS | more).get(act, {})


def act(house: House, act: str, purpose: str = "", **more: Any) -> dict[str, Any]:
    purpose = purpose or ACTS[act][0][0]
    return {"path": f"/answer/{act}", "form": {"token": token(house, purpose)} | words(house, act, purpose)} | more


def named(house: House, name: str, purpose: str = "answer", **more: Any) -> dict[str, Any]:
    """A look for a colleague of that name."""
    return {"path": "/answer/colleagues", "form": {"token": token(house, purpose), "name": name}} | more


def unchanged(house: House, before: Any) -> None:
    """Nothing but, perhaps, how often a letter was tried: jobs do that meanwhile."""
    changed = {
        key: row
        for key, row in changed_rows(before, house.snapshot()).items()
        if key not in before or key[0] != "letter"
    }
    assert not changed, changed


def nothing_private(answer: Sent, who: str | None = None) -> None:
    assert not [canary for canary, readers in CANARIES.items() if who not in readers and canary in answer.text]


def test_looking_shows_the_letters_reader_their_request_and_changes_nothing(house: House) -> None:
    before = house.snapshot()
    [answer] = send(house, {"path": "/answer/look", "form": {"token": token(house)}})
    assert answer.status == 200
    assert answer.json["standing"] == "waiting"
    assert "canary-request" in answer.json["request"]["message"]
    nothing_private(answer, "ada")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in answer.headers
    unchanged(house, before)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_opening_a_link_in_any_other_way_does_nothing(house: House, method: str) -> None:
    before = house.snapshot()
    paths = [f"/answer?token={token(house)}", f"/answer/?token={token(house)}"]
    paths += [f"/answer/{act}?token={token(house)}&reason=no_time" for act in ("look", "colleagues", "times", *FORMS)]
    hints = [{}, {"Purpose": "prefetch"}, {"Sec_Purpose": "prefetch;prerender"}, {"X_Mentor_Form": "", "Origin": ""}]
    for answer in send(house, *({"method": method, "path": path, **hint} for path in paths for hint in hints)):
        assert answer.status < 500
        assert "set-cookie" not in answer.headers
        nothing_private(answer)
    unchanged(house, before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"X_Mentor_Form": ""},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Origin": "", "X_Mentor_Form": "", "Content_Type": "application/x-www-form-urlencoded"},
    ],
    ids=str,
)
def test_a_form_of_another_page_or_of_no_script_does_nothing(house: House, wrong: dict[str, str]) -> None:
    before = house.snapshot()
    plain = f"token={token(house)}&reason=no_time&note=".encode()
    posts = [act(house, name, **wrong) for name in FORMS]
    posts += [act(house, name, **wrong) | {"form": plain} for name in FORMS]
    posts += [{"path": "/answer/look", "form": {"token": token(house)}, **wrong}]
    posts += [{**named(house, "dee"), **wrong}]
    for answer in send(house, *posts):
        assert answer.status in (403, 415, 422)
        nothing_private(answer)
    unchanged(house, before)


def test_a_link_that_is_not_one_tells_nothing(house: House) -> None:
    before = house.snapshot()
    real = token(house)
    false = ["", "x", real[:-1], real + "A", real[::-1], real.swapcase(), "A" * 43, "A" * 65, "../", "' OR 1=1 --", "é"]
    posts = [{"path": "/answer/look", "form": {"token": each}} for each in false]
    posts += [
        act(house, name) | {"form": {"token": each} | words(house, name, "answer")} for each in false for name in FORMS
    ]
    for answer in send(house, *posts):
        assert answer.status in (404, 422), answer.text
        nothing_private(answer)
    unchanged(house, before)


def test_a_malformed_form_is_refused(house: House) -> None:
    before = house.snapshot()
    for name in FORMS:
        form = act(house, name)["form"]
        wrong = [form | {"request_id": "x"}, form | {"token": 1}, form | {"token": None}, [], [form], "x", None]
        wrong += [{key: value for key, value in form.items() if key != "token"}]
        wrong += [form | {key: 5} for key in form] + [form | {key: "x" * 20_000} for key in form]
        for answer in send(house, *(act(house, name) | {"form": each} for each in wrong)):
            assert answer.status in (413, 422), (name, answer.text)
    unchanged(house, before)


@pytest.mark.parametrize("who", ["ben", "cy", "dee"])
def test_somebody_else_with_the_link_is_told_only_that_it_is_not_theirs(house: House, who: str) -> None:
    before = house.snapshot()
    theirs = [purpose for purpose in FOR if (who, purpose) != ("dee", COLLEAGUES)]
    looks = [{"path": "/answer/look", "form": {"token": token(house, purpose)}, "who": who} for purpose in theirs]
    for answer in send(house, *looks):
        assert answer.json["standing"] == "elsewhere"
        assert not [value for name, value in answer.json.items() if name != "standing" and value]
    acts = [act(house, name, who=who) for purpose in theirs for name in FOR[purpose]]
    for answer in send(house, *acts):
        assert answer.status == 403
        nothing_private(answer, who)
        assert not [name for name in PEOPLE if name.title() in answer.text]
    unchanged(house, before)


def test_a_colleague_is_found_by_name_and_nobody_by_anything_else(house: House) -> None:
    before = house.snapshot()
    [found] = send(house, named(house, "Dee"))
    assert found.json == {"people": [{"id": house.world.members["dee"], "name": "Dee", "headline": ""}]}
    nothing_private(found, "ada")
    for other in send(
        house, *(named(house, each) for each in ("", " ", "D", "De", "SQL", "Eve", "Ada", "Flo", "canary"))
    ):
        assert (other.status, other.json) == (200, {"people": []}), "too short, no name, or not to be named"
    refused = [named(house, "Dee", purpose) for purpose in FOR if purpose != "answer"]
    refused += [named(house, "Dee", who=who) for who in ("ben", "cy", "dee")]
    for answer in send(house, *refused):
        assert answer.status == 403
        assert "people" not in answer.json
    for answer in send(house, named(house, "Dee") | {"form": {"token": "A" * 43, "name": "Dee"}}):
        assert answer.status == 404
    unchanged(house, before)
    send(house, act(house, "decline"))
    [late] = send(house, named(house, "Dee"))
    assert late.status == 403


def test_names_are_looked_for_so_often_an_hour_and_the_letter_is_answered_all_the_same(house: House) -> None:
    found = send(house, *[named(house, "Dee")] * 22)
    assert sorted(answer.status for answer in found) == [200] * 20 + [429] * 2
    told = [answer.json for answer in found if answer.status == 429]
    assert all("people" not in each and "wait an hour" in each["message"] for each in told)
    [answered] = send(house, act(house, "refer"))
    assert answered.status == 200


def test_a_colleague_sees_who_asks_them_and_nothing_of_the_request(house: House) -> None:
    before = house.snapshot()
    [answer] = send(house, {"path": "/answer/look", "form": {"token": token(house, COLLEAGUES)}})
    assert (answer.json["standing"], answer.json["referral"]["referrer"]["name"]) == ("waiting", "Ben")
    assert not answer.json["request"]
    assert "Eve" not in answer.text
    nothing_private(answer, "dee")
    unchanged(house, before)
    send(house, act(house, "agree"))
    [late] = send(house, {"path": "/answer/look", "form": {"token": token(house, COLLEAGUES)}})
    assert (late.json["used_for"], late.json["status"], late.json["referral"]) == ("agree", "agreed", {})


def test_a_time_of_another_request_is_none_to_take(house: House) -> None:
    before = house.snapshot()
    for purpose, other in (("answer", "asked"), ("choose", "request")):
        foreign = {"token": token(house, purpose), "slot_id": house.world.things[f"slot of {other}"]}
        [answer] = send(house, {"path": "/answer/take-time", "form": foreign})
        assert answer.status == 403
        nothing_private(answer)
    unchanged(house, before)


def test_the_same_member_is_led_to_the_inbox(house: House) -> None:
    [answer] = send(house, {"path": "/answer/look", "form": {"token": token(house)}, "who": "ada"})
    assert answer.json["standing"] == "mine"
    assert answer.json["next"] == f"/inbox?request={house.world.things['request']}"


@pytest.mark.parametrize(("purpose", "name"), PAIRS)
def test_a_press_answers_once_and_signs_nobody_in(house: House, purpose: str, name: str) -> None:
    before = house.snapshot()
    [answer] = send(house, act(house, name, purpose))
    assert (answer.status, answer.json) == (200, {"ok": True, "next": ""})
    assert "set-cookie" not in answer.headers
    changed = changed_rows(before, house.snapshot())
    assert {"mentoringrequest", "requestquestion", "referral"} & {table for table, _ in changed}
    assert not {"signin", "member", "profile", "identity"} & {table for table, _ in changed}
    told = [row for (table, _), row in changed.items() if table == "auditentry"]
    assert told
    assert all(json.loads(row["details"])["by"] == "letter" for row in told)
    house.rest()
    after = house.snapshot()
    for again in send(house, *(act(house, each, purpose) for each in FOR[purpose])):
        assert again.status == 403, "used"
    unchanged(house, after)
    [shown] = send(house, {"path": "/answer/look", "form": {"token": token(house, purpose)}})
    assert (shown.json["standing"], shown.json["used_for"]) == ("used", name)
    assert not shown.json["request"]
    nothing_private(shown)


def test_of_many_presses_at_once_one_wins(house: House) -> None:
    answers = send(house, *(act(house, name) for name in ["accept", "decline", "offer"] * 5))
    assert sorted(answer.status for answer in answers) == [200] + [403] * 14


def test_the_other_side_sees_it_at_once_and_a_stranger_nothing(house: House) -> None:
    async def look() -> None:
        async with browser(house, "eve") as eve, browser(house, "cy") as cy:
            for tab in (eve, cy):
                await tab.open(f"/inbox?request={house.world.things['request']}")
            await eve.until(lambda: eve.state.get("inbox_state", {}).get("opened"))
            await cy.settle(house.named("notice_state.dismiss"))
            await asyncio.sleep(0.3)
            quiet = len(cy.frames)
            await asyncio.to_thread(send, house, act(house, "accept"))
            await eve.until(lambda: eve.state["inbox_state"]["opened"]["status"] == "accepted")
            await asyncio.sleep(0.3)
            assert not [frame for frame in cy.frames[quiet:] if frame not in ("2", "3")]
            assert not cy.reads("canary-request")

    asyncio.run(look())


def test_guessing_is_slowed_down_and_a_living_link_is_not_locked_out_by_it(house: House) -> None:
    place = {"X_Forwarded_For": "192.0.2.7"}
    false = [{"path": "/answer/look", "form": {"token": f"{each:043}"}, **place} for each in range(40)]
    assert sorted(answer.status for answer in send(house, *false)) == [404] * 30 + [429] * 10
    [here, there] = send(
        house,
        {"path": "/answer/look", "form": {"token": token(house)}, **place},
        {"path": "/answer/look", "form": {"token": token(house)}},
    )
    assert (here.status, there.status) == (429, 200)


def test_no_link_stands_in_the_log(house: House) -> None:
    send(house, {"path": "/answer/look", "form": {"token": token(house)}}, act(house, "accept"))
    told = house.log.read_text(errors="replace")
    assert not [purpose for purpose in FOR if token(house, purpose) in told]
    assert not [canary for canary in CANARIES if canary in told]


@pytest.mark.parametrize(("act", "name"), [("take-time", "slot_id"), ("refer", "colleague")])
def test_what_is_no_id_never_reaches_the_database(act: str, name: str) -> None:
    for no_id in ("\0", "a b", "ü"):
        with pytest.raises(ValidationError, match=name):
            FORMS[act].model_validate({"token": "a", "words": "", name: no_id})
