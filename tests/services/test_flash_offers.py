"""One flash meeting instead of mentoring."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import AuditEntry, Letter, MentoringRequest, Mentorship, Notification, Profile
from mentor_app.realtime.changes import for_member
from mentor_app.services.asks import Wishes
from mentor_app.services.flash_offers import accept_offer, decline_offer, offer_flash
from mentor_app.services.inbox import inbox, shelf_of
from mentor_app.services.notifications import header
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


@pytest.fixture
def request_id(cast):
    return transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY, goals=["SQL"])[0]


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def offer(cast, request_id, note="Half an hour next week?"):
    return transact(Actor(cast.ada), offer_flash, request_id, note)[1]


def kinds(table, member):
    return [row.kind for row in rows(table) if row.member_id == member]


def test_the_offer_waits_for_the_sender_and_is_theirs_to_answer(cast, request_id):
    assert for_member(cast.cy, "requests") in offer(cast, request_id)
    view = read(Actor(cast.cy), inbox, "requests", request_id)
    assert [thread.id for thread in view.threads] == [request_id]
    assert (view.selected.status, view.selected.offer_note) == ("flash_offered", "Half an hour next week?")
    assert read(Actor(cast.cy), header).open_requests == 1
    assert read(Actor(cast.cy), shelf_of, request_id) == "requests"
    assert read(Actor(cast.ada), shelf_of, request_id) == "waiting"
    assert read(Actor(cast.ada), inbox, "requests").threads == []
    assert kinds(Letter, cast.cy) == ["flash_offered"]
    assert kinds(Notification, cast.cy) == ["flash.offered"]


def test_one_yes_opens_a_flash_mentorship_that_takes_no_place(cast, request_id):
    with Session(db.engine()) as session:
        ada = session.get_one(Profile, cast.ada)
        ada.capacity, ada.capacity_is_hard = 1, True
        session.commit()
    offer(cast, request_id)
    mentorship_id, changes = transact(Actor(cast.cy), accept_offer, request_id)
    assert {for_member(each, "mentorships") for each in (cast.ada, cast.cy)} <= set(changes)
    opened = next(row for row in rows(Mentorship) if row.id == mentorship_id)
    assert (opened.kind, opened.mentor_id, opened.mentee_id) == ("flash", cast.ada, cast.cy)
    assert rows(MentoringRequest)[0].status == "accepted"
    assert kinds(Notification, cast.ada)[-1] == "flash.accepted"
    assert kinds(Letter, cast.cy)[-1] == kinds(Letter, cast.ada)[-1] == "request_accepted"


def test_a_no_is_told_and_shows_who_else_could_help(cast, request_id):
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.dee).offers_mentoring = True
        session.commit()
    offer(cast, request_id)
    transact(Actor(cast.cy), decline_offer, request_id)
    view = read(Actor(cast.cy), inbox, "archived", request_id).selected
    assert view.status == "flash_declined"
    assert [card.id for card in view.similar] == [cast.dee]
    assert kinds(Letter, cast.ada)[-1] == "flash_declined"
    assert kinds(Notification, cast.ada)[-1] == "flash.declined"
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), accept_offer, request_id)


def test_strangers_cannot_tell_and_the_two_cannot_swap_parts(cast, request_id):
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), offer_flash, request_id)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), accept_offer, request_id)
    offer(cast, request_id)
    for act in (accept_offer, decline_offer):
        with pytest.raises(NotPermitted):
            transact(Actor(cast.ada), act, request_id)
    for act in (offer_flash, accept_offer, decline_offer):
        with pytest.raises(NotFound) as real:
            transact(Actor(cast.dee), act, request_id)
        with pytest.raises(NotFound) as invented:
            transact(Actor(cast.dee), act, "no-such-id")
        assert real.value.message == invented.value.message
    assert rows(MentoringRequest)[0].status == "flash_offered"


def test_an_offer_is_the_one_answer(cast, request_id):
    offer(cast, request_id)
    late = ((accept_request, request_id), (decline_request, request_id, "no_time"), (offer_flash, request_id))
    for act in late:
        with pytest.raises(NotPermitted):
            transact(Actor(cast.ada), *act)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), withdraw_request, request_id)


def test_a_request_for_a_flash_meeting_is_not_answered_with_one(cast):
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.ada).offers_flash = True
        session.commit()
    flash = transact(Actor(cast.cy), send_request, cast.ada, "flash", WHY, wishes=Wishes(purpose="question"))[0]
    with pytest.raises(NotPermitted):
        offer(cast, flash)
    transact(Actor(cast.ada), accept_request, flash)
    mentoring = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]
    with pytest.raises(NotPermitted):
        offer(cast, mentoring)


def test_a_note_too_long_leaves_no_trace(cast, request_id):
    with pytest.raises(InvalidInput) as refused:
        offer(cast, request_id, "x" * 1001)
    assert refused.value.field == "note"
    assert rows(MentoringRequest)[0].status == "open"
    assert kinds(Letter, cast.cy) == []


def test_an_offer_nobody_takes_up_ends_by_itself_and_was_an_answer(cast, request_id):
    with time_machine.travel(now() + timedelta(days=10), tick=False):
        offer(cast, request_id)
    with time_machine.travel(now() + timedelta(days=20), tick=False):
        assert tend_requests() == 0
    with time_machine.travel(now() + timedelta(days=25), tick=False):
        assert tend_requests() == 1
        assert tend_requests() == 0
    assert rows(MentoringRequest)[0].status == "flash_declined"
    assert kinds(Letter, cast.ada)[-1] == "flash_declined"
    assert "pause.offered" not in kinds(Notification, cast.ada)
    assert [(row.actor_id, row.subject) for row in rows(AuditEntry) if row.action == "request.offer_expired"] == [
        (None, request_id)
    ]
