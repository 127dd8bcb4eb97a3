"""A member's calendar from connecting it to taking it away, against a real server: every step through the services."""

import stat
from datetime import timedelta

import icalendar
import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs import calendar_finding
from mentor_app.jobs.calendar_hosts import hosts
from mentor_app.jobs.invitations import enclosed_invitation
from mentor_app.models import (
    BusyInterval,
    CalendarAccount,
    Letter,
    Meeting,
    MeetingCopy,
    Notification,
    RemoteCalendar,
    RemoteObject,
    TimeProposal,
)
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security import sealing
from mentor_app.services import calendar_accounts, calendar_connecting, calendar_leaving, calendar_questions
from mentor_app.services.calendar_views import CalendarsDetail, get_calendars
from mentor_app.services.meeting_places import change_place
from mentor_app.services.meetings import cancel_meeting, decline_times, propose_meeting
from mentor_app.services.sealed_secrets import reseal_all
from mentor_app.services.series import Rhythm
from tests.calendars.hostile import hostile_servers
from tests.calendars.life import OWN_EVENT, TOMORROW, Life, rows, slots, start_of
from tests.calendars.servers import PASSWORD, USER, Server
from tests.conftest import Cast, make_cast

pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture
def cast(sqlite: str) -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast, server: Server) -> Life:
    return Life(cast, server)


def test_a_confirmed_meeting_is_one_event_and_a_moved_event_a_suggestion(life: Life):
    life.connect()
    assert life.page().accounts[0].status == "connected"
    meeting = life.meet()
    assert life.sync() == "done"
    (event,) = life.there()
    assert start_of(event) == TOMORROW
    assert "Ada" in event.text
    assert "https://video.example/r" in event.text.replace("\r\n ", "")
    life.moves(TOMORROW + timedelta(hours=5))
    life.sync()
    (proposal,) = rows(TimeProposal, meeting_id=meeting, status="open")
    assert (proposal.author_id, proposal.kind) == (life.cast.ben, "move")
    assert [each.starts_at for each in slots(meeting)] == [TOMORROW + timedelta(hours=5)]
    assert rows(Meeting)[0].starts_at == TOMORROW  # until the other agrees
    life.sync()
    assert start_of(life.there()[0]) == TOMORROW + timedelta(hours=5)  # nobody overwrites it meanwhile
    life.agree(meeting)
    life.sync()
    assert rows(Meeting)[0].starts_at == TOMORROW + timedelta(hours=5) == start_of(life.there()[0])
    assert len(life.there()) == 1
    assert rows(BusyInterval) == []  # one's own meetings are counted from the meetings


def test_another_place_comes_into_the_calendar_and_needs_no_invitation(life: Life):
    life.connect()
    meeting = life.meet()
    life.sync()
    life.ada(change_place, meeting, "in_person", "Café Central")
    life.sync()
    event = icalendar.Calendar.from_ical(life.there()[0].text).walk("VEVENT")[0]
    assert (str(event["LOCATION"]), int(event["SEQUENCE"]), len(life.there())) == ("Café Central", 1, 1)
    told, mine = (rows(Letter, member_id=who, kind="meeting_placed") for who in (life.cast.ben, life.cast.ada))
    assert read(SYSTEM, enclosed_invitation, told[0]) is None
    assert read(SYSTEM, enclosed_invitation, mine[0])
    life.ben(change_place, meeting, "video", "")
    assert len(rows(Letter, member_id=life.cast.ben, kind="meeting_placed")) == 1  # their calendar knows it already


def test_a_move_the_other_declines_is_put_back(life: Life):
    life.connect()
    meeting = life.meet()
    life.sync()
    life.moves(TOMORROW + timedelta(hours=5))
    life.sync()
    life.ada(decline_times, meeting)
    life.sync()
    assert start_of(life.there()[0]) == TOMORROW
    assert rows(TimeProposal, status="open") == []


def test_a_move_taken_back_in_the_calendar_is_taken_back_here(life: Life):
    life.connect()
    life.meet()
    life.sync()
    life.moves(TOMORROW + timedelta(hours=5))
    life.sync()
    life.moves(TOMORROW)
    life.sync()
    assert rows(TimeProposal, status="open") == []


def test_a_move_into_the_past_is_put_back_and_its_owner_hears_of_it(life: Life):
    life.connect()
    life.meet()
    life.sync()
    life.moves(now().replace(microsecond=0) - timedelta(hours=2))
    life.sync()
    life.sync()
    assert start_of(life.there()[0]) == TOMORROW
    assert rows(TimeProposal, status="open") == []


def test_what_is_no_single_other_time_is_put_back_and_its_owner_hears_of_it(life: Life):
    life.connect()
    life.meet()
    life.sync()
    for rule in ("FREQ=WEEKLY;COUNT=5", "FREQ=WEEKLY"):
        event = life.one("")
        life.own.update(event.href, event.text.replace("END:VEVENT", f"RRULE:{rule}\r\nEND:VEVENT"), event.etag)
        life.sync()
        assert "RRULE" not in life.one("").text
        told = rows(Notification, member_id=life.cast.ben, kind="calendar.put_back")
        assert len(told) == 1 + (rule == "FREQ=WEEKLY")
    assert rows(TimeProposal, status="open") == []


def test_both_calendars_and_both_pages_hear_of_a_move(life: Life):
    life.connect()
    life.meet()
    life.sync()
    life.moves(TOMORROW + timedelta(hours=5))
    published = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("mentor_app.jobs.durable.hub.publish_from_thread", published.extend)
        life.sync()
    assert in_mentorship(life.cast.mentorship, "meetings") in published
    assert for_member(life.cast.ben, "calendars") in published
    assert {for_member(each, "meetings") for each in (life.cast.ada, life.cast.ben)} <= set(published)


def test_a_removed_event_is_a_question_and_never_a_silent_end(life: Life):
    life.connect()
    life.meet()
    life.sync()
    life.removes()
    life.sync()
    assert rows(Meeting)[0].status == "confirmed"
    (asked,) = life.page().removed
    assert asked.partner == "Ada"
    with pytest.raises(NotFound):
        life.ada(calendar_questions.put_back, asked.id)
    life.ben(calendar_questions.put_back, asked.id)
    life.sync()
    assert start_of(life.there()[0]) == TOMORROW
    assert life.page().removed == []
    with pytest.raises(NotPermitted):
        life.ben(calendar_questions.put_back, asked.id)


def test_a_removal_that_was_meant_calls_the_meeting_off(life: Life):
    life.connect()
    life.meet()
    life.sync()
    life.removes()
    life.sync()
    life.ben(calendar_questions.cancel_as_removed, life.page().removed[0].id)
    life.sync()
    assert rows(Meeting)[0].status == "cancelled"
    assert life.there() == []


def test_a_meeting_called_off_leaves_the_calendar(life: Life):
    life.connect()
    meeting = life.meet()
    life.sync()
    life.ada(cancel_meeting, meeting)
    life.sync()
    assert life.there() == []
    assert rows(MeetingCopy)[0].status == "removed"


def test_the_second_look_writes_nothing(life: Life):
    life.connect()
    life.meet()
    life.sync()
    before = life.there()
    for _ in range(3):
        life.sync()
    assert life.there() == before


def test_a_calendar_chosen_later_gets_the_meetings_to_come_and_one_left_gets_none(life: Life):
    life.meet()
    account = life.connect()
    life.sync()
    assert len(life.there()) == 1
    life.ben(calendar_accounts.write_to, account, "")
    assert rows(MeetingCopy) == []
    chosen = rows(RemoteCalendar, href=life.href)[0].id
    life.ben(calendar_accounts.write_to, account, chosen)
    life.sync()
    assert len(life.there()) == 1  # the copy that was there is taken up again


def test_another_calendar_of_the_account_gets_the_meetings_as_they_are_and_none_twice(life: Life):
    account = life.connect()
    life.meet()
    life.sync()
    event = life.one("")
    life.own.update(event.href, event.text.replace("SUMMARY:", "SUMMARY:My own words: "), event.etag)
    other = life.server.new_calendar()
    with Session(db.engine()) as session:
        session.add(RemoteCalendar(account_id=account, member_id=life.cast.ben, href=other, reads_busy=True))
        session.commit()
    life.ben(calendar_accounts.write_to, account, rows(RemoteCalendar, href=other)[0].id)
    left, life.href, life.own = life.own, other, life.server.calendar(other)
    assert life.sync() == "done"
    assert "SUMMARY:My own words: " in life.one("").text
    assert left.get(event.href) is None
    life.ada(cancel_meeting, rows(Meeting)[0].id)
    life.sync()
    assert life.there() == []


def test_an_invitation_that_came_by_letter_is_taken_up_by_a_calendar_connected_later(life: Life):
    life.meet()
    (letter,) = rows(Letter, member_id=life.cast.ben, kind="meeting_confirmed")
    invitation = read(SYSTEM, enclosed_invitation, letter)
    assert invitation
    # As a mail program puts it there: under an address of its own, without the method.
    life.own.create(f"{life.href}from-mail.ics", invitation.text.replace("METHOD:REQUEST\r\n", ""))
    life.connect()
    life.sync()
    (event,) = life.there()
    assert event.href.endswith("from-mail.ics")
    life.ben(cancel_meeting, rows(Meeting)[0].id)
    life.sync()
    assert life.there() == []
    assert not rows(Letter, kind="meeting_taken_out", member_id=life.cast.ben)


def test_busy_times_are_read_and_nothing_else_is_kept(life: Life):
    start = TOMORROW + timedelta(hours=2)
    etag = life.own.create(life.href + "own.ics", OWN_EVENT)
    life.connect()
    assert [(each.starts_at, each.ends_at) for each in rows(BusyInterval)] == [(start, start + timedelta(hours=1))]
    assert "canary" not in " ".join(str(each) for each in rows(RemoteObject) + rows(BusyInterval) + rows(MeetingCopy))
    life.own.delete(life.href + "own.ics", etag)
    life.sync()
    assert rows(BusyInterval) == []


def test_disconnecting_forgets_everything_and_leaves_the_meetings_there(life: Life):
    account = life.connect()
    life.meet()
    life.sync()
    life.ben(calendar_leaving.disconnect, account)
    for table in (CalendarAccount, RemoteCalendar, RemoteObject, BusyInterval, MeetingCopy):
        assert rows(table) == []
    assert len(life.there()) == 1


def test_nobody_reaches_anothers_calendars(life: Life):
    account = life.connect()
    for who in (life.cast.ada, life.cast.cy, life.cast.dee):
        assert read(Actor(member_id=who), get_calendars) == CalendarsDetail([], [])
        for what, more in (
            (calendar_leaving.disconnect, ()),
            (calendar_accounts.try_again, ()),
            (calendar_accounts.agree_to_host, ()),
            (calendar_accounts.believe_removals, ()),
            (calendar_accounts.write_to, ("",)),
        ):
            with pytest.raises(NotFound):
                life.act(who, what, account, *more)


def test_a_calendar_of_another_account_cannot_be_chosen(life: Life):
    account = life.connect()
    with pytest.raises(NotFound):
        life.ben(calendar_accounts.write_to, account, "no-such-calendar")
    with pytest.raises(NotFound):
        life.ben(calendar_accounts.read_busy, account, "no-such-calendar", on=True)


def test_a_calendar_that_may_only_be_read_is_not_written_to(life: Life):
    account = life.connect()
    with Session(db.engine()) as session:
        calendar = session.exec(select(RemoteCalendar).where(RemoteCalendar.href != life.href)).first()
        assert calendar
        only_read = calendar.id
        calendar.writable = False
        session.commit()
    with pytest.raises(NotPermitted):
        life.ben(calendar_accounts.write_to, account, only_read)


def test_events_of_a_calendar_that_keeps_nobody_busy_are_forgotten(life: Life):
    account = life.connect()
    life.own.create(life.href + "own.ics", OWN_EVENT)
    chosen = rows(RemoteCalendar, href=life.href)[0].id
    life.sync()
    assert len(rows(BusyInterval)) == 1
    life.ben(calendar_accounts.read_busy, account, chosen, on=False)
    life.sync()
    assert rows(BusyInterval) == []
    life.ben(calendar_accounts.read_busy, account, chosen, on=True)
    life.sync()
    assert len(rows(BusyInterval)) == 1


def test_a_refused_password_stops_after_the_second_time_and_a_new_one_starts_again(cast: Cast, with_password: Server):
    life = Life(cast, with_password)
    account = life.connect()
    with Session(db.engine()) as session:
        session.get_one(CalendarAccount, account).sealed = sealing.seal(account, "wrong")
        session.commit()
    assert life.sync() == "wrong_password"
    assert not life.page().accounts[0].is_stopped
    assert life.sync() == "wrong_password"
    (shown,) = life.page().accounts
    assert (shown.trouble, shown.is_stopped, shown.next_try_at) == ("wrong_password", True, "")
    assert life.sync() == "nothing"
    again = life.ben(calendar_connecting.connect_calendar, with_password.address, USER, PASSWORD)
    assert (again, calendar_finding.find_once(account)) == (account, "found")
    assert life.sync() == "done"
    assert life.page().accounts[0].trouble == ""


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("{wrong}", "wrong_address"),
        ("http://10.1.2.3/", "blocked_address"),
        ("http://127.0.0.1:1/", "unreachable"),
        ("127.0.0.1:{port}", "certificate"),  # https, as nothing else was said
        ("{hostile}/sign-in-page", "not_caldav"),
        ("{hostile}/inward", "needs_consent"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(life: Life, address: str, trouble: str):
    with hostile_servers() as hostile:
        typed = address.format(wrong="http://[", hostile=hostile.address, port=hostile.port)
        account = life.ben(calendar_connecting.connect_calendar, typed, USER, PASSWORD)
        calendar_finding.find_once(account)
        (shown,) = life.page().accounts
        assert (shown.status, shown.trouble) == ("refused", trouble)
        assert hostile.inside == []


def test_another_host_gets_the_password_once_its_owner_says_so(life: Life):
    with hostile_servers() as hostile:
        account = life.ben(calendar_connecting.connect_calendar, f"{hostile.address}/inward", "u", "p")
        calendar_finding.find_once(account)
        assert life.page().accounts[0].trouble_host == "127.0.0.2"
        life.ben(calendar_accounts.agree_to_host, account)
        calendar_finding.find_once(account)
        assert hostile.inside
        with pytest.raises(NotPermitted):
            life.ben(calendar_accounts.agree_to_host, account)


def test_too_many_accounts_and_missing_addresses_are_refused(life: Life):
    for typed in ("  ", "nextcloud", "my own calendar", "https://dav.example.org/my calendar"):
        with pytest.raises(InvalidInput) as refused:
            life.ben(calendar_connecting.connect_calendar, typed, "u", "p")
        assert refused.value.field == "address"
    for number in range(calendar_connecting.MOST_ACCOUNTS):
        life.ben(calendar_connecting.connect_calendar, f"https://{number}.example", "u", "p")
    with pytest.raises(TooMany):
        life.ben(calendar_connecting.connect_calendar, "https://x.example", "u", "p")


@pytest.mark.parametrize(("user", "password", "field"), [("u", "", "password"), ("", "p", "user_name")])
def test_half_a_sign_in_is_refused_where_it_is_missing(cast: Cast, user: str, password: str, field: str):
    with pytest.raises(InvalidInput) as refused:
        transact(Actor(member_id=cast.ben), calendar_connecting.connect_calendar, "https://x.example", user, password)
    assert refused.value.field == field
    assert rows(CalendarAccount) == []


def test_a_host_with_enough_to_do_is_asked_later(life: Life):
    life.connect()
    with hosts.asked("127.0.0.1"), hosts.asked("127.0.0.1"):
        assert life.sync() == "busy"
    assert life.page().accounts[0].trouble == ""
    assert life.sync() == "done"


def test_the_password_is_nowhere_in_the_clear_and_the_key_is_its_owners_alone(cast: Cast, tmp_path):
    account, _ = transact(
        Actor(member_id=cast.ben), calendar_connecting.connect_calendar, "https://x.example", "u", "canary-password"
    )
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"canary-password" not in file.read_bytes(), file
    (row,) = rows(CalendarAccount)
    assert sealing.unseal(account, row.sealed) == "canary-password"
    with pytest.raises(sealing.Unreadable):
        sealing.unseal("another account", row.sealed)
    assert stat.S_IMODE(sealing.key_file().stat().st_mode) == 0o600


def test_keys_are_rotated_and_old_ones_forgotten(cast: Cast):
    account, _ = transact(
        Actor(member_id=cast.ben), calendar_connecting.connect_calendar, "https://x.example", "u", "p"
    )
    old = sealing.key_file().read_text()
    sealed = rows(CalendarAccount)[0].sealed
    assert sealing.add_key()
    assert sealing.unseal(account, sealed) == "p"  # broken off here, everything still opens
    assert transact(SYSTEM, reseal_all)[0] == 1
    sealing.drop_old_keys()
    assert old.strip() not in sealing.key_file().read_text()
    assert sealing.unseal(account, rows(CalendarAccount)[0].sealed) == "p"
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(account, sealed)
    with pytest.raises(NotPermitted):
        transact(Actor(member_id=cast.dee), reseal_all)


def test_a_series_is_one_event_each_and_a_moved_one_asks_about_itself_alone(life: Life):
    life.connect()
    typed = TOMORROW.strftime("%Y-%m-%dT%H:%M")
    first = life.ben(propose_meeting, life.cast.mentorship, [typed], rhythm=Rhythm("fortnightly", 4))
    life.agree(first)
    four = series()
    for _ in range(3):
        assert life.sync() == "done"
    events = {icalendar.Calendar.from_ical(each.text).walk("VEVENT")[0]["UID"]: each for each in life.there()}
    assert {uid: start_of(each) for uid, each in events.items()} == {each.uid: each.starts_at for each in four}
    assert len(life.there()) == len(four)
    life.moves(four[1].starts_at + timedelta(hours=3), of=four[1].uid)
    life.sync()
    (asked,) = rows(TimeProposal, status="open")
    assert asked.meeting_id == four[1].id
    life.agree(four[1].id)
    life.removes(of=four[2].uid)
    life.sync()
    assert [each.starts_at - before.starts_at for each, before in zip(series(), four, strict=True)] == [
        timedelta(hours=hours) for hours in (0, 3, 0, 0)
    ]
    assert [each.meeting_id for each in rows(MeetingCopy, question="gone")] == [four[2].id]
    life.ada(cancel_meeting, four[1].id, later=True)
    life.sync()
    (left,) = life.there()
    assert start_of(left) == four[0].starts_at


def test_a_meeting_of_a_series_far_ahead_is_kept_true_as_well(life: Life):
    life.connect()
    typed = TOMORROW.strftime("%Y-%m-%dT%H:%M")
    first = life.ben(propose_meeting, life.cast.mentorship, [typed], rhythm=Rhythm("monthly", 12))
    life.agree(first)
    for _ in range(2):
        life.sync()
    with Session(db.engine()) as session:
        session.exec(select(RemoteCalendar).where(RemoteCalendar.href == life.href)).one().compared_at = None
        session.commit()
    life.sync()  # everything is compared again, of which a window shows only the next months
    assert len(life.there()) == len(series()) == 12
    assert rows(MeetingCopy, question="gone") == []
    last = series()[-1]
    life.moves(last.starts_at + timedelta(days=1), of=last.uid)
    life.sync()
    assert [each.meeting_id for each in rows(TimeProposal, status="open")] == [last.id]
    life.agree(last.id)
    life.sync()
    assert series()[-1].starts_at == last.starts_at + timedelta(days=1)
    assert sorted(start_of(each) for each in life.there()) == [each.starts_at for each in series()]


def series() -> list[Meeting]:
    return sorted(rows(Meeting), key=lambda each: each.number)
