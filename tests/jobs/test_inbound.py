"""Replies by e-mail, from a real mailbox into the conversation: what arrives, what is refused, what is never lost."""

from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from sqlalchemy.exc import DataError, OperationalError
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import SYSTEM, Actor, deliver_jobs_to, read, transact
from mentor_app.jobs import durable, inbound, mail
from mentor_app.mail import incoming
from mentor_app.mail.compose import compose
from mentor_app.models import AuditEntry, Block, Conversation, Letter, Member, Message, ReceivedLetter, SharedFile
from mentor_app.realtime.changes import for_member
from mentor_app.security.limits import forget_counts
from mentor_app.security.relay_addresses import Place, places_in, relay_address
from mentor_app.services.conversations import mark_read, send_message, start_conversation
from mentor_app.services.correspondence import correspondence
from mentor_app.services.files import OpenedFile, open_file
from mentor_app.storage import file_path, stored_ids
from tests.conftest import make_cast
from tests.jobs.test_durable import until
from tests.mail.mailbox import PASSWORD, USER, imap_server

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"


@pytest.fixture(scope="module")
def server():
    with imap_server() as box:
        yield box


@pytest.fixture
def box(server, monkeypatch):
    """The mailbox, empty, and the settings that lead to it."""
    server.empty()
    for name, value in {
        "INBOUND_ADDRESS": "reply@in.example.org",
        "IMAP_HOST": "127.0.0.1",
        "IMAP_PORT": str(server.port),
        "IMAP_USER": USER,
        "IMAP_PASSWORD": PASSWORD,
        "IMAP_SECURITY": "none",
    }.items():
        monkeypatch.setenv(f"MENTOR_{name}", value)
    settings.cache_clear()
    forget_counts()
    yield server
    forget_counts()


@pytest.fixture
def people(sqlite):
    return make_cast()


@pytest.fixture
def talk(box, people) -> str:
    """Ada has written to Ben, who got a letter of it."""
    return transact(Actor(people.ada), start_conversation, people.ben, "How did it go?")[0]


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def change(table, key, **values):
    with Session(db.engine()) as session:
        row = session.get_one(table, key)
        for name, value in values.items():
            setattr(row, name, value)
        session.commit()


def letters(kind: str) -> list[Letter]:
    return [each for each in rows(Letter) if each.kind == kind]


def address_of(talk: str, member_id: str) -> str:
    with Session(db.engine()) as session:
        side = int(session.get_one(Conversation, talk).second_id == member_id)
    return relay_address(Place("conversation", talk, side))


def reply(to: str, text: str = "It went well.", sender: str = "ben@example.org", **headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    usual = {"From": f"Ben <{sender}>", "To": to, "Message-ID": f"<{len(text)}.{hash(text)}@ben>", "Subject": "Re: x"}
    for name, value in (usual | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    message.set_content(text)
    return message


def collect(box, *messages: EmailMessage | bytes) -> str:
    for each in messages:
        box.put(each if isinstance(each, bytes) else each.as_bytes())
    return inbound.collect_once.__wrapped__()


def said(talk: str) -> list[tuple[str, str]]:
    with Session(db.engine()) as session:
        found = session.exec(select(Message).where(Message.conversation_id == talk).order_by(Message.number))
        return [(each.sender_id, each.words) for each in found]


def the_letter(kind: str = "message_received") -> EmailMessage:
    """The newest letter of a kind, as it leaves."""
    row = max(letters(kind), key=lambda each: each.created_at)
    outgoing, _attempt = read(SYSTEM, mail._to_send, row.id)
    return compose(outgoing)


def test_a_letter_is_answered_by_replying_to_it(box, people, talk):
    letter = the_letter()
    address = letter["Reply-To"].addresses[0]
    assert (address.display_name, address.domain) == ("Ada", "in.example.org")
    assert len(address.username) <= 64
    text = letter.get_body(("plain",)).get_content()
    assert text.startswith("##~ ")
    assert "simply reply to this letter" in text
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    answer = f"It went well.\n\nOn Mon, 2 Mar 2026 at 10:00, Ada <{address.addr_spec}> wrote:\n{quoted}"
    assert collect(box, reply(address.addr_spec, answer)) == "1 delivered"
    assert said(talk) == [(people.ada, "How did it go?"), (people.ben, "It went well.")]
    assert box.lying() == []
    assert [each.actor_id for each in rows(AuditEntry) if each.action == "reply.taken"] == [people.ben]
    assert not letters("reply_not_taken")
    seen = read(Actor(people.ada), correspondence, talk)
    assert [each.words for each in seen.messages][-1] == "It went well."


def test_both_pages_are_told(box, people, talk, monkeypatch):
    told = []
    monkeypatch.setattr(durable.hub, "publish_from_thread", told.extend)
    collect(box, reply(address_of(talk, people.ben)))
    assert {for_member(each, "conversations") for each in (people.ada, people.ben)} <= set(told)


def test_without_a_mailbox_letters_lead_to_the_page(people):
    transact(Actor(people.ada), start_conversation, people.ben, "Hello")
    letter = the_letter()
    assert letter["Reply-To"] is None
    assert "##~" not in letter.as_string()
    assert inbound.collect_once.__wrapped__() == "off"


@pytest.mark.parametrize("shape", ["Delivered-To", "X-Original-To", "Cc", "upper"])
def test_the_address_is_found_wherever_the_servers_put_it_and_in_whatever_case(box, people, talk, shape):
    address = address_of(talk, people.ben)
    if shape == "upper":
        assert collect(box, reply(address.upper())) == "1 delivered"
    else:
        assert collect(box, reply("someone@example.org", **{shape: address})) == "1 delivered"


def test_a_token_is_good_for_one_member_and_one_thing_and_cannot_be_made_up(box, people, talk, monkeypatch):
    mine, theirs = address_of(talk, people.ben), address_of(talk, people.ada)
    assert mine != theirs
    assert collect(box, reply(theirs)) == "1 answered", "Ada's address, from Ben"
    local, _, domain = mine.partition("@")
    for at in (7, 20, 45):
        forged = local[:at] + ("a" if local[at] != "a" else "b") + local[at + 1 :]
        assert places_in(f"{forged}@{domain}") == []
    assert collect(box, reply(f"{local[:10]}@{domain}"), reply("reply@in.example.org", "x")) == "2 unknown"
    assert box.lying() == [(b"\\Seen",), (b"\\Seen",)], "they stay for whoever looks after the mailbox"
    assert len(said(talk)) == 1
    monkeypatch.setenv("MENTOR_SECRET", "another secret of an installation, long enough")
    settings.cache_clear()
    assert places_in(mine) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "Eve <eve@evil.example>"},
        {"From": '"ben@example.org" <eve@evil.example>'},
        {"From": "ben@example.org, eve@evil.example"},
        {"From": "ben@example.org.evil.example"},
        {"Authentication_Results": "mx.example.org; dmarc=fail header.from=example.org"},
    ],
)
def test_a_sender_who_is_not_the_member_is_never_heard_and_the_member_is_told(box, people, talk, headers):
    assert collect(box, reply(address_of(talk, people.ben), **headers)) == "1 answered"
    assert len(said(talk)) == 1
    (told,) = letters("reply_not_taken")
    assert told.address == "ben@example.org", "nothing goes to whoever the letter says it is from"
    assert "evil" not in the_letter("reply_not_taken").as_string()
    assert [each.details["reason"] for each in rows(AuditEntry) if each.action == "reply.not_taken"] == ["stranger"]


def test_the_same_letter_is_taken_once_even_when_a_crash_left_it_in_the_mailbox(box, people, talk):
    message = reply(address_of(talk, people.ben))
    assert collect(box, message, message) == "1 again, 1 delivered"
    assert collect(box, message) == "1 again"
    assert len(said(talk)) == 2
    assert box.lying() == []


def test_a_database_that_is_away_loses_nothing_and_marks_nothing(box, people, talk, monkeypatch):
    def away(*_args):
        raise OperationalError("x", {}, Exception("away"))

    with monkeypatch.context() as broken:
        broken.setattr(inbound, "perform", away)
        assert collect(box, reply(address_of(talk, people.ben))) == "failed"
    assert box.lying() == [()]
    assert collect(box) == "1 delivered"


def test_a_mailbox_that_cannot_be_opened_is_only_for_now(box, people, talk, monkeypatch):
    box.put(reply(address_of(talk, people.ben)).as_bytes())
    for name, value in (("MENTOR_IMAP_PASSWORD", "wrong"), ("MENTOR_IMAP_PORT", "1")):
        with monkeypatch.context() as wrong:
            wrong.setenv(name, value)
            settings.cache_clear()
            assert collect(box) == "unreachable"
    settings.cache_clear()
    assert collect(box) == "1 delivered"


def test_a_letter_nobody_can_read_is_flagged_and_keeps_no_other_from_arriving(box, people, talk, monkeypatch):
    bomb = b"From: ben@example.org\r\nTo: x\r\n" + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 500
    real = inbound.read_letter
    monkeypatch.setattr(
        inbound, "read_letter", lambda raw, **how: 1 / 0 if b"fault of ours" in raw else real(raw, **how)
    )
    good = reply(address_of(talk, people.ben))
    assert collect(box, bomb, reply("x@example.org", "a fault of ours"), good) == "1 delivered, 2 unreadable"
    assert box.lying() == [(b"\\Flagged", b"\\Seen")] * 2
    reasons = [each.details["reason"] for each in rows(AuditEntry) if each.action == "reply.unreadable"]
    assert reasons == ["too many parts", "ZeroDivisionError"]
    assert collect(box) == "nothing"


def test_words_that_no_database_takes_keep_no_other_letter_from_arriving(box, people, talk, monkeypatch):
    address, real = address_of(talk, people.ben), inbound.perform

    def refusing(act, *args):
        if args and getattr(args[0], "words", "") == "poison":
            raise DataError("x", {}, Exception("no such character"))
        return real(act, *args)

    monkeypatch.setattr(inbound, "perform", refusing)
    assert collect(box, reply(address, "poison"), reply(address)) == "1 delivered, 1 unreadable"
    assert said(talk)[-1] == (people.ben, "It went well.")


def test_an_answer_in_a_time_zone_of_no_name_keeps_no_other_letter_from_arriving(box, people, talk):
    odd = reply(address_of(talk, people.ben))
    when = f"DTSTART;TZID={'x' * 300}:20261201T100000"
    lines = ("METHOD:REPLY", "BEGIN:VEVENT", "UID:u", when, "ATTENDEE:mailto:b@x.org", "END:VEVENT")
    odd.add_alternative(
        "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR")), subtype="calendar", params={"method": "REPLY"}
    )
    assert collect(box, odd, reply(address_of(talk, people.ben), "The next one.")) == "2 delivered"
    assert said(talk)[-1] == (people.ben, "The next one.")


def test_holiday_answers_lists_and_loops_are_dropped(box, people, talk):
    address = address_of(talk, people.ben)
    own = the_letter()
    del own["To"]
    own["To"] = address
    automatic = [
        reply(address, "I am away", Auto_Submitted="auto-replied"),
        reply(address, "a list", List_Id="<x>"),
        reply(address, "bulk", Precedence="bulk"),
        own,
    ]
    assert collect(box, *automatic) == "4 dropped"
    assert len(said(talk)) == 1
    assert not letters("reply_not_taken"), "no answer to an answer: that is how loops begin"


def test_an_ex_partner_or_blocked_or_suspended_member_reaches_nobody_and_learns_nothing(box, people, talk):
    address = address_of(talk, people.ben)
    with Session(db.engine()) as session:
        session.add(Block(member_id=people.ada, target_id=people.ben))
        session.commit()
    assert collect(box, reply(address, "one")) == "1 answered"
    change(Member, people.ada, suspended_at=now())
    assert collect(box, reply(address, "two")) == "1 answered"
    first, second = (each.params["reason"] for each in letters("reply_not_taken"))
    assert first == second == "This conversation is not open any more."
    change(Member, people.ben, suspended_at=now())
    assert collect(box, reply(address, "three")) == "1 dropped"
    assert len(said(talk)) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("> nothing of mine", "There were no words of yours in it. Please write them above the letter you reply to."),
        ("x" * 4001, "It has more than 4000 characters."),
    ],
)
def test_what_cannot_be_delivered_is_answered_once_in_the_members_language(box, people, talk, text, reason):
    address = address_of(talk, people.ben)
    assert collect(box, reply(address, text)) == "1 answered"
    assert [each.params["reason"] for each in letters("reply_not_taken")] == [reason]
    change(Member, people.ben, locale="de")
    assert collect(box, reply(address, text + ">")) == "1 answered"
    (german,) = (each for each in letters("reply_not_taken") if each.locale == "de")
    assert german.params["reason"] != reason
    for number in range(8):
        collect(box, reply(address, f"> {number}"))
    assert len(letters("reply_not_taken")) == 5, "not more than five a day"


def test_who_writes_too_much_is_told(box, people, talk):
    address = address_of(talk, people.ben)
    assert collect(box, *(reply(address, f"Number {number}") for number in range(32))) == "2 answered, 30 delivered"


def test_files_come_along_as_on_the_page_and_those_that_cannot_are_named(box, people, talk):
    message = reply(address_of(talk, people.ben))
    message.add_attachment(PNG, maintype="application", subtype="octet-stream", filename="../../photo.exe")
    message.add_attachment(b"MZ\x90\x00", maintype="application", subtype="pdf", filename="offer.pdf")
    assert collect(box, message) == "1 delivered"
    (file,) = rows(SharedFile)
    assert (file.name, file.media_type, file.owner_id, file.place_id) == (
        "photo.exe.png",
        "image/png",
        people.ben,
        talk,
    )
    assert isinstance(read(Actor(people.ada), open_file, file.id), OpenedFile)
    assert file_path(file.id).read_bytes() == PNG
    assert list(stored_ids(-60)) == [file.id], "what was refused is not kept"
    (told,) = letters("reply_without_files")
    assert told.params["names"] == "offer.pdf"


def test_files_alone_are_a_message_and_refused_ones_alone_are_not(box, people, talk, monkeypatch):
    address = address_of(talk, people.ben)
    message = reply(address, "> quoted")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="a.png")
    assert collect(box, message) == "1 delivered"
    monkeypatch.setenv("MENTOR_FILES_PER_MEMBER_MB", "1")
    settings.cache_clear()
    change(SharedFile, rows(SharedFile)[0].id, size=1024 * 1024)
    other = reply(address, "> quoted again")
    other.add_attachment(PNG, maintype="image", subtype="png", filename="b.png")
    assert collect(box, other) == "1 answered"
    assert "b.png" in letters("reply_not_taken")[0].params["reason"]
    assert len(list(stored_ids(-60))) == 1


def test_a_stranger_puts_nothing_on_our_disk(box, people, talk):
    message = reply(address_of(talk, people.ben), sender="eve@evil.example")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="a.png")
    assert collect(box, message) == "1 answered"
    assert not list(stored_ids(-60))


def test_a_letter_that_is_too_large_is_not_even_fetched(box, people, talk, monkeypatch):
    monkeypatch.setattr("mentor_app.mail.imap.LARGEST", 2000)
    monkeypatch.setattr(incoming, "_parts", None)
    assert collect(box, reply(address_of(talk, people.ben), "x" * 3000)) == "1 answered"
    assert letters("reply_not_taken")[0].params["reason"].startswith("It is too large.")


def test_hostile_headers_reach_no_letter_of_ours(box, people, talk):
    raw = reply(address_of(talk, people.ben)).as_bytes()
    raw = raw.replace(b"Subject: Re: x", b"Subject: =?utf-8?q?a=0D=0ABcc:_eve=40evil.example?=")
    hostile = b"a\r\nBcc: eve@evil.example"
    raw = raw.replace(b"Content-Type: text/plain", b'Content-Type: text/plain; name="' + hostile + b'"', 1)
    collect(box, raw)
    for kind in ("reply_not_taken", "message_received", "reply_without_files"):
        for row in letters(kind):
            outgoing, _attempt = read(SYSTEM, mail._to_send, row.id)
            assert compose(outgoing)["Bcc"] is None


def test_what_was_written_after_the_letter_is_sent_to_whoever_lives_in_the_mail(box, people, talk):
    transact(Actor(people.ada), send_message, talk, "And another thing.")
    assert len(letters("message_received")) == 1
    collect(box, reply(address_of(talk, people.ben)))
    assert {each.params["message"] for each in letters("message_received") if each.member_id == people.ben} == {
        "How did it go?",
        "And another thing.",
    }
    transact(Actor(people.ben), mark_read, talk, 9)
    collect(box, reply(address_of(talk, people.ben), "Once more."))
    assert len([each for each in letters("message_received") if each.member_id == people.ben]) == 2


def test_the_chain_of_looks_goes_on_and_two_become_one(box, people, talk, monkeypatch):
    promised = []
    deliver_jobs_to(lambda _connection, jobs: promised.extend(jobs))
    inbound.promise_next.__wrapped__(inbound.EVERY)
    inbound.promise_next.__wrapped__(inbound.EVERY)
    inbound.begin_collecting()
    keys = {job.key for job in promised if job.name == "collect_letters"}
    assert len(promised) == 3
    assert len(keys) <= 3
    assert all(job.queue == "inbound" and 0 <= job.delay <= inbound.EVERY for job in promised)
    deliver_jobs_to(None)


def test_a_process_that_executes_collects_by_itself(box, people, talk, monkeypatch):
    monkeypatch.setattr(durable, "POLL", 0.1)
    monkeypatch.setattr(durable, "DRAIN", 0)
    monkeypatch.setattr(inbound, "EVERY", 1)
    with durable.executing():
        inbound.begin_collecting()
        box.put(reply(address_of(talk, people.ben), "first").as_bytes())
        until(lambda: len(said(talk)) == 2, 60)
        box.put(reply(address_of(talk, people.ben), "second").as_bytes())
        until(lambda: len(said(talk)) == 3, 60)


def test_received_letters_are_forgotten_after_a_while(box, people, talk):
    collect(box, reply(address_of(talk, people.ben)))
    (row,) = rows(ReceivedLetter)
    inbound.begin_collecting()
    assert rows(ReceivedLetter)
    change(ReceivedLetter, row.key, came_at=now() - timedelta(days=90))
    inbound.begin_collecting()
    assert not rows(ReceivedLetter)
