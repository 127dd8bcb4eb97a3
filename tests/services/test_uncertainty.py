"""Feeling uncertain: told to staff, or said to the partner by oneself; nothing by itself."""

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import Concern, Letter, Message, Notification
from mentor_app.security.limits import forget_counts
from mentor_app.services.endings import end_mentorship
from mentor_app.services.uncertainty import OPENINGS, tell_staff, write_courteously

WORDS = "canary-uncertain, I do not know"


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def test_staff_are_told_and_the_partner_is_not(cast):
    changes = transact(Actor(cast.ben), tell_staff, cast.mentorship, WORDS)[1]
    [concern] = rows(Concern)
    assert (concern.kind, concern.words, concern.reporter_id, concern.member_id) == (
        "uncertain",
        WORDS,
        cast.ben,
        cast.ada,
    )
    assert {row.member_id for row in (*rows(Letter), *rows(Notification))} == {cast.dee}
    assert not [each for each in changes if cast.ada in each.topic or cast.mentorship in each.topic]


def test_saying_it_oneself_is_an_ordinary_message(cast):
    transact(Actor(cast.ben), write_courteously, cast.mentorship, "Could we talk about the pace?")
    assert [(row.sender_id, row.words) for row in rows(Message)] == [(cast.ben, "Could we talk about the pace?")]
    assert rows(Concern) == []


def test_nothing_to_say_and_strangers_are_refused(cast):
    for act in (tell_staff, write_courteously):
        with pytest.raises(InvalidInput):
            transact(Actor(cast.ben), act, cast.mentorship, "  ")
        for who in (cast.cy, cast.dee):
            with pytest.raises(NotFound):
                transact(Actor(who), act, cast.mentorship, WORDS)
    assert rows(Message) == rows(Concern) == []


def test_afterwards_staff_can_still_be_told(cast):
    transact(Actor(cast.ada), end_mentorship, cast.mentorship, "circumstances")
    with pytest.raises(NotPermitted):
        transact(Actor(cast.ben), write_courteously, cast.mentorship, WORDS)
    transact(Actor(cast.ben), tell_staff, cast.mentorship, WORDS)
    assert len(rows(Concern)) == 1


def test_every_opening_speaks_to_the_partner():
    assert all("{{name}}" in words for _key, _label, words in OPENINGS)
