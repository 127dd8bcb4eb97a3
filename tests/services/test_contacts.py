"""Contact details: seen by both once both have said yes, by neither once one takes it back, and nowhere else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import AuditEntry, Block, ContactOffer, Letter, Member, Notification
from mentor_app.realtime.changes import in_mentorship
from mentor_app.services.contacts import ContactCard, offer_contact, take_contact_back
from mentor_app.services.endings import end_mentorship
from mentor_app.services.exports import mentorship_export
from mentor_app.services.mentorships import tab
from mentor_app.services.overview import overview
from mentor_app.services.profiles import get_profile

PHONE = "+43 660 555 0199"


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def offer(cast, who, *, email=True, phone="", other=""):
    act = (offer_contact, cast.mentorship)
    return transact(Actor(getattr(cast, who)), *act, email=email, phone=phone, other=other)[1]


def take_back(cast, who):
    return transact(Actor(getattr(cast, who)), take_contact_back, cast.mentorship)[1]


def seen(cast, who):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, overview).frame.contacts


def known(cast, who):
    """Whether the address or the number of the other one is anywhere in what somebody can ask for."""
    other = {"ada": "ben", "ben": "ada"}[who]
    me = Actor(getattr(cast, who))
    told = [
        read(me, tab, cast.mentorship, overview),
        read(me, mentorship_export, cast.mentorship),
        read(me, get_profile, getattr(cast, other)),
        *(row.params for row in (*rows(Letter), *rows(Notification)) if row.member_id == me.member_id),
    ]
    secrets = {"ada": ("ben@example.org",), "ben": ("ada@example.org", PHONE)}[who]
    return any(secret in str(told) for secret in secrets)


def test_one_yes_shows_nothing_and_two_show_both(cast):
    changes = offer(cast, "ada", phone=PHONE)
    assert in_mentorship(cast.mentorship, "contacts") in changes
    assert (seen(cast, "ben").i_offer, seen(cast, "ben").they_offer, seen(cast, "ben").theirs) == (
        False,
        True,
        ContactCard(),
    )
    assert not known(cast, "ben")
    assert seen(cast, "ada").mine == ContactCard("ada@example.org", PHONE)
    offer(cast, "ben", email=False, other="@ben in the messenger")
    assert seen(cast, "ben").theirs == ContactCard("ada@example.org", PHONE)
    assert seen(cast, "ada").theirs == ContactCard(other="@ben in the messenger")
    assert [(row.kind, row.member_id) for row in rows(Letter)] == [("contact_offered", cast.ben)]
    assert sorted((row.kind, row.member_id) for row in rows(Notification)) == [
        ("contact.offered", cast.ben),
        ("contact.shared", cast.ada),
    ]


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_takes_it_back_and_both_are_hidden_again(cast, who):
    offer(cast, "ada", phone=PHONE)
    offer(cast, "ben")
    assert known(cast, "ada")
    assert known(cast, "ben")
    assert in_mentorship(cast.mentorship, "contacts") in take_back(cast, who)
    assert not known(cast, "ada")
    assert not known(cast, "ben")
    assert seen(cast, who).mine == ContactCard()
    assert len(rows(ContactOffer)) == 1, "what was taken back is not kept"
    assert not list(take_back(cast, who)), "once more changes nothing"
    assert [row.action for row in rows(AuditEntry)] == ["contact.offered", "contact.offered", "contact.taken_back"]
    assert PHONE not in str([row.details for row in rows(AuditEntry)])


def test_what_is_shared_is_as_it_is_now(cast):
    offer(cast, "ada", phone=PHONE)
    offer(cast, "ben")
    offer(cast, "ada", email=False, other="@ada")
    assert seen(cast, "ben").theirs == ContactCard(other="@ada")
    assert len([row for row in rows(Notification) if row.member_id == cast.ben]) == 1, "a change is no news of its own"
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ben).email = "anew@example.org"
        session.commit()
    assert seen(cast, "ada").theirs.email == "anew@example.org"


@pytest.mark.parametrize(
    "given",
    [
        {"email": False},
        {"email": False, "phone": "  ", "other": " "},
        {"phone": "call me"},
        {"phone": "()()()"},
        {"phone": "1" * 41},
        {"other": "x" * 201},
    ],
)
def test_bad_input_shares_nothing(cast, given):
    with pytest.raises(InvalidInput):
        offer(cast, "ada", **given)
    assert rows(ContactOffer) == rows(Notification) == []


def test_strangers_cannot_tell_it_exists(cast):
    for who in ("cy", "dee"):
        with pytest.raises(NotFound):
            offer(cast, who)
        with pytest.raises(NotFound):
            take_back(cast, who)


def test_after_the_end_it_can_only_be_taken_back(cast):
    offer(cast, "ada", phone=PHONE)
    offer(cast, "ben")
    transact(Actor(cast.ben), end_mentorship, cast.mentorship, "circumstances")
    assert known(cast, "ben")
    with pytest.raises(NotPermitted):
        offer(cast, "ben")
    take_back(cast, "ada")
    assert not known(cast, "ben")


def test_nobody_reaches_somebody_suspended_or_blocked_through_it(cast):
    offer(cast, "ada", phone=PHONE)
    offer(cast, "ben")
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).suspended_at = now()
        session.commit()
    assert seen(cast, "ben").theirs == ContactCard()
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.ada, target_id=cast.ben))
        session.commit()
    with pytest.raises(NotFound):
        seen(cast, "ben")


def test_two_tabs_at_once_make_one_yes(cast):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda place: offer(cast, "ada", other=f"@ada{place}"), range(8)))
    assert len(rows(ContactOffer)) == 1
    assert len(rows(Letter)) == 1


def test_a_change_in_one_tab_and_taking_back_in_another_end_in_one_of_the_two(cast):
    for place in range(6):
        offer(cast, "ada", other="@ada")
        acts = [lambda: take_back(cast, "ada"), lambda at=place: offer(cast, "ada", other=f"@ada{at}")] * 2
        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(act) for act in acts]:
                done.result()
        assert len(rows(ContactOffer)) <= 1
        take_back(cast, "ada")
