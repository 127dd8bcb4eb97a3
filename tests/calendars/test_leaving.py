"""A calendar that is disconnected, and our meetings removed from it, whether its server takes part or not."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, read
from mentor_app.errors import NotPermitted, TooMany
from mentor_app.jobs import calendar_finding, calendars
from mentor_app.jobs import calendar_leaving as leaving_jobs
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.jobs.calendar_leaving import TRIES, leave_once, take_up_leaving
from mentor_app.jobs.invitations import enclosed_invitation
from mentor_app.models import (
    AuditEntry,
    BusyInterval,
    CalendarAccount,
    LeftEvent,
    Letter,
    Meeting,
    MeetingCopy,
    Notification,
    RemoteCalendar,
    RemoteObject,
    TimeProposal,
)
from mentor_app.services import calendar_accounts, calendar_connecting
from mentor_app.services.calendar_leaving import disconnect
from mentor_app.services.meeting_facts import page_of
from mentor_app.services.meeting_places import change_place
from tests.calendars.life import OWN_EVENT, TOMORROW, Life, Reachable, rows
from tests.calendars.quirks import quirky
from tests.calendars.servers import Server
from tests.conftest import make_cast

pytestmark = pytest.mark.usefixtures("opened")
EVERYTHING = (CalendarAccount, RemoteCalendar, RemoteObject, BusyInterval, MeetingCopy, LeftEvent)


@pytest.fixture
def life(sqlite: str, server: Server) -> Life:
    return Life(make_cast(), server)


@pytest.fixture
def account(life: Life) -> str:
    """Ben's account, with an event of his own and two meetings in his calendar."""
    life.own.create(life.href + "own.ics", OWN_EVENT)
    connected = life.connect()
    for day in range(2):
        life.meet(TOMORROW + timedelta(days=day))
    life.sync()
    assert len(life.there()) == 3
    return connected


def uids() -> list[str]:
    return sorted(each.uid for each in rows(Meeting))


def nothing_is_asked() -> None:
    """Nobody is told that a meeting was moved, removed or called off."""
    assert {each.status for each in rows(Meeting)} == {"confirmed"}
    assert rows(TimeProposal, status="open") == rows(MeetingCopy) == []
    assert [each for each in rows(Notification) if each.kind.startswith("calendar.")] == []


def test_only_our_events_go_and_the_password_goes_last(life: Life, account: str):
    calendar = rows(RemoteCalendar, href=life.href)[0]
    life.ben(disconnect, account, take_out=True)
    (shown,) = life.page().accounts
    assert (shown.status, shown.left, shown.calendars) == ("leaving", 2, [])
    assert rows(BusyInterval) == []
    assert calendars.sync_once(calendar.id, calendar.round) == "nothing"
    assert len(life.there()) == 3  # until the job has been there
    with pytest.raises(NotPermitted):
        life.ben(calendar_accounts.try_again, account)
    assert leave_once(account, 0) == "left"
    assert [each.text.count("canary-doctor") for each in life.there()] == [1]
    for table in EVERYTHING:
        assert rows(table) == []
    nothing_is_asked()
    assert leave_once(account, 0) == "nothing"


def test_whoever_disconnects_gets_invitations_by_letter_at_once(life: Life, account: str):
    life.ben(disconnect, account, take_out=True)
    life.meet(TOMORROW + timedelta(days=4))
    letter = rows(Letter, member_id=life.cast.ben, kind="meeting_confirmed")[-1]
    assert read(SYSTEM, enclosed_invitation, letter)
    assert leave_once(account, 0) == "left"
    assert len(life.there()) == 1


def test_what_its_owner_changed_or_removed_meanwhile_is_no_question_any_more(life: Life, account: str):
    first, second = uids()
    life.moves(TOMORROW + timedelta(hours=6), of=first)
    life.removes(of=second)
    life.ben(disconnect, account, take_out=True)
    assert leave_once(account, 0) == "left"
    assert len(life.there()) == 1
    nothing_is_asked()


def test_what_is_not_ours_stays_even_where_ours_was(life: Life, account: str):
    first, _ = uids()
    theirs = life.one(first)
    life.own.delete(theirs.href, theirs.etag)
    life.own.create(theirs.href, OWN_EVENT.replace("UID:own", "UID:theirs"))
    life.ben(disconnect, account, take_out=True)
    assert leave_once(account, 0) == "left"
    assert sorted("UID:theirs" in each.text for each in life.there()) == [False, True]


def test_a_write_whose_reply_never_came_is_removed_as_well(life: Life, account: str):
    with Session(db.engine()) as session:
        for row in rows(MeetingCopy):
            copy = session.get_one(MeetingCopy, row.id)
            copy.tried, copy.status, copy.href, copy.etag = copy.base, "new", "", ""
        session.commit()
    life.ben(disconnect, account, take_out=True)
    assert leave_once(account, 0) == "left"
    assert len(life.there()) == 1


def test_connected_again_while_it_leaves_it_stays(life: Life, account: str, monkeypatch: pytest.MonkeyPatch):
    def meanwhile(remote, event):
        done = take_out(remote, event)
        server = life.server
        assert life.ben(calendar_connecting.connect_calendar, server.address, server.user, server.password) == account
        return done

    take_out = leaving_jobs.take_out
    life.ben(disconnect, account, take_out=True)
    with monkeypatch.context() as patched:
        patched.setattr(leaving_jobs, "take_out", meanwhile)
        assert leaving_jobs.leave_once(account, 0) == "nothing"
    assert rows(LeftEvent) == []
    assert len(life.there()) == 2  # one was gone by then, the other is left alone
    assert life.connect() == account
    assert sorted(len(life.there()) for _ in (life.sync(), life.sync())) == [3, 3]
    assert life.page().accounts[0].status == "connected"
    assert {each.status for each in rows(Meeting)} == {"confirmed"}
    assert rows(MeetingCopy, question="gone") == []


def test_to_stay_there_must_be_room(life: Life, account: str):
    life.ben(disconnect, account, take_out=True)
    with Session(db.engine()) as session:
        for place in range(calendar_connecting.MOST_ACCOUNTS):
            session.add(CalendarAccount(member_id=life.cast.ben, address=f"https://{place}.example"))
        session.commit()
    with pytest.raises(TooMany):
        life.ben(calendar_connecting.connect_calendar, life.server.address, life.server.user, life.server.password)
    assert len(rows(LeftEvent)) == 2


def test_meetings_stay_where_they_are_when_their_owner_likes(life: Life, account: str):
    life.ben(disconnect, account)
    for table in EVERYTHING:
        assert rows(table) == []
    assert len(life.there()) == 3


@pytest.fixture
def silent(sqlite: str) -> tuple[Life, str]:
    """Ben's account at a server with a meeting in it, which has gone away by the time it is to be removed."""
    with quirky() as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        life.meet()
        life.sync()
        assert len(server.objects) == 1
    return life, account


def test_a_server_that_is_gone_gets_so_many_chances_and_then_its_owner_is_told(silent: tuple[Life, str]):
    life, account = silent
    life.ben(disconnect, account, take_out=True)
    for attempt in range(TRIES):
        hosts._hosts.clear()
        (shown,) = life.page().accounts
        assert (shown.status, shown.left, shown.trouble) == ("leaving", 1, "unreachable" if attempt else "")
        assert leave_once(account, attempt) == "unreachable"
        assert leave_once(account, attempt) == "nothing"  # repeated after a crash it counts once
    for table in EVERYTHING:
        assert rows(table) == []
    (told,) = [each for each in rows(Notification) if each.kind.startswith("calendar.")]
    assert (told.member_id, told.kind, told.params["name"]) == (life.cast.ben, "calendar.left_behind", "127.0.0.1")
    assert rows(AuditEntry, action="calendar.left_behind")[0].details == {"events": 1, "trouble": "unreachable"}


def test_whatever_its_server_makes_of_us_the_password_goes(silent: tuple[Life, str], monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: object):
        raise AssertionError("in a way that nobody knows")

    life, account = silent
    monkeypatch.setattr(leaving_jobs, "_take_out", breaks)
    life.ben(disconnect, account, take_out=True)
    for attempt in range(TRIES):
        hosts._hosts.clear()
        assert rows(CalendarAccount)[0].failures == attempt
        assert leaving_jobs.leave_calendar.__wrapped__(account, attempt) == "server_error"
    assert rows(CalendarAccount) == rows(LeftEvent) == []


def test_a_server_that_refuses_in_odd_words_keeps_no_password(sqlite: str):
    with quirky("odd_refusals") as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        life.meet()
        life.sync()
        life.ben(disconnect, account, take_out=True)
        assert [leave_once(account, attempt) for attempt in range(TRIES)] == ["read_only"] * TRIES
    assert rows(CalendarAccount) == rows(LeftEvent) == []


def test_a_look_that_ends_late_keeps_no_account(life: Life, account: str, monkeypatch: pytest.MonkeyPatch):
    def slowly(*asked: object):
        found = discover(*asked)  # pyright: ignore[reportArgumentType]
        life.ben(disconnect, account, take_out=True)
        return found

    discover = calendar_finding.discover
    with Session(db.engine()) as session:
        session.get_one(CalendarAccount, account).status = "looking"  # as a look that is under way found it
        session.commit()
    monkeypatch.setattr(calendar_finding, "discover", slowly)
    calendar_finding.find_once(account)
    assert [(each.status, each.left, each.calendars) for each in life.page().accounts] == [("leaving", 2, [])]
    assert leave_once(account, 0) == "left"


def test_a_busy_host_costs_no_chance_and_a_broken_chain_is_taken_up(silent: tuple[Life, str]):
    life, account = silent
    life.ben(disconnect, account, take_out=True)
    with hosts.asked("127.0.0.1"), hosts.asked("127.0.0.1"):
        assert leave_once(account, 0) == "busy"
    assert rows(CalendarAccount)[0].failures == 0
    assert take_up_leaving() == 0
    with Session(db.engine()) as session:
        session.get_one(CalendarAccount, account).next_try_at = now() - timedelta(hours=3)
        session.commit()
    assert take_up_leaving() == 1


def test_its_owner_need_not_wait(silent: tuple[Life, str]):
    life, account = silent
    for _ in range(2):
        life.ben(disconnect, account, take_out=True)
    assert leave_once(account, 0) == "unreachable"
    life.ben(disconnect, account)
    assert rows(CalendarAccount) == rows(LeftEvent) == []
    assert leave_once(account, 1) == "nothing"
    assert [each for each in rows(Notification) if each.kind.startswith("calendar.")] == []


@pytest.mark.parametrize("quirk", ["no_etags", "weak_etags", "silent_put", "escapes"])
def test_servers_with_bad_manners_lose_our_events_too(sqlite: str, quirk: str):
    with quirky(quirk) as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        life.meet()
        life.sync()
        server.write("/cal/main/own.ics", OWN_EVENT)
        life.ben(disconnect, account, take_out=True)
        assert leave_once(account, 0) == "left"
        assert list(server.objects) == ["/cal/main/own.ics"]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:soon\r\nand no more\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID;X-A=1:{start}\r\n {end}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nuid:{uid}\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:another\r\nURL;VALUE=URI:{page}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
    ids=["unreadable", "folded", "unaffordable", "renamed"],
)
def test_what_names_our_meeting_is_ours_whatever_its_owners_program_made_of_it(sqlite: str, text: str):
    with quirky() as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        life.meet()
        life.sync()
        (meeting,), (href,) = rows(Meeting), server.objects
        uid, page = meeting.uid, page_of(meeting)
        server.write(href, text.format(uid=uid, start=uid[:9], end=uid[9:], page=page))
        life.ben(disconnect, account, take_out=True)
        assert leave_once(account, 0) == "left"
        assert server.objects == {}


def test_what_only_speaks_of_ours_is_not_ours(sqlite: str):
    with quirky() as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        life.meet()
        life.sync()
        (meeting,), (href,) = rows(Meeting), server.objects
        note = f"DESCRIPTION:UID:{meeting.uid} at {page_of(meeting)}\r\nX-UID:{meeting.uid}"
        server.write(href, OWN_EVENT.replace("SUMMARY:canary-doctor", note))
        life.ben(disconnect, account, take_out=True)
        assert leave_once(account, 0) == "left"
        assert list(server.objects) == [href]


def test_one_that_is_no_calendar_any_more_keeps_no_other_there(sqlite: str):
    with quirky() as server:
        life = Life(make_cast(), Reachable(server))
        account = life.connect()
        for day in range(2):
            life.meet(TOMORROW + timedelta(days=day))
        life.sync()
        spoilt = min(server.objects)
        server.write(spoilt, "<p>Please sign in.</p>")
        life.ben(disconnect, account, take_out=True)
        assert leave_once(account, 0) == "not_caldav"
        assert (list(server.objects), life.page().accounts[0].left) == ([spoilt], 1)


@pytest.mark.parametrize("quirk", ["long_etags", "endless_etags"])
def test_versions_of_any_length_are_read_kept_and_given_back(database: str, quirk: str):
    with quirky(quirk) as server:
        life = Life(make_cast(), Reachable(server))
        server.write("/cal/main/own.ics", OWN_EVENT)
        account = life.connect()
        meeting = life.meet()
        assert (life.sync(), life.sync()) == ("done", "done")
        life.ada(change_place, meeting, "in_person", "Café Central")
        assert life.sync() == "done"
        assert "Café Central" in server.objects[rows(MeetingCopy)[0].href][1]
        life.ben(disconnect, account, take_out=True)
        assert leave_once(account, 0) == "left"
        assert list(server.objects) == ["/cal/main/own.ics"]
