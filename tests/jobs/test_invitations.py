"""Invitations by letter: what a mail program reads of a meeting, and what becomes of its answers."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.policy import SMTP

import icalendar
import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.config import settings
from mentor_app.db import SYSTEM, Actor, read
from mentor_app.jobs import inbound, mail
from mentor_app.mail.compose import compose
from mentor_app.models import AuditEntry, CalendarAccount, Letter, Meeting, Member, Message, RemoteCalendar
from mentor_app.security.limits import forget_counts
from mentor_app.services.blocking import block_member
from mentor_app.services.conversations import start_conversation
from mentor_app.services.endings import end_mentorship
from mentor_app.services.feeds import feed_of, make_feed
from mentor_app.services.meeting_places import change_place
from mentor_app.services.meetings import cancel_meeting, confirm_meeting, propose_meeting, suggest_times
from mentor_app.services.series import Rhythm
from tests.conftest import make_cast
from tests.services.meeting_days import act, live_in, meeting, on, open_slots, rows

SUNDAY, MONDAY = "2026-03-29T18:00", "2026-03-30T18:00"
"""Summer time begins on that Sunday in Vienna."""


@pytest.fixture
def pair(sqlite):
    forget_counts()
    cast = make_cast()
    live_in({cast.ada: "Europe/Vienna", cast.ben: "Europe/Vienna"})
    with on():
        yield cast
    forget_counts()


@pytest.fixture
def relay(monkeypatch):
    """Mail comes in."""
    monkeypatch.setenv("MENTOR_INBOUND_ADDRESS", "reply@in.example.org")
    monkeypatch.setenv("MENTOR_IMAP_HOST", "127.0.0.1")
    settings.cache_clear()


def settled(pair, time=SUNDAY) -> str:
    made = act(pair.ben, propose_meeting, pair.mentorship, [time], place="https://meet.example.org/ab")
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    return made


def moved(pair, made: str, time=MONDAY) -> None:
    act(pair.ben, suggest_times, made, [time])
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])


def letters_to(member_id: str, kind: str) -> list[EmailMessage]:
    found = sorted(rows(Letter, member_id=member_id, kind=kind), key=lambda each: each.created_at)
    composed = [compose(read(SYSTEM, mail._to_send, each.id)[0]).as_bytes() for each in found]
    assert composed == [compose(read(SYSTEM, mail._to_send, each.id)[0]).as_bytes() for each in found], "same bytes"
    return [message_from_bytes(each, policy=policy.default) for each in composed]


def calendar_in(letter: EmailMessage) -> icalendar.Calendar:
    """What both parts for calendars say; they say the same."""
    (part,) = (each for each in letter.walk() if each.get_content_type() == "text/calendar")
    (file,) = letter.iter_attachments()
    text = part.get_content()
    assert file.get_content_type() == "application/ics"
    assert file.get_content().decode() == text
    found = icalendar.Calendar.from_ical(text)
    assert part.get_param("method") == str(found["METHOD"])
    return found


def event_in(letter: EmailMessage) -> icalendar.Event:
    (event,) = calendar_in(letter).walk("VEVENT")
    return event


def everything(letter: EmailMessage) -> str:
    said = [f"{name}: {value}" for name, value in letter.items()]
    for part in letter.walk():
        if not part.is_multipart():
            content = part.get_content()
            said.append(content.decode() if isinstance(content, bytes) else content)
    return "\n".join(said).replace("\r\n ", "").replace("\n ", "")


def test_a_settled_meeting_comes_with_the_letter_to_each_of_the_two(pair):
    made = settled(pair)
    for who, address, partner in ((pair.ada, "ada@example.org", "ben@"), (pair.ben, "ben@example.org", "ada@")):
        (letter,) = letters_to(who, "meeting_confirmed")
        assert [part.get_content_type() for part in letter.walk()] == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics",
        ]
        event = event_in(letter)
        assert str(calendar_in(letter)["METHOD"]) == "REQUEST"
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (meeting(made).uid, 0)
        assert str(event["ORGANIZER"]) == "mailto:mentor@localhost"
        assert [str(each) for each in event["ATTENDEE"]] == [f"mailto:{address}", "invalid:nomail"]
        assert letter["To"] == address
        assert partner not in everything(letter), "nobody's own address is in another's letter"
        assert str(event["LOCATION"]) == "https://meet.example.org/ab"
        assert "your mail program can put it into your calendar" in letter.get_body(("plain",)).get_content()
        detail = read(Actor(), feed_of, act(who, make_feed).rpartition("/")[2].removesuffix(".ics"))
        assert [each.uid for each in detail.meetings] == [str(event["UID"])], "the feed names it alike"


def test_a_move_counts_on_and_a_cancellation_takes_it_out_of_both_calendars(pair):
    made = settled(pair)
    moved(pair, made)
    for who in (pair.ada, pair.ben):
        event = event_in(letters_to(who, "meeting_moved")[0])
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (meeting(made).uid, 1)
        assert event["DTSTART"].dt.isoformat() == "2026-03-30T18:00:00+02:00"
    act(pair.ben, cancel_meeting, made, "I am ill")
    for who, kind in ((pair.ada, "meeting_cancelled"), (pair.ben, "meeting_taken_out")):
        (letter,) = letters_to(who, kind)
        event = event_in(letter)
        assert str(calendar_in(letter)["METHOD"]) == "CANCEL"
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (meeting(made).uid, 2)
        assert str(event["STATUS"]) == "CANCELLED"
        assert "take the meeting out of your calendar" in letter.get_body(("plain",)).get_content()


def test_another_place_reaches_both_calendars_and_the_letter_says_what_it_was(pair):
    made = settled(pair)
    with Session(db.engine()) as session:
        session.get_one(Member, pair.ben).locale = "de"
        session.commit()
    act(pair.ada, change_place, made, "in_person", "Café Central")
    for who in (pair.ada, pair.ben):
        (letter,) = letters_to(who, "meeting_placed")
        event = event_in(letter)
        assert str(calendar_in(letter)["METHOD"]) == "REQUEST"
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (meeting(made).uid, 1)
        assert str(event["LOCATION"]) == "Café Central"
    told = letters_to(pair.ben, "meeting_placed")[0].get_body(("plain",)).get_content()
    assert "Vorher: Videoanruf, https://meet.example.org/ab" in told
    assert "Jetzt: Persönlich, Café Central" in told
    detail = read(Actor(), feed_of, act(pair.ben, make_feed).rpartition("/")[2].removesuffix(".ics"))
    assert [(each.location, each.sequence) for each in detail.meetings] == [("Café Central", 1)]


def test_letters_that_come_late_or_in_any_order_leave_the_same(pair):
    made = settled(pair)
    moved(pair, made)
    late = event_in(letters_to(pair.ben, "meeting_confirmed")[0])
    assert (int(late["SEQUENCE"]), late["DTSTART"].dt) == (
        1,
        event_in(letters_to(pair.ben, "meeting_moved")[0])["DTSTART"].dt,
    )
    act(pair.ada, cancel_meeting, made)
    assert str(calendar_in(letters_to(pair.ben, "meeting_confirmed")[0])["METHOD"]) == "CANCEL"


def test_whoever_has_connected_a_calendar_gets_no_second_copy(pair):
    with Session(db.engine()) as session:
        account = CalendarAccount(member_id=pair.ben, address="https://x", user_name="b", sealed="")
        session.add(account)
        session.flush()
        session.add(
            RemoteCalendar(account_id=account.id, member_id=pair.ben, href="/c/", writes=True, name="c", color="")
        )
        session.commit()
    made = settled(pair)
    (letter,) = letters_to(pair.ben, "meeting_confirmed")
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert event_in(letters_to(pair.ada, "meeting_confirmed")[0])
    act(pair.ben, cancel_meeting, made)
    assert not rows(Letter, kind="meeting_taken_out")


def test_when_a_mentorship_ends_its_meetings_leave_both_calendars(pair):
    settled(pair)
    act(pair.ada, end_mentorship, pair.mentorship, "not_a_fit")
    for who in (pair.ada, pair.ben):
        (letter,) = letters_to(who, "meeting_taken_out")
        assert str(calendar_in(letter)["METHOD"]) == "CANCEL"


def test_other_letters_about_a_meeting_bring_nothing_for_calendars(pair):
    made = act(pair.ben, propose_meeting, pair.mentorship, [SUNDAY])
    (letter,) = letters_to(pair.ada, "meeting_proposed")
    assert not list(letter.iter_attachments())
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    act(pair.ben, suggest_times, made, [MONDAY])
    assert not list(letters_to(pair.ada, "meeting_move_suggested")[0].iter_attachments())


@pytest.mark.parametrize("zone", ["Europe/Vienna", "America/Argentina/ComodRivadavia", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("time", ["2026-03-29T01:30", "2026-04-05T01:00", "2026-10-25T01:30", "2026-11-01T18:00"])
def test_the_hour_is_the_one_agreed_on_in_every_zone(pair, zone, time):
    live_in({pair.ada: zone, pair.ben: zone})
    with on(datetime.fromisoformat(time).replace(tzinfo=UTC) - timedelta(days=5)):
        made = settled(pair, time)
    event = event_in(letters_to(pair.ben, "meeting_confirmed")[0])
    start = event["DTSTART"].dt
    assert start.astimezone(UTC) == meeting(made).starts_at
    assert start.strftime("%Y-%m-%dT%H:%M") == time
    assert event["DTEND"].dt.astimezone(UTC) - start.astimezone(UTC) == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("locale", "title", "note"),
    [("de", "Mentoring-Treffen mit Ada", "Ihr E-Mail-Programm"), ("fr", "Ada", "votre logiciel de messagerie")],
)
def test_an_invitation_speaks_its_readers_language(pair, locale, title, note):
    with Session(db.engine()) as session:
        session.get_one(Member, pair.ben).locale = locale
        session.commit()
    settled(pair)
    (letter,) = letters_to(pair.ben, "meeting_confirmed")
    assert title in str(event_in(letter)["SUMMARY"])
    assert "Mentoring meeting" not in str(event_in(letter)["SUMMARY"])
    assert note in letter.get_body(("plain",)).get_content()


def test_where_mail_comes_in_answers_and_letters_have_an_address_of_ours(pair, relay):
    settled(pair)
    (letter,) = letters_to(pair.ben, "meeting_confirmed")
    organizer, (mine, other) = str(event_in(letter)["ORGANIZER"]), event_in(letter)["ATTENDEE"]
    assert organizer.startswith("mailto:reply+")
    assert str(mine) == "mailto:ben@example.org"
    assert str(other) == "invalid:nomail", "there is no conversation yet"
    act(pair.ada, start_conversation, pair.ben, "Looking forward")
    other = str(event_in(letters_to(pair.ben, "meeting_confirmed")[0])["ATTENDEE"][1])
    assert other.startswith("mailto:reply+")
    assert other != organizer
    assert "ada@" not in everything(letter)


def answered(pair, letter: EmailMessage, partstat: str, sender: str = "ben@example.org", **changed: str) -> set[str]:
    """A calendar answers an invitation, as Google's does: automatically."""
    event = event_in(letter)
    organizer = str(event["ORGANIZER"])
    text = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "PRODID:-//x//EN",
            "VERSION:2.0",
            "METHOD:REPLY",
            "BEGIN:VEVENT",
            f"UID:{changed.get('uid', event['UID'])}",
            f"SEQUENCE:{changed.get('sequence', event['SEQUENCE'])}",
            f"DTSTAMP:{datetime(2026, 3, 24, 10, tzinfo=UTC):%Y%m%dT%H%M%SZ}",
            f"ORGANIZER:{organizer}",
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{sender}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, organizer.removeprefix("mailto:")
    message["Message-ID"], message["Auto-Submitted"] = f"<{partstat}.{'.'.join(changed.values())}@x>", "auto-generated"
    message.set_content("Declined")
    message.add_alternative(text, subtype="calendar", params={"method": "REPLY"})
    return handed_over(message)


def handed_over(message: EmailMessage) -> set[str]:
    letter = inbound.read_letter(message.as_bytes())
    return {inbound._hand_over(letter, place, cut=False) for place in inbound.places_in(letter.recipients)}


def test_a_calendar_that_declines_asks_its_owner_and_tells_nobody_else(pair, relay):
    made = settled(pair)
    (letter,) = letters_to(pair.ben, "meeting_confirmed")
    assert answered(pair, letter, "ACCEPTED") == {"delivered"}
    assert not rows(Letter, kind="meeting_answer_noted")
    assert answered(pair, letter, "DECLINED") == {"delivered"}
    assert answered(pair, letter, "DECLINED") == {"again"}
    (asked,) = rows(Letter, kind="meeting_answer_noted")
    assert asked.member_id == pair.ben
    assert meeting(made).status == "confirmed"
    assert not rows(Message)
    answers = [each.details["answer"] for each in rows(AuditEntry, action="meeting.answered_by_calendar")]
    assert answers == ["accepted", "declined"]


def test_an_answer_of_somebody_else_or_to_something_else_counts_for_nothing(pair, relay):
    made = settled(pair)
    (letter,) = letters_to(pair.ben, "meeting_confirmed")
    assert answered(pair, letter, "DECLINED", sender="eve@evil.example") == {"dropped"}
    assert answered(pair, letter, "DECLINED", uid="another") == {"dropped"}
    moved(pair, made)
    assert answered(pair, letter, "DECLINED", sequence="0") == {"dropped"}, "to an hour that is no longer so"
    act(pair.ada, cancel_meeting, made)
    assert answered(pair, letters_to(pair.ben, "meeting_moved")[0], "DECLINED", sequence="9") == {"dropped"}
    assert not rows(Letter, kind="meeting_answer_noted")


def test_a_letter_to_the_organizer_reaches_the_partner(pair, relay):
    settled(pair)
    organizer = str(event_in(letters_to(pair.ben, "meeting_confirmed")[0])["ORGANIZER"]).removeprefix("mailto:")
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Message-ID"] = "ben@example.org", organizer, "<1@ben>"
    message.set_content("May I bring a question?")
    assert handed_over(message) == {"delivered"}
    assert [(each.sender_id, each.words) for each in rows(Message)] == [(pair.ben, "May I bring a question?")]
    act(pair.ada, block_member, pair.ben)
    message.replace_header("Message-ID", "<2@ben>")
    assert handed_over(message) == {"answered"}
    assert len(rows(Message)) == 1


def test_a_meeting_that_is_gone_is_nothing_to_answer(pair, relay):
    made = settled(pair)
    (letter,) = letters_to(pair.ben, "meeting_confirmed")
    with Session(db.engine()) as session:
        session.get_one(Meeting, made).starts_at = datetime(2026, 3, 23, tzinfo=UTC)
        session.commit()
    assert answered(pair, letter, "DECLINED") == {"dropped"}


def file_in(letter: EmailMessage) -> list[icalendar.Event]:
    """The meetings in the file of a letter about several, of which no mail program is asked to read more."""
    assert not [each for each in letter.walk() if each.get_content_type() == "text/calendar"]
    (file,) = letter.iter_attachments()
    calendar = icalendar.Calendar.from_ical(file.get_content().decode())
    assert calendar["METHOD"] == "PUBLISH"
    return calendar.walk("VEVENT")


def test_a_series_comes_as_one_file_and_leaves_so(pair):
    first = act(pair.ben, propose_meeting, pair.mentorship, [SUNDAY], rhythm=Rhythm("weekly", 4))
    act(pair.ada, confirm_meeting, first, open_slots(first)[0])
    four = sorted(rows(Meeting), key=lambda each: each.number)
    for who in (pair.ada, pair.ben):
        (letter,) = letters_to(who, "meeting_series_confirmed")
        events = file_in(letter)
        assert [(event["UID"], event["DTSTART"].dt.astimezone(UTC)) for event in events] == [
            (each.uid, each.starts_at) for each in four
        ]
        assert not [event for event in events if "ATTENDEE" in event]
    act(pair.ben, cancel_meeting, four[2].id, later=True)
    for who, kind in ((pair.ada, "meeting_series_cancelled"), (pair.ben, "meeting_series_taken_out")):
        (letter,) = letters_to(who, kind)
        assert [(event["UID"], event["STATUS"], event["SEQUENCE"]) for event in file_in(letter)] == [
            (each.uid, "CANCELLED", 1) for each in four[2:]
        ]
    act(pair.ada, end_mentorship, pair.mentorship, "circumstances")
    for who in (pair.ada, pair.ben):
        assert [event["UID"] for event in file_in(letters_to(who, "meeting_series_taken_out")[-1])] == [
            each.uid for each in four[:2]
        ]
