"""The last place is given once, however many ask at the same moment, on both engines.

The unlocked control is what shows that these tests can fail. `MENTOR_RACE_MENTORS` makes them longer.
"""

import contextlib
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, func, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import Actor, UnitOfWork, transact
from mentor_app.errors import NotPermitted, TooMany
from mentor_app.models import Enrolment, Letter, Member, MentoringRequest, Mentorship, Profile, Programme
from mentor_app.services import requests
from mentor_app.services.capacity import places_of
from mentor_app.services.requests import accept_request, withdraw_request

PROCESSES = 8
ASKING = 8
# Sized so that both engines and the control take well under a minute together.
MENTORS = int(os.environ.get("MENTOR_RACE_MENTORS", "30"))
CONTROLS = 12
CONTEXT = multiprocessing.get_context("spawn")


def _member(session: Session, name: str, programme: str, **profile: object) -> str:
    member = Member(email=f"{name}@example.org", name=name, verified_at=now())
    session.add(member)
    session.flush()
    session.add(Profile(member_id=member.id, updated_at=now(), **profile))
    session.add(Enrolment(programme_id=programme, member_id=member.id))
    return member.id


def populate(mentors: int = MENTORS) -> list[tuple[str, list[tuple[str, str]]]]:
    """Mentors with one place each, and as many open requests to each as there are processes.

    Returns:
        for each mentor the id, and of each request the id and its sender.
    """
    with Session(db.engine()) as session:
        programme = Programme(slug="alumni", name="Alumni")
        session.add(programme)
        session.flush()
        mentees = [_member(session, f"mentee{number}", programme.id) for number in range(ASKING)]
        asked = []
        for number in range(mentors):
            mentor = _member(
                session,
                f"mentor{number}",
                programme.id,
                capacity=1,
                capacity_is_hard=True,
                offers_mentoring=True,
            )
            rows = [
                MentoringRequest(
                    programme_id=programme.id,
                    sender_id=mentee,
                    recipient_id=mentor,
                    message="Please",
                    expires_at=now() + timedelta(days=7),
                )
                for mentee in mentees
            ]
            session.add_all(rows)
            asked.append((mentor, [(row.id, row.sender_id) for row in rows]))
        session.commit()
        return asked


def _take_place_unlocked(uow: UnitOfWork, mentor_id: str) -> None:
    places = places_of(uow, mentor_id)
    if places.is_hard and places.free == 0:
        raise TooMany


def _prepare(url: str, *, locked: bool) -> None:
    os.environ["MENTOR_DATABASE_URL"] = url
    settings.cache_clear()
    db.engine.cache_clear()
    if not locked:
        requests.take_place = _take_place_unlocked
        event.listen(db.engine(), "connect", _notice_deadlocks_soon)


def _notice_deadlocks_soon(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '50ms'")
    connection.commit()


def _accept_all(url: str, locked: bool, mine: list[tuple[str, str]], start: Barrier, told: Any) -> None:
    """One process: accept one request of each mentor, all processes keeping pace from mentor to mentor."""
    _prepare(url, locked=locked)
    ends: Counter[str] = Counter()
    for mentor, request in mine:
        start.wait(60)
        try:
            transact(Actor(member_id=mentor), accept_request, request)
            ends["accepted"] += 1
        except TooMany:
            ends["full"] += 1
        except Exception as fault:  # noqa: BLE001  whatever it is, it is counted
            ends[type(fault).__name__] += 1
    told.put(dict(ends))


def _accept_or_withdraw(url: str, _locked: bool, mine: list[tuple[str, str, str]], start: Barrier, told: Any) -> None:
    """One process: answer, or take back, one request after the other, at the moment the other process does so too."""
    _prepare(url, locked=True)
    ends: Counter[str] = Counter()
    for verb, member, request in mine:
        start.wait(60)
        with contextlib.suppress(NotPermitted):
            transact(Actor(member_id=member), accept_request if verb == "accept" else withdraw_request, request)
            ends[f"{verb} {request}"] += 1
    told.put(dict(ends))


def race(work: Callable[..., None], url: str, shares: list[list[Any]], *, locked: bool = True) -> list[dict[str, int]]:
    """Run each share in a process of its own, all at once; returns what each says."""
    start, told = CONTEXT.Barrier(len(shares)), CONTEXT.Queue()
    running = [CONTEXT.Process(target=work, args=(url, locked, share, start, told)) for share in shares]
    for process in running:
        process.start()
    ends = [told.get(timeout=120) for _ in running]
    for process in running:
        process.join(20)
    return ends


def everybody_accepts(url: str, mentors: int = MENTORS, *, locked: bool) -> tuple[Counter[str], int, int]:
    """Eight processes accept for every mentor at once; returns their answers, oversold mentors and mentorships."""
    asked = populate(mentors)
    shares = [[(mentor, rows[number][0]) for mentor, rows in asked] for number in range(PROCESSES)]
    answers = sum((Counter(ends) for ends in race(_accept_all, url, shares, locked=locked)), Counter())
    with Session(db.engine()) as session:
        active = select(Mentorship.mentor_id).where(Mentorship.status == "active").group_by(col(Mentorship.mentor_id))
        oversold = len(session.exec(active.having(func.count() > 1)).all())
        return answers, oversold, session.exec(select(func.count()).select_from(Mentorship)).one()


def test_the_last_place_is_given_once(database: str) -> None:
    answers, oversold, mentorships = everybody_accepts(database, locked=True)
    assert oversold == 0
    assert answers == {"accepted": MENTORS, "full": MENTORS * (PROCESSES - 1)}, "no error, and nobody left without"
    assert mentorships == MENTORS
    with Session(db.engine()) as session:
        accepted = select(func.count()).where(MentoringRequest.status == "accepted")
        letters = select(func.count()).where(Letter.kind == "request_accepted")
        assert session.exec(accepted).one() == MENTORS
        assert session.exec(letters).one() == 2 * MENTORS, "one for each of the two, and none for who was too late"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_without_the_lock_places_are_oversold(database: str) -> None:
    _answers, oversold, _mentorships = everybody_accepts(database, CONTROLS, locked=False)
    assert oversold > 0, "the control did not fail: this machine cannot tell whether the lock works"


def test_withdrawing_and_accepting_at_once_has_one_winner(database: str) -> None:
    asked = [(mentor, *rows[0]) for mentor, rows in populate(max(10, MENTORS // 2))]
    shares = [
        [("accept", mentor, request) for mentor, request, _sender in asked],
        [("withdraw", sender, request) for _mentor, request, sender in asked],
    ]
    wins = {win for ends in race(_accept_or_withdraw, database, shares) for win in ends}
    accepted = {win.removeprefix("accept ") for win in wins if win.startswith("accept ")}
    withdrawn = {win.removeprefix("withdraw ") for win in wins if win.startswith("withdraw ")}
    assert not accepted & withdrawn, "both won"
    assert len(accepted | withdrawn) == len(asked), "neither won"
    with Session(db.engine()) as session:
        opened = set(session.exec(select(Mentorship.request_id)).all())
        assert opened == accepted
        states = dict(session.exec(select(MentoringRequest.id, MentoringRequest.status)).all())
    assert {request for request in withdrawn if states[request] != "withdrawn"} == set()
