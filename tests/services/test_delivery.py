"""The delivery log: coordinators see that letters travel, never what they say; nobody else sees that there is a log."""

import csv
import io

import pytest
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import NOBODY, SYSTEM, Actor, UnitOfWork, read, transact
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import LOCALES, translate
from mentor_app.jobs.mail import WAITS, Outcome, _note
from mentor_app.models import AuditEntry, Enrolment, Letter, Member, Programme
from mentor_app.realtime.changes import LETTERS
from mentor_app.routes import programme
from mentor_app.security import sign_ins
from mentor_app.services.delivery import (
    DeliveryFilter,
    delivery,
    export_delivery,
    harmless,
    send_again,
    send_all_again,
    told_error,
)
from mentor_app.services.letter_names import LETTER_NAMES
from mentor_app.services.letters import KINDS
from mentor_app.services.notifications import header


def letter(member_id, kind="request_received", **columns):
    columns = {"status": "sent", "address": "x@example.org", "params": {"message": "private words"}} | columns
    with Session(db.engine()) as session:
        row = Letter(member_id=member_id, kind=kind, **columns)
        session.add(row)
        session.commit()
        return row.id


def failed(member_id, **columns):
    return letter(member_id, **{"status": "failed", "attempts": 10, "last_error": "451 try later"} | columns)


def stored(letter_id):
    with Session(db.engine()) as session:
        return session.get_one(Letter, letter_id)


def log(cast, **wanted):
    return read(Actor(cast.dee), delivery, "alumni", DeliveryFilter(**wanted))


def ids(cast, **wanted):
    return [item.id for item in log(cast, **wanted).letters]


def test_every_kind_of_letter_is_called_something_in_every_language():
    assert LETTER_NAMES.keys() == KINDS.keys()
    assert len(set(LETTER_NAMES.values())) == len(KINDS), "two kinds could not be told apart"
    for locale in LOCALES:
        for name in LETTER_NAMES.values():
            assert locale == "en" or translate(locale, name) != name, (locale, name)


def test_coordinators_see_the_journey_and_nothing_of_what_a_letter_says(cast):
    sent = letter(cast.ada, secret="s3cret", attempts=2, sent_at=now(), last_error="451 try later")
    [item] = log(cast).letters
    assert (item.id, item.person, item.occasion, item.status, item.attempts) == (sent, "Ada", "requests", "sent", 2)
    assert item.error == "", "what failed before it was sent is over"
    assert "private words" not in repr(log(cast))
    assert "s3cret" not in repr(log(cast))
    assert "example.org" not in repr(log(cast))


def test_members_strangers_and_nobody_cannot_tell_that_there_is_a_log(cast):
    wrong = failed(cast.ada)
    for member_id in (cast.ada, cast.ben, cast.cy, cast.eve):
        for slug in ("alumni", "no-such-programme"):
            for act, rest in ((delivery, (DeliveryFilter(),)), (export_delivery, (DeliveryFilter(),))):
                with pytest.raises(NotFound):
                    read(Actor(member_id), act, slug, *rest)
            with pytest.raises(NotFound):
                transact(Actor(member_id), send_again, slug, wrong)
            with pytest.raises(NotFound):
                transact(Actor(member_id), send_all_again, slug, DeliveryFilter())
    with pytest.raises(NotPermitted):
        read(NOBODY, delivery, "alumni", DeliveryFilter())
    assert stored(wrong).status == "failed"


def test_a_coordinator_sees_only_the_members_of_their_own_programme(cast):
    with Session(db.engine()) as session:
        other = Programme(slug="other", name="Other")
        gus = Member(email="gus@example.org", name="Gus")
        session.add_all([other, gus])
        session.flush()
        session.add(Enrolment(programme_id=other.id, member_id=gus.id, is_coordinator=True))
        left = session.exec(select(Enrolment).where(Enrolment.member_id == cast.eve)).one()
        left.status = "left"
        session.commit()
        gus_id = gus.id
    theirs, gone, mine = failed(gus_id), failed(cast.eve), failed(cast.ada)
    assert ids(cast) == [mine]
    for foreign in (theirs, gone, "x" * 22):
        with pytest.raises(NotFound):
            transact(Actor(cast.dee), send_again, "alumni", foreign)
    with pytest.raises(NotFound):
        read(Actor(cast.dee), delivery, "other", DeliveryFilter())
    assert [each.slug for each in read(Actor(gus_id), header).programmes] == ["other"]
    assert read(Actor(cast.ada), header).programmes == []


def test_it_can_be_narrowed_searched_and_sorted(cast):
    first = letter(cast.ada, attempts=1)
    second = failed(cast.ben, kind="message_received")
    third = letter(cast.cy, "verify_email", status="queued", attempts=3)
    assert ids(cast) == [third, second, first]
    assert ids(cast, sort="oldest") == [first, second, third]
    assert ids(cast, sort="person") == [first, second, third]
    assert ids(cast, sort="attempts") == [second, third, first]
    assert ids(cast, status="failed") == [second]
    assert ids(cast, occasion="security") == [third]
    assert ids(cast, text="bE") == [second]
    assert ids(cast, text="%") == ids(cast, text="_") == []
    assert ids(cast, status="failed", text="ada") == []


def test_it_comes_in_pages(cast):
    made = [letter(cast.ada) for _ in range(120)]
    detail = log(cast, page=3)
    assert (detail.total, detail.pages, len(detail.letters)) == (120, 3, 20)
    assert log(cast, page=99).page == 3
    assert {item.id for page in (1, 2, 3) for item in log(cast, page=page).letters} == set(made)


def test_a_failed_letter_is_sent_again_with_all_its_attempts_before_it(cast):
    again = failed(cast.ada)

    def act(uow: UnitOfWork):
        send_again(uow, "alumni", again)
        return list(uow.jobs)

    [job], changes = transact(Actor(cast.dee), act)
    assert job.args == (again,)
    assert LETTERS in {change.topic for change in changes}
    assert (stored(again).status, stored(again).attempts, stored(again).attempts_before) == ("queued", 10, 10)
    assert transact(Actor(cast.dee), act)[0] == [], "pressed twice, it travels once"
    keys = {job.key}
    for attempt in range(11, 11 + len(WAITS)):

        def note(uow: UnitOfWork, attempt: int = attempt):
            _note(uow, again, Outcome("later", attempt, "451 try later"))
            return list(uow.jobs)

        [later], _ = transact(SYSTEM, note)
        keys.add(later.key)
    assert len(keys) == 1 + len(WAITS)
    assert not keys & {f"{again}:{attempt}" for attempt in range(10)}, "keys of the first journey are spent"
    transact(SYSTEM, _note, again, Outcome("later", 20, "451 try later"))
    assert stored(again).status == "failed"
    with Session(db.engine()) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "letter.sent_again")).all()
    assert [(entry.actor_id, entry.subject) for entry in entries] == [(cast.dee, again)]


def test_an_outcome_of_the_first_journey_that_comes_late_does_not_end_the_second(cast):
    again = failed(cast.ada)
    transact(Actor(cast.dee), send_again, "alumni", again)
    transact(SYSTEM, _note, again, Outcome("failed", 10, "550 no"))
    assert stored(again).status == "queued"


def test_what_did_not_fail_or_was_only_a_link_is_not_sent_again(cast):
    for wrong in (letter(cast.ada), letter(cast.ada, status="in_app"), failed(cast.ada, kind="reset_password")):
        with pytest.raises(NotPermitted):
            transact(Actor(cast.dee), send_again, "alumni", wrong)
    assert not any(item.may_send_again for item in log(cast).letters)


def test_all_that_failed_and_is_found_is_sent_again_at_once(cast):
    found = {failed(cast.ada), failed(cast.ben)}
    others = [failed(cast.cy), failed(cast.ada, kind="verify_email"), letter(cast.ada)]
    assert log(cast).failed == 3
    assert log(cast, text="a").failed == 1
    for text, many in (("ada", 1), ("ben", 1), ("ben", 0)):
        assert transact(Actor(cast.dee), send_all_again, "alumni", DeliveryFilter(text=text))[0] == many
    assert {stored(each).status for each in found} == {"queued"}
    assert [stored(each).status for each in others] == ["failed", "failed", "sent"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("550 no such person <ada@example.org>", "550 no such person <…@example.org>"),
        ("SMTPServerDisconnected: Connection closed", "SMTPServerDisconnected: Connection closed"),
        ("TimeoutError: timed out", "TimeoutError: timed out"),
        ("UnicodeEncodeError: 'ascii' codec can't encode 'private words'", "UnicodeEncodeError"),
        ("KeyError: 'private words'", "KeyError"),
        ("Nobody sent it in time.", "Nobody sent it in time."),
        ("", ""),
    ],
)
def test_an_error_is_told_without_addresses_and_without_anybodys_words(error, told):
    assert told_error(error) == told


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n=1"])
def test_nothing_in_a_spreadsheet_is_a_formula(cell):
    assert harmless(cell).startswith("'")
    assert harmless("Ada = Ben") == "Ada = Ben"


def test_the_export_is_for_coordinators_and_holds_what_the_page_shows(cast):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).name = '=HYPERLINK("https://evil.example")'
        session.commit()
    failed(cast.ada, last_error="550 no such person <ada@example.org>")
    letter(cast.ben)
    client = TestClient(Starlette(routes=programme.routes()))

    def ask(who, query=""):
        token, _ = transact(Actor(), sign_ins.sign_in, who, sign_ins.Browser("", ""))
        cookie = {"cookie": f"{sign_ins.cookie_name()}={token}"}
        return client.get(f"/programme/alumni/delivery.csv{query}", headers=cookie)

    answer = ask(cast.dee, "?status=failed&sort=nonsense&occasion=requests")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    heads, line = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))
    row = dict(zip(heads, line, strict=True))
    assert row["person"].startswith("'=HYPERLINK")
    assert (row["status"], row["last_error"]) == ("failed", "550 no such person <…@example.org>")
    for who in (cast.ada, cast.cy):
        assert ask(who).status_code == 404
        assert ask(who).content == client.get("/programme/nothing/delivery.csv").content
