"""Appointing programme staff from the command line, and who counts as staff."""

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import Enrolment, Member
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import coordinated_programme, coordinates
from mentor_app.services.coordinators import appoint_coordinator


def test_a_member_becomes_a_coordinator_and_their_open_pages_hear_of_it(cast):
    _, changes = transact(SYSTEM, appoint_coordinator, "CY@example.org ", "alumni")
    assert read(Actor(cast.cy), coordinates)
    assert for_member(cast.cy, "session") in changes


def test_somebody_new_gets_an_account_that_only_their_mailbox_opens(cast):
    transact(SYSTEM, appoint_coordinator, "fay@example.org", "staff", "Fay")
    with Session(db.engine()) as session:
        fay = session.exec(select(Member).where(Member.email == "fay@example.org")).one()
    assert (fay.password_hash, fay.verified_at) == (None, None)


@pytest.mark.parametrize(("email", "name"), [("no address", "Fay"), ("fay@example.org", " ")])
def test_what_cannot_be_an_address_or_a_name_leaves_no_trace(cast, email, name):
    with pytest.raises(InvalidInput):
        transact(SYSTEM, appoint_coordinator, email, "alumni", name)
    with Session(db.engine()) as session:
        assert len(session.exec(select(Member)).all()) == 5


def test_members_appoint_nobody(cast):
    with pytest.raises(NotPermitted):
        transact(Actor(cast.dee), appoint_coordinator, "cy@example.org", "alumni")


def test_who_left_coordinates_nothing_until_appointed_again(cast):
    with Session(db.engine()) as session:
        session.exec(select(Enrolment).where(Enrolment.member_id == cast.dee)).one().status = "left"
        session.commit()
    with pytest.raises(NotFound):
        read(Actor(cast.dee), coordinated_programme, "alumni")
    with pytest.raises(NotPermitted):
        transact(Actor(cast.ben), lambda uow: coordinated_programme(uow, "alumni"))
    transact(SYSTEM, appoint_coordinator, "dee@example.org", "alumni")
    assert read(Actor(cast.dee), coordinated_programme, "alumni").slug == "alumni"
