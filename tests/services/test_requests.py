"""Asking and answering."""

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import AuditEntry, Block, Letter, MentoringRequest, Mentorship, Notification, Profile
from mentor_app.realtime.changes import for_member
from mentor_app.services.asking import asking
from mentor_app.services.asks import Wishes
from mentor_app.services.inbox import inbox
from mentor_app.services.requests import (
    accept_request,
    decline_request,
    mark_seen,
    send_request,
    withdraw_request,
)

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."


def ask(cast, sender="cy", to="ada", **more):
    return transact(Actor(getattr(cast, sender)), send_request, getattr(cast, to), "mentoring", WHY, **more)


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def test_request_reaches_the_mentor_with_notice_and_letter(cast):
    request_id, changes = ask(cast, hope="A plan", goals=["SQL"])
    assert for_member(cast.ada, "requests") in changes
    assert for_member(cast.ada, "notices") in changes
    view = read(Actor(cast.ada), inbox, "requests", request_id)
    assert [thread.id for thread in view.threads] == [request_id]
    assert view.selected.goals == ["SQL"]
    assert [letter.kind for letter in rows(Letter)] == ["request_received"]
    assert [notice.member_id for notice in rows(Notification)] == [cast.ada]


def test_length_and_frequency_are_shown_to_the_recipient_and_a_purpose_is_not_for_mentoring(cast):
    request_id, _ = ask(cast, wishes=Wishes(6, "fortnightly", "question"))
    view = read(Actor(cast.ada), inbox, "requests", request_id).selected
    assert view.wished == ["About six months", "Every two weeks"]
    assert rows(MentoringRequest)[0].purpose == ""


def test_a_flash_meeting_is_asked_for_a_purpose(cast):
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.ada).offers_flash = True
        session.commit()
    for purpose in ("", "a job"):
        with pytest.raises(InvalidInput) as refused:
            transact(Actor(cast.cy), send_request, cast.ada, "flash", WHY, wishes=Wishes(purpose=purpose))
        assert refused.value.field == "purpose"
    assert not rows(MentoringRequest)
    wishes = Wishes(12, "weekly", "networking")
    flash, _ = transact(Actor(cast.cy), send_request, cast.ada, "flash", WHY, wishes=wishes)
    assert read(Actor(cast.ada), inbox, "requests", flash).selected.wished == ["Networking"]


@pytest.mark.parametrize("wishes", [Wishes(4), Wishes(-3), Wishes(0, "daily")])
def test_what_is_not_offered_cannot_be_wished(cast, wishes):
    with pytest.raises(InvalidInput):
        ask(cast, wishes=wishes)
    assert not rows(MentoringRequest)


def test_accepting_opens_a_mentorship_and_tells_both(cast):
    request_id, _ = ask(cast, goals=["SQL", "Interviews"])
    mentorship_id, changes = transact(Actor(cast.ada), accept_request, request_id)
    assert for_member(cast.cy, "requests") in changes
    assert for_member(cast.cy, "mentorships") in changes
    opened = next(row for row in rows(Mentorship) if row.id == mentorship_id)
    assert (opened.mentor_id, opened.mentee_id) == (cast.ada, cast.cy)
    letters = {letter.member_id for letter in rows(Letter) if letter.kind == "request_accepted"}
    assert letters == {cast.ada, cast.cy}


def test_stranger_cannot_tell_a_request_exists(cast):
    request_id, _ = ask(cast)
    for act in (accept_request, withdraw_request, mark_seen):
        with pytest.raises(NotFound) as real:
            transact(Actor(cast.dee), act, request_id)
        with pytest.raises(NotFound) as invented:
            transact(Actor(cast.dee), act, "no-such-id")
        assert real.value.message == invented.value.message
    with pytest.raises(NotFound):
        read(Actor(cast.dee), inbox, "requests", request_id)


def test_sender_cannot_answer_and_recipient_cannot_withdraw(cast):
    request_id, _ = ask(cast)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), accept_request, request_id)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.ada), withdraw_request, request_id)
    assert rows(MentoringRequest)[0].status == "open"


def test_refusal_leaves_no_trace(cast):
    before = len(rows(AuditEntry))
    for message in ("", "too short", "x" * 2001):
        with pytest.raises(InvalidInput) as refused:
            transact(Actor(cast.cy), send_request, cast.ada, "mentoring", message)
        assert refused.value.field == "message"
    assert not rows(MentoringRequest)
    assert not rows(Letter)
    assert len(rows(AuditEntry)) == before


def test_only_one_answer_counts(cast):
    request_id, _ = ask(cast)
    transact(Actor(cast.cy), withdraw_request, request_id)
    for late in (
        lambda: transact(Actor(cast.ada), accept_request, request_id),
        lambda: transact(Actor(cast.ada), decline_request, request_id, "no_time"),
    ):
        with pytest.raises(NotPermitted):
            late()
    assert rows(MentoringRequest)[0].status == "withdrawn"


def test_decline_carries_reason_and_note(cast):
    request_id, _ = ask(cast)
    transact(Actor(cast.ada), decline_request, request_id, "someone_else", "Ask Dee, she knows SQL better.")
    view = read(Actor(cast.cy), inbox, "archived", request_id)
    assert (view.selected.status, view.selected.decline_reason) == ("declined", "someone_else")
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ada), decline_request, ask(cast)[0], "because")


def test_nobody_asks_twice_or_themselves_or_someone_unwilling(cast):
    ask(cast)
    with pytest.raises(NotPermitted):
        ask(cast)
    with pytest.raises(NotPermitted):
        ask(cast, sender="ada", to="ada")
    with pytest.raises(NotPermitted):
        ask(cast, sender="cy", to="dee")
    with pytest.raises(NotFound):
        ask(cast, sender="cy", to="eve")


def test_partners_are_not_asked_again(cast):
    with pytest.raises(NotPermitted):
        ask(cast, sender="ben")


def test_hard_limit_holds_when_accepting(cast):
    with Session(db.engine()) as session:
        profile = session.get_one(Profile, cast.ada)
        profile.capacity, profile.capacity_is_hard = 2, True
        session.commit()
    first, _ = ask(cast)
    second, _ = ask(cast, sender="dee")
    transact(Actor(cast.ada), accept_request, first)
    with pytest.raises(TooMany):
        transact(Actor(cast.ada), accept_request, second)
    assert sum(row.status == "accepted" for row in rows(MentoringRequest)) == 1


def test_seen_is_noted_once_and_shown_to_the_sender(cast):
    request_id, _ = ask(cast)
    _, changes = transact(Actor(cast.ada), mark_seen, request_id)
    assert changes == [for_member(cast.cy, "requests"), for_member(cast.ada, "requests")]
    assert transact(Actor(cast.ada), mark_seen, request_id)[1] == []
    assert read(Actor(cast.cy), inbox, "waiting", request_id).selected.seen_at


def test_a_suggested_number_of_places_closes_no_door_and_a_hard_one_does(cast):
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.ada).capacity = 1
        session.commit()
    assert read(Actor(cast.cy), asking, cast.ada).is_full is False
    ask(cast)
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.ada).capacity_is_hard = True
        session.commit()
    assert read(Actor(cast.dee), asking, cast.ada).is_full is True
    with pytest.raises(NotPermitted):
        ask(cast, sender="dee")


def test_beside_a_request_stands_what_its_reader_may_see_of_the_other(cast):
    request_id, _ = ask(cast)
    with Session(db.engine()) as session:
        profile = session.get(Profile, cast.cy)
        profile.biography = "I teach,\nand count."
        session.commit()
    beside = read(Actor(cast.ada), inbox, "requests", request_id).beside
    assert (beside.why.member_id, beside.why.side, beside.about) == (cast.cy, "mentor", "I teach, and count.")
    assert read(Actor(cast.cy), inbox, "waiting", request_id).beside.why.side == "mentee"
    with Session(db.engine()) as session:
        session.get(Profile, cast.cy).audiences = {"biography": "me"}
        session.commit()
    assert read(Actor(cast.ada), inbox, "requests", request_id).beside.about == ""


def test_a_request_between_people_who_blocked_each_other_is_not_there(cast):
    request_id, _ = ask(cast)
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.cy, target_id=cast.ada))
        session.commit()
    for who in (cast.ada, cast.cy):
        with pytest.raises(NotFound):
            read(Actor(who), inbox, "requests", request_id)
        assert read(Actor(who), inbox, "requests").threads == []
