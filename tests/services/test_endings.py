"""Ending: either may, alone; everything stays readable and nothing can be changed any more."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import (
    Block,
    Evaluation,
    Letter,
    Meeting,
    Member,
    Mentorship,
    Message,
    Notification,
    Profile,
    Programme,
    Revision,
    TimeEntry,
)
from mentor_app.realtime.changes import in_community, in_mentorship
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import send_revision
from mentor_app.services.capacity import places_of
from mentor_app.services.endings import FAREWELLS, REASONS, end_mentorship
from mentor_app.services.evaluations import evaluate, set_evaluation_questions
from mentor_app.services.exports import mentorship_export
from mentor_app.services.finishing import finishing
from mentor_app.services.goals import add_goal
from mentor_app.services.mentorships import tab

RATINGS = {"together": 5, "useful": 4, "support": 3}


def do(cast, who, act, *args, **more):
    return transact(Actor(getattr(cast, who)), act, cast.mentorship, *args, **more)[0]


def seen(cast, who="ben"):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, finishing)


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


@pytest.mark.parametrize(("who", "other"), [("ada", "ben"), ("ben", "ada")])
def test_either_ends_it_alone_and_the_other_hears_of_it(cast, who, other):
    act = (Actor(getattr(cast, who)), end_mentorship, cast.mentorship, "objective_reached", "Thank you, truly.")
    _, changes = transact(*act)
    assert {in_mentorship(cast.mentorship, "mentorship"), in_community(cast.ada)} <= set(changes)
    theirs = getattr(cast, other)
    assert [row.kind for row in rows(Letter) if row.member_id == theirs][-1:] != []
    assert "mentorship_ended" in [row.kind for row in rows(Letter) if row.member_id == theirs]
    assert "mentorship.ended" in [row.kind for row in rows(Notification) if row.member_id == theirs]
    assert [(row.sender_id, row.words) for row in rows(Message)] == [(getattr(cast, who), "Thank you, truly.")]
    for each in ("ada", "ben"):
        view = seen(cast, each)
        assert (view.frame.stage, view.frame.is_active, view.content.is_active) == ("completed", False, False)
    with pytest.raises(NotPermitted):
        transact(*act)


def test_the_reason_is_for_whoever_gave_it_and_nobody_tells_the_other(cast):
    do(cast, "ben", end_mentorship, "not_a_fit", "")
    assert (seen(cast).content.reason, seen(cast, "ada").content.reason) == ("not_a_fit", "")
    told = [str(row.params) for row in (*rows(Letter), *rows(Notification)) if row.member_id == cast.ada]
    assert told
    assert not [words for words in told if "fit" in words]
    assert rows(Message) == []


def test_a_wrong_reason_or_too_many_words_end_nothing(cast):
    for reason, words in (("bored", ""), ("circumstances", "x" * 2001)):
        with pytest.raises(InvalidInput):
            do(cast, "ben", end_mentorship, reason, words)
    assert seen(cast).content.is_active
    assert rows(Message) == []


def test_there_is_nothing_to_end_and_nobody_to_write_to_once_one_has_blocked_the_other(cast):
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.ada, target_id=cast.ben))
        session.commit()
    with pytest.raises(NotFound):
        do(cast, "ben", end_mentorship, "circumstances", "You will not get this.")
    assert rows(Message) == []


def test_what_waited_is_waited_for_no_longer_and_the_place_is_free(cast):
    with Session(db.engine()) as session:
        session.get_one(Profile, cast.ada).capacity = 1
        later = Meeting(
            mentorship_id=cast.mentorship,
            mentor_id=cast.ada,
            mentee_id=cast.ben,
            proposer_id=cast.ben,
            changed_at=now(),
            status="confirmed",
            starts_at=now() + timedelta(days=3),
        )
        session.add(later)
        session.commit()
    do(cast, "ben", write_clause, "period", "Six months.", 1)
    do(cast, "ben", send_revision, digest_of({"period": "Six months."}))
    do(cast, "ben", end_mentorship, "circumstances")
    assert [row.status for row in rows(Revision)] == ["lapsed"]
    assert [(row.status, row.sequence) for row in rows(Meeting)] == [("cancelled", 1)]
    assert read(Actor(cast.ada), places_of, cast.ada).free == 1


def test_afterwards_everything_can_be_read_and_nothing_changed(cast):
    goal = do(cast, "ben", add_goal, "Learn SQL")
    do(cast, "ada", end_mentorship, "objective_reached")
    assert goal
    for act, *args in ((add_goal, "x"), (add_agenda_item, "x"), (write_clause, "period", "x", 1)):
        for who in ("ada", "ben"):
            with pytest.raises(NotPermitted):
                do(cast, who, act, *args)
    assert seen(cast).frame.goals == 1


def test_strangers_cannot_tell_it_exists(cast):
    for who in (cast.cy, cast.dee):
        for act, *args in ((end_mentorship, "circumstances"), (evaluate, [], RATINGS)):
            with pytest.raises(NotFound):
                transact(Actor(who), act, cast.mentorship, *args)
        with pytest.raises(NotFound):
            read(Actor(who), mentorship_export, cast.mentorship)


def test_each_looks_back_once_and_the_other_never_reads_it(cast):
    with pytest.raises(NotPermitted):
        do(cast, "ben", evaluate, ["clarity"], RATINGS, "canary-ben-evaluation")
    transact(SYSTEM, set_evaluation_questions, "alumni", ["Would you do it again?", " ", "Would you do it again?"])
    do(cast, "ben", end_mentorship, "objective_reached")
    assert seen(cast).content.evaluation.questions == ["Would you do it again?"]
    do(cast, "ben", evaluate, ["clarity", "skills"], RATINGS, "canary-ben-evaluation", ["Yes."])
    [kept] = rows(Evaluation)
    assert (kept.benefits, kept.ratings, kept.answers) == (
        ["clarity", "skills"],
        RATINGS,
        {"Would you do it again?": "Yes."},
    )
    assert (bool(seen(cast).content.evaluation.done_at), seen(cast, "ada").content.evaluation.done_at) == (True, "")
    with pytest.raises(NotPermitted):
        do(cast, "ben", evaluate, [], RATINGS)
    assert "canary-ben-evaluation" in str(read(Actor(cast.ben), mentorship_export, cast.mentorship))
    for ask in (lambda: seen(cast, "ada"), lambda: read(Actor(cast.ada), mentorship_export, cast.mentorship)):
        assert "canary-ben-evaluation" not in str(ask())


@pytest.mark.parametrize(
    ("benefits", "ratings", "field"),
    [
        (["money"], RATINGS, "benefits"),
        ([], {"together": 5, "useful": 4}, "rating_support"),
        ([], RATINGS | {"useful": 6}, "rating_useful"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(cast, benefits, ratings, field):
    do(cast, "ben", end_mentorship, "objective_reached")
    with pytest.raises(InvalidInput) as refused:
        do(cast, "ben", evaluate, benefits, ratings)
    assert refused.value.field == field
    assert rows(Evaluation) == []


def test_only_coordinators_say_what_a_programme_asks(cast):
    transact(Actor(cast.dee), set_evaluation_questions, "alumni", ["What surprised you?"])
    with pytest.raises(NotPermitted):
        transact(Actor(cast.ben), set_evaluation_questions, "alumni", [])
    with pytest.raises(NotFound):
        transact(Actor(cast.dee), set_evaluation_questions, "elsewhere", [])
    with pytest.raises(InvalidInput):
        transact(Actor(cast.dee), set_evaluation_questions, "alumni", [f"Number {n}?" for n in range(6)])
    assert rows(Programme)[0].evaluation_questions == ["What surprised you?"]


def test_there_is_a_courteous_text_for_every_reason(cast):
    assert [reason for reason, _ in FAREWELLS] == [choice.value for choice in REASONS]
    assert all("{{name}}" in words for _, words in FAREWELLS)


def test_the_export_holds_what_both_wrote_and_only_ones_own_time(cast):
    do(cast, "ben", add_goal, "Write SQL I can defend")
    with Session(db.engine()) as session:
        for who in (cast.ada, cast.ben):
            session.add(
                TimeEntry(
                    mentorship_id=cast.mentorship,
                    member_id=who,
                    on_day=date(2026, 5, 3),
                    minutes=20,
                    words=f"canary-time-{who}",
                )
            )
        session.get_one(Member, cast.ben).locale = "de"
        session.commit()
    mine = read(Actor(cast.ben), mentorship_export, cast.mentorship)
    assert "Write SQL I can defend" in str(mine)
    assert (mine.language, mine.title) == ("de", "Mentoring")
    assert (f"canary-time-{cast.ben}" in str(mine), f"canary-time-{cast.ada}" in str(mine)) == (True, False)


def test_a_hundred_ends_at_once_are_one(cast):
    from concurrent.futures import ThreadPoolExecutor

    def end(place):
        try:
            do(cast, ("ada", "ben")[place % 2], end_mentorship, "circumstances", "Goodbye.")
        except NotPermitted:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(end, range(24))) == 1
    assert len(rows(Message)) == 1
    assert [row.status for row in rows(Mentorship)] == ["ended"]
