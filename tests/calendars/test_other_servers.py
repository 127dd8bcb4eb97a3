"""The manners of servers that no test starts, at the server that has them all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentor_app.calendars.discovery import discover
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.pulling import DOUBTED_AFTER
from mentor_app.calendars.troubles import Trouble
from mentor_app.calendars.webdav import Access
from tests.calendars import test_marks
from tests.calendars.fault_run import NOW, SPAN
from tests.calendars.quirks import _Handler
from tests.calendars.servers import LOOPBACK
from tests.calendars.test_marks import Life, at_once, odd

__all__ = ["at_once"]


def remove(life: Life, uid: str) -> None:
    (event,) = (each for each in life.client.everything() if f"UID:{uid}" in each.text)
    assert life.client.remove(event)


@pytest.mark.usefixtures("at_once")
def test_a_ctag_that_comes_back_with_what_was_written_last_hides_nothing():
    with odd("last_ctag") as life:
        for uid in ("still", "restless"):
            life.add(uid)
        life.looks(3)
        assert life.look() == 1
        remove(life, "still")
        for word, other in (("private", "changed"), ("changed", "private")):
            there = life.client.calendar.get("/cal/a/restless.ics")
            assert there
            assert life.client.write(there, there.text.replace(word, other))
        life.look()
        assert life.seen == {"restless"}


def test_a_list_of_all_there_is_in_answer_to_a_token_that_was_forgotten_shows_what_is_gone():
    with odd("restarts") as life:
        for number in range(5):
            life.add(f"event-{number}")
        life.looks(2)
        remove(life, "event-3")
        life.app.kept.places["ben"] = replace(life.app.kept.places["ben"], token="t999")
        life.look()
        assert life.seen == {"event-0", "event-1", "event-2", "event-4"}


def test_a_token_that_is_only_handed_back_is_doubted_once_the_mark_contradicts_it(monkeypatch: pytest.MonkeyPatch):
    with odd("echoes") as life:
        life.add("before")
        life.looks(3)
        life.add("after")
        life.app.kept.places["ben"] = replace(life.app.kept.places["ben"], token="t999")
        monkeypatch.setattr(test_marks, "SPAN", replace(SPAN, now=NOW + DOUBTED_AFTER))
        life.look()
        assert life.seen == {"before", "after"}
        assert life.app.kept.places["ben"].token == "t2"


@pytest.mark.parametrize("quirks", [("bin",), ("bin", "shows_only")])
def test_a_meeting_that_is_forbidden_is_not_taken_for_a_calendar_that_is(quirks: tuple[str, ...]):
    with odd(*quirks) as life:
        forbidden, other = (life.app.create(NOW + timedelta(days=each)) for each in (1, 2))
        life.server.removed.add(forbidden)
        (calendar,) = discover(life.server.access, LOOPBACK, Budget()).calendars
        assert calendar.writable is ("shows_only" not in quirks)
        if not calendar.writable:
            with pytest.raises(Trouble, match="read_only"):
                life.look()
            return
        life.look()
        assert [each.href for each in life.client.everything()] == [f"/cal/a/{other}.ics"]
        assert life.app.kept.copies[forbidden, "ben"].trouble == "rejected"


def test_of_a_cancelled_meeting_that_is_not_let_go_of_its_owner_hears_once():
    with odd("clings") as life:
        clung, other = (life.app.create(NOW + timedelta(days=each)) for each in (1, 2))
        life.look()
        for uid in (clung, other):
            life.app.change(uid, status="CANCELLED")
        life.server.removed.add(clung)
        life.looks(3)
        assert life.app.kept.told == [(clung, "ben", "refused")]
        assert [each.href for each in life.client.everything()] == [f"/cal/a/{clung}.ics"]


def test_a_calendar_that_another_shares_is_found_by_its_address_beside_ones_own():
    with odd() as life:
        life.server.calendars.add("/other/shared/")
        found = discover(Access(f"{life.server.address}other/shared/"), LOOPBACK, Budget())
        assert found.address == f"{life.server.address}cal/"
        assert [each.href for each in found.calendars] == ["/other/shared/", "/cal/a/"]
        assert [each.href for each in discover(life.server.access, LOOPBACK, Budget()).calendars] == ["/cal/a/"]


def test_a_calendar_that_is_listed_twice_is_one(monkeypatch: pytest.MonkeyPatch):
    with odd() as life:
        one = _Handler._one
        monkeypatch.setattr(_Handler, "_one", lambda *what: one(*what) * 2)
        assert [each.href for each in discover(life.server.access, LOOPBACK, Budget()).calendars] == ["/cal/a/"]


def test_what_makes_a_meeting_unreadable_is_taken_out_and_told_once():
    with odd() as life:
        life.app.create(NOW + timedelta(days=2))
        life.looks(2)
        (event,) = life.client.everything()
        beside = (
            "BEGIN:VEVENT\r\nUID:beside\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261203T100000Z\r\nDURATION:PT1M\r\n"
            "RRULE:FREQ=HOURLY\r\nEND:VEVENT\r\n"
        )
        assert life.client.write(event, event.text.replace("END:VCALENDAR", beside + "END:VCALENDAR"))
        life.looks(3)
        assert [what for *_, what in life.app.kept.told] == ["unclear"]
        (event,) = life.client.everything()
        assert "HOURLY" not in event.text


def test_what_lies_where_a_calendar_was_is_none():
    with odd() as life:
        life.add("before")
        life.looks(2)
        life.server.calendars.clear()  # in the bin, and still answering
        with pytest.raises(Trouble, match="calendar_gone"):
            life.look()
