"""The demonstration community."""

import socket
import subprocess
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, func, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.demo import DEMO_PASSWORD, SIGN_INS, community, seed_demo
from mentor_app.demo.planting import id_of
from mentor_app.errors import NotPermitted
from mentor_app.models import (
    AgendaItem,
    Enrolment,
    Goal,
    Member,
    MentoringRequest,
    Mentorship,
    Profile,
    Programme,
    SharedFile,
)
from mentor_app.security.credentials import verify_password_now
from mentor_app.services.conversation_list import list_conversations
from mentor_app.services.files import open_file
from mentor_app.services.free_times import free_times_with
from mentor_app.services.inbox import inbox
from mentor_app.services.my_meetings import my_meetings
from mentor_app.services.profiles import get_profile
from mentor_app.storage import file_path, kind_of
from mentor_app.vocabularies import FUNCTIONS, HELP_AREAS, INDUSTRIES, is_country, is_language

MAYA, BEN, CLARA = (id_of(email) for email, _, _ in SIGN_INS)


@pytest.fixture
def demo(database):
    seed_demo()
    with Session(db.engine()) as session:
        yield session


def test_times_that_suit_the_two_of_the_story_are_offered(demo):
    for who, other in ((MAYA, BEN), (BEN, MAYA)):
        assert read(Actor(who), free_times_with, other, 30).standing == "found"


def test_the_two_of_the_story_see_a_series_and_what_waits_at_once(demo):
    for who, waits in ((MAYA, 0), (BEN, 1)):
        seen = read(Actor(who), my_meetings)
        series = [each.meeting for each in (*seen.week, *seen.later) if each.meeting.is_of_series]
        assert [(each.number, each.occurrences) for each in series] == [(1, 4), (2, 4), (3, 4), (4, 4)]
        assert len(seen.waiting) == waits
        zone = ZoneInfo(seen.my_zone)
        assert {f"{datetime.fromisoformat(each.starts_at).astimezone(zone):%A %H:%M}" for each in series} == {
            f"{datetime.fromisoformat(series[0].starts_at).astimezone(zone):%A %H:%M}"
        }


def count(session, table, *where):
    return session.exec(select(func.count()).select_from(table).where(*where)).one()


def test_two_hundred_members_are_found_in_one_programme(demo):
    programme = demo.exec(select(Programme)).one()
    assert (programme.slug, programme.name) == ("alumni", "Alumni mentoring")
    assert count(demo, Member) == count(demo, Profile) == count(demo, Enrolment) == 200
    assert count(demo, Member, col(Member.is_demo).is_(False)) == 0
    assert count(demo, Member, col(Member.verified_at).is_(None)) == 0


def test_planting_it_twice_changes_nothing(demo):
    before = sorted(demo.exec(select(MentoringRequest.id)))
    demo.rollback()
    seed_demo()
    assert sorted(demo.exec(select(MentoringRequest.id))) == before
    assert count(demo, Member) == 200


def test_it_is_planted_quickly(sqlite):
    started = time.process_time()
    seed_demo()
    assert time.process_time() - started < 3


def test_the_three_sign_in_with_the_known_password(demo):
    assert [email for email, _, _ in SIGN_INS] == [
        "maya@demo.example",
        "ben@demo.example",
        "clara@demo.example",
    ]
    for email, password, _ in SIGN_INS:
        member = demo.exec(select(Member).where(Member.email == email)).one()
        assert password == DEMO_PASSWORD == "mentor-demo"
        assert verify_password_now(password, member.password_hash)


def test_maya_works_with_ben_and_waits_for_somebody_else(demo):
    together = demo.exec(select(Mentorship).where(Mentorship.mentor_id == BEN, Mentorship.mentee_id == MAYA)).one()
    assert together.status == "active"
    assert count(demo, AgendaItem, AgendaItem.mentorship_id == together.id) == 3
    progress = demo.exec(select(Goal.progress).where(Goal.mentorship_id == together.id))
    assert sorted(progress) == [20, 33, 70, 100]
    waiting = demo.exec(
        select(MentoringRequest).where(MentoringRequest.sender_id == MAYA, MentoringRequest.status == "open")
    ).one()
    assert waiting.recipient_id != BEN
    assert waiting.expires_at > now()


def test_ben_has_two_requests_to_answer(demo):
    mine = (MentoringRequest.recipient_id == BEN, MentoringRequest.status == "open")
    assert count(demo, MentoringRequest, *mine) == 2
    assert {request.kind for request in demo.exec(select(MentoringRequest).where(*mine))} == {
        "mentoring",
        "flash",
    }


def test_every_kind_of_thing_waits_in_bens_inbox(demo):
    demo.rollback()
    me = Actor(BEN)
    view = read(me, inbox, "requests")
    [asked] = view.referrals
    assert asked.words
    opened = {item.kind: read(me, inbox, "requests", item.id).selected for item in view.threads}
    assert len(opened["flash"].times.proposal.slots) == 2
    assert opened["mentoring"].goals
    assert [bool(each.answer) for each in opened["mentoring"].questions] == [True]
    [talk] = [talk for talk in read(me, list_conversations) if talk.unread]
    [file] = demo.exec(select(SharedFile).where(SharedFile.place_id == talk.id))
    assert read(me, open_file, file.id).name == file.name
    assert file_path(file.id).stat().st_size == file.size
    assert kind_of(file_path(file.id), file.name).media_type == file.media_type


def test_the_two_of_the_story_can_write_to_each_other_at_once(demo):
    demo.rollback()
    for who, partner in ((MAYA, "Ben Lindqvist"), (BEN, "Maya Okafor")):
        [talk] = [talk for talk in read(Actor(who), list_conversations) if talk.partner.name == partner]
        assert not talk.unread


def test_clara_coordinates(demo):
    coordinators = demo.exec(select(Enrolment.member_id).where(col(Enrolment.is_coordinator)))
    assert list(coordinators) == [CLARA]


def test_answers_came_after_questions_and_before_now(demo):
    answered = demo.exec(
        select(MentoringRequest).where(col(MentoringRequest.status).in_(["accepted", "declined"]))
    ).all()
    assert len(answered) > 100
    assert all(request.created_at < request.answered_at < now() for request in answered)
    assert all(
        mentorship.ended_at is None or mentorship.created_at < mentorship.ended_at < now()
        for mentorship in demo.exec(select(Mentorship))
    )


def test_nobody_holds_more_mentees_than_a_hard_limit(demo):
    for profile in demo.exec(select(Profile).where(col(Profile.capacity_is_hard))):
        active = (Mentorship.mentor_id == profile.member_id, Mentorship.status == "active")
        assert count(demo, Mentorship, *active) <= profile.capacity


def test_a_profile_reads_as_it_was_written(demo):
    demo.rollback()
    detail = read(Actor(MAYA), get_profile, BEN)
    assert detail.name == "Ben Lindqvist"
    assert detail.texts.headline == "Head of Data, Nordbank"
    assert detail.texts.city == "Malmö"
    assert {"SQL", "Career change"} <= {skill.name for skill in detail.offers}
    assert detail.email == ""


def test_it_is_never_planted_among_real_members(database):
    def joins(uow):
        uow.session.add(Member(email="ada@example.org", name="Ada"))

    transact(db.SYSTEM, joins)
    with pytest.raises(NotPermitted):
        seed_demo()
    with Session(db.engine()) as session:
        assert count(session, Member) == 1


def test_the_community_is_the_same_for_the_same_seed_and_varied():
    people = community(300, seed=7)
    assert people == community(300, seed=7)
    assert people[:50] == community(50, seed=7)
    assert people != community(300, seed=8)
    assert len({one.email for one in people}) == 300
    assert len({one.texts["biography"] for one in people}) > 290
    assert len({one.texts["city"] for one in people}) > 40
    assert all(one.email.isascii() and len(str(one.texts["biography"])) > 80 for one in people)


def test_invented_people_use_the_vocabularies():
    known = {
        "industry": {choice.value for choice in INDUSTRIES},
        "function": {choice.value for choice in FUNCTIONS},
        "help_area": {choice.value for choice in HELP_AREAS},
    }
    for one in community(400):
        assert is_country(str(one.texts["country"]))
        assert all(is_language(code) for code in one.tags["language"])
        assert all(set(one.tags[kind]) <= values for kind, values in known.items())


def test_a_port_that_is_taken_is_said_before_anything_is_done(tmp_path):
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "mentor_app.cli", "demo", "--port", port, "--data-dir", str(tmp_path / "demo")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}: Address already in use" in done.stderr
    assert not (tmp_path / "demo").exists()
