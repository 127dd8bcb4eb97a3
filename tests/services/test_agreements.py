"""The agreement: written together, sent, and official only when both approved the same text."""

import hashlib
import json
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound, NotPermitted
from mentor_app.models import Clause, Letter, Mentorship, Notification, Revision
from mentor_app.realtime.changes import in_mentorship
from mentor_app.services.agreement_pages import agreement, revision
from mentor_app.services.agreement_points import KEYS
from mentor_app.services.agreement_text import digest_of, start_from_suggestions, tick_point, write_clause
from mentor_app.services.agreements import (
    approve_revision,
    send_revision,
    set_changes_aside,
    withdraw_revision,
)
from mentor_app.services.mentorships import tab


def do(cast, who, act, *args):
    return transact(Actor(getattr(cast, who)), act, cast.mentorship, *args)[0]


def seen(cast, who="ben"):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, agreement).content


def write(cast, who, words, point="period", version=None):
    known = next(clause.version for clause in seen(cast).clauses if clause.point == point)
    do(cast, who, write_clause, point, words, known if version is None else version)


def send(cast, who, note=""):
    return do(cast, who, send_revision, seen(cast, who).digest, note)


def approve(cast, who):
    waiting = seen(cast, who).waiting
    do(cast, who, approve_revision, waiting.id, waiting.digest)


def agreed(cast, words="Six months."):
    write(cast, "ben", words)
    send(cast, "ben")
    approve(cast, "ada")


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def kinds(table, member):
    return [row.kind for row in rows(table) if row.member_id == member]


def test_the_mentee_writes_first_and_the_mentor_reads_along(cast):
    assert (seen(cast).step, seen(cast, "ada").step) == ("draft", "read_along")
    with pytest.raises(NotPermitted):
        write(cast, "ada", "I begin")
    with pytest.raises(NotPermitted):
        do(cast, "ada", send_revision, digest_of({}))
    write(cast, "ben", "Six months.")
    assert seen(cast, "ada").clauses[0].words == "Six months."
    send(cast, "ben")
    write(cast, "ada", "Half a year.")
    assert seen(cast).clauses[0].words == "Half a year."


def test_both_tick_the_checklist_before_anything_is_sent(cast):
    _, changes = transact(Actor(cast.ada), tick_point, cast.mentorship, "boundaries", True)
    assert in_mentorship(cast.mentorship, "agreement") in changes
    do(cast, "ben", tick_point, "period", True)
    assert seen(cast).talked_about == 2
    do(cast, "ben", tick_point, "boundaries", False)
    assert [clause.point for clause in seen(cast, "ada").clauses if clause.is_talked_about] == ["period"]
    with pytest.raises(InvalidInput):
        do(cast, "ben", tick_point, "weather", True)


@pytest.mark.parametrize(("language", "word"), [("en", "months"), ("fr", "mois"), ("de", "Monate")])
def test_nobody_faces_an_empty_page(cast, language, word):
    write(cast, "ben", "Ours stays.", "topics")
    do(cast, "ben", start_from_suggestions, language)
    said = {clause.point: clause.words for clause in seen(cast).clauses}
    assert word in said["period"]
    assert said["topics"] == "Ours stays."
    assert [point for point, words in said.items() if not words] == ["more"]
    with pytest.raises(NotPermitted):
        do(cast, "ben", start_from_suggestions, language)


def test_sent_approved_official_and_told(cast):
    write(cast, "ben", "Six months.")
    _, changes = transact(Actor(cast.ben), send_revision, cast.mentorship, seen(cast).digest, "As we said")
    assert in_mentorship(cast.mentorship, "agreement") in changes
    assert (seen(cast).step, seen(cast, "ada").step) == ("wait", "approve")
    assert kinds(Letter, cast.ada) == ["agreement_sent"]
    assert kinds(Notification, cast.ada) == ["agreement.sent"]
    approve(cast, "ada")
    for who in ("ada", "ben"):
        view = seen(cast, who)
        assert (view.step, view.official.number, view.waiting.id) == ("agreed", 1, "")
        assert [part.words for part in view.official_text] == ["Six months."]
    assert kinds(Letter, cast.ben) == ["agreement_approved"]
    assert kinds(Letter, cast.ada)[-1] == "agreement_approved"
    assert kinds(Notification, cast.ben) == ["agreement.approved"]


def test_the_digest_is_of_the_exact_text_and_anyone_can_work_it_out(cast):
    write(cast, "ben", "Öfter, dès août")
    exact = json.dumps([["period", "Öfter, dès août"]], ensure_ascii=False, separators=(",", ":"))
    assert seen(cast).digest == hashlib.sha256(exact.encode()).hexdigest()
    assert digest_of({"period": "a", "topics": "b"}) != digest_of({"period": "ab"})
    assert digest_of({"period": "a"}) != digest_of({"period": "a "})


def test_an_edit_in_between_makes_approval_fail_and_shows_the_difference(cast):
    write(cast, "ben", "We meet once a month.")
    send(cast, "ben")
    read_by_ada = seen(cast, "ada").waiting
    write(cast, "ben", "We meet twice a month.")
    with pytest.raises(Conflict):
        do(cast, "ada", approve_revision, read_by_ada.id, read_by_ada.digest)
    view = seen(cast, "ada")
    assert (view.step, view.official.id) == ("changed", "")
    [difference] = view.since_sent
    assert [(piece.kind, piece.text) for piece in difference.pieces] == [
        ("same", "We meet "),
        ("removed", "once"),
        ("added", "twice"),
        ("same", " a month."),
    ]
    send(cast, "ben")
    with pytest.raises(NotPermitted):
        do(cast, "ada", approve_revision, read_by_ada.id, read_by_ada.digest)
    approve(cast, "ada")
    assert seen(cast).official_text[0].words == "We meet twice a month."
    assert [item.status for item in seen(cast).history] == ["official", "superseded"]


def test_another_digest_than_the_one_sent_is_not_approved(cast):
    write(cast, "ben", "Six months.")
    sent = send(cast, "ben")
    with pytest.raises(Conflict):
        do(cast, "ada", approve_revision, sent, digest_of({"period": "Six years."}))
    assert seen(cast).official.id == ""


def test_a_counter_proposal_needs_the_other_one(cast):
    write(cast, "ben", "Six months.")
    send(cast, "ben")
    write(cast, "ada", "Nine months.")
    send(cast, "ada", "A little longer?")
    assert kinds(Letter, cast.ben) == ["agreement_countered"]
    assert [item.status for item in seen(cast).history] == ["waiting", "countered"]
    with pytest.raises(NotPermitted):
        approve(cast, "ada")
    assert seen(cast).step == "approve"
    approve(cast, "ben")
    assert seen(cast, "ada").official_text[0].words == "Nine months."


def test_the_official_text_stays_in_force_while_an_amendment_waits(cast):
    agreed(cast)
    write(cast, "ada", "Seven months.")
    view = seen(cast)
    assert (view.step, view.official_text[0].words) == ("amend", "Six months.")
    assert [difference.point for difference in view.amendments] == ["period"]
    send(cast, "ada")
    assert seen(cast).official_text[0].words == "Six months."
    approve(cast, "ben")
    assert seen(cast).official_text[0].words == "Seven months."
    assert [item.status for item in seen(cast).history] == ["official", "replaced"]


def test_what_is_set_aside_is_kept(cast):
    agreed(cast)
    with pytest.raises(NotPermitted):
        do(cast, "ada", set_changes_aside, seen(cast).digest)
    write(cast, "ada", "Nothing of the kind.")
    with pytest.raises(Conflict):
        do(cast, "ada", set_changes_aside, "0" * 64)
    do(cast, "ada", set_changes_aside, seen(cast).digest)
    assert seen(cast).step == "agreed"
    newest = seen(cast).history[0]
    assert newest.status == "set_aside"
    assert read(Actor(cast.ben), revision, cast.mentorship, newest.id).text[0].words == "Nothing of the kind."


def test_a_text_can_be_taken_back_by_whoever_sent_it(cast):
    write(cast, "ben", "Six months.")
    sent = send(cast, "ben")
    with pytest.raises(NotPermitted):
        do(cast, "ada", withdraw_revision, sent)
    do(cast, "ben", withdraw_revision, sent)
    assert seen(cast).waiting.id == ""
    with pytest.raises(NotPermitted):
        do(cast, "ada", approve_revision, sent, seen(cast).digest)


def test_the_same_text_is_not_sent_twice_and_nothing_is_not_sent_at_all(cast):
    with pytest.raises(NotPermitted):
        send(cast, "ben")
    write(cast, "ben", "Six months.")
    with pytest.raises(Conflict):
        do(cast, "ben", send_revision, "0" * 64)
    send(cast, "ben")
    for who in ("ben", "ada"):
        with pytest.raises(NotPermitted):
            send(cast, who)
    approve(cast, "ada")
    with pytest.raises(NotPermitted):
        send(cast, "ada")


def test_the_history_shows_each_text_and_its_difference(cast):
    agreed(cast, "We meet once a month.\nBy video.")
    write(cast, "ada", "We meet once a month.\nIn person.")
    second = send(cast, "ada")
    detail = read(Actor(cast.ben), revision, cast.mentorship, second)
    assert not detail.is_first
    assert "".join(piece.text for piece in detail.changes[0].pieces if piece.kind != "removed").endswith("In person.")
    assert "".join(piece.text for piece in detail.changes[0].pieces if piece.kind != "added").endswith("By video.")


def test_strangers_cannot_tell_it_exists(cast):
    write(cast, "ben", "Six months.")
    sent = send(cast, "ben")
    digest = seen(cast).digest
    before = rows(Revision), rows(Clause)
    acts = (
        (write_clause, "period", "x", 1),
        (start_from_suggestions, "en"),
        (tick_point, "period", True),
        (send_revision, digest),
        (approve_revision, sent, digest),
        (withdraw_revision, sent),
        (set_changes_aside, digest),
    )
    for who in (cast.cy, cast.dee):
        for act, *args in acts:
            with pytest.raises(NotFound):
                transact(Actor(who), act, cast.mentorship, *args)
        for ask, *args in ((tab, agreement), (revision, sent)):
            with pytest.raises(NotFound):
                read(Actor(who), ask, cast.mentorship, *args)
    assert (rows(Revision), rows(Clause)) == before


def test_a_revision_of_another_mentorship_is_not_found(cast):
    with Session(db.engine()) as session:
        other = Mentorship(programme_id=cast.programme, mentor_id=cast.ada, mentee_id=cast.cy)
        session.add(other)
        session.commit()
        elsewhere = other.id
    write(cast, "ben", "Six months.")
    sent = send(cast, "ben")
    for act, *args in ((approve_revision, sent, seen(cast).digest), (withdraw_revision, sent)):
        with pytest.raises(NotFound):
            transact(Actor(cast.ada), act, elsewhere, *args)
    with pytest.raises(NotFound):
        read(Actor(cast.cy), revision, elsewhere, sent)


def test_once_it_has_ended_it_can_be_read_and_no_longer_changed(cast):
    agreed(cast)
    with Session(db.engine()) as session:
        session.get_one(Mentorship, cast.mentorship).status = "ended"
        session.commit()
    assert seen(cast).official_text[0].words == "Six months."
    for act, *args in ((write_clause, "period", "x", 1), (tick_point, "period", True), (send_revision, "")):
        with pytest.raises(NotPermitted):
            do(cast, "ben", act, *args)


def test_a_hundred_writers_at_once_lose_nothing(cast):
    """Accepted saves are versions, one each; a save that was refused carries both texts."""
    write(cast, "ben", "Six months.")
    send(cast, "ben")
    start = {clause.point: clause.version for clause in seen(cast).clauses}
    accepted, kept = [], []

    def one(place):
        draw = random.Random(place)
        who, point = draw.choice(("ada", "ben")), draw.choice(KEYS[:3])
        known = next(clause for clause in seen(cast, who).clauses if clause.point == point)
        mine = f"{known.words} {place}".strip()
        try:
            do(cast, who, write_clause, point, mine, known.version)
            accepted.append((point, mine))
        except Conflict as both:
            kept.append((point, mine, both.mine, both.theirs))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(100)))
    end = {clause.point: (clause.version, clause.words) for clause in seen(cast).clauses}
    assert len(accepted) + len(kept) == 100
    assert all(sent == held and theirs for _point, sent, held, theirs in kept)
    for point in KEYS[:3]:
        mine = [words for where, words in accepted if where == point]
        assert end[point][0] - start[point] == len(mine)
        assert end[point][1] in mine


def test_of_two_who_send_and_approve_at_once_nothing_unread_is_official(cast):
    """Whatever the order, what is official was sent by one and approved by the other, character by character."""
    for turn in range(12):
        write(cast, "ben", f"Text {turn}.")
        send(cast, "ben")
        waiting = seen(cast, "ada").waiting

        def change(turn=turn):
            write(cast, "ben", f"Text {turn}, changed.")

        def agree(waiting=waiting):
            do(cast, "ada", approve_revision, waiting.id, waiting.digest)

        with ThreadPoolExecutor(2) as pool:
            tries = [pool.submit(change), pool.submit(agree)]
        view = seen(cast)
        if tries[1].exception() is None:
            assert view.official.digest == waiting.digest
        else:
            assert isinstance(tries[1].exception(), Conflict)
            assert view.official.digest != waiting.digest
    official = [row for row in rows(Revision) if row.status == "official"]
    assert len(official) == 1
    assert all(row.approved_by not in (None, row.author_id) for row in official)
