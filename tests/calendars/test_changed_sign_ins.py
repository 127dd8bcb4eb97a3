"""The sign-in of an account, changed on its card: mended in any trouble, replaced when all is well, and never shown."""

from datetime import timedelta
from threading import Event, Thread

import pytest

from mentor_app.calendars.troubles import Trouble
from mentor_app.db import Actor, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs import calendar_finding, calendars
from mentor_app.jobs.calendar_books import TableLedger
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.jobs.calendar_targets import target_of
from mentor_app.models import (
    AuditEntry,
    BusyInterval,
    CalendarAccount,
    Meeting,
    MeetingCopy,
    RemoteCalendar,
    TimeProposal,
)
from mentor_app.security import limits
from mentor_app.services import calendar_accounts, calendar_leaving
from mentor_app.services.calendar_connecting import change_sign_in, connect_calendar
from mentor_app.services.meetings import cancel_meeting
from mentor_app.services.subscriptions import subscribe
from tests.calendars.hostile import hostile_servers
from tests.calendars.life import OWN_EVENT, TOMORROW, Life, Reachable, rows
from tests.calendars.quirks import quirky
from tests.calendars.servers import PASSWORD, USER, Server
from tests.conftest import Cast, make_cast

pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture
def life(database: str, with_password: Server) -> Life:
    return Life(make_cast(), with_password)


def nothing_is_asked() -> None:
    assert {each.status for each in rows(Meeting)} <= {"confirmed"}
    assert rows(TimeProposal, status="open") == rows(MeetingCopy, question="gone") == []


@pytest.mark.parametrize(
    ("address", "password", "trouble"),
    [
        ("http://[", PASSWORD, "wrong_address"),
        ("http://127.0.0.1:1/", PASSWORD, "unreachable"),
        ("127.0.0.1:{port}", PASSWORD, "certificate"),
        ("{hostile}/sign-in-page", PASSWORD, "not_caldav"),
        ("{right}", "wrong", "wrong_password"),
    ],
)
def test_whatever_was_wrong_is_mended_on_the_same_card(
    sqlite: str, with_password: Server, address: str, password: str, trouble: str
):
    life = Life(make_cast(), with_password)
    with hostile_servers() as hostile:
        typed = address.format(right=with_password.address, hostile=hostile.address, port=hostile.port)
        account = life.ben(connect_calendar, typed, USER, password)
        calendar_finding.find_once(account)
        assert life.page().accounts[0].trouble == trouble
        life.ben(change_sign_in, account, with_password.address, USER, PASSWORD)
        assert life.page().accounts[0].status == "looking"
        assert calendar_finding.find_once(account) == "found"
    (shown,) = life.page().accounts
    assert (shown.id, shown.status, shown.trouble) == (account, "connected", "")
    assert life.href in {each.href for each in rows(RemoteCalendar)}
    assert rows(AuditEntry, action="calendar.sign_in_changed")[0].details == {}


def test_a_server_that_was_away_is_looked_for_again_and_a_wrong_password_is_not(sqlite: str, with_password: Server):
    life = Life(make_cast(), with_password)
    account = life.ben(connect_calendar, "http://127.0.0.1:1/", USER, PASSWORD)
    for _ in range(calendar_finding.MOST_LOOKS - 1):
        hosts._hosts.clear()
        assert calendar_finding.find_once(account) == "unreachable"
        assert life.page().accounts[0].next_try_at
        assert calendar_finding.look_again() == 1
    hosts._hosts.clear()
    assert calendar_finding.find_once(account) == "unreachable"
    assert (life.page().accounts[0].next_try_at, calendar_finding.look_again()) == ("", 0)
    life.ben(change_sign_in, account, with_password.address, USER, "wrong")
    assert calendar_finding.find_once(account) == "wrong_password"
    assert (life.page().accounts[0].next_try_at, calendar_finding.look_again()) == ("", 0)


def test_a_new_password_leaves_everything_as_it_was(life: Life):
    life.own.create(life.href + "own.ics", OWN_EVENT)
    account = life.connect()
    life.meet()
    removed = life.meet(TOMORROW + timedelta(days=1))
    life.sync()
    life.removes(of=next(each.uid for each in rows(Meeting) if each.id == removed))
    before = [rows(MeetingCopy), rows(BusyInterval), rows(RemoteCalendar, href=life.href)[0].id, life.there()]
    life.ben(change_sign_in, account, life.server.address, USER, PASSWORD)
    assert life.sync() == "nothing"  # nobody signs in as before meanwhile
    assert calendar_finding.find_once(account) == "found"
    assert before == [rows(MeetingCopy), rows(BusyInterval), rows(RemoteCalendar, href=life.href)[0].id, life.there()]
    assert life.sync() == "done"
    assert life.page().accounts[0].writes
    assert [each.meeting_id for each in rows(MeetingCopy, question="gone")] == [removed]  # what its owner did is heard
    assert len(life.there()) == 2


def test_connected_again_below_it_is_mended_as_well(life: Life):
    account = life.ben(connect_calendar, life.server.address, USER, "wrong")
    assert calendar_finding.find_once(account) == "wrong_password"
    assert life.connect() == account


def test_the_same_server_by_another_name_has_every_meeting_once(life: Life, monkeypatch: pytest.MonkeyPatch):
    account = life.connect()
    for day in range(2):
        life.meet(TOMORROW + timedelta(days=day))
    life.sync()
    there, chosen = life.there(), rows(RemoteCalendar, href=life.href)[0].id
    other = life.server.address.replace("127.0.0.1", "127.1")
    life.ben(change_sign_in, account, other, USER, PASSWORD)
    assert calendar_finding.find_once(account) == "found"
    assert [life.sync() for _ in range(3)] == ["done"] * 3
    assert (life.there(), rows(RemoteCalendar, href=life.href)[0].id) == (there, chosen)
    nothing_is_asked()
    life.ben(cancel_meeting, rows(Meeting)[0].id)
    life.sync()
    assert len(life.there()) == 1


def test_at_another_server_meetings_are_written_and_nobody_is_asked(sqlite: str):
    with quirky() as old, quirky() as new:
        life = Life(make_cast(), Reachable(old))
        Reachable(new).new_calendar()
        account = life.connect()
        for day in range(6):
            life.meet(TOMORROW + timedelta(days=day))
        old.write("/cal/main/own.ics", OWN_EVENT)
        life.sync()
        assert len(rows(BusyInterval)) == 1
        before = dict(old.objects)
        life.ben(change_sign_in, account, new.address, USER, PASSWORD)
        assert calendar_finding.find_once(account) == "found"
        assert [life.sync() for _ in range(2)] == ["done"] * 2
        assert (old.objects, new.objects.keys()) == (before, before.keys() - {"/cal/main/own.ics"})
        assert rows(BusyInterval) == []
        nothing_is_asked()
        life.ben(change_sign_in, account, old.address, USER, PASSWORD)
        assert calendar_finding.find_once(account) == "found"
        assert [life.sync() for _ in range(2)] == ["done"] * 2
        assert old.objects.keys() == before.keys()
        nothing_is_asked()
        life.ben(calendar_leaving.disconnect, account, take_out=True)
        assert life.page().accounts[0].left == 6


def test_left_before_it_was_read_anew_our_events_go_as_well(life: Life):
    account = life.connect()
    life.meet()
    life.sync()
    life.ben(change_sign_in, account, life.server.address.replace("127.0.0.1", "127.1"), USER, PASSWORD)
    life.ben(calendar_leaving.disconnect, account, take_out=True)
    assert life.page().accounts[0].left == 1


def test_calendars_that_are_not_found_again_are_forgotten(sqlite: str):
    with quirky() as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        life.meet()
        server.write("/cal/main/own.ics", OWN_EVENT)
        life.sync()
        server.calendars.clear()
        server.calendars.add("/cal/other/")
        life.ben(change_sign_in, account, server.address, "somebody", PASSWORD)
        assert calendar_finding.find_once(account) == "found"
    assert [each.href for each in rows(RemoteCalendar)] == ["/cal/other/"]
    assert rows(MeetingCopy) == rows(BusyInterval) == []
    assert not life.page().accounts[0].writes


def test_the_password_we_keep_goes_to_nobody_else(life: Life):
    account = life.connect()
    host = life.server.address.removeprefix("http://")
    life.ben(change_sign_in, account, life.server.address + USER, USER, "")
    assert calendar_finding.find_once(account) == "found"  # it is kept where it was
    for address, user in (
        ("https://elsewhere.example/", USER),
        (life.server.address.replace("http:", "https:"), USER),
        (f"http://elsewhere.example/?://{host}", USER),
        (f"http://elsewhere.example/@{host}", USER),
        (f"http://{host.replace('/', '')}0/", USER),
        (life.server.address, "somebody"),
    ):
        with pytest.raises(InvalidInput) as refused:
            life.ben(change_sign_in, account, address, user, "")
        assert refused.value.field == "password"
    assert target_of(rows(CalendarAccount)[0]).access.password == PASSWORD
    with pytest.raises(InvalidInput) as refused:
        life.ben(change_sign_in, account, life.server.address, "", "new")
    assert refused.value.field == "user_name"
    life.ben(change_sign_in, account, "https://elsewhere.example/", "", "")
    assert target_of(rows(CalendarAccount)[0]).access.password == ""
    assert PASSWORD not in f"{life.page()}"


def test_hosts_that_were_agreed_to_are_asked_about_anew_elsewhere(sqlite: str, with_password: Server):
    life = Life(make_cast(), with_password)
    with hostile_servers() as hostile:
        account = life.ben(connect_calendar, f"{hostile.address}/inward", "u", "p")
        calendar_finding.find_once(account)
        life.ben(calendar_accounts.agree_to_host, account)
        assert rows(CalendarAccount)[0].consented == ["127.0.0.2"]
        life.ben(change_sign_in, account, f"{hostile.address}/inward", "u", "")
        assert rows(CalendarAccount)[0].consented == ["127.0.0.2"]
        life.ben(change_sign_in, account, with_password.address, "u", "p")
        assert rows(CalendarAccount)[0].consented == []


def test_what_was_under_way_with_the_old_sign_in_changes_nothing(life: Life, monkeypatch: pytest.MonkeyPatch):
    def slowly(*asked: object):
        found = discover(*asked)  # pyright: ignore[reportArgumentType]
        life.ben(change_sign_in, account, "http://127.0.0.1:1/", USER, "new")
        return found

    def syncs(*asked: object):
        life.ben(change_sign_in, account, "http://127.0.0.1:1/", USER, "newer")
        exchange(*asked)  # pyright: ignore[reportArgumentType]

    account = life.connect()
    discover, exchange = calendar_finding.discover, calendars._exchange
    life.ben(change_sign_in, account, life.server.address, USER, "")
    with monkeypatch.context() as patched:
        patched.setattr(calendar_finding, "discover", slowly)
        calendar_finding.find_once(account)
    assert (rows(CalendarAccount)[0].address, rows(CalendarAccount)[0].status) == ("http://127.0.0.1:1/", "looking")
    life.ben(change_sign_in, account, life.server.address, USER, PASSWORD)
    assert calendar_finding.find_once(account) == "found"
    life.meet()
    with monkeypatch.context() as patched:
        patched.setattr(calendars, "_exchange", syncs)
        assert life.sync() == "calendar_gone"
    assert (life.page().accounts[0].status, life.page().accounts[0].trouble) == ("looking", "")
    assert [each.status for each in rows(MeetingCopy)] == ["new"]


def test_it_is_refused_to_others_twice_over_and_too_often(sqlite: str, with_password: Server):
    life = Life(make_cast(), with_password)
    mine = life.ben(connect_calendar, "https://x.example", "u", "p")
    other = life.ben(connect_calendar, "https://y.example", "u", "p")
    with pytest.raises(NotFound):
        life.ada(change_sign_in, mine, "https://z.example", "u", "p")
    with pytest.raises(InvalidInput) as refused:
        life.ben(change_sign_in, other, "https://X.example:443/dav", "u", "p")
    assert refused.value.field == "address"
    published = life.ben(subscribe, "https://x.example/a.ics")
    with pytest.raises(NotPermitted):
        life.ben(change_sign_in, published, "https://z.example", "u", "p")
    for _ in range(limits.CALENDAR_TRIES.amount - 3):
        life.ben(change_sign_in, other, "https://y.example", "u", "")
    with pytest.raises(TooMany):
        life.ben(change_sign_in, other, "https://y.example", "u", "")
    with pytest.raises(TooMany):
        life.ben(calendar_accounts.try_again, mine)


def test_a_password_of_any_script_is_kept(cast: Cast):
    typed = "🔑" * 500
    transact(Actor(member_id=cast.ben), connect_calendar, "https://x.example", "u", typed)
    assert target_of(rows(CalendarAccount)[0]).access.password == typed


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_was_under_way_when_the_sign_in_changed_keeps_nothing(life: Life):
    account, (calendar, *_) = life.connect(), rows(RemoteCalendar, href=life.href)
    begun, go_on, came = Event(), Event(), list[str]()

    def slowly(uow, *typed: str) -> None:
        change_sign_in(uow, *typed)
        uow.session.flush()
        begun.set()
        go_on.wait(60)

    def late() -> None:
        try:
            TableLedger(calendar.id).within(lambda books: books.place())
            came.append("kept")
        except Trouble:
            came.append("refused")

    changing = Thread(target=life.ben, args=(slowly, account, life.server.address, "somebody", PASSWORD))
    changing.start()
    assert begun.wait(60)
    looking = Thread(target=late)
    looking.start()
    looking.join(0.5)  # that it has to wait; if this machine is too slow for it to begin, it comes after the change
    go_on.set()
    changing.join(60)
    looking.join(60)
    assert came == ["refused"]
