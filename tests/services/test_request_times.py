"""Times in a request: back and forth, whose turn it is, and a yes that settles the first meeting."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import Meeting, MentoringRequest, Mentorship, Profile
from mentor_app.realtime.changes import for_member
from mentor_app.services.asks import OPEN, Wishes
from mentor_app.services.flash_offers import accept_offer, offer_flash
from mentor_app.services.inbox import inbox, shelf_of
from mentor_app.services.meetings import confirm_meeting
from mentor_app.services.notifications import header
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request
from mentor_app.services.time_answers import accept_time, suggest_time
from tests.services.meeting_days import act, letters, live_in, meeting, notices, on, open_slots, rows

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."
SUNDAY, MONDAY = "2026-03-29T18:00", "2026-03-30T18:00"


@pytest.fixture
def people(cast):
    live_in({cast.ada: "Europe/Vienna", cast.cy: "America/New_York"})
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.ada).offers_flash = True
        session.commit()
    with on():
        yield cast


def ask(people, kind="flash", times=(SUNDAY, MONDAY)):
    wishes = Wishes(purpose="question") if kind == "flash" else OPEN
    return act(people.cy, send_request, people.ada, kind, WHY, wishes=wishes, times=["", *times])


def slots(request_id):
    return open_slots(rows(Meeting, request_id=request_id)[0].id)


def view(who, request_id):
    return read(Actor(who), inbox, "requests", request_id).selected


def test_accepting_one_of_the_times_settles_the_first_meeting(people):
    request_id = ask(people)
    seen = view(people.ada, request_id)
    assert (seen.times.is_my_turn, seen.times.is_suggested, seen.times.proposal.is_mine) == (True, True, False)
    assert [slot.their_zone for slot in seen.times.proposal.slots] == ["America/New_York"] * 2
    mentorship = act(people.ada, accept_time, request_id, slots(request_id)[1])
    settled = rows(Meeting)[0]
    assert (settled.status, settled.mentorship_id) == ("confirmed", mentorship)
    assert settled.starts_at == datetime(2026, 3, 30, 22, tzinfo=UTC)
    assert rows(MentoringRequest)[0].status == "accepted"
    assert rows(Mentorship, id=mentorship)[0].kind == "flash"
    assert letters("meeting_begun", people.cy)[0].params["time"] == "Monday 30 March 2026, 18:00 (New York)"
    assert letters("meeting_begun", people.ada)[0].params["time"] == "Tuesday 31 March 2026, 00:00 (Vienna)"
    assert letters("request_accepted") == []
    assert notices("request.accepted") == [people.cy]


def test_the_turn_goes_back_and_forth_and_shows_in_shelves_and_counts(people):
    request_id = ask(people)
    assert letters("request_received")[0].params["message"].splitlines()[-2:] == [
        "Monday 30 March 2026, 00:00 (Vienna)",
        "Tuesday 31 March 2026, 00:00 (Vienna)",
    ]
    for mine, other, time in (
        (people.ada, people.cy, "2026-03-31T08:00"),
        (people.cy, people.ada, "2026-04-01T12:00"),
        (people.ada, people.cy, "2026-04-02T09:00"),
    ):
        assert (read(Actor(mine), shelf_of, request_id), read(Actor(other), shelf_of, request_id)) == (
            "requests",
            "waiting",
        )
        assert (read(Actor(mine), header).open_requests, read(Actor(other), header).open_requests) == (1, 0)
        assert [thread.id for thread in read(Actor(mine), inbox, "requests").threads] == [request_id]
        changes = transact(Actor(mine), suggest_time, request_id, [time], "Rather then")[1]
        assert {for_member(each, "requests") for each in (mine, other)} <= set(changes)
        assert notices("times.suggested")[-1] == other
        assert letters("times_suggested", other)[-1].params["times"].endswith("Rather then")
    assert view(people.cy, request_id).times.proposal.words == "Rather then"
    assert len(view(people.cy, request_id).times.earlier) == 3
    mentorship = act(people.cy, accept_time, request_id, slots(request_id)[0])
    assert rows(Meeting)[0].starts_at == datetime(2026, 4, 2, 7, tzinfo=UTC)
    assert notices("times.taken") == [people.ada]
    assert rows(Mentorship, id=mentorship)[0].mentor_id == people.ada


def test_nobody_takes_their_own_times_or_replaced_ones(people):
    request_id = ask(people)
    first = slots(request_id)[0]
    with pytest.raises(NotPermitted):
        act(people.cy, accept_time, request_id, first)
    act(people.ada, suggest_time, request_id, [MONDAY])
    for who in (people.ada, people.cy):
        with pytest.raises(NotPermitted):
            act(who, accept_time, request_id, first)
    assert rows(MentoringRequest)[0].status == "open"
    assert len(rows(Mentorship)) == 1


def test_replacing_ones_own_times_keeps_the_turn(people):
    request_id = ask(people)
    act(people.cy, suggest_time, request_id, ["2026-04-03T10:00"])
    assert read(Actor(people.ada), shelf_of, request_id) == "requests"
    assert rows(MentoringRequest)[0].turn_since is None


def test_a_time_agreed_on_begins_mentoring_within_the_places_there_are(people):
    with Session(db.engine()) as session:
        ada = session.get_one(Profile, people.ada)
        ada.capacity, ada.capacity_is_hard = 2, True
        session.commit()
    request_id = ask(people, "mentoring", times=())
    act(people.ada, suggest_time, request_id, [MONDAY])
    with Session(db.engine()) as session:
        session.get_one(Profile, people.ada).capacity = 1
        session.commit()
    with pytest.raises(NotPermitted) as full:
        act(people.cy, accept_time, request_id, slots(request_id)[0])
    assert full.value.params == {"name": "Ada"}
    with Session(db.engine()) as session:
        session.get_one(Profile, people.ada).capacity = 2
        session.commit()
    mentorship = act(people.cy, accept_time, request_id, slots(request_id)[0])
    assert rows(Mentorship, id=mentorship)[0].kind == "mentoring"
    assert rows(Meeting)[0].status == "confirmed"


def test_a_yes_without_a_time_lets_the_two_settle_it_together(people):
    request_id = ask(people)
    mentorship = act(people.ada, accept_request, request_id)
    waiting = rows(Meeting)[0]
    assert (waiting.status, waiting.mentorship_id) == ("proposed", mentorship)
    act(people.ada, confirm_meeting, waiting.id, open_slots(waiting.id)[0])
    assert meeting(waiting.id).status == "confirmed"


def test_an_offer_instead_keeps_the_times(people):
    request_id = ask(people, "mentoring")
    act(people.ada, offer_flash, request_id)
    mentorship = act(people.cy, accept_offer, request_id)
    assert (rows(Meeting)[0].status, rows(Meeting)[0].mentorship_id) == ("proposed", mentorship)


@pytest.mark.parametrize("ending", ["declined", "withdrawn", "expired"])
def test_a_request_that_ends_without_a_yes_leaves_no_meeting(people, ending):
    request_id = ask(people)
    slot = slots(request_id)[0]
    if ending == "declined":
        act(people.ada, decline_request, request_id, "no_time")
    elif ending == "withdrawn":
        act(people.cy, withdraw_request, request_id)
    else:
        with on(days=15):
            tend_requests()
    assert (rows(MentoringRequest)[0].status, rows(Meeting)[0].status) == (ending, "declined")
    for verb, args in ((suggest_time, ([MONDAY],)), (accept_time, (slot,))):
        with pytest.raises(NotPermitted):
            act(people.ada, verb, request_id, *args)


def test_whoever_has_the_turn_is_reminded_and_their_silence_ends_it(people):
    request_id = ask(people)
    with on(days=2):
        act(people.ada, suggest_time, request_id, ["2026-04-08T18:00"])
    with on(days=4.9):
        assert tend_requests() == 0
    with on(days=5.1):
        assert tend_requests() == 1
        assert tend_requests() == 0
    assert [letter.member_id for letter in letters("times_reminder")] == [people.cy]
    assert letters("times_reminder")[0].params["times"] == "Wednesday 8 April 2026, 12:00 (New York)"
    assert notices("times.reminder") == [people.cy]
    assert letters("request_reminder") == []
    with on(days=14.1):
        tend_requests()
    assert rows(MentoringRequest)[0].status == "expired"
    assert [letter.member_id for letter in letters("times_expired")] == [people.cy]
    assert letters("request_expired") == []
    assert "pause.offered" not in notices("pause.offered")


def test_a_reminder_of_a_request_shows_the_times_that_are_still_to_come(people):
    ask(people)
    with on(days=6):
        tend_requests()
    said = letters("request_reminder", people.ada)[0].params["message"]
    assert said == f"{WHY}\n\nTuesday 31 March 2026, 00:00 (Vienna)"
    with on(days=7.1):
        tend_requests()
    assert letters("request_reminder", people.ada)[1].params["message"] == WHY


def test_whoever_gets_other_times_has_a_week_at_least(people):
    request_id = ask(people)
    with on(days=13):
        act(people.ada, suggest_time, request_id, ["2026-04-15T18:00"])
    with on(days=19.9):
        tend_requests()
        assert rows(MentoringRequest)[0].status == "open"
    with on(days=20.1):
        tend_requests()
        assert rows(MentoringRequest)[0].status == "expired"


def test_silence_on_a_senders_turn_is_not_counted_against_the_recipient(people):
    for _each in range(2):
        request_id = ask(people)
        act(people.ada, suggest_time, request_id, [MONDAY])
        with on(days=30):
            tend_requests()
    assert [row.status for row in rows(MentoringRequest)] == ["expired"] * 2
    assert notices("pause.offered") == []


def test_bad_times_leave_no_trace(people):
    request_id = ask(people, times=())
    for times, words, field in (
        ([], "", "times"),
        (["2020-01-01T10:00"], "", "times"),
        ([SUNDAY], "x" * 1001, "words"),
    ):
        with pytest.raises(InvalidInput) as refused:
            act(people.ada, suggest_time, request_id, times, words)
        assert refused.value.field == field
    assert rows(Meeting) == []
    assert read(Actor(people.ada), shelf_of, request_id) == "requests"
    with pytest.raises(InvalidInput):
        act(people.ben, send_request, people.ada, "flash", WHY, wishes=Wishes(purpose="question"), times=["soon"])
    assert len(rows(MentoringRequest)) == 1


def test_strangers_cannot_tell_and_a_meeting_of_a_request_is_nobodys_else(people):
    request_id = ask(people)
    waiting = rows(Meeting)[0].id
    slot = slots(request_id)[0]
    for who in (people.dee, people.ben):
        for verb, args in ((suggest_time, ([MONDAY],)), (accept_time, (slot,))):
            with pytest.raises(NotFound) as real:
                act(who, verb, request_id, *args)
            with pytest.raises(NotFound) as invented:
                act(who, verb, "no-such-id", *args)
            assert real.value.message == invented.value.message
    for who in (people.ada, people.cy, people.dee):
        with pytest.raises(NotFound):
            act(who, confirm_meeting, waiting, slot)
