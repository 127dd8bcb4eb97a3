"""After each held meeting: a few taps for programme staff, asked once, and nothing of it for the partner."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import AuditEntry, Block, Enrolment, Letter, Meeting, Notification, Programme, Pulse
from mentor_app.realtime.changes import for_member, for_one_of
from mentor_app.services.concern_desk import concern_desk
from mentor_app.services.endings import end_mentorship
from mentor_app.services.meeting_accounts import SILENCE, say_what_happened
from mentor_app.services.meeting_tending import tend_meeting
from mentor_app.services.mentorships import tab
from mentor_app.services.overview import overview
from mentor_app.services.pulse_desk import put_pulse_off
from mentor_app.services.pulses import ASKED_FOR, give_pulse, pulse_due
from tests.services.meeting_days import on

NOTE = "canary-pulse, it was hard going"


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def met(cast, days=1, *, said="", status="confirmed"):
    """A meeting that is over."""
    with Session(db.engine()) as session:
        meeting = Meeting(
            mentorship_id=cast.mentorship,
            mentor_id=cast.ada,
            mentee_id=cast.ben,
            proposer_id=cast.ben,
            changed_at=now(),
            status=status,
            starts_at=now() - timedelta(days=days),
            settled_at=now() if status == "held" else None,
            mentor_says=said,
            first_said_at=now() if said else None,
            reminded=3,
        )
        session.add(meeting)
        session.commit()
        return meeting.id


def held(cast, days=1):
    return met(cast, days, status="held")


def say(who, meeting, account="held"):
    transact(Actor(who), say_what_happened, meeting, account)


def give(who, meeting, rating=5, fit="good", note=""):
    return transact(Actor(who), give_pulse, meeting, rating, fit, note)[1]


def asked(cast, who):
    return read(Actor(who), tab, cast.mentorship, overview).frame.pulse.meeting_id


def told(kind):
    return [row.member_id for row in rows(Letter) if row.kind == kind]


def desk(who):
    return read(Actor(who), concern_desk, "alumni").pulses


def test_both_are_asked_once_both_say_it_was_held(cast):
    meeting = met(cast)
    say(cast.ada, meeting)
    assert (asked(cast, cast.ada), pulse_due_of(cast.ada)) == ("", [])
    say(cast.ben, meeting)
    assert asked(cast, cast.ada) == asked(cast, cast.ben) == meeting
    assert pulse_due_of(cast.ada) == [(cast.mentorship, meeting, "Ben")]
    assert pulse_due_of(cast.ben) == [(cast.mentorship, meeting, "Ada")]
    assert told("pulse_asked") == [cast.ada], "whoever is here sees the question on the page"
    assert [row.member_id for row in rows(Notification) if row.kind == "pulse.asked"] == [cast.ada]
    assert pulse_due_of(cast.cy) == []


def pulse_due_of(who):
    return [(each.mentorship_id, each.meeting_id, each.partner) for each in read(Actor(who), pulse_due)]


def test_what_is_corrected_and_settled_anew_is_not_asked_by_letter_again(cast):
    meeting = met(cast)
    for account in ("held", "missed", "held"):
        say(cast.ada, meeting, account)
        say(cast.ben, meeting, account)
        assert bool(asked(cast, cast.ben)) == (account == "held")
    assert told("pulse_asked") == [cast.ada]


def test_silence_asks_both_by_letter(cast):
    meeting = met(cast, said="held")
    with on(now() + SILENCE, hours=1):
        assert transact(SYSTEM, tend_meeting, meeting)[0] == "settled"
        assert asked(cast, cast.ada) == asked(cast, cast.ben) == meeting
    assert sorted(told("pulse_asked")) == sorted([cast.ada, cast.ben])


def test_only_the_latest_is_asked_and_not_for_ever(cast):
    earlier, latest = held(cast, 5), held(cast, 1)
    assert asked(cast, cast.ben) == latest
    assert [each.meeting_id for each in read(Actor(cast.ben), pulse_due)] == [latest]
    give(cast.ben, latest)
    assert asked(cast, cast.ben) == earlier
    with on(now() + ASKED_FOR, hours=1):
        assert asked(cast, cast.ada) == ""
        assert pulse_due_of(cast.ada) == []


def test_it_is_said_once_and_the_partner_is_not_even_woken(cast):
    meeting = held(cast)
    changes = give(cast.ben, meeting, 2, "not", NOTE)
    assert for_one_of(cast.mentorship, cast.ben, "pulse") in changes
    assert not [each for each in changes if cast.ada in each.topic or each.topic == f"mentorship/{cast.mentorship}"]
    assert asked(cast, cast.ben) == ""
    assert asked(cast, cast.ada) == meeting
    assert "canary-pulse" not in str(read(Actor(cast.ada), tab, cast.mentorship, overview))
    with pytest.raises(NotPermitted):
        give(cast.ben, meeting, 5)
    assert [(row.rating, row.fit, row.note) for row in rows(Pulse)] == [(2, "not", NOTE)]
    assert [row.action for row in rows(AuditEntry) if row.action.startswith("pulse")] == ["pulse.given"]
    assert "canary-pulse" not in str([row.params for row in (*rows(Letter), *rows(Notification))])


@pytest.mark.parametrize(
    ("rating", "fit", "note"), [(0, "good", ""), (6, "good", ""), (3, "", ""), (3, "bad", ""), (3, "good", "x" * 1001)]
)
def test_bad_input_is_refused_and_leaves_no_trace(cast, rating, fit, note):
    with pytest.raises(InvalidInput):
        give(cast.ben, held(cast), rating, fit, note)
    assert rows(Pulse) == []


def test_only_the_two_and_only_of_what_was_held(cast):
    meeting, ahead = held(cast), met(cast)
    for who in (cast.cy, cast.dee):
        with pytest.raises(NotFound):
            give(who, meeting)
    with pytest.raises(NotPermitted):
        give(cast.ben, ahead)
    transact(Actor(cast.ada), end_mentorship, cast.mentorship, "circumstances")
    with pytest.raises(NotPermitted):
        give(cast.ben, meeting)
    assert (asked(cast, cast.ben), pulse_due_of(cast.ben)) == ("", [])
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.ben, target_id=cast.ada))
        session.commit()
    with pytest.raises(NotFound):
        give(cast.ben, meeting)


def test_staff_see_what_needs_them_and_put_it_off_the_desk(cast):
    first, second, third = held(cast, 3), held(cast, 2), held(cast, 1)
    give(cast.ben, first, 5, "good")
    assert desk(cast.dee) == []
    changes = give(cast.ben, second, 4, "not")
    assert for_member(cast.dee, "concerns") in changes
    give(cast.ada, third, 5, "good", NOTE)
    assert [(each.author.name, each.rating, each.fit, each.note) for each in desk(cast.dee)] == [
        ("Ada", 5, "A good fit", NOTE),
        ("Ben", 4, "Not a fit", ""),
    ]
    assert [row.member_id for row in rows(Notification) if row.kind == "pulse.not_a_fit"] == [cast.dee]
    newest = desk(cast.dee)[0].id
    for who, refusal in ((cast.ada, NotPermitted), (cast.cy, NotPermitted)):
        with pytest.raises(refusal):
            transact(Actor(who), put_pulse_off, "alumni", newest)
    with pytest.raises(NotFound):
        transact(Actor(cast.dee), put_pulse_off, "alumni", "nothing")
    changes = transact(Actor(cast.dee), put_pulse_off, "alumni", newest)[1]
    assert for_member(cast.dee, "concerns") in changes
    assert [each.author.name for each in desk(cast.dee)] == ["Ben"]


def test_a_coordinator_who_is_one_of_the_two_learns_nothing_of_it(cast):
    with Session(db.engine()) as session:
        session.exec(select(Enrolment).where(Enrolment.member_id == cast.ada)).one().is_coordinator = True
        session.commit()
    changes = give(cast.ben, held(cast), 1, "not", NOTE)
    assert for_member(cast.ada, "concerns") not in changes
    assert [row.member_id for row in rows(Notification) if row.kind == "pulse.not_a_fit"] == [cast.dee]
    assert desk(cast.ada) == []
    assert len(desk(cast.dee)) == 1
    with pytest.raises(NotFound):
        transact(Actor(cast.ada), put_pulse_off, "alumni", desk(cast.dee)[0].id)


def test_another_programmes_staff_see_nothing_of_it(cast):
    give(cast.ben, held(cast), 1, "not", NOTE)
    with Session(db.engine()) as session:
        other = Programme(slug="other", name="Other")
        session.add(other)
        session.flush()
        session.add(Enrolment(programme_id=other.id, member_id=cast.eve, is_coordinator=True))
        session.commit()
    assert read(Actor(cast.eve), concern_desk, "other").pulses == []
    with pytest.raises(NotFound):
        transact(Actor(cast.eve), put_pulse_off, "other", rows(Pulse)[0].id)
