"""A copy in another calendar of the same account, and servers that write letters in their owner's name."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from mentor_app.calendars.books import Copy
from mentor_app.calendars.caldav_account import RemoteEvent
from mentor_app.calendars.sync import Sync
from mentor_app.calendars.writing import write_meeting
from tests.calendars.fault_run import NOW, SPAN, App, Client, MemoryLedger
from tests.calendars.quirks import Quirky, _Handler, quirky

AT = NOW + timedelta(days=3)


class Life:
    """A member with two calendars, the first of which is written to."""

    def __init__(self, server: Quirky) -> None:
        server.calendars |= {"/cal/office/", "/cal/own/"}
        self.work, self.own = Client(server, "/cal/office/"), Client(server, "/cal/own/")
        self.app = App(random.Random(1))
        self.app.connect("ben", "/cal/office/")

    def look(self) -> bool:
        place = self.app.kept.places["ben"]
        client = self.work if place.href == "/cal/office/" else self.own
        return Sync(client.calendar, MemoryLedger(self.app, "ben"), SPAN).round()

    def meet(self) -> str:
        uid = self.app.create(AT)
        self.look()
        return uid

    def moves_to_own(self) -> None:
        (event,) = self.work.everything()
        self.work.write(event, event.text.replace("SUMMARY:Mentoring", "SUMMARY:Mine"))
        self.own.calendar.bring(event.href, "/cal/own/moved.ics")

    def there(self) -> tuple[list[RemoteEvent], list[RemoteEvent]]:
        return self.work.everything(), self.own.everything()


def test_what_was_moved_to_another_calendar_comes_back_as_it_is_when_its_owner_says_so():
    with quirky("one_uid") as server:
        life = Life(server)
        uid = life.meet()
        life.moves_to_own()
        life.look()
        assert life.app.kept.questions == {(uid, "ben"): None}
        life.app.answer(uid, "ben", yes=False)
        assert life.look()
        (copy,), elsewhere = life.there()
        assert "SUMMARY:Mine" in copy.text
        assert elsewhere == []
        assert not life.app.kept.copies[uid, "ben"].is_due


@pytest.mark.parametrize(
    ("quirks", "forgotten", "stay"),
    [(("one_uid",), True, 0), (("one_uid",), False, 0), ((), False, 0), (("fixed",), False, 1)],
)
def test_a_calendar_chosen_anew_takes_the_copies_over_and_they_are_kept_true(
    quirks: tuple[str, ...], forgotten: bool, stay: int
):
    with quirky(*quirks) as server:
        life = Life(server)
        uid = life.meet()
        place, copy = life.app.kept.places["ben"], life.app.kept.copies[uid, "ben"]
        life.app.kept.places["ben"] = replace(place, href="/cal/own/", token="", compared_at=None)
        life.app.kept.objects.clear()
        life.app.kept.copies[uid, "ben"] = Copy(uid, copy.draft) if forgotten else replace(copy, status="new")
        life.app.change(uid, AT + timedelta(days=1))
        assert life.look()
        left, (copy,) = life.there()
        assert len(left) == stay
        assert f"{AT + timedelta(days=1):%Y%m%d}T" in copy.text


def test_what_may_not_be_fetched_from_there_holds_up_no_other_meeting():
    with quirky("one_uid", "fixed") as server:
        life = Life(server)
        uid = life.app.create(AT)
        life.own.add("/cal/own/first.ics", write_meeting(life.app.kept.meetings[uid].draft))
        other = life.app.create(AT + timedelta(days=1))
        life.look()
        (copy,), _ = life.there()
        assert other in copy.text
        assert life.app.kept.copies[uid, "ben"].trouble == "rejected"
        assert life.app.kept.told == [(uid, "ben", "refused")]


@pytest.mark.parametrize("named", ["/cal/own/private.ics", "/cal/own/", "//elsewhere.example/cal/own/first.ics"])
def test_what_a_server_names_and_is_not_ours_stays_where_it_is(monkeypatch: pytest.MonkeyPatch, named: str):
    with quirky("one_uid") as server:
        life = Life(server)
        uid = life.app.create(AT)
        ours = write_meeting(life.app.kept.meetings[uid].draft)
        life.own.add("/cal/own/first.ics", ours)
        life.own.add("/cal/own/private.ics", ours.replace(uid, "private"))
        refuse = _Handler._refuse_uid
        monkeypatch.setattr(_Handler, "_refuse_uid", lambda self, _: refuse(self, f"{server.address[:-1]}{named}"))
        life.look()
        here, there = life.there()
        assert (len(here), len(there)) == (0, 2)
        assert life.app.kept.told == [(uid, "ben", "refused")]


@pytest.mark.parametrize("status", [409, 502])
def test_a_server_that_moves_nothing_holds_up_no_other_meeting(monkeypatch: pytest.MonkeyPatch, status: int):
    with quirky("one_uid") as server:
        life = Life(server)
        uid, other = life.app.create(AT), life.app.create(AT + timedelta(days=1))
        life.own.add("/cal/own/first.ics", write_meeting(life.app.kept.meetings[uid].draft))
        monkeypatch.setattr(_Handler, "on_move", lambda self, *_: self.reply(status))
        life.look()
        (copy,), _ = life.there()
        assert other in copy.text
        assert life.app.kept.told == [(uid, "ben", "refused")]


def test_an_invitation_that_was_taken_up_is_removed_without_a_letter():
    with quirky() as server:
        life = Life(server)
        uid = life.app.create(AT)
        guest = "ORGANIZER:mailto:mentor@mentor.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.org\r\n"
        text = write_meeting(life.app.kept.meetings[uid].draft).replace("END:VEVENT", guest + "END:VEVENT")
        life.work.add("/cal/office/from-mail.ics", text)
        life.look()
        life.app.change(uid, status="CANCELLED")
        life.look()
        assert life.there() == ([], [])
        assert server.letters == 0
