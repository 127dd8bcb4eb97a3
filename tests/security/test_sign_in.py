"""The doors, as an attacker knocks at them."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import NOBODY
from mentor_app.models import Letter, Member, SignIn
from mentor_app.routes.answers import local_path
from mentor_app.security.credentials import hash_password_now
from mentor_app.security.limits import client_address, forget_counts, network_of
from mentor_app.security.sign_ins import actor_from_cookie, forget_answers
from tests.doorstep import AT_HOME, ORIGIN, PASSWORD, Doorstep, admit, door, letters, member_at  # noqa: F401

ADA = "ada@example.org"
FORMS = [
    "/auth/sign-in",
    "/auth/join",
    "/auth/sign-out",
    "/auth/verify",
    "/auth/reset-request",
    "/auth/reset",
    "/auth/password",
    "/auth/oidc/connect",
]


def who(browser):
    forget_answers()
    return actor_from_cookie(browser.cookie)


def join(browser, email=ADA, password=PASSWORD, name="Ada"):
    return browser.post("/auth/join", name=name, email=email, password=password)


def test_from_joining_to_signing_out(database, door):
    assert join(door).json() == {"ok": True, "next": ""}
    assert who(door) == NOBODY
    token = letters(ADA)[0].secret
    assert door.post("/auth/verify", token=token, password=PASSWORD).json() == {"ok": True, "next": "/home"}
    assert who(door).member_id == member_at(ADA).id
    assert door.post("/auth/sign-out").json() == {"ok": True, "next": "/"}
    assert "mentor" not in door.client.cookies
    assert who(door) == NOBODY
    assert door.sign_in(ADA).json() == {"ok": True, "next": "/home"}
    assert who(door).member_id == member_at(ADA).id


def test_opening_a_link_changes_nothing(sqlite, door):
    join(door)
    token = letters(ADA)[0].secret
    for path in ("/auth/verify", "/auth/reset"):
        assert door.client.get(path, params={"token": token}).status_code == 405
    assert door.post("/auth/verify", token=token, password=PASSWORD).status_code == 200


def test_a_used_link_is_worth_nothing(sqlite, door):
    join(door)
    token = letters(ADA)[0].secret
    door.post("/auth/verify", token=token, password=PASSWORD)
    again = Doorstep().post("/auth/verify", token=token, password=PASSWORD)
    assert again.status_code == 404
    assert "set-cookie" not in again.headers


def test_a_wrong_password_does_not_use_the_link_up(sqlite, door):
    join(door)
    token = letters(ADA)[0].secret
    refused = door.post("/auth/verify", token=token, password="something else entirely")
    assert (refused.status_code, refused.json()["field"]) == (422, "password")
    assert door.post("/auth/verify", token=token, password=PASSWORD).status_code == 200


def test_a_new_password_by_letter(database, door):
    admit(ADA)
    other = Doorstep()
    other.sign_in(ADA)
    assert door.post("/auth/reset-request", email=ADA).json() == {"ok": True, "next": ""}
    token = letters(ADA)[0].secret
    weak = door.post("/auth/reset", token=token, password="password1234")
    assert (weak.status_code, weak.json()["field"]) == (422, "password")
    assert door.post("/auth/reset", token=token, password="a harbour at 4 dawn").status_code == 200
    assert (who(door).member_id, who(other)) == (member_at(ADA).id, NOBODY)
    assert door.post("/auth/reset", token=token, password="a harbour at 5 dawn").status_code == 404
    assert Doorstep().sign_in(ADA).status_code == 422
    assert Doorstep().sign_in(ADA, "a harbour at 4 dawn").status_code == 200


def test_two_browsers_with_one_link_at_once_only_one_gets_in(database, door):
    admit(ADA)
    door.post("/auth/reset-request", email=ADA)
    token = letters(ADA)[0].secret
    browsers = [Doorstep() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda b: b.post("/auth/reset", token=token, password=PASSWORD + " x"), browsers))
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404]
    assert len([browser for browser in browsers if who(browser) != NOBODY]) == 1


def test_a_planted_cookie_is_not_kept(sqlite, door):
    admit(ADA)
    stranger = Doorstep()
    admit("cy@example.org")
    stranger.sign_in("cy@example.org")
    planted = stranger.client.cookies["mentor"]
    door.client.cookies.set("mentor", planted)
    answer = door.sign_in(ADA)
    door.client.cookies.clear()
    door.client.cookies.set("mentor", answer.cookies["mentor"])
    assert answer.cookies["mentor"] != planted
    assert who(door).member_id == member_at(ADA).id
    assert who(stranger) == NOBODY


def test_every_sign_in_has_a_token_of_its_own_and_the_database_none(sqlite, door):
    admit(ADA)
    tokens = {Doorstep().sign_in(ADA).cookies["mentor"] for _ in range(5)}
    assert len(tokens) == 5
    assert all(len(token) == 43 for token in tokens)
    with Session(db.engine()) as session:
        kept = {row.token_hash for row in session.exec(select(SignIn))}
    assert not kept & tokens
    for digest in kept:
        forget_answers()
        assert actor_from_cookie(f"mentor={digest}") == NOBODY


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(sqlite, door):
    admit(ADA)
    flags = door.sign_in(ADA).headers["set-cookie"].lower().split("; ")[1:]
    assert {"httponly", "samesite=lax", "path=/", "max-age=2592000"} <= set(flags)
    assert not any(flag.startswith("domain") for flag in flags)


def test_over_https_the_cookie_is_bound_to_this_host(sqlite, door, monkeypatch):
    monkeypatch.setenv("MENTOR_PUBLIC_URL", "https://mentor.example.org")
    settings.cache_clear()
    admit(ADA)
    browser = Doorstep("https://mentor.example.org")
    answer = browser.client.post(
        "/auth/sign-in",
        json={"email": ADA, "password": PASSWORD},
        headers={"origin": "https://mentor.example.org", "x-mentor-form": "1"},
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-mentor=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert who(browser).member_id == member_at(ADA).id
    token = answer.cookies["__Host-mentor"]
    assert actor_from_cookie(f"mentor={token}") == NOBODY


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "https://localhost:3000",
        "http://localhost:3001",
        "http://localhost",
        "http://localhost:3000.evil.example",
        "http://evil.localhost:3000",
        "http://localhost:3000/",
        "HTTP://LOCALHOST:3000",
        "http://127.0.0.1:3000",
    ],
)
def test_forms_from_elsewhere_are_refused(sqlite, door, form, origin):
    headers = {"x-mentor-form": "1"} | ({} if origin is None else {"origin": origin})
    assert door.client.post(form, json={}, headers=headers).status_code == 403


def test_a_form_needs_our_header_and_json_and_a_sensible_size(sqlite, door):
    admit(ADA)
    fields = {"email": ADA, "password": PASSWORD}
    assert door.client.post("/auth/sign-in", json=fields, headers={"origin": ORIGIN}).status_code == 403
    assert door.client.post("/auth/sign-in", data=fields, headers=AT_HOME).status_code == 415
    assert door.post("/auth/sign-in", email=ADA, password="x" * 20_000).status_code == 413
    assert "mentor" not in door.client.cookies


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"email": ADA},
        {"email": ADA, "password": None},
        {"email": [ADA], "password": PASSWORD},
        {"email": {"$ne": ""}, "password": PASSWORD},
        {"email": ADA, "password": 12345678901234},
        {"email": ADA, "password": PASSWORD, "verified_at": "2026-01-01"},
        {"email": ADA, "password": "x" * 2000},
        {"email": "a\x00@example.org", "password": PASSWORD},
    ],
)
def test_a_form_holds_exactly_its_fields_of_exactly_their_types(sqlite, door, fields):
    admit(ADA)
    answer = door.post("/auth/sign-in", **fields)
    assert answer.status_code == 422
    assert answer.json().keys() == {"field", "message", "params"}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 10_000, b'{"email": "\\ud800", "password": "x"}', b"\xff\xfe", b"null"]
)
def test_what_is_no_form_is_refused_without_a_fault(sqlite, door, body):
    headers = AT_HOME | {"content-type": "application/json"}
    assert door.client.post("/auth/sign-in", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        " //evil.example",
        "/ /evil.example",
        "/\x00/evil",
        "@evil.example",
        "/auth/oidc",
        "/" + "a" * 600,
        "\u2044\u2044evil.example",
        "/home\r\nset-cookie: a=b",
    ],
)
def test_nobody_is_led_to_another_site(sqlite, door, path):
    admit(ADA)
    answer = door.post("/auth/sign-in", email=ADA, password=PASSWORD, next=path)
    assert answer.status_code == 422 or answer.json()["next"] == "/home"
    assert local_path(path) == "/home"


@pytest.mark.parametrize("path", ["/", "/inbox", "/explore?skill=law&city=Wien", "/mentorships/a_b-9/goals"])
def test_after_signing_in_people_are_where_they_wanted_to_go(sqlite, door, path):
    admit(ADA)
    answer = door.post("/auth/sign-in", email=ADA, password=PASSWORD, next=path)
    assert answer.json()["next"] == path


def test_answers_are_stored_by_nobody(sqlite, door):
    admit(ADA)
    for answer in (door.sign_in(ADA), door.sign_in(ADA, "wrong"), door.client.get("/auth/oidc")):
        assert answer.headers["cache-control"] == "no-store"


def answer_of(answer):
    headers = {name for name in answer.headers if name != "content-length"}
    return answer.status_code, answer.json(), headers


def test_nobody_learns_from_an_answer_whether_an_address_is_known(sqlite, door):
    admit(ADA)
    admit("unproven@example.org", verified=False)
    admit("provider@example.org", password=None)
    known = (ADA, "unproven@example.org", "provider@example.org")
    for address in known:
        assert answer_of(door.sign_in(address, "wrong")) == answer_of(door.sign_in("x@example.org", "wrong"))
        assert answer_of(join(door, address)) == answer_of(join(door, f"new-{address}"))
        told = [door.post("/auth/reset-request", email=email) for email in (address, f"no-{address}")]
        assert answer_of(told[0]) == answer_of(told[1])
        forget_counts()


def test_the_right_password_of_an_unproven_account_looks_like_a_wrong_one(sqlite, door):
    join(door)
    assert answer_of(door.sign_in(ADA)) == answer_of(door.sign_in("x@example.org"))
    assert [letter.kind for letter in letters(ADA)] == ["verify_email", "verify_email"]
    assert "mentor" not in door.client.cookies


def test_guessing_takes_the_same_time_whether_an_address_is_known(sqlite, door):
    admit(ADA)
    times = {ADA: [], "x@example.org": []}
    for _ in range(15):
        for address, taken in times.items():
            forget_counts()
            start = time.perf_counter()
            door.sign_in(address, "wrong")
            taken.append(time.perf_counter() - start)
    known, unknown = (median(taken) for taken in times.values())
    assert abs(known - unknown) < 0.3 * max(known, unknown)
    assert min(known, unknown) > 0.02


def test_ten_guesses_at_one_address_in_five_minutes_and_no_more(sqlite, door):
    admit(ADA)
    start = now()
    with time_machine.travel(start, tick=False):
        codes = [Doorstep().sign_in(ADA, f"guess {number}").status_code for number in range(14)]
        assert codes == [422] * 10 + [429] * 4
        assert Doorstep().sign_in(ADA).status_code == 429
    with time_machine.travel(start + timedelta(minutes=5, seconds=1), tick=False):
        assert Doorstep().sign_in(ADA).status_code == 200


def test_guesses_at_once_are_all_counted(sqlite, door):
    admit(ADA)
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda number: Doorstep().sign_in(ADA, f"guess {number}").status_code, range(24)))
    assert codes.count(422) <= 10
    assert codes.count(429) >= 14


def test_one_place_cannot_guess_at_many_addresses(sqlite, door):
    codes = [door.sign_in(f"member{number}@example.org", "guess").status_code for number in range(12)]
    assert codes == [422] * 10 + [429] * 2


def test_signing_in_rightly_is_not_counted(sqlite, door):
    admit(ADA)
    assert [Doorstep().sign_in(ADA).status_code for _ in range(13)] == [200] * 13


def test_guessing_ends_nobodys_sign_in(sqlite, door):
    admit(ADA)
    door.sign_in(ADA)
    for number in range(12):
        Doorstep().sign_in(ADA, f"guess {number}")
    assert who(door).member_id == member_at(ADA).id


def test_five_letters_a_day_to_one_address(sqlite, door):
    admit(ADA)
    start = now()
    codes = []
    for number in range(7):
        with time_machine.travel(start + timedelta(minutes=10 * number), tick=False):
            codes.append(door.post("/auth/reset-request", email=ADA).status_code)
    assert codes == [200] * 5 + [429] * 2
    with Session(db.engine()) as session:
        assert len(session.exec(select(Letter)).all()) == 5


def test_a_made_up_forwarded_address_does_not_start_the_count_anew(sqlite, door):
    codes = [
        Doorstep(**{"x-forwarded-for": f"198.51.100.{number}"}).sign_in(f"m{number}@example.org", "g").status_code
        for number in range(12)
    ]
    assert codes[-2:] == [429, 429]


@pytest.mark.parametrize(
    ("hops", "forwarded", "believed"),
    [
        (0, "198.51.100.1", "192.0.2.9"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.66, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.66, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.9"),
        (1, "", "192.0.2.9"),
        (1, "not an address", "192.0.2.9"),
    ],
)
def test_only_the_operators_own_proxies_are_believed(monkeypatch, hops, forwarded, believed):
    monkeypatch.setenv("MENTOR_TRUSTED_PROXY_HOPS", str(hops))
    settings.cache_clear()
    assert client_address("192.0.2.9", forwarded) == believed


def test_one_customer_of_ipv6_is_one_place():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")


def test_the_password_is_changed_only_by_who_knows_it(sqlite, door):
    admit(ADA)
    change = {"current": PASSWORD, "password": "a harbour at 4 dawn"}
    assert door.post("/auth/password", **change).status_code == 403
    door.sign_in(ADA)
    wrong = door.post("/auth/password", current="wrong", password="a harbour at 4 dawn")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "current")
    assert door.post("/auth/password", current=PASSWORD, password="password1234").json()["field"] == "password"
    assert door.post("/auth/password", **change).json() == {"ok": True, "next": ""}
    assert who(door).member_id == member_at(ADA).id
    assert Doorstep().sign_in(ADA, "a harbour at 4 dawn").status_code == 200


def test_a_password_typed_on_another_keyboard_is_the_same(sqlite, door):
    with Session(db.engine()) as session:
        session.add(Member(email=ADA, name="Ada", verified_at=now(), password_hash=hash_password_now("Bärenfell 12 x")))
        session.commit()
    assert door.sign_in(ADA, "Ba\u0308renfell 12 x").status_code == 200


def test_the_browser_is_written_down_in_words_its_owner_recognises(sqlite, door):
    admit(ADA)
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
    Doorstep(**{"user-agent": agent}).sign_in(ADA)
    with Session(db.engine()) as session:
        assert session.exec(select(SignIn)).one().device == "Safari, iPhone"
