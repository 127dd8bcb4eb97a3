"""Too late, and a no with a break in the same step."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import MentoringRequest, Mentorship, Notification, Profile
from mentor_app.services.declining import decline_and_pause
from mentor_app.services.flash_offers import accept_offer, decline_offer, offer_flash
from mentor_app.services.inbox import inbox
from mentor_app.services.referrals import agree_to_referral, list_referrals, refer
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


@pytest.fixture
def request_id(cast):
    return transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]


def suggest(cast, request_id):
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.dee).offers_mentoring = True
        session.commit()
    transact(Actor(cast.ada), refer, request_id, cast.dee, "Somebody who learns")
    transact(Actor(cast.dee), agree_to_referral, read(Actor(cast.dee), list_referrals)[0].id)


ENDS = {
    "accepted": (lambda cast, request: transact(Actor(cast.ada), accept_request, request), "accepted", "accepted"),
    "declined": (
        lambda cast, request: transact(Actor(cast.ada), decline_request, request, "no_time"),
        "declined",
        "cannot take it on",
    ),
    "withdrawn": (lambda cast, request: transact(Actor(cast.cy), withdraw_request, request), "withdrew", "withdrew"),
    "offered": (lambda cast, request: transact(Actor(cast.ada), offer_flash, request), "offered", "offered"),
    "referred": (suggest, "agreed", "suggested"),
}


@pytest.mark.parametrize("end", ENDS)
def test_whoever_is_too_late_is_told_what_happened_instead(cast, request_id, end):
    act, to_recipient, to_sender = ENDS[end]
    act(cast, request_id)
    before = rows(MentoringRequest)
    for verb, more in ((accept_request, ()), (decline_request, ("no_time",)), (offer_flash, ())):
        with pytest.raises(NotPermitted) as refused:
            transact(Actor(cast.ada), verb, request_id, *more)
        assert to_recipient in refused.value.message
        assert refused.value.params["date"]
    with pytest.raises(NotPermitted) as refused:
        transact(Actor(cast.cy), withdraw_request, request_id)
    assert to_sender in refused.value.message
    for who in (cast.dee, cast.ben):
        with pytest.raises(NotFound):
            transact(Actor(who), accept_request, request_id)
    assert rows(MentoringRequest) == before


def test_an_offer_that_has_ended_says_so(cast, request_id):
    transact(Actor(cast.ada), offer_flash, request_id)
    transact(Actor(cast.cy), decline_offer, request_id)
    with pytest.raises(NotPermitted) as refused:
        transact(Actor(cast.cy), accept_offer, request_id)
    assert "ended" in refused.value.message
    with pytest.raises(NotPermitted) as refused:
        transact(Actor(cast.ada), accept_request, request_id)
    assert refused.value.params["name"] == "Cy"


def test_a_no_with_a_pause_answers_everybody_and_hides(cast, request_id):
    other = transact(Actor(cast.dee), send_request, cast.ada, "mentoring", WHY)[0]
    transact(Actor(cast.ada), decline_and_pause, request_id, "someone_else", "Ask Dee.", pause=True)
    ends = {row.id: (row.status, row.decline_reason) for row in rows(MentoringRequest)}
    assert ends == {request_id: ("declined", "someone_else"), other: ("declined", "paused")}
    with Session(db.engine()) as session:
        assert not session.get_one(Profile, cast.ada).is_active
    assert [row.kind for row in rows(Notification) if row.member_id == cast.ben] == ["partner.paused"]
    assert read(Actor(cast.dee), inbox, "archived", other).selected.decline_reason == "paused"


def test_a_no_alone_pauses_nobody_and_a_refused_one_neither(cast, request_id):
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ada), decline_and_pause, request_id, "because", pause=True)
    transact(Actor(cast.cy), withdraw_request, request_id)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.ada), decline_and_pause, request_id, "no_time", pause=True)
    again = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]
    transact(Actor(cast.ada), decline_and_pause, again, "no_time")
    with Session(db.engine()) as session:
        assert session.get_one(Profile, cast.ada).is_active


def test_of_a_yes_and_taking_it_back_at_the_same_moment_one_wins_and_the_other_is_told(cast, request_id):
    start = Barrier(6)

    def attempt(place):
        who, act = (cast.ada, accept_request) if place % 2 else (cast.cy, withdraw_request)
        start.wait()
        try:
            transact(Actor(who), act, request_id)
        except NotPermitted as refused:
            return refused.message
        return ""

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(attempt, range(6)))
    assert told.count("") == 1
    ended, opened = rows(MentoringRequest)[0].status, [row for row in rows(Mentorship) if row.request_id == request_id]
    assert (ended, len(opened)) in (("accepted", 1), ("withdrawn", 0))
    words = "{{name}} accepted" if ended == "accepted" else "{{name}} withdrew"
    assert sum(each.startswith(words) for each in told) == 3, "all of the other side hear what happened instead"
