"""Answering a request by the link in a letter, without signing in."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import (
    AuditEntry,
    Block,
    Letter,
    Meeting,
    Member,
    MentoringRequest,
    Mentorship,
    Referral,
    RequestLink,
    RequestQuestion,
)
from mentor_app.realtime.changes import for_member
from mentor_app.routes.answer_by_letter import FORMS
from mentor_app.security.access import visible_mentorship, visible_request
from mentor_app.security.credentials import hash_token
from mentor_app.security.limits import count_look, forget_counts
from mentor_app.services.answer_by_letter import ACTS, act_by_letter, find_colleagues, find_free_times, look
from mentor_app.services.availability import WEEKDAYS, set_week
from mentor_app.services.flash_offers import offer_flash
from mentor_app.services.free_times import FreeTimes, free_times_with
from mentor_app.services.referrals import refuse_referral
from mentor_app.services.request_questions import answer_question, ask_about_request
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request
from mentor_app.services.time_answers import suggest_time
from tests.conftest import add_member

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."
DECLINE = {"reason": "no_time", "note": "Next year, gladly"}


@pytest.fixture(autouse=True)
def counts():
    forget_counts()
    yield
    forget_counts()


@pytest.fixture
def request_id(cast):
    return transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY, "An hour a month", ["SQL"])[0]


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def one(table, row_id):
    with Session(db.engine()) as session:
        return session.get_one(table, row_id)


def token_of(kind):
    """The link in the last letter of a kind, which holds it until it is sent."""
    [*_, last] = sorted((letter for letter in rows(Letter) if letter.kind == kind), key=lambda it: it.created_at)
    return last.secret


def by_letter(token, act, actor=NOBODY, **words):
    return transact(actor, act_by_letter, token, act, words)[1]


def test_the_link_shows_the_request_as_its_recipient_sees_it(cast, request_id):
    view = read(NOBODY, look, token_of("request_received"))
    assert (view.standing, view.purpose, view.locale) == ("waiting", "answer", "en")
    assert view.request["message"] == WHY
    assert view.request["partner"]["name"] == "Cy"
    assert (view.request["goals"], view.request["is_mine"]) == (["SQL"], False)
    assert one(MentoringRequest, request_id).seen_at is None, "looking is what mail scanners do"


def test_only_the_hash_is_kept_and_each_letter_has_a_link_of_its_own(cast, request_id):
    first = token_of("request_received")
    with time_machine.travel(now() + timedelta(days=4)):
        tend_requests()
        second = token_of("request_reminder")
        assert first != second
        assert {link.token_hash for link in rows(RequestLink)} == {hash_token(first), hash_token(second)}
        assert not any(first in str(link.model_dump()) for link in rows(RequestLink))
        assert {read(NOBODY, look, token).standing for token in (first, second)} == {"waiting"}


def test_yes_by_letter_is_a_yes_and_signs_nobody_in(cast, request_id):
    token = token_of("request_received")
    changes = by_letter(token, "accept")
    assert {for_member(cast.cy, "requests"), for_member(cast.ada, "requests")} <= set(changes)
    [opened] = [row for row in rows(Mentorship) if row.request_id == request_id]
    assert (opened.mentor_id, opened.mentee_id) == (cast.ada, cast.cy)
    accepted = next(entry for entry in rows(AuditEntry) if entry.action == "request.accepted")
    assert (accepted.actor_id, accepted.details["by"]) == (cast.ada, "letter")
    assert not [entry for entry in rows(AuditEntry) if entry.action == "sign_in.made"]
    assert one(MentoringRequest, request_id).seen_at is not None
    view = read(NOBODY, look, token)
    assert (view.standing, view.used_for, view.name, view.request) == ("used", "accept", "Cy", {})
    assert view.used_at


def test_a_no_by_letter_carries_its_reason_and_note(cast, request_id):
    by_letter(token_of("request_received"), "decline", **DECLINE)
    request = one(MentoringRequest, request_id)
    assert (request.status, request.decline_reason, request.decline_note) == ("declined", *DECLINE.values())


def test_a_question_goes_to_and_fro_by_letter_alone(cast, request_id):
    received = token_of("request_received")
    by_letter(received, "ask", question="Which evening?")
    asked = token_of("question_asked")
    view = read(NOBODY, look, asked)
    assert (view.purpose, view.request["questions"][0]["text"]) == ("reply", "Which evening?")
    by_letter(asked, "reply", answer="Tuesdays")
    assert rows(RequestQuestion)[0].answer == "Tuesdays"
    assert read(NOBODY, look, asked).used_for == "reply"
    assert read(NOBODY, look, received).standing == "used"
    by_letter(token_of("question_answered"), "accept")
    assert one(MentoringRequest, request_id).status == "accepted"


def test_an_offer_is_made_and_taken_up_by_letter_alone(cast, request_id):
    by_letter(token_of("request_received"), "offer", note="Half an hour?")
    offered = token_of("flash_offered")
    assert read(NOBODY, look, offered).request["offer_note"] == "Half an hour?"
    by_letter(offered, "take-up")
    assert [row.kind for row in rows(Mentorship) if row.request_id == request_id] == ["flash"]


def test_an_offer_is_done_without_by_letter(cast, request_id):
    transact(Actor(cast.ada), offer_flash, request_id, "")
    by_letter(token_of("flash_offered"), "do-without")
    assert one(MentoringRequest, request_id).status == "flash_declined"


def test_a_sender_who_is_asked_may_withdraw_instead(cast, request_id):
    transact(Actor(cast.ada), ask_about_request, request_id, "Which evening?")
    by_letter(token_of("question_asked"), "withdraw")
    assert one(MentoringRequest, request_id).status == "withdrawn"


def test_a_link_works_once(cast, request_id):
    token = token_of("request_received")
    by_letter(token, "ask", question="Which evening?")
    for act, words in (("accept", {}), ("decline", DECLINE), ("ask", {"question": "And then?"})):
        with pytest.raises(NotPermitted, match="used already"):
            by_letter(token, act, **words)
    assert one(MentoringRequest, request_id).status == "open"


def soon(days):
    """A time on everybody's clock in these tests, which is UTC."""
    return f"{now() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def times_in(token):
    return [slot["id"] for slot in read(NOBODY, look, token).request["times"]["proposal"]["slots"]]


def test_times_go_to_and_fro_by_letter_alone_until_one_is_taken(cast, request_id):
    by_letter(token_of("request_received"), "suggest", times=[soon(3), "", soon(4)], words="Rather then?")
    chosen = token_of("times_suggested")
    view = read(NOBODY, look, chosen)
    assert (view.standing, view.purpose, view.request["is_mine"]) == ("waiting", "choose", True)
    assert view.request["times"]["proposal"]["words"] == "Rather then?"
    assert len(times_in(chosen)) == 2

    changes = by_letter(chosen, "suggest", times=[soon(6)], words="")
    assert {for_member(each, "requests") for each in (cast.ada, cast.cy)} <= set(changes)
    assert read(NOBODY, look, chosen).used_for == "suggest"
    answered = token_of("times_suggested")
    assert (read(NOBODY, look, answered).purpose, answered != chosen) == ("answer", True)
    by_letter(answered, "take-time", slot_id=times_in(answered)[0])
    settled = next(row for row in rows(Meeting) if row.request_id == request_id)
    assert (settled.status, settled.mentor_id, settled.mentee_id) == ("confirmed", cast.ada, cast.cy)
    assert one(MentoringRequest, request_id).status == "accepted"
    assert read(NOBODY, look, answered).used_for == "take-time"


def test_whoever_asked_takes_a_time_by_the_reminder_and_can_take_the_request_back_instead(cast, request_id):
    by_letter(token_of("request_received"), "suggest", times=[soon(9)], words="")
    first = token_of("times_suggested")
    with time_machine.travel(now() + timedelta(days=4), tick=True):
        tend_requests()
        reminded = token_of("times_reminder")
        assert reminded != first
        assert times_in(reminded) == times_in(first)
        by_letter(reminded, "withdraw")
        assert one(MentoringRequest, request_id).status == "withdrawn"
        for token in (first, reminded):
            with pytest.raises(NotPermitted):
                by_letter(token, "take-time", slot_id="x")


def test_times_that_were_answered_or_replaced_or_are_ones_own_cannot_be_taken(cast, request_id):
    received = token_of("request_received")
    by_letter(received, "suggest", times=[soon(3)], words="")
    stale = token_of("times_suggested")
    old = times_in(stale)[0]
    transact(Actor(cast.ada), suggest_time, request_id, [soon(5)], "")
    with pytest.raises(NotPermitted):
        by_letter(stale, "take-time", slot_id=old)
    with pytest.raises(InvalidInput) as missing:
        by_letter(stale, "take-time", slot_id="")
    assert missing.value.field == "slot_id"
    with pytest.raises(InvalidInput) as none:
        by_letter(stale, "suggest", times=["", " "], words="")
    assert none.value.field == "times"
    assert read(NOBODY, look, stale).standing == "waiting"
    transact(Actor(cast.cy), suggest_time, request_id, [soon(6)], "")
    assert read(NOBODY, look, stale).standing == "over", "it is the other's turn"
    with pytest.raises(NotPermitted):
        by_letter(stale, "withdraw")
    assert one(MentoringRequest, request_id).status == "open"


def test_a_colleague_is_found_by_name_and_asked_by_letter_and_refusing_sends_another_link(cast, request_id):
    with Session(db.engine()) as session:
        gus = add_member(session, "Gus Øst", cast.programme, offers_mentoring=True)
        add_member(session, "Gunda", cast.programme, offers_mentoring=False)
        session.commit()
    token = token_of("request_received")

    def found(name):
        return [person.id for person in read(NOBODY, find_colleagues, token, name)]

    assert found("gus") == found("øst gus") == found("Ost") == [gus]
    assert found("gu") == found("Gunda") == found("Cy") == found("Ada") == found("SQL") == found(" ") == []
    before = rows(RequestLink)
    for whom in ("", "nobody", cast.cy, cast.eve):
        with pytest.raises(InvalidInput):
            by_letter(token, "refer", colleague=whom, words="Fits you")
    assert rows(RequestLink) == before
    changes = by_letter(token, "refer", colleague=gus, words="Fits you")
    assert for_member(gus, "requests") in changes
    assert for_member(cast.cy, "requests") not in changes, "the sender hears nothing of it"
    assert rows(Referral)[0].status == "asked"
    with pytest.raises(NotPermitted):
        found("gus")
    transact(Actor(gus), refuse_referral, rows(Referral)[0].id)
    again = token_of("referral_refused")
    assert read(NOBODY, look, again).request["referral"]["refused"] == ["Gus Øst"]
    by_letter(again, "decline", **DECLINE)
    assert one(MentoringRequest, request_id).status == "declined"


def test_times_that_suit_both_are_offered_by_letter_as_in_the_inbox_and_count_alike(cast, request_id):
    token, actor = token_of("request_received"), Actor(cast.ada)
    assert read(NOBODY, find_free_times, token).standing == "unset_theirs"
    for who, hours in ((cast.ada, "9-17"), (cast.cy, "10-12")):
        transact(Actor(who), set_week, dict.fromkeys(WEEKDAYS, hours), 0, 0, 0)
    offered = read(NOBODY, find_free_times, token)
    assert offered.standing == "found"
    assert offered == read(actor, free_times_with, cast.cy, 30)
    for _ in range(30 - 3):
        count_look(cast.ada, cast.cy)
    assert read(NOBODY, find_free_times, token) == FreeTimes("too_often")
    with pytest.raises(NotPermitted):
        read(Actor(cast.dee), find_free_times, token)
    by_letter(token, "decline", **DECLINE)
    with pytest.raises(NotPermitted):
        read(NOBODY, find_free_times, token)


def test_a_letter_that_only_asks_for_words_shows_nobodys_times(cast, request_id):
    by_letter(token_of("request_received"), "ask", question="What have you tried so far?")
    with pytest.raises(NotPermitted):
        read(NOBODY, find_free_times, token_of("question_asked"))


def test_nobody_looks_for_colleagues_by_a_letter_that_cannot_be_answered(cast, request_id):
    received = token_of("request_received")
    by_letter(received, "ask", question="Which evening?")
    asked = token_of("question_asked")
    for token, refusal in ((received, NotPermitted), (asked, NotPermitted), ("A" * 43, NotFound)):
        with pytest.raises(refusal):
            read(NOBODY, find_colleagues, token, "Ben")
    reader = token_of("request_received")
    with pytest.raises(NotPermitted):
        read(Actor(cast.ben), find_colleagues, reader, "Ben")


def test_what_is_refused_uses_nothing_up(cast, request_id):
    token = token_of("request_received")
    for act, words in (("ask", {"question": "  "}), ("decline", {"reason": "bored", "note": ""})):
        with pytest.raises(InvalidInput):
            by_letter(token, act, **words)
    assert read(NOBODY, look, token).standing == "waiting"
    assert one(MentoringRequest, request_id).seen_at is None
    by_letter(token, "accept")


ENDS = {
    "accepted": lambda cast, request_id: transact(Actor(cast.ada), accept_request, request_id),
    "declined": lambda cast, request_id: transact(Actor(cast.ada), decline_request, request_id, "other"),
    "withdrawn": lambda cast, request_id: transact(Actor(cast.cy), withdraw_request, request_id),
    "flash_offered": lambda cast, request_id: transact(Actor(cast.ada), offer_flash, request_id),
}


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ends_the_request_ends_its_links(cast, request_id, end):
    token = token_of("request_received")
    ENDS[end](cast, request_id)
    view = read(NOBODY, look, token)
    assert (view.standing, view.status, view.request, view.is_mine) == ("over", end, {}, False)
    with pytest.raises(NotPermitted):
        by_letter(token, "decline", **DECLINE)
    assert one(MentoringRequest, request_id).status == end


def test_a_link_ends_with_the_time_to_answer_before_anybody_writes_it_down(cast, request_id):
    token = token_of("request_received")
    with time_machine.travel(one(MentoringRequest, request_id).expires_at + timedelta(seconds=1)):
        view = read(NOBODY, look, token)
        assert (view.standing, view.status) == ("over", "expired")
        with pytest.raises(NotPermitted):
            by_letter(token, "accept")
    with time_machine.travel(now() + timedelta(days=91)), pytest.raises(NotFound):
        read(NOBODY, look, token)


def test_a_question_answered_elsewhere_waits_for_nobody(cast, request_id):
    transact(Actor(cast.ada), ask_about_request, request_id, "Which evening?")
    token = token_of("question_asked")
    transact(Actor(cast.cy), answer_question, rows(RequestQuestion)[0].id, "Tuesdays")
    assert read(NOBODY, look, token).standing == "over"
    for act in ("reply", "withdraw"):
        with pytest.raises(NotPermitted):
            by_letter(token, act, answer="Wednesdays")
    assert rows(RequestQuestion)[0].answer == "Tuesdays"


def test_the_links_of_a_suspended_member_are_unknown(cast, request_id):
    token = token_of("request_received")
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).suspended_at = now()
        session.commit()
    for attempt in (lambda: read(NOBODY, look, token), lambda: by_letter(token, "accept")):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("blocker", ["ada", "cy"])
def test_once_one_has_blocked_the_other_links_are_unknown(cast, request_id, blocker):
    received = token_of("request_received")
    by_letter(received, "ask", question="Which evening?")
    asked = token_of("question_asked")
    with Session(db.engine()) as session:
        pair = [cast.ada, cast.cy] if blocker == "ada" else [cast.cy, cast.ada]
        session.add(Block(member_id=pair[0], target_id=pair[1]))
        session.commit()
    for token in (received, asked):
        with pytest.raises(NotFound):
            read(NOBODY, look, token)
    with pytest.raises(NotFound):
        by_letter(asked, "reply", answer="Tuesdays")


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_an_unknown_link_is_not_found(cast, request_id, token):
    before = rows(MentoringRequest)
    for attempt in (lambda: read(NOBODY, look, token), lambda: by_letter(token, "accept")):
        with pytest.raises(NotFound):
            attempt()
    assert rows(MentoringRequest) == before


def test_a_link_allows_what_its_letter_is_for_and_nothing_else(cast, request_id):
    transact(Actor(cast.ada), ask_about_request, request_id, "Which evening?")
    links = {"answer": token_of("request_received"), "reply": token_of("question_asked")}
    words = {"reason": "no_time", "note": "", "question": "?", "answer": "!", "colleague": cast.ben, "words": "?"}
    words |= {"slot_id": "x", "times": [soon(3)]}
    for purpose, token in links.items():
        for act, (wanted, _do) in ACTS.items():
            if purpose not in wanted:
                with pytest.raises(NotPermitted):
                    by_letter(token, act, **words)
    assert one(MentoringRequest, request_id).status == "open"
    assert all(link.used_at is None for link in rows(RequestLink))


def test_every_act_has_its_form():
    assert FORMS.keys() == ACTS.keys()


def test_whoever_is_signed_in_as_themselves_is_led_to_the_inbox(cast, request_id, as_member):
    view = read(as_member(cast.ada), look, token_of("request_received"))
    assert (view.standing, view.next, view.request) == ("mine", f"/inbox?request={request_id}", {})


@pytest.mark.parametrize("visitor", ["ben", "cy", "dee"])
def test_somebody_else_who_is_signed_in_is_told_so_and_no_more(cast, request_id, as_member, visitor):
    token, actor = token_of("request_received"), as_member(getattr(cast, visitor))
    told = dataclasses.asdict(read(actor, look, token))
    assert told.pop("standing") == "elsewhere"
    assert not any(told.values())
    with pytest.raises(NotPermitted):
        by_letter(token, "accept", actor=actor)
    assert one(MentoringRequest, request_id).status == "open"


@pytest.mark.parametrize("same_link", [True, False])
def test_of_answers_at_the_same_moment_exactly_one_wins(cast, request_id, same_link):
    tokens = [token_of("request_received")] * 2
    if not same_link:
        with time_machine.travel(now() + timedelta(days=4), tick=True):
            tend_requests()
        tokens[1] = token_of("request_reminder")
    start = Barrier(6)

    def attempt(place):
        start.wait()
        try:
            by_letter(tokens[place % 2], "accept" if place % 3 else "decline", **DECLINE)
        except NotPermitted:
            return 0
        return 1

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1
    ends = [entry.action for entry in rows(AuditEntry) if entry.action in ("request.accepted", "request.declined")]
    assert len(ends) == 1
    opened = [row for row in rows(Mentorship) if row.request_id == request_id]
    assert len(opened) == (ends == ["request.accepted"])


def test_whoever_is_bound_to_a_request_touches_nothing_else(cast, request_id):
    bound = Actor(cast.ada, bound_to=request_id)
    for begin in (transact, read):
        with pytest.raises(PermissionError):
            begin(bound, visible_request, request_id)

    def inside(uow, load, row_id):
        uow.actor = bound
        return load(uow, row_id).id

    assert read(NOBODY, inside, visible_request, request_id) == request_id
    with pytest.raises(NotFound):
        read(NOBODY, inside, visible_mentorship, cast.mentorship)
    elsewhere = Actor(cast.ada, bound_to="another")
    with pytest.raises(NotFound):
        read(NOBODY, lambda uow: setattr(uow, "actor", elsewhere) or visible_request(uow, request_id))
