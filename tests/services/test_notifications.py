"""Behind the bell: what says the same of the same place is one line, and one press marks all of it read."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import Meeting, Member, Mentorship, Notification
from mentor_app.realtime.changes import for_member
from mentor_app.services.meeting_steps import tell_of_meeting
from mentor_app.services.notifications import GATHERED, SHOWN, header, mark_all_read, mark_read, notify
from mentor_app.services.planned_ends import plan_end
from tests.services.questions import questions


def tell(who, link="/mentorships/a/files", name="Ada", kind="file.shared", at=None):
    transact(Actor(who), notify, who, kind, link, {"name": name}, at)


def lines(who):
    return [(line.link, line.params["name"], line.count, line.is_read) for line in read(Actor(who), header).notices]


def test_the_same_about_the_same_is_one_line_at_its_newest_time(cast):
    for link in ("/mentorships/a/files", "/mentorships/b/files", "/mentorships/a/files"):
        tell(cast.ben, link)
    tell(cast.ben, name="Cy")
    top = read(Actor(cast.ben), header)
    assert lines(cast.ben) == [
        ("/mentorships/a/files", "Cy", 1, False),
        ("/mentorships/a/files", "Ada", 2, False),
        ("/mentorships/b/files", "Ada", 1, False),
    ]
    assert top.unread == 4
    with Session(db.engine()) as session:
        newest = session.get_one(Notification, top.notices[1].id)
        same = session.exec(select(Notification).where(Notification.link == newest.link)).all()
        times = [each.created_at for each in same if each.params == newest.params]
        assert (len(times), newest.created_at) == (2, max(times))


def test_two_times_of_two_meetings_stay_two_lines(cast):
    for day in (6, 10):
        tell(cast.ben, kind="meeting.confirmed", at=datetime(2026, 4, day, 12, tzinfo=UTC))
    assert [line.params["at"] for line in read(Actor(cast.ben), header).notices] == [
        "2026-04-10T12:00:00+00:00",
        "2026-04-06T12:00:00+00:00",
    ]


def test_a_notice_holds_its_moment_and_no_word_of_the_language_it_was_made_in(cast):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ben).locale = "de"
        session.commit()
    soon = now() + timedelta(days=6)

    def meet(uow):
        pair = uow.session.get_one(Mentorship, cast.mentorship)
        meeting = Meeting(mentorship_id=pair.id, mentor_id=pair.mentor_id, mentee_id=pair.mentee_id, starts_at=soon)
        for kind in ("meeting.confirmed", "meeting.moved", "meeting.tomorrow", "meeting.series_cancelled"):
            tell_of_meeting(uow, meeting, uow.session.get_one(Member, cast.ben), kind)

    transact(Actor(cast.ada), meet)
    transact(Actor(cast.ada), plan_end, cast.mentorship, f"{soon:%Y-%m-%d}")
    told = {line.kind: line.params for line in read(Actor(cast.ben), header).notices}
    assert told.pop("mentorship.end_planned") == {"name": "Ada", "at": f"{soon:%Y-%m-%d}"}
    assert len(told) == 4
    assert all(params == {"name": "Ada", "at": soon.isoformat()} for params in told.values())


def test_opening_a_line_marks_all_of_it_read_and_nothing_else(cast):
    for link in ("/mentorships/a/files", "/mentorships/b/files", "/mentorships/a/files"):
        tell(cast.ben, link)
    mine = Actor(cast.ben)
    where, changes = transact(mine, mark_read, read(mine, header).notices[0].id)
    assert (where, changes) == ("/mentorships/a/files", [for_member(cast.ben, "notices")])
    assert lines(cast.ben) == [("/mentorships/a/files", "Ada", 2, True), ("/mentorships/b/files", "Ada", 1, False)]
    assert read(mine, header).unread == 1
    assert transact(mine, mark_read, read(mine, header).notices[0].id)[1] == []
    tell(cast.ben)
    assert lines(cast.ben)[0] == ("/mentorships/a/files", "Ada", 1, False)


def test_a_stranger_cannot_tell_a_line_from_none(cast):
    tell(cast.ben)
    [line] = read(Actor(cast.ben), header).notices
    for notice in (line.id, "unknown"):
        with pytest.raises(NotFound):
            transact(Actor(cast.cy), mark_read, notice)
    assert read(Actor(cast.cy), header).notices == []
    assert read(Actor(cast.ben), header).unread == 1
    with pytest.raises(NotPermitted):
        read(Actor(), header)


def test_all_is_read_at_once_however_much_there_is(cast):
    tell(cast.ben, "/old")
    with Session(db.engine()) as session:
        for number in range(GATHERED + 20):
            row = Notification(member_id=cast.ben, kind="file.shared", link=f"/{number}", params={"name": "Ada"})
            session.add(row)
        session.commit()
    mine = Actor(cast.ben)
    assert (read(mine, header).unread, len(read(mine, header).notices)) == (GATHERED + 21, SHOWN)
    transact(mine, mark_all_read)
    tell(cast.ben, "/fresh")
    assert read(mine, header).unread == 1
    assert lines(cast.ben)[0] == ("/fresh", "Ada", 1, False)


def test_the_header_of_every_page_asks_three_questions(cast):
    tell(cast.ben)
    with questions() as asked:
        read(Actor(cast.ben), header)
    statements = [each for each in asked if not each.startswith("BEGIN")]
    assert len(statements) <= 3, statements
