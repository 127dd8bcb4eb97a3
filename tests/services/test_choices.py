"""Ranked choices: lined up in private, asked one after the other."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, UnitOfWork, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.jobs.requests import tend_requests
from mentor_app.models import (
    AuditEntry,
    Block,
    Enrolment,
    Letter,
    Member,
    MentoringRequest,
    Notification,
    Profile,
    Programme,
    RankedChoice,
)
from mentor_app.realtime.changes import for_member
from mentor_app.services.asks import Ask, Wishes
from mentor_app.services.choices import (
    ask_choice,
    drop_choice,
    get_line,
    line_up,
    move_choice,
    rewrite_choice,
    set_asks_alone,
)
from mentor_app.services.drafts import get_draft
from mentor_app.services.flash_offers import decline_offer, offer_flash
from mentor_app.services.inbox import inbox
from mentor_app.services.next_choice import take_turns
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request
from tests.conftest import add_member

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."
WORDS = Ask(WHY.replace("data", "music"), "A plan", ["SQL"], Wishes(6, "monthly"))


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def change(table, key, **columns):
    with Session(db.engine()) as session:
        row = session.get_one(table, key)
        for name, value in columns.items():
            setattr(row, name, value)
        session.commit()


def kinds(table, member):
    return [row.kind for row in rows(table) if row.member_id == member]


def open_to(cast):
    return {row.recipient_id for row in rows(MentoringRequest) if row.status == "open" and row.sender_id == cast.cy}


@pytest.fixture
def others(cast):
    """Six more mentors."""
    with Session(db.engine()) as session:
        found = [add_member(session, f"Mentor{each}", cast.programme, offers_mentoring=True) for each in range(6)]
        session.commit()
    return found


@pytest.fixture
def asked(cast):
    """Cy waits for Ada."""
    return transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]


def lined(cast, *mentors, alone=True):
    ids = [transact(Actor(cast.cy), line_up, each, WORDS)[0] for each in mentors]
    transact(Actor(cast.cy), set_asks_alone, alone)
    return ids


def decline(cast, request_id, who=None):
    """Say no, and let the machine do what was promised."""
    promised = []
    db.deliver_jobs_to(lambda _connection, jobs: promised.extend(jobs))
    transact(Actor(who or cast.ada), decline_request, request_id, "no_time")
    db.deliver_jobs_to(None)
    turns = [job for job in promised if job.name == "ask_next_choice"]
    for job in turns:
        transact(SYSTEM, take_turns, *job.args)
    return len(turns)


def test_a_line_is_kept_in_order_and_its_words_can_be_changed(cast, others):
    first, second, third = lined(cast, *others[:3])
    transact(Actor(cast.cy), move_choice, third, 0)
    line = read(Actor(cast.cy), get_line)
    assert [item.id for item in line.choices] == [third, first, second]
    assert [(item.rank, item.is_last) for item in line.choices] == [(1, False), (2, False), (3, True)]
    assert line.asks_alone
    transact(Actor(cast.cy), rewrite_choice, first, Ask(WHY, "", [], Wishes(3)))
    assert read(Actor(cast.cy), get_draft, others[0], first).ask == Ask(WHY, "", [], Wishes(3))
    transact(Actor(cast.cy), drop_choice, third)
    assert [item.id for item in read(Actor(cast.cy), get_line).choices] == [first, second]


def noted():
    return [(row.action, row.subject, row.details) for row in rows(AuditEntry) if row.action.startswith("choice.")]


def test_what_is_done_with_a_line_is_noted_and_what_is_refused_is_not(cast, others):
    first, second = lined(cast, *others[:2])
    transact(Actor(cast.cy), move_choice, second, 0)
    transact(Actor(cast.cy), rewrite_choice, first, WORDS)
    transact(Actor(cast.cy), drop_choice, first)
    transact(Actor(cast.cy), ask_choice, second)
    said = [
        *(("choice.lined_up", each, {"place": place}) for place, each in enumerate((first, second))),
        ("choice.rule_set", "", {"alone": True}),
        ("choice.moved", second, {"place": 0}),
        ("choice.rewritten", first, {}),
        ("choice.dropped", first, {}),
        ("choice.asked", second, {}),
    ]
    assert noted() == said
    for refused in ((line_up, others[0], Ask("?")), (drop_choice, first), (move_choice, first, 1), (ask_choice, first)):
        with pytest.raises((InvalidInput, NotFound)):
            transact(Actor(cast.cy), *refused)
    assert noted() == said


def test_the_turns_a_line_takes_are_noted_and_not_with_whom(cast, others, asked):
    first, second, third = lined(cast, *others[:3])
    change(Profile, others[0], is_active=False)
    decline(cast, asked)
    assert [entry for entry in noted() if entry[0] not in ("choice.lined_up", "choice.rule_set")] == [
        ("choice.turn", first, {"outcome": "skipped"}),
        ("choice.asked", second, {}),
        ("choice.turn", second, {"outcome": "asked"}),
    ]
    transact(Actor(cast.cy), set_asks_alone, False)
    decline(cast, next(row.id for row in rows(MentoringRequest) if row.status == "open"), others[1])
    assert noted()[-1] == ("choice.turn", third, {"outcome": "ready"})


def test_five_can_be_lined_up_each_once_and_only_who_could_be_asked(cast, others, asked):
    lined(cast, *others[:5])
    with pytest.raises(TooMany):
        transact(Actor(cast.cy), line_up, others[5], WORDS)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.cy), line_up, others[0], WORDS)
    for whom, refusal in ((cast.cy, NotPermitted), (cast.ada, NotPermitted), (cast.dee, NotPermitted)):
        with pytest.raises(refusal):
            transact(Actor(cast.cy), line_up, whom, WORDS)
    for whom in (cast.eve, "no-such-id"):
        with pytest.raises(NotFound):
            transact(Actor(cast.cy), line_up, whom, WORDS)
    with pytest.raises(InvalidInput):
        transact(Actor(cast.dee), line_up, others[0], Ask("Please"))
    assert len(rows(RankedChoice)) == 5


def test_a_line_is_nobody_elses_to_see_or_to_change(cast, others):
    choice = lined(cast, others[0])[0]
    changes = transact(Actor(cast.cy), move_choice, choice, 0)[1]
    assert {change.topic for change in changes} == {for_member(cast.cy, "").topic}
    for who in (others[0], cast.ben, cast.dee):
        assert read(Actor(who), get_line).choices == []
        for act in (
            (drop_choice, choice),
            (move_choice, choice, 0),
            (rewrite_choice, choice, WORDS),
            (ask_choice, choice),
        ):
            with pytest.raises(NotFound) as real:
                transact(Actor(who), *act)
            with pytest.raises(NotFound) as invented:
                transact(Actor(who), act[0], "no-such-id", *act[2:])
            assert real.value.message == invented.value.message
        with pytest.raises(NotFound):
            read(Actor(who), get_draft, cast.ada, choice)
    assert not rows(Notification)
    assert not rows(Letter)
    assert {row.actor_id for row in rows(AuditEntry) if choice in str(row)} == {cast.cy}
    assert not [row for row in rows(AuditEntry) if row.action.startswith("choice.") and others[0] in str(row)]


def test_a_no_asks_the_next_in_the_mentees_name_and_in_the_words_kept_for_them(cast, others, asked):
    lined(cast, *others[:2])
    assert decline(cast, asked) == 1
    assert open_to(cast) == {others[0]}
    request = next(row for row in rows(MentoringRequest) if row.status == "open")
    assert (request.message, request.goals, request.months) == (WORDS.message, ["SQL"], 6)
    assert kinds(Letter, others[0]) == ["request_received"]
    assert kinds(Letter, cast.cy) == ["request_declined", "choice_asked"]
    assert kinds(Notification, cast.cy)[-1] == "choice.asked"
    assert [item.person.id for item in read(Actor(cast.cy), get_line).choices] == [others[1]]
    said = [(row.action, row.actor_id, row.details) for row in rows(AuditEntry) if row.subject == request.id]
    assert said == [("request.sent", cast.cy, {"kind": "mentoring"})], "as if it had been the first"
    view = read(Actor(others[0]), inbox, "requests", request.id)
    assert (view.line.choices, view.selected.message) == ([], WORDS.message)


def test_a_turn_is_taken_once_however_often_the_job_runs(cast, others, asked):
    lined(cast, *others[:3])
    decline(cast, asked)
    for _again in range(2):
        assert transact(SYSTEM, take_turns, asked)[0] == ""
    assert open_to(cast) == {others[0]}


def test_silence_and_a_flash_meeting_not_taken_up_have_the_next_asked_and_withdrawing_has_not(cast, others, asked):
    lined(cast, *others[:3])
    promised = []
    db.deliver_jobs_to(lambda _connection, jobs: promised.extend(jobs))
    transact(Actor(cast.cy), withdraw_request, asked)
    again = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]
    transact(Actor(cast.ada), offer_flash, again)
    assert "ask_next_choice" not in {job.name for job in promised}
    transact(Actor(cast.cy), decline_offer, again)
    assert [job.args for job in promised if job.name == "ask_next_choice"] == [(again,)]
    late = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", WHY)[0]
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        tend_requests()
    assert [job.args for job in promised if job.name == "ask_next_choice"] == [(again,), (late,)]


def test_whoever_did_not_say_so_is_told_who_is_next_and_asks_with_one_click(cast, others, asked):
    choice = lined(cast, others[0], alone=False)[0]
    decline(cast, asked)
    assert open_to(cast) == set()
    assert kinds(Notification, cast.cy)[-1] == "choice.ready"
    line = read(Actor(cast.cy), inbox, "archived", asked).line
    assert [item.id for item in line.upcoming] == [choice]
    request_id = transact(Actor(cast.cy), ask_choice, choice)[0]
    assert open_to(cast) == {others[0]}
    assert read(Actor(others[0]), inbox, "requests", request_id).selected.message == WORDS.message
    assert not rows(RankedChoice)


def test_every_check_is_made_again_and_who_cannot_be_asked_is_passed_over(cast, others, asked):
    lined(cast, *others[:5])
    change(Profile, others[0], is_active=False)
    change(Profile, others[1], capacity=0, capacity_is_hard=True)
    with Session(db.engine()) as session:
        session.add(Block(member_id=others[2], target_id=cast.cy))
        enrolled = session.exec(select(Enrolment).where(Enrolment.member_id == others[3])).one()
        enrolled.status = "left"
        session.commit()
    decline(cast, asked)
    assert open_to(cast) == {others[4]}
    assert kinds(Notification, cast.cy)[-5:] == ["choice.skipped"] * 4 + ["choice.asked"]
    line = read(Actor(cast.cy), get_line)
    assert [item.is_skipped for item in line.choices] == [True] * 4
    assert line.upcoming == []
    for mentor in others[:4]:
        assert not kinds(Letter, mentor)
        assert not kinds(Notification, mentor)


def test_the_cap_on_open_requests_holds_and_the_line_waits(cast, others, asked):
    change(Programme, cast.programme, open_request_limit=1)
    lined(cast, others[0])
    with Session(db.engine()) as session:
        request = session.get_one(MentoringRequest, asked)
        request.status = "declined"
        session.commit()
    transact(Actor(cast.cy), send_request, others[5], "mentoring", WHY)
    assert transact(SYSTEM, take_turns, asked)[0] == ""
    assert open_to(cast) == {others[5]}
    assert kinds(Notification, cast.cy) == ["choice.ready"]
    assert [item.is_skipped for item in read(Actor(cast.cy), get_line).choices] == [False]


def test_after_a_yes_nobody_else_is_asked_without_a_word(cast, others, asked):
    yes = transact(Actor(cast.cy), send_request, others[5], "mentoring", WHY)[0]
    lined(cast, others[0])
    transact(Actor(others[5]), accept_request, yes)
    decline(cast, asked)
    assert open_to(cast) == set()
    assert kinds(Notification, cast.cy)[-1] == "choice.ready"


def test_whoever_is_asked_directly_leaves_the_line(cast, others):
    lined(cast, *others[:2])
    transact(Actor(cast.cy), send_request, others[0], "mentoring", WHY)
    assert [item.person.id for item in read(Actor(cast.cy), get_line).choices] == [others[1]]


def test_a_suspended_mentee_asks_nobody(cast, others, asked):
    lined(cast, others[0])
    change(Member, cast.cy, suspended_at=now())
    decline(cast, asked)
    assert open_to(cast) == set()


def test_only_the_machine_acts_for_others(cast, asked):
    for who in (cast.ada, cast.cy, cast.dee):
        with pytest.raises(NotPermitted):
            transact(Actor(who), take_turns, asked)
        with pytest.raises(PermissionError):
            transact(Actor(who), UnitOfWork.acting_for, cast.cy)
    with pytest.raises(PermissionError):
        transact(Actor(), UnitOfWork.acting_for, cast.cy)


def test_a_form_begins_with_ones_own_earlier_words_and_never_with_anothers(cast, others, asked):
    assert read(Actor(cast.cy), get_draft, others[0], from_id=asked).ask.message == WHY
    with pytest.raises(NotPermitted):
        read(Actor(cast.ada), get_draft, others[0], from_id=asked)
    with pytest.raises(NotFound):
        read(Actor(cast.dee), get_draft, others[0], from_id=asked)


def typed(**later):
    return f"{now() + timedelta(**later):%Y-%m-%dT%H:%M}"


def times_of(request_id):
    found = read(
        Actor(next(row.recipient_id for row in rows(MentoringRequest) if row.id == request_id)),
        inbox,
        "requests",
        request_id,
    )
    return [slot.starts_at[:16] for slot in found.selected.times.proposal.slots]


def test_times_are_kept_and_sent_with_the_words_when_the_turn_comes(cast, others, asked):
    change(Member, cast.cy, time_zone="America/New_York")
    early, late = "2027-01-11T09:30", "2027-01-12T09:30"
    with time_machine.travel("2027-01-04T12:00+00:00", tick=True):
        choice = transact(Actor(cast.cy), line_up, others[0], replace(WORDS, times=[late, "", early]))[0]
        assert read(Actor(cast.cy), get_draft, others[0], choice).ask.times == [early, late]
        assert read(Actor(cast.cy), get_draft, others[0]).ask.times == [early, late], "also when asked at once"
        item = read(Actor(cast.cy), get_line).choices[0]
        assert (item.times, item.passed) == (2, 0)
        transact(Actor(cast.cy), set_asks_alone, True)
        decline(cast, asked)
        request = next(row for row in rows(MentoringRequest) if row.status == "open")
        assert times_of(request.id) == ["2027-01-11T14:30", "2027-01-12T14:30"]
        theirs = next(row for row in rows(Letter) if row.member_id == others[0])
        assert "Monday 11 January 2027, 14:30" in theirs.params["message"]
        mine = next(row for row in rows(Letter) if row.kind == "choice_asked")
        assert mine.params["times"].splitlines() == [
            "Monday 11 January 2027, 09:30 (New York)",
            "Tuesday 12 January 2027, 09:30 (New York)",
        ]


@pytest.mark.parametrize(("days", "left", "quoted"), [(3, 1, 3), (9, 0, 1)])
def test_times_that_have_passed_are_left_out_and_that_is_said(cast, others, asked, days, left, quoted):
    choice = transact(Actor(cast.cy), line_up, others[0], replace(WORDS, times=[typed(days=2), typed(days=5)]))[0]
    transact(Actor(cast.cy), set_asks_alone, True)
    with time_machine.travel(now() + timedelta(days=days), tick=True):
        item = read(Actor(cast.cy), get_line).choices[0]
        assert (item.times, item.passed) == (left, 2 - left)
        draft = read(Actor(cast.cy), get_draft, others[0], choice)
        assert (len(draft.ask.times), draft.has_passed_times) == (left, True)
        decline(cast, asked)
        request = next(row for row in rows(MentoringRequest) if row.status == "open")
        assert (request.recipient_id, len(times_of(request.id))) == (others[0], left)
        told = next(row for row in rows(Letter) if row.kind == "choice_asked").params["times"].splitlines()
        assert (len(told), told[-1]) == (quoted, "Times of yours that had passed were left out.")


def test_times_that_are_none_are_refused_and_saving_without_any_forgets_them(cast, others):
    for wrong in (["tomorrow"], [typed(days=-1)], [typed(days=90)], [typed(days=2)] * 2):
        with pytest.raises(InvalidInput) as refused:
            transact(Actor(cast.cy), line_up, others[0], replace(WORDS, times=wrong))
        assert refused.value.field == "times"
    assert not rows(RankedChoice)
    choice = transact(Actor(cast.cy), line_up, others[0], replace(WORDS, times=[typed(days=2)]))[0]
    transact(Actor(cast.cy), rewrite_choice, choice, WORDS)
    assert rows(RankedChoice)[0].times == []
    transact(Actor(cast.cy), rewrite_choice, choice, replace(WORDS, times=[typed(days=3)]))
    request_id = transact(Actor(cast.cy), ask_choice, choice)[0]
    assert len(times_of(request_id)) == 1
