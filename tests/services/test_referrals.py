"""Referring to a colleague, who is asked before being named."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import Block, Letter, MentoringRequest, Notification, Profile, Programme, Referral
from mentor_app.realtime.changes import for_member
from mentor_app.services.colleagues import search_colleagues
from mentor_app.services.drafts import get_draft
from mentor_app.services.home import home
from mentor_app.services.inbox import inbox
from mentor_app.services.notifications import header
from mentor_app.services.referral_expiry import due_referrals, tend_referral
from mentor_app.services.referrals import agree_to_referral, list_referrals, refer, refuse_referral
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request
from tests.conftest import add_member

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."
WORDS = "Somebody who wants to become good at SQL."


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def change(member, **columns):
    with Session(db.engine()) as session:
        profile = session.get_one(Profile, member)
        for name, value in columns.items():
            setattr(profile, name, value)
        session.commit()


def kinds(table, member):
    return [row.kind for row in rows(table) if row.member_id == member]


@pytest.fixture
def gus(cast):
    """A colleague of Ada's who mentors."""
    with Session(db.engine()) as session:
        gus = add_member(session, "Gus", cast.programme, offers_mentoring=True)
        session.commit()
    return gus


@pytest.fixture
def request_id(cast):
    return transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY, goals=["SQL"])[0]


@pytest.fixture
def referral(cast, gus, request_id):
    transact(Actor(cast.ada), refer, request_id, gus, WORDS)
    return rows(Referral)[0].id


def test_once_the_two_must_not_meet_the_colleague_has_nothing_to_answer(cast, gus, referral):
    for who, whom in ((cast.ada, gus), (gus, cast.ada)):
        with Session(db.engine()) as session:
            session.add(Block(member_id=who, target_id=whom))
            session.commit()
        assert read(Actor(gus), list_referrals) == []
        assert read(Actor(gus), header).open_requests == 0
        assert "referral" not in [step.kind for step in read(Actor(gus), home).steps]
        for answer in (agree_to_referral, refuse_referral):
            with pytest.raises(NotFound):
                transact(Actor(gus), answer, referral)
        with Session(db.engine()) as session:
            session.delete(session.get_one(Block, (who, whom)))
            session.commit()
    assert kinds(Letter, cast.ada) == ["request_received"]
    transact(Actor(gus), agree_to_referral, referral)


def test_the_colleague_is_asked_and_sees_the_goals_and_not_for_whom(cast, gus, request_id):
    _, changes = transact(Actor(cast.ada), refer, request_id, gus, WORDS)
    assert {for_member(each, "requests") for each in (cast.ada, gus)} <= set(changes)
    assert for_member(cast.cy, "requests") not in changes
    view = read(Actor(gus), inbox, "requests")
    assert [(item.referrer.name, item.goals, item.words) for item in view.referrals] == [("Ada", ["SQL"], WORDS)]
    assert "'Cy'" not in str(view)
    assert WHY not in str(view)
    assert view.to_answer == read(Actor(gus), header).open_requests == 1
    assert read(Actor(gus), home).steps[0].kind == "referral"
    assert (kinds(Letter, gus), kinds(Notification, gus)) == (["referral_asked"], ["referral.asked"])
    letter = next(row for row in rows(Letter) if row.member_id == gus)
    assert letter.params == {"name": "Gus", "partner": "Ada", "words": WORDS, "request_id": request_id}
    assert read(Actor(cast.ada), inbox, "requests", request_id).selected.referral.pending == "Gus"


def test_until_the_colleague_agrees_the_sender_notices_nothing(cast, gus, request_id):
    before = read(Actor(cast.cy), inbox, "waiting", request_id)
    transact(Actor(cast.ada), refer, request_id, gus, WORDS)
    assert read(Actor(cast.cy), inbox, "waiting", request_id) == before
    transact(Actor(gus), refuse_referral, rows(Referral)[0].id)
    assert read(Actor(cast.cy), inbox, "waiting", request_id) == before
    assert (kinds(Letter, cast.cy), kinds(Notification, cast.cy)) == ([], [])


def test_a_yes_names_them_and_the_sender_asks_in_the_words_they_have(cast, gus, request_id, referral):
    _, changes = transact(Actor(gus), agree_to_referral, referral)
    assert {for_member(each, "requests") for each in (cast.ada, cast.cy, gus)} <= set(changes)
    mine = read(Actor(cast.cy), inbox, "archived", request_id).selected
    assert (mine.status, mine.referral.suggested.name, mine.referral.may_be_asked) == ("referred", "Gus", True)
    assert kinds(Letter, cast.cy) == ["request_referred"]
    assert kinds(Letter, cast.ada)[-1] == "referral_agreed"
    assert read(Actor(cast.ada), inbox, "archived", request_id).selected.referral.suggested.name == "Gus"
    assert read(Actor(gus), list_referrals) == []
    assert read(Actor(cast.cy), get_draft, gus, from_id=request_id).ask.message == WHY
    transact(Actor(cast.cy), send_request, gus, "mentoring", WHY)
    assert not read(Actor(cast.cy), inbox, "archived", request_id).selected.similar


def test_a_no_goes_to_whoever_asked_alone_and_the_request_is_theirs_again(cast, gus, request_id, referral):
    transact(Actor(gus), refuse_referral, referral)
    theirs = read(Actor(cast.ada), inbox, "requests", request_id).selected
    assert (theirs.status, theirs.referral.pending, theirs.referral.refused) == ("open", "", ["Gus"])
    assert kinds(Letter, cast.ada)[-1] == "referral_refused"
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ada), refer, request_id, gus, WORDS)
    for again in (agree_to_referral, refuse_referral):
        with pytest.raises(NotPermitted):
            transact(Actor(gus), again, referral)
    transact(Actor(cast.ada), decline_request, request_id, "someone_else")
    assert "Gus" not in str(read(Actor(cast.cy), inbox, "archived", request_id).selected.referral)
    assert "Gus" not in str([row.params for row in rows(Notification) + rows(Letter) if row.member_id == cast.cy])


@pytest.mark.parametrize("end", ["accept", "decline", "withdraw", "expire"])
def test_once_the_request_has_ended_otherwise_nobody_needs_to_agree(cast, gus, request_id, referral, end):
    if end == "expire":
        with time_machine.travel(now() + timedelta(days=15), tick=False):
            tend_requests()
    else:
        act = {"accept": accept_request, "decline": decline_request, "withdraw": withdraw_request}[end]
        who = cast.cy if end == "withdraw" else cast.ada
        _, changes = transact(Actor(who), act, request_id, *(["no_time"] if end == "decline" else []))
        assert for_member(gus, "requests") in changes
    assert read(Actor(gus), list_referrals) == []
    assert read(Actor(gus), header).open_requests == 0
    with pytest.raises(NotPermitted) as refused:
        transact(Actor(gus), agree_to_referral, referral)
    assert refused.value.params == {}, "nothing of the sender"
    assert rows(Referral)[0].status == "asked"


def test_only_the_colleague_answers_and_only_the_recipient_refers(cast, gus, request_id, referral):
    for who in (cast.ada, cast.cy, cast.dee):
        for act in (agree_to_referral, refuse_referral):
            with pytest.raises(NotFound) as real:
                transact(Actor(who), act, referral)
            with pytest.raises(NotFound) as invented:
                transact(Actor(who), act, "no-such-id")
            assert real.value.message == invented.value.message
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), refer, request_id, gus, WORDS)
    with pytest.raises(NotPermitted):
        read(Actor(cast.cy), search_colleagues, request_id, "Gus")
    for who in (gus, cast.dee):
        with pytest.raises(NotFound):
            transact(Actor(who), refer, request_id, gus, WORDS)
        with pytest.raises(NotFound):
            read(Actor(who), search_colleagues, request_id, "Gus")
        with pytest.raises(NotFound):
            read(Actor(who), inbox, "requests", request_id)


def test_one_is_asked_at_a_time_and_only_somebody_both_may_see(cast, gus, request_id):
    for whom in ("", "no-such-id", cast.ada, cast.cy, cast.dee, cast.eve):
        with pytest.raises(InvalidInput) as refused:
            transact(Actor(cast.ada), refer, request_id, whom, WORDS)
        assert refused.value.field == "colleague"
    for words in ("  ", "x" * 1001):
        with pytest.raises(InvalidInput):
            transact(Actor(cast.ada), refer, request_id, gus, words)
    assert not rows(Referral)
    change(cast.dee, offers_mentoring=True)
    transact(Actor(cast.ada), refer, request_id, gus, WORDS)
    with pytest.raises(TooMany):
        transact(Actor(cast.ada), refer, request_id, cast.dee, WORDS)


def test_search_finds_who_takes_such_requests_and_nobody_blocked_by_either(cast, gus, request_id):
    def found():
        return [person.id for person in read(Actor(cast.ada), search_colleagues, request_id, "Gus")]

    assert found() == [gus]
    assert read(Actor(cast.ada), search_colleagues, request_id, " ") == []
    for blocker, blocked in ((cast.cy, gus), (gus, cast.cy), (gus, cast.ada)):
        with Session(db.engine()) as session:
            session.add(Block(member_id=blocker, target_id=blocked))
            session.commit()
        assert found() == []
        with Session(db.engine()) as session:
            session.delete(session.get_one(Block, (blocker, blocked)))
            session.commit()
    change(gus, offers_mentoring=False, offers_flash=True)
    assert found() == []


def test_a_block_between_asking_and_agreeing_keeps_the_two_apart(cast, gus, request_id, referral):
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.cy, target_id=gus))
        session.commit()
    with pytest.raises(NotPermitted):
        transact(Actor(gus), agree_to_referral, referral)
    assert rows(MentoringRequest)[0].status == "open"


def test_somebody_who_pauses_after_agreeing_cannot_be_asked(cast, gus, request_id, referral):
    transact(Actor(gus), agree_to_referral, referral)
    change(gus, is_active=False)
    assert not read(Actor(cast.cy), inbox, "archived", request_id).selected.referral.may_be_asked


def after(**time):
    return time_machine.travel(now() + timedelta(**time), tick=False)


def test_the_colleague_is_reminded_as_requests_are_and_learns_nothing_more(cast, gus, request_id, referral):
    for days, told in ((2.9, 0), (3.1, 1), (4, 1), (7.1, 2), (10.5, 2)):
        with after(days=days):
            for _again in range(2):
                tend_requests()
        assert kinds(Letter, gus).count("referral_reminder") == told, days
        assert kinds(Notification, gus).count("referral.reminder") == told
    reminder = next(row for row in rows(Letter) if row.kind == "referral_reminder")
    told = {"name": "Gus", "partner": "Ada", "words": WORDS, "request_id": request_id}
    assert {name: value for name, value in reminder.params.items() if name != "date"} == told
    assert rows(Referral)[0].status == "asked"
    transact(Actor(gus), agree_to_referral, referral)


def test_a_programme_that_reminds_nobody_reminds_no_colleague(cast, gus, request_id, referral):
    with Session(db.engine()) as session:
        programme = session.get_one(Programme, cast.programme)
        programme.first_reminder_days, programme.second_reminder_days = 0, 5
        session.commit()
    with after(days=8):
        tend_requests()
    assert kinds(Letter, gus) == ["referral_asked", "referral_reminder"]


def test_after_silence_the_request_is_its_recipients_again_with_days_left_to_answer(cast, gus, request_id, referral):
    before = read(Actor(cast.cy), inbox, "waiting", request_id)
    with after(days=11.1):
        tend_requests()
        assert rows(Referral)[0].status == "expired"
        assert tend_requests() == 0
        theirs = read(Actor(cast.ada), inbox, "requests", request_id).selected
        assert (theirs.status, theirs.referral.pending, theirs.referral.silent) == ("open", "", ["Gus"])
        assert kinds(Letter, cast.ada)[-1] == "referral_expired"
        assert kinds(Notification, cast.ada)[-1] == "referral.expired"
        assert read(Actor(gus), list_referrals) == []
        assert read(Actor(gus), header).open_requests == 0
        assert read(Actor(cast.cy), inbox, "waiting", request_id) == before, "the sender notices nothing"
        for late in (agree_to_referral, refuse_referral):
            with pytest.raises(NotPermitted):
                transact(Actor(gus), late, referral)
        change(cast.dee, offers_mentoring=True)
        transact(Actor(cast.ada), refer, request_id, cast.dee, WORDS)
        with pytest.raises(InvalidInput):
            transact(Actor(cast.ada), refer, request_id, gus, WORDS)


def test_whoever_is_asked_in_the_last_days_has_until_the_request_ends(cast, gus, request_id):
    with after(days=12):
        transact(Actor(cast.ada), refer, request_id, gus, WORDS)
    with after(days=13.9):
        tend_requests()
        assert rows(Referral)[0].status == "asked"
    with after(days=14.1):
        tend_requests()
    assert rows(MentoringRequest)[0].status == "expired"
    assert kinds(Letter, cast.ada).count("referral_expired") == 0, "there is nothing left to answer"


def test_whoever_has_blocked_the_other_is_reminded_of_nothing(cast, gus, request_id, referral):
    with Session(db.engine()) as session:
        session.add(Block(member_id=gus, target_id=cast.ada))
        session.commit()
    with after(days=4):
        tend_requests()
    assert kinds(Letter, gus) == ["referral_asked"]
    assert rows(Referral)[0].reminders == 1


def test_only_the_machine_tends_referrals(cast, gus, referral):
    for who in (cast.ada, gus, cast.cy):
        for act in ((due_referrals,), (tend_referral, referral)):
            with pytest.raises(NotPermitted):
                transact(Actor(who), *act)
    assert transact(SYSTEM, tend_referral, "no-such-id")[0] == "nothing"
