"""Interest in working with somebody, said in one click where a programme lets that be."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import LearningGoal, Letter, MentoringRequest, Notification, Offer, Profile, Programme, Skill
from mentor_app.services.asking import asking
from mentor_app.services.community import CommunityFilter, search_community
from mentor_app.services.home import home
from mentor_app.services.inbox import inbox
from mentor_app.services.requests import express_interest, send_request

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


def change(table, key, **columns):
    with Session(db.engine()) as session:
        row = session.get_one(table, key)
        for name, value in columns.items():
            setattr(row, name, value)
        session.commit()


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


@pytest.fixture
def allowed(cast):
    change(Programme, cast.programme, allows_interest=True)
    return cast


def card(who, of):
    found = read(Actor(who), search_community, CommunityFilter())
    return next(each for each in found.cards if each.id == of)


def test_one_click_reaches_the_mentor_like_any_request_and_brings_the_goals_they_can_help_with(allowed):
    with Session(db.engine()) as session:
        session.add_all([Skill(key="sql", name="SQL"), Skill(key="chess", name="Chess")])
        session.flush()
        session.add(Offer(member_id=allowed.ada, skill_key="sql"))
        session.add_all([LearningGoal(member_id=allowed.cy, skill_key=key) for key in ("sql", "chess")])
        session.commit()
    request_id, _ = transact(Actor(allowed.cy), express_interest, allowed.ada)
    view = read(Actor(allowed.ada), inbox, "requests", request_id)
    assert (view.selected.message, view.selected.goals) == ("", ["SQL"])
    assert (view.threads[0].preview, view.threads[0].is_new) == ("", True)
    assert [(letter.kind, letter.member_id) for letter in rows(Letter)] == [("interest_received", allowed.ada)]
    assert [notice.kind for notice in rows(Notification)] == ["interest.received"]
    assert read(Actor(allowed.ada), home).steps[0].kind == "answer"


def test_where_the_programme_wants_words_nobody_does_without(cast):
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), express_interest, cast.ada)
    with pytest.raises(InvalidInput):
        transact(Actor(cast.cy), send_request, cast.ada, "mentoring", " ")
    assert not card(cast.cy, cast.ada).may_interest
    assert not read(Actor(cast.cy), asking, cast.ada).may_be_silent
    assert not rows(MentoringRequest)


def test_a_message_may_be_left_out_and_not_be_too_short(allowed):
    with pytest.raises(InvalidInput):
        transact(Actor(allowed.cy), send_request, allowed.ada, "mentoring", "Please")
    transact(Actor(allowed.cy), send_request, allowed.ada, "mentoring", "  ")
    change(Profile, allowed.ada, offers_flash=True)
    with pytest.raises(InvalidInput):
        transact(Actor(allowed.dee), send_request, allowed.ada, "flash", "")


def test_every_check_of_a_request_holds(allowed):
    for who, whom, refusal in (
        (allowed.ben, allowed.ada, NotPermitted),
        (allowed.ada, allowed.ada, NotPermitted),
        (allowed.cy, allowed.dee, NotPermitted),
        (allowed.cy, allowed.eve, NotFound),
        (allowed.cy, "no-such-id", NotFound),
    ):
        with pytest.raises(refusal):
            transact(Actor(who), express_interest, whom)
    transact(Actor(allowed.cy), express_interest, allowed.ada)
    with pytest.raises(NotPermitted):
        transact(Actor(allowed.cy), express_interest, allowed.ada)


def test_the_card_offers_it_and_then_says_whose_answer_is_awaited(allowed):
    assert card(allowed.cy, allowed.ada).may_interest
    request_id, _ = transact(Actor(allowed.cy), express_interest, allowed.ada)
    assert card(allowed.cy, allowed.ada).asked_id == request_id
    assert card(allowed.dee, allowed.ada).asked_id == ""


def test_the_reminder_quotes_nothing(allowed):
    transact(Actor(allowed.cy), express_interest, allowed.ada)
    with time_machine.travel(now() + timedelta(days=4), tick=False):
        assert tend_requests() == 1
    assert [letter.kind for letter in rows(Letter)] == ["interest_received", "interest_reminder"]
