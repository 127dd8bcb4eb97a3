"""Invitations and answers (RFC 5546)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from mentor_app.calendars.itip import Party, Reply, read_reply, supersedes, write_invitation
from tests.calendars.test_icalendar import draft

US, BEN = Party("meet@mentor.example", "Mentor"), Party("ben@example.org", 'Ben "B", Jr.; x')
NOBODYS = Party("", "Ada")

REPLY = """BEGIN:VCALENDAR
PRODID:-//Example/ExampleCalendarClient//EN
METHOD:REPLY
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED:mailto:B@example.com
ORGANIZER:mailto:A@example.com
UID:calsrv.example.com-873970198738777@example.com
SEQUENCE:0
REQUEST-STATUS:2.0;Success
DTSTAMP:19970612T190000Z
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
"""RFC 5546 section 4.2.2."""


def event_of(text: str) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event


def test_a_request_names_its_people_who_have_said_yes_already():
    text = write_invitation("REQUEST", draft(sequence=2), US, [BEN, NOBODYS])
    event = event_of(text)
    assert str(icalendar.Calendar.from_ical(text)["METHOD"]) == "REQUEST"
    assert str(event["ORGANIZER"]) == "mailto:meet@mentor.example"
    assert [str(each) for each in event["ATTENDEE"]] == ["mailto:ben@example.org", "invalid:nomail"]
    assert [each.params["CN"] for each in event["ATTENDEE"]] == ['Ben "B", Jr.; x', "Ada"]
    assert {(each.params["PARTSTAT"], each.params["RSVP"]) for each in event["ATTENDEE"]} == {("ACCEPTED", "FALSE")}
    assert int(event["SEQUENCE"]) == 2


def test_a_withdrawal_is_cancelled_and_asks_for_nothing():
    text = write_invitation("CANCEL", draft(sequence=3, status="CANCELLED"), US, [BEN])
    event = event_of(text)
    assert str(icalendar.Calendar.from_ical(text)["METHOD"]) == "CANCEL"
    assert str(event["STATUS"]) == "CANCELLED"
    assert "RSVP" not in event["ATTENDEE"].params
    assert str(event["UID"]) == str(event_of(write_invitation("REQUEST", draft(), US, [BEN]))["UID"])


def test_a_time_zone_with_a_name_that_no_file_can_have_is_not_understood():
    odd = f"DTSTART;TZID={'x' * 300}:20261201T100000\r\nDTSTAMP:"
    assert read_reply(REPLY.replace("DTSTAMP:", odd)) is None


def test_the_answer_of_the_rfc_is_understood():
    assert read_reply(REPLY) == Reply(
        uid="calsrv.example.com-873970198738777@example.com",
        attendee="b@example.com",
        partstat="ACCEPTED",
        sequence=0,
        answered_at=datetime(1997, 6, 12, 19, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("METHOD:REPLY", "METHOD:REQUEST"),
        ("METHOD:REPLY\r\n", ""),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"),
        (";PARTSTAT=ACCEPTED", ""),
        ("UID:calsrv.example.com-873970198738777@example.com\r\n", ""),
        ("DTSTAMP:19970612T190000Z\r\n", ""),
        ("SEQUENCE:0", "SEQUENCE:many"),
        ("ORGANIZER", "ATTENDEE;PARTSTAT=DECLINED:mailto:c@example.com\r\nORGANIZER"),
        ("END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n"),
        ("BEGIN:VCALENDAR", "nothing"),
    ],
)
def test_anything_else_is_no_answer(old: str, new: str):
    assert old in REPLY
    assert read_reply(REPLY.replace(old, new)) is None


def test_sequence_counts_first_and_then_the_time():
    reply = read_reply(REPLY)
    assert reply
    assert supersedes(reply, sequence=0)
    assert not supersedes(reply, sequence=1)  # an answer to times that are no longer so
    later = replace(reply, answered_at=reply.answered_at + timedelta(seconds=1))
    assert supersedes(later, 0, reply)
    assert not supersedes(reply, 0, later)
    assert not supersedes(reply, 0, reply)
    assert supersedes(replace(reply, sequence=1), 0, later)
    assert not supersedes(later, 0, replace(reply, sequence=1))
