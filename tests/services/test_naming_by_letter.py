"""May I name you? A colleague answers by the link in the letter, without signing in."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import AuditEntry, Block, Letter, Member, MentoringRequest, Referral
from mentor_app.realtime.changes import for_member
from mentor_app.security.referrals import answerable_referral
from mentor_app.services.answer_by_letter import act_by_letter, look
from mentor_app.services.inbox import inbox
from mentor_app.services.referrals import agree_to_referral, list_referrals, refer, refuse_referral
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request
from tests.conftest import add_member

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."
WORDS = "Somebody who wants to become good at SQL."


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def token_of(kind="referral_asked"):
    [*_, last] = sorted((letter for letter in rows(Letter) if letter.kind == kind), key=lambda it: it.created_at)
    return last.secret


def by_letter(token, act, actor=NOBODY):
    return transact(actor, act_by_letter, token, act, {})[1]


@pytest.fixture
def gus(cast):
    with Session(db.engine()) as session:
        gus = add_member(session, "Gus", cast.programme, offers_mentoring=True)
        session.commit()
    return gus


@pytest.fixture
def request_id(cast, gus):
    """Cy has asked Ada, who asks Gus whether she may name him."""
    found = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY, goals=["SQL"])[0]
    transact(Actor(cast.ada), refer, found, gus, WORDS)
    return found


def test_the_link_shows_what_the_inbox_shows_and_not_for_whom(cast, gus, request_id):
    view = read(NOBODY, look, token_of())
    assert (view.standing, view.purpose, view.request) == ("waiting", "agree", {})
    shown = view.referral
    assert (shown["referrer"]["name"], shown["goals"], shown["words"]) == ("Ada", ["SQL"], WORDS)
    assert WHY not in str(view)
    assert "'Cy'" not in str(view)
    assert rows(Referral)[0].status == "asked", "looking is what mail scanners do"
    assert read(Actor(cast.cy), inbox, "waiting", request_id).selected.seen_at == ""


def test_yes_by_letter_names_them_and_a_second_press_hears_that_it_is_done(cast, gus, request_id):
    token = token_of()
    changes = by_letter(token, "agree")
    assert {for_member(each, "requests") for each in (cast.ada, cast.cy, gus)} <= set(changes)
    assert read(Actor(cast.cy), inbox, "archived", request_id).selected.referral.suggested.name == "Gus"
    entry = next(row for row in rows(AuditEntry) if row.action == "request.referral_agreed")
    assert (entry.actor_id, entry.details) == (gus, {"by": "letter"})
    assert not [row for row in rows(AuditEntry) if row.action == "sign_in.made"]
    view = read(NOBODY, look, token)
    assert (view.standing, view.used_for, view.name, view.referral) == ("used", "agree", "Ada", {})
    for act in ("agree", "rather-not"):
        with pytest.raises(NotPermitted, match="used already"):
            by_letter(token, act)


def test_rather_not_by_letter_tells_whoever_asked_and_nobody_else(cast, gus, request_id):
    before = read(Actor(cast.cy), inbox, "waiting", request_id)
    changes = by_letter(token_of(), "rather-not")
    assert for_member(cast.cy, "requests") not in changes
    assert read(Actor(cast.cy), inbox, "waiting", request_id) == before
    theirs = read(Actor(cast.ada), inbox, "requests", request_id).selected
    assert (theirs.status, theirs.referral.refused) == ("open", ["Gus"])
    assert read(NOBODY, look, token_of()).used_for == "rather-not"


def test_the_reminder_brings_a_link_of_its_own(cast, gus, request_id):
    first = token_of()
    with time_machine.travel(now() + timedelta(days=4), tick=True):
        tend_requests()
        reminded = token_of("referral_reminder")
        assert {read(NOBODY, look, each).standing for each in (first, reminded)} == {"waiting"}
        assert first != reminded
        by_letter(reminded, "agree")
        view = read(NOBODY, look, first)
        assert (view.standing, view.status, bool(view.since)) == ("over", "agreed", True)
        with pytest.raises(NotPermitted):
            by_letter(first, "rather-not")
    assert rows(Referral)[0].status == "agreed"


@pytest.mark.parametrize("end", ["withdraw", "decline", "accept", "expire", "lapse", "page"])
def test_what_ended_meanwhile_is_said_and_of_the_request_nothing(cast, gus, request_id, end):
    token, later = token_of(), timedelta()
    if end in ("expire", "lapse"):
        later = timedelta(days=15 if end == "expire" else 12)
        with time_machine.travel(now() + later, tick=False):
            tend_requests()
    elif end == "page":
        transact(Actor(gus), refuse_referral, rows(Referral)[0].id)
    else:
        act = {"accept": accept_request, "decline": decline_request, "withdraw": withdraw_request}[end]
        who = cast.cy if end == "withdraw" else cast.ada
        transact(Actor(who), act, request_id, *(["no_time"] if end == "decline" else []))
    with time_machine.travel(now() + later, tick=False):
        view = read(NOBODY, look, token)
        said = "refused" if end == "page" else ""
        assert (view.standing, view.name, view.status, bool(view.since)) == ("over", "Ada", said, bool(said))
        with pytest.raises(NotPermitted):
            by_letter(token, "agree")
    assert rows(MentoringRequest)[0].status != "referred"


def test_after_ninety_days_or_when_its_reader_may_not_come_in_the_link_is_unknown(cast, gus, request_id):
    token = token_of()
    with time_machine.travel(now() + timedelta(days=91)), pytest.raises(NotFound):
        read(NOBODY, look, token)
    with Session(db.engine()) as session:
        session.get_one(Member, gus).suspended_at = now()
        session.commit()
    for attempt in (lambda: read(NOBODY, look, token), lambda: by_letter(token, "agree")):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("blocker", ["gus", "ada"])
def test_once_the_two_must_not_meet_the_link_is_unknown(cast, gus, request_id, blocker):
    token, pair = token_of(), [gus, cast.ada]
    with Session(db.engine()) as session:
        who, whom = pair if blocker == "gus" else pair[::-1]
        session.add(Block(member_id=who, target_id=whom))
        session.commit()
    with pytest.raises(NotFound):
        read(NOBODY, look, token)
    with pytest.raises((NotFound, NotPermitted)):
        by_letter(token, "agree")
    assert rows(Referral)[0].status == "asked"


def test_somebody_elses_letter_answers_nothing_and_its_reader_is_led_to_the_inbox(cast, gus, request_id, as_member):
    token = token_of()
    assert read(as_member(cast.ben), look, token).standing == "elsewhere"
    with pytest.raises(NotPermitted):
        by_letter(token, "agree", as_member(cast.ada))
    view = read(as_member(gus), look, token)
    assert (view.standing, view.next) == ("mine", "/inbox?shelf=requests")
    for act in ("accept", "decline", "withdraw", "refer"):
        with pytest.raises(NotPermitted):
            by_letter(token, act)
    with pytest.raises(NotPermitted):
        by_letter(token_of("request_received"), "agree")


def test_whoever_is_bound_to_one_request_sees_and_answers_the_referral_of_no_other(cast, gus, request_id):
    other, referral = "another", rows(Referral)[0].id

    def inside(uow, bound_to, ask, *args):
        uow.actor = Actor(gus, bound_to=bound_to)
        return ask(uow, *args)

    assert len(read(NOBODY, inside, request_id, list_referrals)) == 1
    assert read(NOBODY, inside, other, list_referrals) == []
    assert read(NOBODY, inside, request_id, answerable_referral, referral)[0].id == referral
    for ask in (answerable_referral, agree_to_referral):
        with pytest.raises(NotFound):
            read(NOBODY, inside, other, ask, referral)
