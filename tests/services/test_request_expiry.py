"""Requests that nobody answers remind, then expire, and free their sender."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import AuditEntry, Letter, Member, MentoringRequest, Notification, Profile, Programme
from mentor_app.services.inbox import inbox
from mentor_app.services.request_expiry import due_requests, tend_request
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


def ask(cast, sender="cy", to="ada"):
    return transact(Actor(getattr(cast, sender)), send_request, getattr(cast, to), "mentoring", WHY)[0]


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def letters(kind):
    return [letter for letter in rows(Letter) if letter.kind == kind]


def notices(kind):
    return [notice.member_id for notice in rows(Notification) if notice.kind == kind]


def later(**time):
    return time_machine.travel(now() + timedelta(**time), tick=False)


def test_the_recipient_is_reminded_after_three_and_after_seven_days_and_once_each(cast):
    ask(cast)
    for days, told in ((2.9, 0), (3.1, 1), (4, 1), (6.9, 1), (7.1, 2), (13.9, 2)):
        with later(days=days):
            for _again in range(2):
                tend_requests()
        assert len(letters("request_reminder")) == told, days
        assert notices("request.reminder") == [cast.ada] * told
    assert rows(MentoringRequest)[0].status == "open"


def test_after_a_long_standstill_one_reminder_leaves_and_not_two(cast):
    ask(cast)
    with later(days=8):
        assert tend_requests() == 1
        assert tend_requests() == 0
    assert len(letters("request_reminder")) == 1


def test_a_programme_may_do_without_reminders(cast):
    with Session(db.engine()) as session:
        programme = session.get_one(Programme, cast.programme)
        programme.first_reminder_days, programme.second_reminder_days = 0, 5
        session.commit()
    ask(cast)
    with later(days=4):
        assert tend_requests() == 0
    with later(days=5.1):
        assert tend_requests() == 1


def test_an_answered_request_reminds_nobody(cast):
    transact(Actor(cast.ada), decline_request, ask(cast), "no_time")
    transact(Actor(cast.dee), withdraw_request, ask(cast, sender="dee"))
    transact(Actor(cast.ada), accept_request, ask(cast))
    with later(days=20):
        assert tend_requests() == 0


def test_a_request_expires_once_and_its_sender_is_told_and_may_ask_again(cast):
    request_id = ask(cast)
    with later(days=14.1):
        assert tend_requests() == 1
        assert tend_requests() == 0
        view = read(Actor(cast.cy), inbox, "archived", request_id).selected
        assert (view.status, view.may_ask_again) == ("expired", True)
        assert [letter.member_id for letter in letters("request_expired")] == [cast.cy]
        assert notices("request.expired") == [cast.cy]
        assert ask(cast) != request_id


def test_the_sender_sees_who_else_could_help_and_never_the_same_person(cast):
    with Session(db.engine()) as session:
        dee = session.get_one(Profile, cast.dee)
        dee.offers_mentoring = True
        session.commit()
    request_id = ask(cast)
    with later(days=14.1):
        tend_requests()
        mine = read(Actor(cast.cy), inbox, "archived", request_id).selected
        theirs = read(Actor(cast.ada), inbox, "archived", request_id).selected
    assert [card.id for card in mine.similar] == [cast.dee]
    assert (theirs.similar, theirs.may_ask_again) == ([], False)


def test_a_sender_may_not_ask_somebody_again_who_has_paused_meanwhile(cast):
    request_id = ask(cast)
    with later(days=14.1):
        tend_requests()
        with Session(db.engine()) as session:
            session.get_one(Profile, cast.ada).is_active = False
            session.commit()
        assert not read(Actor(cast.cy), inbox, "archived", request_id).selected.may_ask_again


@pytest.mark.parametrize(("locale", "said"), [("en", "6 December 2026"), ("fr", "6 décembre 2026")])
def test_a_late_answer_is_told_what_happened_in_the_readers_words(cast, locale, said):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).locale = locale
        session.commit()
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        request_id = ask(cast)
    with time_machine.travel("2026-12-07T12:00:00+00:00", tick=False):
        tend_requests()
        for late in ((accept_request, request_id), (decline_request, request_id, "no_time")):
            with pytest.raises(NotPermitted) as refused:
                transact(Actor(cast.ada), *late)
            assert refused.value.params == {"date": said, "name": "Cy"}
        with pytest.raises(NotPermitted) as refused:
            transact(Actor(cast.cy), withdraw_request, request_id)
        assert "expired on" in refused.value.message
        with pytest.raises(NotFound):
            transact(Actor(cast.dee), accept_request, request_id)


def test_two_silences_in_a_row_bring_one_offer_of_a_pause(cast):
    for sender in ("cy", "dee"):
        ask(cast, sender=sender)
    with later(days=15):
        tend_requests()
        assert notices("pause.offered") == [cast.ada]
        ask(cast)
    with later(days=30):
        tend_requests()
    assert notices("pause.offered") == [cast.ada]


def test_an_answer_between_two_silences_brings_no_offer(cast):
    ask(cast)
    with later(days=15):
        tend_requests()
        transact(Actor(cast.ada), decline_request, ask(cast), "no_time")
    with later(days=16):
        ask(cast, sender="dee")
    with later(days=31):
        tend_requests()
    assert [row.status for row in rows(MentoringRequest)].count("expired") == 2
    assert not notices("pause.offered")


def test_a_fault_with_one_request_stops_no_other(cast):
    broken = ask(cast)
    ask(cast, sender="dee")
    with Session(db.engine()) as session:
        session.get_one(MentoringRequest, broken).recipient_id = cast.eve
        session.get_one(Member, cast.eve).time_zone = "Nowhere/Land"
        session.commit()
    with later(days=4):
        assert tend_requests() == 1
    assert [letter.member_id for letter in letters("request_reminder")] == [cast.ada]


def test_only_the_machine_reminds_and_expires(cast):
    request_id = ask(cast)
    with later(days=15):
        for who in (cast.ada, cast.cy, cast.dee):
            with pytest.raises(NotPermitted):
                read(Actor(who), due_requests)
            with pytest.raises(NotPermitted):
                transact(Actor(who), tend_request, request_id)
    assert rows(MentoringRequest)[0].status == "open"


def test_what_the_machine_did_is_in_the_audit_log_without_anybodys_words(cast):
    request_id = ask(cast)
    with later(days=3.1):
        transact(SYSTEM, tend_request, request_id)
    with later(days=15):
        transact(SYSTEM, tend_request, request_id)
    done = [(row.action, row.actor_id) for row in rows(AuditEntry) if row.subject == request_id]
    assert done == [("request.sent", cast.cy), ("request.reminded", None), ("request.expired", None)]
    assert WHY not in str([row.details for row in rows(AuditEntry)])
