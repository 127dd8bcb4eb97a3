"""Hostile servers: nothing inside is ever connected to, and every answer costs what the budget says at most."""

import resource
import socket
import time
from collections.abc import Iterator

import pytest

from mentor_app.calendars import guard
from mentor_app.calendars.caldav_account import CalDavCalendar
from mentor_app.calendars.discovery import discover, full_address
from mentor_app.calendars.guard import Budget, GuardedSession, Rules
from mentor_app.calendars.networks import allowed_address, networks
from mentor_app.calendars.troubles import LASTING, SENTENCES, Trouble
from mentor_app.calendars.webdav import Access, Wire
from tests.calendars.hostile import Hostile, hostile_servers
from tests.calendars.servers import LOOPBACK

ONE = Rules(opened=networks("127.0.0.1/32"), consented=("127.0.0.1", "127.0.0.2", "localhost"))
"""Opens the hostile server and nothing else, although the password may go further."""

TRICKS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1:80/",
    "https://127.0.0.1/",
    "http://0.0.0.0/",
    "http://0/",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:1::1]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://192.0.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/",
    "http://user:word@127.0.0.1/",
    "https://example.org:22/",
    "https://127.0.0.1:8443/",
    "http://example.org:99999/",
    "javascript:alert(1)",
    "//127.0.0.1/",
    "http:///x",
    "http://[v1.x]/",
    "https://127.0.0.1%2eexample.org/",
    "http://127。0。0。1/",
    "https://127.0.0.1#@example.org/",
    "https://example.org@127.0.0.1/",
]


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    with hostile_servers() as running:
        yield running


def small(seconds: float = 20) -> Budget:
    return Budget(seconds=seconds, bytes=2_000_000, requests=30)


def test_every_kind_of_trouble_has_a_sentence():
    assert set(SENTENCES) >= LASTING
    assert Trouble("timeout").sentence == SENTENCES["timeout"]
    assert not Trouble("timeout").lasting


@pytest.mark.parametrize("address", TRICKS)
def test_no_trick_leads_inside(address: str, monkeypatch: pytest.MonkeyPatch):
    connected: list[object] = []
    monkeypatch.setattr(
        socket.socket, "connect", lambda _, where: connected.append(where) or (_ for _ in ()).throw(OSError)
    )
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **named: _resolved(real, host, *more, **named))
    with pytest.raises(Trouble) as refused:
        discover(Access(full_address(address), "u", "p"), Rules(anywhere=True), small())
    assert refused.value.kind in ("blocked_address", "wrong_address", "needs_consent", "unreachable"), refused.value
    assert not connected


def _resolved(real, host, *more, **named):
    """Names are not looked up in the world; numbers in all their spellings are what the system makes of them."""
    if str(host).endswith("example.org") and not str(host).startswith("127"):
        host = "10.9.8.7"
    try:
        return real(host, *more, **named)
    except (UnicodeError, OSError) as error:
        raise socket.gaierror(socket.EAI_NONAME, "no such name") from error


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        *(("93.184.216.34", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("::1", False)),
        *(("10.1.2.3", False), ("::ffff:10.1.2.3", False), ("169.254.169.254", False), ("fe80::1%eth0", False)),
        *(("100.64.3.2", False), ("2002:7f00:1::1", False), ("64:ff9b::a00:1", False), ("224.0.0.5", False)),
    ],
)
def test_only_public_addresses_are_allowed(address: str, allowed: bool):
    assert allowed_address(address) is allowed
    assert allowed_address(address, networks("0.0.0.0/0 ::/0"))


def test_the_operators_networks_are_opened_and_no_others():
    opened = networks("192.168.7.0/24, fd00::/8")
    assert allowed_address("192.168.7.9", opened)
    assert allowed_address("fd12::1", opened)
    assert not allowed_address("192.168.8.9", opened)
    with pytest.raises(ValueError, match="does not appear"):
        networks("the local one")


def test_a_name_that_changes_its_address_is_judged_where_it_is_connected_to(hostile, monkeypatch):
    real, looked = socket.getaddrinfo, []

    def rebinding(host, port, *more, **named):
        if host != "rebind.test":
            return real(host, port, *more, **named)
        looked.append(host)
        address = "93.184.216.34" if len(looked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert socket.getaddrinfo("rebind.test", 80)[0][4][0] == "93.184.216.34"  # what a check beforehand would see
    address = f"https://rebind.test:{hostile.inside_port}/secret/"
    with pytest.raises(Trouble) as refused:
        GuardedSession(Rules(anywhere=True), small()).request("PROPFIND", address)
    assert refused.value.kind == "blocked_address"
    assert hostile.inside == []


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("inward", "blocked_address"),
        ("round-and-round", "not_caldav"),
        ("downgrade", "blocked_address"),
        ("foreign-home", "blocked_address"),
        ("foreign-principal", "blocked_address"),
        ("endless-body", "too_large"),
        ("gzip-bomb", "too_large"),
        ("odd-encoding", "not_caldav"),
        ("drip", "timeout"),
        ("dripping-headers", "timeout"),
        ("silence", "timeout"),
        ("entity-bomb", "not_caldav"),
        ("outer-entity", "not_caldav"),
        ("sign-in-page", "not_caldav"),
        ("half-an-answer", "not_caldav"),
        ("hung-up", "unreachable"),
        ("status/401", "wrong_password"),
        ("status/403", "wrong_address"),
        ("status/404", "wrong_address"),
        ("status/405", "not_caldav"),
        ("status/429", "too_many"),
        ("status/500", "server_error"),
        ("status/503", "too_many"),
        ("status/507", "storage_full"),
        ("wanting-digest", "wrong_password"),
        ("wanting-ages", "not_caldav"),
    ],
)
def test_discovery_at_a_hostile_server(hostile: Hostile, path: str, kinds: str):
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    seconds = 2 if kinds == "timeout" else 20
    with pytest.raises(Trouble) as refused:
        connect(hostile, path, small(seconds))
    assert refused.value.kind == kinds
    assert refused.value.sentence
    assert time.monotonic() - began < seconds + 1
    assert hostile.inside == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


def connect(hostile: Hostile, path: str, budget: Budget) -> None:
    """What discovery does first, at this path alone."""
    wire = Wire(Access(f"{hostile.address}/{path}", "u", "p", "basic"), ONE, budget)
    answers = wire.propfind(wire.access.address, "<d:displayname/>", connecting=True)
    home = next((each.inner_href(tag) for each in answers for tag in _HOMES if each.inner_href(tag)), "")
    if home:
        wire.propfind(home, "<d:displayname/>", connecting=True)
    raise Trouble("not_caldav", "answered with nothing")


_HOMES = ("{urn:ietf:params:xml:ns:caldav}calendar-home-set", "{DAV:}current-user-principal")


def test_a_password_goes_to_no_host_that_nobody_agreed_to(hostile: Hostile):
    rules = Rules(opened=networks("127.0.0.0/8"), consented=("127.0.0.1",))
    for path in ("inward", "foreign-home", "foreign-principal"):
        with pytest.raises(Trouble) as asked:
            discover(Access(f"{hostile.address}/{path}", "u", "p", "basic"), rules, small())
        assert (asked.value.kind, asked.value.host) == ("needs_consent", "127.0.0.2")
    assert hostile.inside == []


@pytest.mark.parametrize("path", ["redirect", "inward"])
@pytest.mark.parametrize("verb", ["put", "delete"])
def test_a_redirected_write_is_an_error_and_never_a_success(hostile: Hostile, verb: str, path: str):
    wire = Wire(Access(f"{hostile.address}/{path}", "u", "p", "basic"), LOOPBACK, small())
    with pytest.raises(Trouble) as refused:
        wire.put(f"/{path}/a.ics", "x", {}) if verb == "put" else wire.delete(f"/{path}/a.ics", {})
    assert refused.value.kind == "not_caldav"
    assert [each[0] for each in hostile.heard] == [verb.upper()]
    assert hostile.inside == []


def test_a_redirected_read_on_the_same_host_is_followed(hostile: Hostile):
    wire = Wire(Access(f"{hostile.address}/redirect", "u", "p", "basic"), LOOPBACK, small())
    assert wire.propfind(wire.access.address, "<d:displayname/>")[0].text("{DAV:}displayname") == "fine"


def test_objects_on_another_host_are_nobodys(hostile: Hostile):
    wire = Wire(Access(f"{hostile.address}/foreign-objects/", "u", "p", "basic"), LOOPBACK, small())
    found = CalDavCalendar(wire, "/foreign-objects/").changes("t0")
    assert found.changed == {"/foreign-objects/b.ics": '"1"'}
    assert hostile.inside == []


def test_what_is_no_address_is_nobodys_and_leads_nowhere(hostile: Hostile):
    wire = Wire(Access(f"{hostile.address}/no-addresses/", "u", "p", "basic"), LOOPBACK, small())
    assert CalDavCalendar(wire, "/no-addresses/").changes("t0").changed == {"/no-addresses/a.ics": ""}
    with pytest.raises(Trouble) as refused:
        discover(Access(f"{hostile.address}/home-of-nobody", "u", "p", "basic"), LOOPBACK, small())
    assert refused.value.kind == "not_caldav"


def test_a_teapot_means_gone(hostile: Hostile):
    wire = Wire(Access(f"{hostile.address}/a-teapot/", "u", "p", "basic"), LOOPBACK, small())
    assert CalDavCalendar(wire, "/a-teapot/").changes("t0").gone == {"/a-teapot/a.ics"}


def test_pages_without_end_come_to_an_end(hostile: Hostile):
    wire = Wire(Access(f"{hostile.address}/endless-pages/", "u", "p", "basic"), LOOPBACK, small())
    with pytest.raises(Trouble) as refused:
        CalDavCalendar(wire, "/endless-pages/").changes("t0")
    assert refused.value.kind == "too_large"
    assert len(hostile.heard) <= 30


def test_retry_after_is_heard(hostile: Hostile):
    wire = Wire(Access(f"{hostile.address}/status/429", "u", "p", "basic"), LOOPBACK, small())
    with pytest.raises(Trouble) as refused:
        wire.propfind(wire.access.address, "<d:displayname/>")
    assert refused.value.retry_after == 17


@pytest.mark.parametrize("how", ["drip", "dripping-headers", "endless-body"])
def test_one_answer_is_bounded_however_much_the_work_may_cost(hostile: Hostile, how: str, monkeypatch):
    monkeypatch.setattr(guard, "LONGEST_ANSWER", 0.5)
    monkeypatch.setattr(guard, "LARGEST_ANSWER", 1_000_000)
    budget = Budget(seconds=300, bytes=10**9)
    wire = Wire(Access(f"{hostile.address}/{how}", "u", "p", "basic"), LOOPBACK, budget)
    with pytest.raises(Trouble) as refused:
        wire.propfind(wire.access.address, "<d:displayname/>")
    assert refused.value.kind == ("too_large" if how == "endless-body" else "timeout")
    assert budget.left > 200


def test_the_budget_is_one_for_all_requests(hostile: Hostile):
    budget = Budget(seconds=30, requests=3)
    wire = Wire(Access(f"{hostile.address}/fine", "u", "p", "basic"), LOOPBACK, budget)
    for _ in range(3):
        wire.propfind(wire.access.address, "<d:displayname/>")
    with pytest.raises(Trouble):
        wire.propfind(wire.access.address, "<d:displayname/>")
    assert len(hostile.heard) == 3


def test_neither_the_machines_proxies_nor_its_passwords_are_used(hostile: Hostile, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login x password y\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.2:{hostile.inside_port}")
    monkeypatch.setenv("CALDAV_URL", hostile.target)
    wire = Wire(Access(f"{hostile.address}/fine"), LOOPBACK, small())
    wire.propfind(wire.access.address, "<d:displayname/>")
    assert [each[2] for each in hostile.heard] == [False]
    assert hostile.inside == []


def test_no_text_form_shows_the_password(hostile: Hostile):
    access = Access(f"{hostile.address}/status/401", "u", "canary-password", "basic")
    with pytest.raises(Trouble) as refused:
        discover(access, LOOPBACK, small())
    assert "canary-password" not in repr(access) + repr(refused.value) + str(refused.value.__cause__)
