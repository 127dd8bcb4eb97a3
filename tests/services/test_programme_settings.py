"""What coordinators settle: refused by field, written down, in force at once; nobody else can tell there is a page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import AuditEntry, Enrolment, Member, MentoringRequest, Profile, Programme
from mentor_app.realtime.changes import COMMUNITY, in_mentorship, in_programme
from mentor_app.services.asking import asking
from mentor_app.services.endings import end_mentorship
from mentor_app.services.finishing import finishing
from mentor_app.services.mentorships import tab
from mentor_app.services.programme_settings import (
    RequestRules,
    allow_interest,
    ask_at_the_end,
    programme_settings,
    set_request_rules,
    suggest_capacity,
)
from mentor_app.services.programmes import enrol
from mentor_app.services.requests import send_request
from mentor_app.state.programme.settings import Crossing, ProgrammeSettingsState
from tests.conftest import add_member
from tests.services.meeting_days import act, rows

WHY = "You have led the change that I am about to begin, and I would like to learn how."
RULES = {"open_request_limit": "5", "first_reminder_days": "3", "second_reminder_days": "7", "request_days": "14"}
SEEN = RequestRules(**RULES)
ACTS = [
    (allow_interest, True),
    (set_request_rules, RequestRules(**RULES | {"request_days": "30"}), SEEN),
    (suggest_capacity, "4", "2"),
    (ask_at_the_end, ["By whom?"], []),
]


def settled(cast):
    return read(Actor(cast.dee), programme_settings, "alumni")


def test_what_crossed_in_one_programme_is_not_shown_in_another(cast):
    state, crossing = ProgrammeSettingsState(_reflex_internal_init=True), Crossing({"places": "3"}, {"places": "4"})
    for view, shown in ((settled(cast), crossing), (replace(settled(cast), slug="other"), Crossing())):
        state._show(settled(cast))
        state.crossing = crossing
        state._show(view)
        assert state.crossing == shown


def audited():
    return [row.details for row in rows(AuditEntry, action="programme.settings_changed")]


@pytest.mark.parametrize("act_", ACTS, ids=[verb.__name__ for verb, *_ in ACTS])
def test_only_its_coordinators_settle_anything_and_others_cannot_tell_that_there_is_something(cast, act_):
    verb, *values = act_
    with Session(db.engine()) as session:
        session.add(Programme(slug="other", name="Another"))
        session.commit()
    before = rows(Programme)
    for who, slug in ((cast.ada, "alumni"), (cast.cy, "alumni"), (cast.dee, "other"), (cast.dee, "unknown")):
        with pytest.raises(NotFound):
            act(who, verb, slug, *values)
        with pytest.raises(NotFound):
            read(Actor(who), programme_settings, slug)
    with pytest.raises(NotPermitted):
        transact(Actor(), verb, "alumni", *values)
    assert (rows(Programme), audited()) == (before, [])
    _, changes = transact(Actor(cast.dee), verb, "alumni", *values)
    assert in_programme("alumni") in changes
    assert transact(Actor(cast.dee), verb, "alumni", *values)[1].count(in_programme("alumni")) == 0


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("open_request_limit", "0"),
        ("open_request_limit", "21"),
        ("open_request_limit", "many"),
        ("request_days", "2"),
        ("request_days", "91"),
        ("request_days", ""),
        ("request_days", "１４"),
        ("first_reminder_days", "-1"),
        ("first_reminder_days", "14"),
        ("second_reminder_days", "3"),
        ("second_reminder_days", "99999999999999"),
    ],
)
def test_a_number_that_cannot_be_is_refused_beside_its_field_and_nothing_changes(cast, field, typed):
    with pytest.raises(InvalidInput) as refused:
        act(cast.dee, set_request_rules, "alumni", RequestRules(**RULES | {field: typed}), SEEN)
    assert (refused.value.field, audited()) == (field, [])


def test_rules_hold_for_what_is_sent_from_now_on_and_are_written_down(cast):
    rules = RequestRules(**RULES | {"open_request_limit": "1", "request_days": "30", "second_reminder_days": "0"})
    act(cast.dee, set_request_rules, "alumni", rules, SEEN)
    assert audited() == [{"open_request_limit": "5 > 1", "request_days": "14 > 30", "second_reminder_days": "7 > 0"}]
    act(cast.cy, send_request, cast.ada, "mentoring", WHY)
    [request] = rows(MentoringRequest)
    assert request.expires_at - request.created_at > timedelta(days=29)
    with Session(db.engine()) as session:
        gus = add_member(session, "Gus", cast.programme, offers_mentoring=True)
        session.commit()
    with pytest.raises(TooMany):
        act(cast.cy, send_request, gus, "mentoring", WHY)


def test_interest_is_allowed_at_once_and_open_cards_hear_of_it(cast):
    assert not read(Actor(cast.cy), asking, cast.ada).may_be_silent
    _, changes = transact(Actor(cast.dee), allow_interest, "alumni", True)
    assert COMMUNITY in [change.topic for change in changes]
    assert read(Actor(cast.cy), asking, cast.ada).may_be_silent
    assert (settled(cast).allows_interest, audited()) == (True, [{"allows_interest": "0 > 1"}])


def test_whoever_joins_begins_with_the_places_suggested_and_nobody_else_changes(cast):
    act(cast.dee, suggest_capacity, "alumni", "4", "2")
    with Session(db.engine()) as session:
        new = Member(email="new@example.org", name="New")
        session.add(new)
        session.flush()
        session.add(Profile(member_id=new.id, updated_at=new.created_at))
        session.commit()
        new_id = new.id

    def join(uow, member_id):
        enrol(uow, member_id, uow.session.get_one(Programme, cast.programme))

    act(new_id, join, new_id)
    act(cast.ada, join, cast.ada)
    with Session(db.engine()) as session:
        assert [session.get_one(Profile, each).capacity for each in (new_id, cast.ada)] == [4, 2]
        session.get_one(Profile, new_id).capacity = 1
        session.exec(select(Enrolment).where(Enrolment.member_id == new_id)).one().status = "left"
        session.commit()
    act(new_id, join, new_id)
    with Session(db.engine()) as session:
        assert session.get_one(Profile, new_id).capacity == 1


def test_questions_are_asked_of_whoever_looks_back_and_one_too_long_is_named(cast):
    act(cast.ada, end_mentorship, cast.mentorship, "objective_reached")
    asked = ["What surprised you?", "", "  Would you do it again?  ", "", ""]
    _, changes = transact(Actor(cast.dee), ask_at_the_end, "alumni", asked, [])
    assert in_mentorship(cast.mentorship, "finish") in changes
    kept = ["What surprised you?", "Would you do it again?"]
    assert settled(cast).questions == [*kept, "", "", ""]
    assert read(Actor(cast.ben), tab, cast.mentorship, finishing).content.evaluation.questions == kept
    with pytest.raises(InvalidInput) as refused:
        act(cast.dee, ask_at_the_end, "alumni", ["Why?", "x" * 201, "", "", ""], kept)
    assert (refused.value.field, settled(cast).questions[:2]) == ("question_1", kept)


def test_what_a_colleague_settled_meanwhile_is_never_overwritten_unseen(cast):
    mine, theirs = (RequestRules(**RULES | changed) for changed in ({"request_days": "30"}, {"request_days": "21"}))
    act(cast.dee, set_request_rules, "alumni", theirs, SEEN)
    with pytest.raises(Conflict) as both:
        act(cast.dee, set_request_rules, "alumni", mine, SEEN)
    assert (both.value.fields, settled(cast).request_days) == ({"request_days": ("30", "21")}, 21)
    # Whoever has read both values may say which stays; whoever changes something else takes nothing back.
    act(cast.dee, set_request_rules, "alumni", RequestRules(**RULES | {"open_request_limit": "4"}), SEEN)
    act(cast.dee, set_request_rules, "alumni", mine, theirs)
    assert (settled(cast).request_days, settled(cast).open_request_limit) == (30, 4)
    act(cast.dee, suggest_capacity, "alumni", "4", "2")
    with pytest.raises(Conflict):
        act(cast.dee, suggest_capacity, "alumni", "3", "2")
    act(cast.dee, suggest_capacity, "alumni", "4", "2")
    act(cast.dee, ask_at_the_end, "alumni", ["By whom?"], [])
    with pytest.raises(Conflict) as both:
        act(cast.dee, ask_at_the_end, "alumni", ["Why?", "When?"], [])
    assert both.value.fields == {"question_0": ("Why?", "By whom?")}
    act(cast.dee, ask_at_the_end, "alumni", ["", "When?"], ["", ""])
    assert settled(cast).questions[:2] == ["By whom?", "When?"]


def test_of_two_saves_at_the_same_moment_the_second_is_asked(cast):
    start = Barrier(2)

    def save(days):
        start.wait()
        try:
            act(cast.dee, set_request_rules, "alumni", RequestRules(**RULES | {"request_days": days}), SEEN)
        except Conflict as both:
            return both.fields["request_days"]
        return days

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(save, ("20", "40")))
    [won], [(_mine, theirs)] = [e for e in ended if isinstance(e, str)], [e for e in ended if not isinstance(e, str)]
    assert won == theirs == str(settled(cast).request_days)
