"""Concerns: private, at once, and never told to whom they are about."""

import pytest
from sqlmodel import Session, col, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import Block, Concern, Enrolment, Letter, Member, Message, Notification
from mentor_app.realtime.changes import LETTERS, for_member
from mentor_app.security.limits import forget_counts
from mentor_app.services.blocking import block_member
from mentor_app.services.concern_desk import close_concern, concern_desk, note_concern, take_up
from mentor_app.services.concerns import concern_subject, list_own_concerns, raise_concern
from mentor_app.services.conversations import send_message, start_conversation
from mentor_app.services.correspondence import correspondence
from mentor_app.services.requests import send_request

WORDS = "canary-told, this made me uneasy"
SECRET = "canary-said, words between the two"


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


@pytest.fixture
def message(cast):
    talk = transact(Actor(cast.cy), start_conversation, cast.ada, SECRET)[0]
    transact(Actor(cast.ada), send_message, talk, "canary-answer")
    return read(Actor(cast.ada), correspondence, talk).messages[0].id


def tell(who, about, about_id, **given):
    return transact(Actor(who), raise_concern, about, about_id, given.pop("kind", "boundary"), WORDS, **given)[1]


def rows(table, **wanted):
    with Session(db.engine()) as session:
        found = select(table)
        for name, value in wanted.items():
            found = found.where(col(getattr(table, name)) == value)
        return list(session.exec(found))


def make_coordinator(member_id):
    with Session(db.engine()) as session:
        session.exec(select(Enrolment).where(Enrolment.member_id == member_id)).one().is_coordinator = True
        session.commit()


def desk(who, status="open"):
    return read(Actor(who), concern_desk, "alumni", status)


def test_staff_hear_at_once_and_nobody_else(cast, message):
    before = len(rows(Letter)), len(rows(Notification))
    changes = tell(cast.ada, "message", message, show=True)
    [letter] = rows(Letter)[before[0] :]
    [notice] = rows(Notification)[before[1] :]
    assert (letter.kind, letter.member_id) == ("concern_raised", cast.dee)
    assert "canary" not in str(letter.params)
    assert (notice.kind, notice.member_id, notice.link) == ("concern.raised", cast.dee, "/programme/alumni/concerns")
    told = {for_member(who, "").topic for who in (cast.ada, cast.dee)}
    assert {change.topic for change in changes} == told | {LETTERS}
    [item] = desk(cast.dee).concerns
    assert (item.reporter.name, item.member.name, item.words, item.snapshot) == ("Ada", "Cy", WORDS, SECRET)
    assert [(own.name, own.status) for own in read(Actor(cast.ada), list_own_concerns)] == [("Cy", "open")]
    assert read(Actor(cast.cy), list_own_concerns) == []


def test_staff_see_the_words_only_when_they_are_shown(cast, message):
    tell(cast.ada, "message", message)
    assert "canary-said" not in str(desk(cast.dee))
    assert "canary-answer" not in str(desk(cast.dee))


def test_a_snapshot_stays_as_it_was(cast, message):
    tell(cast.ada, "message", message, show=True)
    with Session(db.engine()) as session:
        session.get_one(Message, message).words = "Nothing of the kind"
        session.commit()
    assert desk(cast.dee).concerns[0].snapshot == SECRET


def test_only_what_is_before_one_can_be_reported(cast, message):
    request = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", f"{SECRET}, of some length for its reader")[
        0
    ]
    things = (("message", message), ("request", request), ("mentorship", cast.mentorship), ("member", cast.eve))
    for stranger, about, about_id in [(cast.dee, *thing) for thing in things] + [
        (cast.ben, "message", message),
        (cast.ben, "request", request),
        (cast.cy, "mentorship", cast.mentorship),
        (cast.cy, "message", message),
        (cast.cy, "member", cast.cy),
        (cast.ada, "programme", cast.programme),
    ]:
        with pytest.raises(NotFound) as real:
            tell(stranger, about, about_id)
        with pytest.raises(NotFound) as invented:
            read(Actor(stranger), concern_subject, about, "no-such-id")
        assert real.value.message == invented.value.message
    assert rows(Concern) == []
    for who, about, about_id in ((cast.ada, "request", request), (cast.ben, "mentorship", cast.mentorship)):
        tell(who, about, about_id)
    assert [row.member_id for row in rows(Concern)] == [cast.cy, cast.ada]


def test_a_concern_about_a_coordinator_reaches_the_others_alone(cast):
    make_coordinator(cast.ada)
    tell(cast.ben, "mentorship", cast.mentorship)
    assert {letter.member_id for letter in rows(Letter, kind="concern_raised")} == {cast.dee}
    assert desk(cast.ada).concerns == []
    assert desk(cast.ada).open_ones == 0
    [concern] = rows(Concern)
    for act, more in ((take_up, ()), (close_concern, ()), (note_concern, ("Nothing in it", 1))):
        with pytest.raises(NotFound):
            transact(Actor(cast.ada), act, "alumni", concern.id, *more)
    assert desk(cast.dee).concerns


def test_nobody_is_left_believing_that_they_were_heard(cast):
    with pytest.raises(NotPermitted):
        tell(cast.ben, "member", cast.dee)
    assert rows(Concern) == []


def test_its_reporter_follows_it_and_staff_keep_their_notes(cast):
    tell(cast.ben, "mentorship", cast.mentorship)
    [concern] = rows(Concern)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.dee), close_concern, "alumni", concern.id)
    transact(Actor(cast.dee), take_up, "alumni", concern.id)
    transact(Actor(cast.dee), note_concern, "alumni", concern.id, "canary-note", 1)
    transact(Actor(cast.dee), close_concern, "alumni", concern.id)
    assert (desk(cast.dee).closed, desk(cast.dee, "closed").concerns[0].handler) == (1, "Dee")
    own = read(Actor(cast.ben), list_own_concerns)
    assert [each.status for each in own] == ["closed"]
    assert "canary-note" not in str(own)
    assert [notice.kind for notice in rows(Notification, member_id=cast.ben)] == ["concern.looking", "concern.closed"]
    assert rows(Notification, member_id=cast.ada) == []
    transact(Actor(cast.dee), take_up, "alumni", concern.id)
    assert desk(cast.dee).looked_at == 1


def test_two_of_staff_who_note_at_once_keep_both_texts(cast):
    make_coordinator(cast.cy)
    tell(cast.ben, "mentorship", cast.mentorship)
    [concern] = rows(Concern)
    transact(Actor(cast.dee), note_concern, "alumni", concern.id, "Spoke with Ben", 1)
    with pytest.raises(Conflict) as both:
        transact(Actor(cast.cy), note_concern, "alumni", concern.id, "Will call Ada", 1)
    assert (both.value.mine, both.value.theirs) == ("Will call Ada", "Spoke with Ben")


def test_members_have_no_desk(cast):
    tell(cast.ben, "mentorship", cast.mentorship)
    [concern] = rows(Concern)
    for who in (cast.ada, cast.ben, cast.cy):
        with pytest.raises(NotPermitted):
            desk(who)
        with pytest.raises(NotPermitted):
            transact(Actor(who), take_up, "alumni", concern.id)
    with pytest.raises(NotFound):
        read(Actor(cast.dee), concern_desk, "no-such-programme")


def test_raising_and_blocking_in_one_step(cast, message):
    tell(cast.ada, "message", message, show=True, block=True)
    assert [(row.member_id, row.target_id) for row in rows(Block)] == [(cast.ada, cast.cy)]
    assert desk(cast.dee).concerns[0].snapshot == SECRET
    tell(cast.ada, "member", cast.cy, block=True)
    with pytest.raises(NotFound):
        tell(cast.cy, "member", cast.ada)


def test_one_can_still_report_whom_one_has_blocked(cast):
    transact(Actor(cast.ada), block_member, cast.cy)
    assert read(Actor(cast.ada), concern_subject, "member", cast.cy).is_blocked
    tell(cast.ada, "member", cast.cy)


def test_bad_input_leaves_no_trace(cast):
    for kind, words in (("nonsense", "Something"), ("other", "   "), ("other", "x" * 4001)):
        with pytest.raises(InvalidInput):
            transact(Actor(cast.ben), raise_concern, "member", cast.ada, kind, words)
    assert rows(Concern) == []


def test_there_is_a_limit_in_a_day(cast):
    for _ in range(20):
        tell(cast.ben, "member", cast.ada)
    with pytest.raises(TooMany):
        tell(cast.ben, "member", cast.ada)


def test_suspended_coordinators_hear_nothing(cast):
    make_coordinator(cast.cy)
    with Session(db.engine()) as session:
        session.get_one(Member, cast.cy).suspended_at = now()
        session.commit()
    tell(cast.ben, "member", cast.ada)
    assert {letter.member_id for letter in rows(Letter, kind="concern_raised")} == {cast.dee}
