"""Not meeting somebody again."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select, update

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import NotFound
from mentor_app.models import AuditEntry, Letter, MentoringRequest, Mentorship, Notification, Profile, Referral
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.limits import forget_counts
from mentor_app.services.answer_by_letter import look
from mentor_app.services.blocking import block_member, list_blocked, plan_block, unblock_member
from mentor_app.services.community import best_matches
from mentor_app.services.conversation_list import list_conversations
from mentor_app.services.conversations import start_conversation
from mentor_app.services.home import home
from mentor_app.services.inbox import inbox, list_threads
from mentor_app.services.inbox_search import search_inbox
from mentor_app.services.member_pages import get_member_page
from mentor_app.services.mentorships import list_mentorships, participant
from mentor_app.services.notifications import header
from mentor_app.services.referrals import (
    ReferralDetail,
    agree_to_referral,
    list_referrals,
    refer,
    refuse_referral,
)
from mentor_app.services.requests import send_request

LONG = "I would like to learn how you found your way, if you have an hour"


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


def block(member_id, target_id):
    return transact(Actor(member_id), block_member, target_id)[1]


def rows(table, **wanted):
    with Session(db.engine()) as session:
        found = select(table)
        for name, value in wanted.items():
            found = found.where(col(getattr(table, name)) == value)
        return list(session.exec(found))


def change_profile(member_id, **columns):
    with Session(db.engine()) as session:
        session.exec(update(Profile).where(col(Profile.member_id) == member_id).values(**columns))
        session.commit()


def ask(cast, sender="cy", to="ada"):
    return transact(Actor(getattr(cast, sender)), send_request, getattr(cast, to), "mentoring", LONG)[0]


@pytest.mark.parametrize("blocker", ["ada", "cy"])
def test_neither_sees_the_other_anywhere(cast, blocker):
    request = ask(cast)
    transact(Actor(cast.cy), start_conversation, cast.ada, "Hello there")
    other = {"ada": "cy", "cy": "ada"}[blocker]
    block(getattr(cast, blocker), getattr(cast, other))
    for who, whom in ((cast.ada, cast.cy), (cast.cy, cast.ada)):
        assert read(Actor(who), list_conversations) == []
        assert all(not read(Actor(who), list_threads, shelf) for shelf in ("requests", "waiting", "archived"))
        with pytest.raises(NotFound):
            read(Actor(who), inbox, "archived", request)
        with pytest.raises(NotFound):
            read(Actor(who), get_member_page, whom)
        assert whom not in [card.id for side in ("mentee", "mentor") for card in read(Actor(who), best_matches, side)]
        assert read(Actor(who), search_inbox, "hello").hits == []
        assert read(Actor(who), search_inbox, "learn").hits == []
        assert read(Actor(who), header).open_requests == 0
        with pytest.raises(NotFound):
            transact(Actor(who), start_conversation, whom, "Hello again")
        with pytest.raises(NotFound):
            transact(Actor(who), send_request, whom, "mentoring", LONG)


def test_what_was_asked_gets_an_ordinary_no_and_nothing_else_is_told(cast):
    ask(cast)
    told = len(rows(Letter))
    changes = block(cast.ada, cast.cy)
    [request] = rows(MentoringRequest)
    assert (request.status, request.decline_reason) == ("declined", "no_time")
    [letter] = rows(Letter)[told:]
    assert (letter.kind, letter.member_id) == ("request_ended", cast.cy)
    assert [(notice.kind, notice.link) for notice in rows(Notification, member_id=cast.cy)] == [
        ("request.declined", "/explore")
    ]
    assert rows(Notification, member_id=cast.ada) == [], "the notice of the request leads nowhere any more"
    for who in (cast.ada, cast.cy):
        assert {for_member(who, "requests"), for_member(who, "conversations"), for_member(who, "profile")} <= {*changes}
    assert all(
        cast.cy not in (entry.subject, *entry.details.values()) for entry in rows(AuditEntry, action="member.blocked")
    )


def test_ones_own_request_is_withdrawn_in_silence(cast):
    ask(cast)
    told = len(rows(Letter))
    block(cast.cy, cast.ada)
    assert [request.status for request in rows(MentoringRequest)] == ["withdrawn"]
    assert len(rows(Letter)) == told
    assert rows(Notification, member_id=cast.ada) == []


def test_a_meeting_on_offer_is_no_longer_on_offer(cast):
    request = ask(cast)
    with Session(db.engine()) as session:
        row = session.get_one(MentoringRequest, request)
        row.status, row.expires_at = "flash_offered", now() + timedelta(days=3)
        session.commit()
    block(cast.cy, cast.ada)
    assert [request.status for request in rows(MentoringRequest)] == ["flash_declined"]


def test_a_mentorship_between_them_ends_and_closes_for_both(cast):
    plan = read(Actor(cast.ben), plan_block, cast.ada)
    assert (plan.name, plan.ends_mentorship, plan.closes_request) == ("Ada", True, False)
    changes = block(cast.ben, cast.ada)
    assert in_mentorship(cast.mentorship, "mentorship") in changes
    [mentorship] = rows(Mentorship)
    assert mentorship.status == "ended"
    assert mentorship.ended_at
    for who in (cast.ada, cast.ben):
        assert read(Actor(who), list_mentorships) == []
        with pytest.raises(NotFound):
            read(Actor(who), participant, cast.mentorship)
    transact(Actor(cast.ben), unblock_member, cast.ada)
    assert [item.is_active for item in read(Actor(cast.ben), list_mentorships)] == [False], "what ended stays ended"


def test_whoever_is_blocked_cannot_tell_a_block_from_nobody(cast):
    block(cast.ada, cast.cy)
    for act in (plan_block, block_member):
        with pytest.raises(NotFound) as real:
            transact(Actor(cast.cy), act, cast.ada)
        with pytest.raises(NotFound) as invented:
            transact(Actor(cast.cy), act, "no-such-member")
        assert real.value.message == invented.value.message
    with pytest.raises(NotFound):
        transact(Actor(cast.cy), unblock_member, cast.ada)
    assert read(Actor(cast.cy), list_blocked) == []


def test_strangers_and_oneself_cannot_be_blocked(cast):
    for whom in (cast.eve, cast.cy, "no-such-member"):
        with pytest.raises(NotFound):
            block(cast.cy, whom)


def test_a_block_taken_back_brings_back_what_was_said(cast):
    talk = transact(Actor(cast.cy), start_conversation, cast.ada, "Hello there")[0]
    block(cast.ada, cast.cy)
    assert [person.name for person in read(Actor(cast.ada), list_blocked)] == ["Cy"]
    transact(Actor(cast.ada), unblock_member, cast.cy)
    assert read(Actor(cast.ada), list_blocked) == []
    for who in (cast.ada, cast.cy):
        assert [item.id for item in read(Actor(who), list_conversations)] == [talk]


@pytest.mark.parametrize("blocker", ["ada", "dee"])
@pytest.mark.parametrize("answer", [None, agree_to_referral, refuse_referral])
def test_a_question_whether_one_may_be_named_goes_with_its_notices(cast, blocker, answer):
    change_profile(cast.dee, offers_mentoring=True)
    request_id = ask(cast)
    transact(Actor(cast.ada), refer, request_id, cast.dee, "Somebody who becomes good at SQL.")
    token = rows(Letter, kind="referral_asked")[0].secret
    if answer:
        transact(Actor(cast.dee), answer, rows(Referral)[0].id)
    other = {"ada": "dee", "dee": "ada"}[blocker]
    changes = block(getattr(cast, blocker), getattr(cast, other))
    assert rows(Referral)[0].status == {None: "expired", agree_to_referral: "agreed"}.get(answer, "refused")
    assert {for_member(each, "requests") for each in (cast.ada, cast.dee)} <= set(changes)
    for who in (cast.ada, cast.dee):
        assert [row.kind for row in rows(Notification, member_id=who) if row.kind.startswith("referral.")] == []
        assert "referral" not in [step.kind for step in read(Actor(who), home).steps]
        assert read(Actor(who), list_referrals) == []
    opened = read(Actor(cast.ada), inbox, "archived" if answer is agree_to_referral else "requests", request_id)
    assert opened.selected.referral == ReferralDetail()
    with pytest.raises(NotFound, match="This link is too old, or not one of ours"):
        read(NOBODY, look, token)
