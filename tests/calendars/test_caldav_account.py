"""Radicale and Xandikos as they are: finding calendars, reading changes, writing with conditions."""

from datetime import UTC, datetime, timedelta

import pytest

from mentor_app.calendars.discovery import consented_hosts, discover, full_address
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.names import href_key
from mentor_app.calendars.reading import read_meeting
from mentor_app.calendars.troubles import Stale, TokenLost, Trouble
from mentor_app.calendars.versions import same_version
from mentor_app.calendars.webdav import Access
from mentor_app.calendars.writing import patch_meeting, write_meeting
from tests.calendars.servers import LOOPBACK, Server
from tests.calendars.test_icalendar import draft

UID = "a b+c@mentor.example"


def object_at(href: str, uid: str = UID) -> str:
    return f"{href}{uid}.ics"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dav.example.org", "https://dav.example.org/"),
        (" ada@example.org ", "https://example.org/"),
        ("https://dav.example.org/remote.php/dav/", "https://dav.example.org/remote.php/dav/"),
        ("http://192.168.1.5:5232", "http://192.168.1.5:5232/"),
        ("https://dav.example.org/x?y=z#frag", "https://dav.example.org/x"),
    ],
)
def test_an_address_as_people_type_it(typed: str, meant: str):
    assert full_address(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "   ", "https://", "two words", "ftp://example.org", "https://a:b@example.org", "http://[x"]
)
def test_what_is_no_address(typed: str):
    with pytest.raises(Trouble):
        full_address(typed)


def test_the_hosts_a_password_goes_to():
    assert consented_hosts("https://Dav.Example.org/x") == ("dav.example.org",)
    assert ".icloud.com" in consented_hosts("https://caldav.icloud.com/")
    assert consented_hosts("https://a.example/", ["B.example"]) == ("a.example", "b.example")


@pytest.mark.parametrize("below", ["", ".well-known/caldav", "nothing/here/"])
def test_calendars_are_found_from_wherever_one_begins(server: Server, below: str):
    href = server.new_calendar()
    budget = Budget()
    found = discover(Access(server.address + below, server.user, server.password), LOOPBACK, budget)
    assert href in [each.href for each in found.calendars]
    assert all(each.writable and each.reports_changes for each in found.calendars if each.href == href)
    assert budget.spent_requests <= 8


def test_the_address_of_a_calendar_itself_is_enough(server: Server):
    href = server.new_calendar()
    found = discover(Access(server.address.rstrip("/") + href, server.user, server.password), LOOPBACK, Budget())
    assert href in [each.href for each in found.calendars]


def test_a_wrong_password_is_said_to_be_one(with_password: Server):
    for access in (
        Access(with_password.address, "alice", "wrong"),
        Access(with_password.address, "alice", ""),
        Access(with_password.address, "nobody", "correct horse"),
    ):
        with pytest.raises(Trouble) as refused:
            discover(access, LOOPBACK, Budget())
        assert refused.value.kind == "wrong_password"


def test_writing_is_conditional_all_the_way(server: Server):
    href = server.new_calendar()
    calendar, other = server.calendar(href), server.calendar(href)
    at, text = object_at(href), write_meeting(draft(uid=UID))
    etag = calendar.create(at, text)
    assert etag
    with pytest.raises(Stale):
        calendar.create(at, text)
    with pytest.raises(Stale):
        calendar.create(object_at(href, "elsewhere"), text)  # the same UID
    newer = other.update(at, text.replace("Mentoring with Ada", "Mine"), etag)
    assert newer != etag
    with pytest.raises(Stale):
        calendar.update(at, text, etag)
    with pytest.raises(Stale):
        calendar.delete(at, etag)
    found = calendar.get(at)
    assert found
    assert "Mine" in found.text
    assert same_version(found.etag, newer)
    assert calendar.delete(at, newer)
    assert not calendar.delete(at, newer)
    assert calendar.get(at) is None


def test_changes_since_a_token(server: Server):
    href = server.new_calendar()
    calendar = server.calendar(href)
    token = calendar.token()
    assert calendar.changes(token).changed == {}
    at = object_at(href)
    etag = calendar.create(at, write_meeting(draft(uid=UID)))
    first = calendar.changes(token)
    assert list(first.changed) == [at]
    assert same_version(first.changed[at], etag)
    assert calendar.changes(first.token).changed == {}
    calendar.delete(at, etag)
    assert calendar.changes(first.token).gone == {at}
    for lost in ("http://radicale.org/ns/sync/" + "0" * 64, "0" * 40):
        with pytest.raises(TokenLost):
            calendar.changes(lost)


def test_nothing_new_costs_one_request_and_less_than_a_kilobyte(server: Server):
    href = server.new_calendar()
    calendar = server.calendar(href)
    for number in range(3):
        calendar.create(object_at(href, f"m{number}"), write_meeting(draft(uid=f"m{number}")))
    token, budget = calendar.token(), Budget()
    from mentor_app.calendars.caldav_account import CalDavCalendar

    quiet = CalDavCalendar(server.wire(budget), href)
    kind = discover(server.access, LOOPBACK, Budget()).kind
    quiet._wire.access = Access(server.address, server.user, server.password, kind)
    quiet.changes(token)
    assert budget.spent_requests <= (2 if server.user else 1)  # one more where the way to sign in was not known yet
    assert budget.spent_bytes < 1000


def test_objects_are_fetched_in_one_request_and_the_missing_are_missing(server: Server):
    href = server.new_calendar()
    calendar = server.calendar(href)
    here, there = object_at(href, "here"), object_at(href, "there@x")
    for at in (here, there):
        calendar.create(at, write_meeting(draft(uid=at)))
    found = calendar.fetch([here, there, object_at(href, "nowhere")])
    assert set(found) == {here, there}
    assert read_meeting(found[there].text, "UTC")


def test_a_window_shows_what_lies_in_it(server: Server):
    href = server.new_calendar()
    calendar = server.calendar(href)
    meeting = draft(uid=UID)
    etag = calendar.create(object_at(href), write_meeting(meeting))
    day = timedelta(days=1)
    (found,) = calendar.window(meeting.starts_at - day, meeting.starts_at + day)
    assert (found.href, same_version(found.etag, etag)) == (object_at(href), True)
    assert list(calendar.etags(meeting.starts_at - day, meeting.starts_at + day)) == [object_at(href)]
    assert calendar.window(meeting.starts_at + day, meeting.starts_at + 2 * day) == []
    assert [each.href for each in calendar.with_uid(UID)] == [object_at(href)]
    assert calendar.with_uid("another") == []


def test_the_copy_a_server_gives_back_still_says_what_we_wrote(server: Server):
    href = server.new_calendar()
    calendar = server.calendar(href)
    meeting = draft(uid=UID)
    etag = calendar.create(object_at(href), write_meeting(meeting))
    found = calendar.get(object_at(href))
    assert found
    seen = read_meeting(found.text, "UTC")
    assert seen
    assert seen.shows(meeting)
    moved = draft(
        uid=UID, starts_at=datetime(2026, 12, 10, 9, tzinfo=UTC), ends_at=datetime(2026, 12, 10, 10, tzinfo=UTC)
    )
    calendar.update(object_at(href), patch_meeting(found.text, moved), etag)
    again = calendar.get(object_at(href))
    assert again
    after = read_meeting(again.text, "UTC")
    assert after
    assert after.shows(moved)


def test_troubles_of_a_calendar_by_their_names(server: Server):
    gone = server.calendar(server.home + "was-deleted/")
    for ask in (lambda: gone.changes("x"), lambda: gone.window(datetime.now(UTC), datetime.now(UTC)), gone.token):
        with pytest.raises(Trouble) as refused:
            ask()
        assert refused.value.kind == "calendar_gone"
    calendar = server.calendar(server.new_calendar())
    with pytest.raises(Trouble) as refused:
        calendar.update(object_at(calendar.href), "no iCalendar at all", "")
    assert refused.value.kind == "rejected"


def test_somebody_elses_calendar_may_not_be_written_to(with_password: Server):
    with pytest.raises(Trouble) as refused:
        with_password.calendar("/bob/other/").update("/bob/other/x.ics", write_meeting(draft()), "")
    assert refused.value.kind == "read_only"


def test_spellings_of_one_address_are_one():
    assert href_key("https://x/cal/a%40b.ics") == href_key("/cal/a@b.ics") == "/cal/a@b.ics"
