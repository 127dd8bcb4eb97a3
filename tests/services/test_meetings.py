"""Meetings of a mentorship: proposed, confirmed, moved, called off."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.db import Actor, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs.meetings import tend_meetings
from mentor_app.models import AgendaItem, Letter, Meeting, Mentorship, TimeProposal
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.blocking import block_member
from mentor_app.services.meeting_places import change_place
from mentor_app.services.meetings import (
    MOST_OPEN,
    cancel_meeting,
    confirm_meeting,
    decline_times,
    propose_meeting,
    suggest_times,
)
from tests.services.meeting_days import act, letters, live_in, meeting, notices, on, open_slots, rows

SUNDAY, MONDAY, TUESDAY = "2026-03-29T18:00", "2026-03-30T18:00", "2026-03-31T07:30"


@pytest.fixture
def pair(cast):
    live_in({cast.ada: "Europe/Vienna", cast.ben: "America/New_York"})
    with on():
        yield cast


def propose(pair, *times, who="ben", **named):
    return act(getattr(pair, who), propose_meeting, pair.mentorship, list(times or (SUNDAY,)), **named)


def settled(pair, time=SUNDAY):
    made = propose(pair, time)
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    return made


def test_times_are_the_proposers_and_told_on_the_readers_clock(pair):
    made = propose(pair, MONDAY, SUNDAY, words="Which suits you?", place="https://meet.example.org/ab")
    assert meeting(made).status == "proposed"
    assert meeting(made).starts_at is None
    letter = letters("meeting_proposed", pair.ada)[0]
    # 18:00 in New York, in summer time already, is midnight in Vienna the day after, in summer time by then.
    assert letter.params["times"].splitlines() == [
        "Monday 30 March 2026, 00:00 (Vienna)",
        "Tuesday 31 March 2026, 00:00 (Vienna)",
        "",
        "Which suits you?",
    ]
    assert notices("meeting.proposed") == [pair.ada]
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    assert meeting(made).status == "confirmed"
    assert meeting(made).starts_at == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert letters("meeting_confirmed", pair.ben)[0].params["time"] == "Sunday 29 March 2026, 18:00 (New York)"
    assert letters("meeting_confirmed", pair.ada)[0].params["time"] == "Monday 30 March 2026, 00:00 (Vienna)"
    assert notices("meeting.confirmed") == [pair.ben]


def test_everybody_watching_is_woken(pair):
    made, changes = transact(Actor(pair.ben), propose_meeting, pair.mentorship, [SUNDAY])
    wanted = {in_mentorship(pair.mentorship, "meetings"), for_member(pair.ada, "meetings")}
    assert wanted | {for_member(pair.ben, "meetings")} <= set(changes)
    assert wanted <= set(transact(Actor(pair.ada), confirm_meeting, made, open_slots(made)[0])[1])


def test_the_turn_goes_back_and_forth(pair):
    made = propose(pair, SUNDAY)
    first = open_slots(made)[0]
    with pytest.raises(NotPermitted, match="turn"):
        act(pair.ben, confirm_meeting, made, first)
    act(pair.ada, suggest_times, made, [TUESDAY, "2026-04-01T20:00"], "Rather in the week")
    with pytest.raises(NotPermitted):
        act(pair.ben, confirm_meeting, made, first)
    act(pair.ben, suggest_times, made, ["2026-04-02T12:00"])
    assert [row.status for row in rows(TimeProposal)] == ["answered", "answered", "open"]
    act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    assert meeting(made).starts_at == datetime(2026, 4, 2, 16, tzinfo=UTC)
    assert [row.status for row in rows(TimeProposal)][-1] == "agreed"
    assert (meeting(made).sequence, len(letters("meeting_times_suggested"))) == (0, 2)


def test_ones_own_suggestion_may_be_replaced(pair):
    made = propose(pair, SUNDAY)
    act(pair.ben, suggest_times, made, [MONDAY])
    assert [row.status for row in rows(TimeProposal)] == ["withdrawn", "open"]


def test_a_move_needs_the_other_and_keeps_the_uid(pair):
    made = settled(pair)
    before = meeting(made)
    act(pair.ada, suggest_times, made, [TUESDAY])
    assert (meeting(made).status, meeting(made).starts_at) == ("confirmed", before.starts_at)
    with pytest.raises(NotPermitted):
        act(pair.ada, confirm_meeting, made, open_slots(made)[0])
    act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    after = meeting(made)
    # 7:30 in Vienna, in summer time.
    assert after.starts_at == datetime(2026, 3, 31, 5, 30, tzinfo=UTC)
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.version > before.version
    assert letters("meeting_moved", pair.ada)
    assert letters("meeting_moved", pair.ben)


def test_a_declined_move_leaves_the_meeting_where_it_is(pair):
    made = settled(pair)
    before = meeting(made)
    act(pair.ada, suggest_times, made, [TUESDAY])
    act(pair.ben, decline_times, made, "Please not")
    after = meeting(made)
    assert (after.status, after.starts_at, after.sequence) == ("confirmed", before.starts_at, before.sequence)
    assert letters("meeting_stays", pair.ada)[0].params["note"] == "Please not"
    with pytest.raises(NotPermitted):
        act(pair.ben, decline_times, made)


@pytest.mark.parametrize(
    ("who", "status", "letter"), [("ada", "declined", "declined"), ("ben", "cancelled", "withdrawn")]
)
def test_times_are_declined_by_one_and_taken_back_by_the_other(pair, who, status, letter):
    made = propose(pair)
    act(getattr(pair, who), decline_times, made, "Not this week")
    assert meeting(made).status == status
    other = pair.ben if who == "ada" else pair.ada
    assert letters(f"meeting_{letter}", other)[0].params["note"] == "Not this week"
    for verb, args in ((suggest_times, ([MONDAY],)), (cancel_meeting, ()), (confirm_meeting, ("x",))):
        with pytest.raises(NotPermitted):
            act(pair.ada, verb, made, *args)


def test_cancelling_tells_why_and_frees_the_agenda(pair):
    made = settled(pair)
    item = act(pair.ada, add_agenda_item, pair.mentorship, "Portfolio")
    with Session(db.engine()) as session:
        session.get_one(AgendaItem, item).meeting_id = made
        session.commit()
    act(pair.ada, suggest_times, made, [TUESDAY])
    act(pair.ben, cancel_meeting, made, "I have fallen ill")
    after = meeting(made)
    assert (after.status, after.sequence, after.cancelled_by) == ("cancelled", 1, pair.ben)
    assert letters("meeting_cancelled", pair.ada)[0].params["note"] == "I have fallen ill"
    assert rows(AgendaItem)[0].meeting_id is None
    assert rows(TimeProposal)[-1].status == "withdrawn"
    with pytest.raises(NotPermitted):
        act(pair.ben, cancel_meeting, made)


def test_nobody_is_booked_twice(pair):
    settled(pair)
    for time, free in (
        ("2026-03-29T17:45", False),
        ("2026-03-29T18:29", False),
        ("2026-03-29T18:30", True),
        ("2026-03-29T17:30", True),
    ):
        made = propose(pair, time)
        slot = open_slots(made)[0]
        if free:
            act(pair.ada, confirm_meeting, made, slot)
        else:
            with pytest.raises(NotPermitted, match="another meeting"):
                act(pair.ada, confirm_meeting, made, slot)


def test_a_partner_busy_elsewhere_is_said_without_saying_with_whom(pair):
    settled(pair)
    with Session(db.engine()) as session:
        other = Mentorship(programme_id=pair.programme, mentor_id=pair.ada, mentee_id=pair.cy)
        session.add(other)
        session.commit()
        elsewhere = other.id
    made = act(pair.ada, propose_meeting, elsewhere, ["2026-03-30T00:00"])
    with pytest.raises(NotPermitted) as refused:
        act(pair.cy, confirm_meeting, made, open_slots(made)[0])
    assert refused.value.params == {"name": "Ada"}


def test_a_time_that_has_passed_is_nobodys_meeting(pair):
    made = propose(pair, SUNDAY)
    slot = open_slots(made)[0]
    with on(days=6), pytest.raises(NotPermitted, match="passed"):
        act(pair.ada, confirm_meeting, made, slot)
    with on(days=6):
        act(pair.ada, suggest_times, made, ["2026-04-04T10:00"])


def test_bad_input_leaves_no_trace(pair):
    for named, field in (
        ({"times": ["2020-01-01T10:00"]}, "times"),
        ({"minutes": 3}, "minutes"),
        ({"meeting_format": "telepathy"}, "format"),
        ({"place": "x" * 501}, "place"),
        ({"words": "x" * 1001}, "words"),
    ):
        with pytest.raises(InvalidInput) as refused:
            act(pair.ben, propose_meeting, pair.mentorship, **{"times": [SUNDAY], **named})
        assert refused.value.field == field
    assert rows(Meeting) == []
    assert letters("meeting_proposed") == []


def test_strangers_cannot_tell_it_exists(pair):
    made = settled(pair)
    verbs = (
        (suggest_times, ([MONDAY],)),
        (confirm_meeting, ("slot",)),
        (decline_times, ()),
        (cancel_meeting, ()),
        (change_place, ("video", "")),
    )
    for who in (pair.cy, pair.dee, pair.eve):
        for verb, args in verbs:
            with pytest.raises(NotFound) as real:
                act(who, verb, made, *args)
            with pytest.raises(NotFound) as invented:
                act(who, verb, "no-such-id", *args)
            assert real.value.message == invented.value.message
        with pytest.raises(NotFound):
            act(who, propose_meeting, pair.mentorship, [MONDAY])


def test_a_slot_of_another_meeting_is_no_way_in(pair):
    first, second = propose(pair, SUNDAY), propose(pair, MONDAY)
    with pytest.raises(NotPermitted):
        act(pair.ada, confirm_meeting, first, open_slots(second)[0])


def test_after_the_end_nothing_is_proposed(pair):
    made = settled(pair)
    with Session(db.engine()) as session:
        session.get_one(Mentorship, pair.mentorship).status = "ended"
        session.commit()
    for verb, args in ((suggest_times, ([MONDAY],)), (cancel_meeting, ()), (change_place, ("video", ""))):
        with pytest.raises(NotPermitted):
            act(pair.ada, verb, made, *args)


def test_there_is_an_end_to_open_meetings(pair):
    for _each in range(MOST_OPEN):
        propose(pair)
    with pytest.raises(TooMany):
        propose(pair)


def test_the_place_is_anybodys_of_the_two(pair):
    made = settled(pair)
    before = meeting(made)
    act(pair.ada, change_place, made, "phone", "0043 1 234")
    after = meeting(made)
    assert (after.format, after.place, after.sequence) == ("phone", "0043 1 234", before.sequence + 1)
    assert notices("meeting.placed") == [pair.ben]
    act(pair.ada, change_place, made, "phone", " 0043 1 234 ")
    assert meeting(made) == after  # nothing has changed, and nobody is told
    assert (len(notices("meeting.placed")), len(letters("meeting_placed", pair.ben))) == (1, 1)


def test_the_place_of_what_is_only_suggested_needs_no_letter(pair):
    made = propose(pair)
    act(pair.ben, change_place, made, "phone", "0043 1 234")
    assert (meeting(made).format, meeting(made).sequence) == ("phone", 0)
    assert letters("meeting_placed") == []


@pytest.mark.parametrize("blocker", ["ada", "ben"])
def test_once_one_has_blocked_the_other_the_meeting_is_not_there(pair, blocker):
    made = settled(pair)
    other = pair.ben if blocker == "ada" else pair.ada
    act(getattr(pair, blocker), block_member, other)
    for who in (pair.ada, pair.ben):
        with pytest.raises(NotFound):
            act(who, cancel_meeting, made)


def test_a_block_calls_meetings_off_and_nobody_is_reminded_of_them(pair):
    made, open_one = settled(pair), propose(pair, TUESDAY)
    act(pair.ada, block_member, pair.ben)
    assert (meeting(made).status, meeting(open_one).status) == ("cancelled", "cancelled")
    before = len(rows(Letter))
    for later in ({"days": 5}, {"days": 5, "hours": 12}, {"days": 7}):
        with on(**later):
            tend_meetings()
    assert len(rows(Letter)) == before
    assert not notices("meeting.tomorrow") + notices("meeting.soon") + notices("meeting.over")
