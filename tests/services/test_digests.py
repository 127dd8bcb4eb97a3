"""The daily digest: at the member's hour in their zone, once, with what was not seen yet."""

import threading
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlmodel import Session, col, select

from mentor_app import db
from mentor_app.db import SYSTEM, Actor, UnitOfWork, read, transact
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.jobs import digests as digest_jobs
from mentor_app.jobs.mail import _to_send
from mentor_app.mail.compose import compose
from mentor_app.models import Letter, Member
from mentor_app.security.limits import forget_counts
from mentor_app.services.channels import choose_channel, get_channels
from mentor_app.services.conversations import mark_read, send_message, start_conversation
from mentor_app.services.digest_hours import choose_hour, last_hour
from mentor_app.services.digests import due_digests, write_digest
from mentor_app.services.letters import KINDS, write_letter

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


@contextmanager
def at(day, hour, minute=0, month=3, zone=VIENNA):
    with time_machine.travel(datetime(2026, month, day, hour, minute, tzinfo=zone), tick=False):
        yield


@pytest.fixture
def ada(cast):
    """Ada lives in Vienna and wants to hear of messages and requests once a day, at eight."""
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).time_zone = "Europe/Vienna"
        session.commit()
    for occasion in ("messages", "requests", "reminders"):
        transact(Actor(cast.ada), choose_channel, occasion, "digest")
    return cast.ada


def letters(**wanted):
    with Session(db.engine()) as session:
        rows = session.exec(select(Letter).order_by(col(Letter.created_at)))
        return [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]


def write(to, kind="request_declined", **params):
    def act(uow: UnitOfWork):
        given = dict.fromkeys(KINDS[kind], "x") | params
        letter = write_letter(uow, kind, uow.session.get_one(Member, to), given, secret="token")
        return letter.status, letter.secret, list(uow.jobs)

    return transact(SYSTEM, act)[0]


def digest(member_id):
    return transact(SYSTEM, write_digest, member_id)[0]


def text_of(letter_id):
    outgoing, _attempt = read(SYSTEM, _to_send, letter_id)
    return compose(outgoing).get_body(("plain",)).get_content()


def test_what_is_heard_of_once_a_day_waits_and_its_hour_is_promised(ada):
    with at(2, 9):
        status, secret, [job] = write(ada)
    assert (status, secret, job.name) == ("gathered", "", "send_digest")
    assert 22 * 3600 < job.delay < 24 * 3600
    with at(2, 23, 30):
        *_, [again] = write(ada)
    assert again.key == job.key, "one look at the digest a day"


def test_a_digest_leaves_at_the_members_own_hour_and_tells_everything_once(ada):
    with at(2, 9):
        write(ada, partner="Cy", request_id="r1")
        write(ada, "message_received", partner="Ben", conversation_id="c1")
    with at(3, 7, 59):
        assert read(SYSTEM, due_digests) == []
        assert digest(ada) == 0
    with at(3, 8):
        assert read(SYSTEM, due_digests) == [ada]
        assert digest(ada) == 2
        assert digest(ada) == 0
    [sent] = letters(kind="digest")
    assert (sent.status, sent.member_id) == ("queued", ada)
    assert {(each.status, each.digest_id) for each in letters() if each is not sent and each.kind != "digest"} == {
        ("told", sent.id)
    }
    text = text_of(sent.id)
    assert text.index("Cy cannot take your request now") < text.index("Ben has written to you"), "by occasion"
    assert "/inbox?request=r1" in text
    assert "/inbox/conversations/c1" in text
    assert "/unsubscribe/" in text


def test_nothing_leaves_when_nothing_happened(ada):
    with at(3, 8):
        assert read(SYSTEM, due_digests) == []
        assert digest(ada) == 0
    assert letters() == []


def test_what_happens_after_the_hour_waits_for_the_next_day(ada):
    with at(2, 9):
        write(ada, request_id="r1")
    with at(3, 8, 1):
        write(ada, request_id="r2")
    with at(3, 9):
        assert digest(ada) == 1
        assert digest(ada) == 0
        assert len(letters(status="gathered")) == 1
    with at(4, 8):
        assert digest(ada) == 1


def test_what_was_read_in_the_app_meanwhile_is_left_out(cast, ada):
    with at(2, 9):
        talk, _ = transact(Actor(cast.cy), start_conversation, ada, "Hello")
        other, _ = transact(Actor(cast.ben), start_conversation, ada, "Hello")
    with at(2, 12):
        transact(Actor(ada), mark_read, talk, 1)
    with at(3, 8):
        assert digest(ada) == 1
    [told] = letters(status="told")
    assert told.params["conversation_id"] == other
    [seen] = letters(status="in_app")
    assert seen.params["conversation_id"] == talk
    with at(3, 9):
        transact(Actor(cast.cy), send_message, talk, "Once more")
    with at(4, 8):
        assert digest(ada) == 1, "what came after it was read is told"


def test_when_everything_was_seen_no_letter_leaves(cast, ada):
    with at(2, 9):
        talk, _ = transact(Actor(cast.cy), start_conversation, ada, "Hello")
        transact(Actor(ada), mark_read, talk, 1)
    with at(3, 8):
        assert digest(ada) == 0
    assert not letters(kind="digest")


def test_what_cannot_wait_and_what_is_about_security_leaves_at_once(ada):
    for kind in ("meeting_soon", "meeting_tomorrow", "reset_password", "signed_in_anew"):
        status, *_, [job] = write(ada, kind)
        assert (status, job.name) == ("queued", "send_letter"), kind


def test_two_workers_at_the_same_moment_write_one_digest(ada):
    with at(2, 9):
        write(ada)
    wrote = []
    with at(3, 8):
        threads = [threading.Thread(target=lambda: wrote.append(digest(ada))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(wrote) == [0, 0, 0, 0, 0, 1]
    assert len(letters(kind="digest")) == 1


def test_a_transaction_that_fails_leaves_everything_to_be_told_later(ada):
    with at(2, 9):
        write(ada)

    def act(uow: UnitOfWork) -> None:
        write_digest(uow, ada)
        raise ZeroDivisionError

    with at(3, 8):
        with pytest.raises(ZeroDivisionError):
            transact(SYSTEM, act)
        assert len(letters(status="gathered")) == 1
        assert digest(ada) == 1


def test_a_worker_that_slept_through_the_hour_writes_it_when_it_wakes(ada):
    with at(2, 9):
        write(ada)
    with at(5, 17, 20):
        assert digest_jobs.write_due_digests() == 1
        assert digest_jobs.write_due_digests() == 0


def test_whoever_moves_the_hour_gets_no_second_digest_that_day(ada):
    with at(2, 9):
        write(ada, request_id="r1")
    with at(3, 8):
        assert digest(ada) == 1
    with at(3, 9):
        write(ada, request_id="r2")
        transact(Actor(ada), choose_hour, 18)
    with at(3, 18):
        assert digest(ada) == 0
    with at(4, 18):
        assert digest(ada) == 1


def test_the_hour_follows_the_wall_clock_when_the_clocks_change(ada):
    with at(28, 12), Session(db.engine()) as session:
        assert last_hour(session.get_one(Member, ada)).isoformat() == "2026-03-28T08:00:00+01:00"
    with at(29, 8), Session(db.engine()) as session:
        assert last_hour(session.get_one(Member, ada)).isoformat() == "2026-03-29T08:00:00+02:00"
        session.get_one(Member, ada).time_zone = "Asia/Kathmandu"
        assert last_hour(session.get_one(Member, ada)).isoformat() == "2026-03-29T08:00:00+05:45"


def test_whoever_turns_to_the_app_alone_gets_no_digest_of_it_any_more(ada):
    with at(2, 9):
        write(ada, "message_received", conversation_id="c1")
        write(ada, request_id="r1")
        transact(Actor(ada), choose_channel, "messages", "app")
    with at(3, 8):
        assert digest(ada) == 1
    assert [each.kind for each in letters(status="in_app")] == ["message_received"]


def test_whoever_turns_back_to_letters_still_hears_of_what_was_gathered(ada):
    with at(2, 9):
        write(ada, request_id="r1")
        transact(Actor(ada), choose_channel, "requests", "mail")
    with at(3, 8):
        assert digest(ada) == 1


def test_a_suspended_member_is_told_nothing(ada):
    with at(2, 9):
        write(ada)
    with Session(db.engine()) as session:
        member = session.get_one(Member, ada)
        member.suspended_at = member.created_at
        session.commit()
    with at(3, 8):
        assert digest(ada) == 0
    assert not letters(kind="digest")


def test_the_hour_is_shown_and_chosen_and_nonsense_is_refused(ada):
    transact(Actor(ada), choose_hour, 0)
    detail = read(Actor(ada), get_channels)
    assert (detail.uses_digest, detail.hour) == (True, 0)
    for wrong in (-1, 24, 1000):
        with pytest.raises(InvalidInput):
            transact(Actor(ada), choose_hour, wrong)
    assert read(Actor(ada), get_channels).hour == 0


def test_only_the_machine_writes_digests(cast, ada):
    for act in (lambda uow: write_digest(uow, ada), due_digests):
        with pytest.raises(NotPermitted):
            transact(Actor(ada), act)
