"""The feed of one's own meetings: secret, taken back at any time, and what it says."""

from datetime import timedelta

import icalendar
import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import NotFound
from mentor_app.models import FeedAddress, Meeting, Member
from mentor_app.routes.feeds import written
from mentor_app.security.credentials import hash_token
from mentor_app.services.feeds import FeedDetail, end_feed, feed_of, make_feed
from tests.conftest import Cast


def meet(cast: Cast, days: float, status: str = "confirmed", **more) -> str:
    with Session(db.engine()) as session:
        meeting = Meeting(
            mentorship_id=cast.mentorship,
            mentor_id=cast.ada,
            mentee_id=cast.ben,
            proposer_id=cast.ben,
            status=status,
            starts_at=None if status == "proposed" else now() + timedelta(days=days),
            changed_at=now(),
            time_zone="Europe/Vienna",
        )
        for name, value in more.items():
            setattr(meeting, name, value)
        session.add(meeting)
        session.commit()
        return meeting.uid


def made(member_id: str) -> str:
    """A new address; returns its secret."""
    address, _ = transact(Actor(member_id=member_id), make_feed)
    return address.rpartition("/")[2].removesuffix(".ics")


def shown(token: str) -> FeedDetail:
    return read(NOBODY, feed_of, token)


def test_each_of_two_people_sees_the_other_in_their_own_feed(cast: Cast):
    uid = meet(cast, 3)
    meet(cast, 4, "proposed")
    for who, partner in ((cast.ada, "Ben"), (cast.ben, "Ada")):
        detail = shown(made(who))
        calendar = icalendar.Calendar.from_ical(written(detail.locale, tuple(detail.meetings)))
        (event,) = calendar.walk("VEVENT")
        assert str(event["UID"]) == uid
        assert partner in str(event["SUMMARY"])
        assert "/meetings?meeting=" in str(event["DESCRIPTION"])  # a calendar leads to this one's agenda
        assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/Vienna"]
    assert shown(made(cast.cy)).meetings == []


def test_what_was_called_off_is_marked_for_a_month(cast: Cast):
    gone = meet(cast, 5, "cancelled")
    meet(cast, 6, "cancelled", changed_at=now() - timedelta(days=31))
    (only,) = shown(made(cast.ben)).meetings
    assert (only.uid, only.status) == (gone, "CANCELLED")


def test_only_a_hash_is_kept_and_a_new_address_ends_the_old_one(cast: Cast):
    first = made(cast.ben)
    with Session(db.engine()) as session:
        assert session.get_one(FeedAddress, cast.ben).token_hash == hash_token(first)
    second = made(cast.ben)
    assert shown(second)
    for token in (first, "", "x", hash_token(second)):
        with pytest.raises(NotFound):
            shown(token)
    transact(Actor(member_id=cast.ben), end_feed)
    with pytest.raises(NotFound):
        shown(second)


def test_a_suspended_members_feed_answers_nobody(cast: Cast):
    token = made(cast.ben)
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ben).suspended_at = now()
        session.commit()
    with pytest.raises(NotFound):
        shown(token)


def test_calendars_are_told_how_often_to_look():
    text = written("en", ()).decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text
    assert "METHOD:PUBLISH" in text
    assert written("en", ()) is written("en", ())
