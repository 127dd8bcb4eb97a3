"""What became of a meeting, and what time brings to it."""

from datetime import UTC, date, datetime

import pytest

from mentor_app.db import SYSTEM, read
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.jobs.meetings import tend_meetings
from mentor_app.models import AgendaItem, TimeEntry
from mentor_app.services.agenda import add_agenda_item, tick_agenda_item
from mentor_app.services.meeting_accounts import say_what_happened
from mentor_app.services.meeting_tending import due_meetings, tend_meeting
from mentor_app.services.meetings import cancel_meeting, confirm_meeting, propose_meeting, suggest_times
from tests.services.meeting_days import act, letters, live_in, meeting, notices, on, open_slots, rows

START = datetime(2026, 3, 29, 22, tzinfo=UTC)
"""Just after midnight on Monday in Vienna, and on Sunday evening in New York."""


@pytest.fixture
def pair(cast):
    live_in({cast.ada: "Europe/Vienna", cast.ben: "America/New_York"})
    return cast


@pytest.fixture
def made(pair):
    with on():
        new = act(pair.ben, propose_meeting, pair.mentorship, ["2026-03-29T18:00"], minutes=45)
        act(pair.ada, confirm_meeting, new, open_slots(new)[0])
    return new


def say(who, meeting_id, account):
    act(who, say_what_happened, meeting_id, account)


def test_nothing_happened_before_the_end(pair, made):
    with on(START, minutes=44), pytest.raises(NotPermitted):
        say(pair.ada, made, "held")


def test_two_yeses_count_the_time_on_the_day_of_whoever_settled_it(pair, made):
    with on(START, hours=1):
        say(pair.ada, made, "held")
        assert (meeting(made).status, rows(TimeEntry)) == ("confirmed", [])
        assert notices("meeting.said_held") == [pair.ben]
        say(pair.ben, made, "held")
    assert meeting(made).status == "held"
    entry = rows(TimeEntry)[0]
    assert (entry.minutes, entry.on_day, entry.meeting_id, entry.member_id) == (45, date(2026, 3, 30), made, None)
    with on(START, hours=2):
        say(pair.ben, made, "held")
    assert len(rows(TimeEntry)) == 1


def test_silence_is_consent_after_some_days(pair, made):
    with on(START, hours=1):
        say(pair.ben, made, "held")
    with on(START, days=3):
        tend_meetings()
        assert meeting(made).status == "confirmed"
    with on(START, days=3, hours=2):
        assert tend_meetings() == 1
        assert tend_meetings() == 0
    assert (meeting(made).status, len(rows(TimeEntry))) == ("held", 1)


def test_whoever_objects_later_takes_the_time_back(pair, made):
    with on(START, hours=1):
        say(pair.ben, made, "held")
    with on(START, days=4):
        tend_meetings()
        say(pair.ada, made, "missed")
        assert (meeting(made).status, rows(TimeEntry)) == ("confirmed", [])
        say(pair.ben, made, "missed")
    assert (meeting(made).status, rows(TimeEntry)) == ("missed", [])


def test_two_accounts_that_differ_settle_nothing_however_long(pair, made):
    with on(START, hours=1):
        say(pair.ben, made, "held")
        say(pair.ada, made, "missed")
    with on(START, days=20):
        assert tend_meetings() == 0
        assert (meeting(made).status, rows(TimeEntry)) == ("confirmed", [])
        say(pair.ada, made, "held")
    assert meeting(made).status == "held"
    with on(START, days=31), pytest.raises(NotPermitted):
        say(pair.ada, made, "missed")


def test_only_the_two_speak_and_only_three_words_are_known(pair, made):
    with on(START, hours=1):
        with pytest.raises(NotFound):
            say(pair.cy, made, "held")
        with pytest.raises(InvalidInput):
            say(pair.ada, made, "cancelled")
        act(pair.ben, say_what_happened, made, "moved")
        act(pair.ada, say_what_happened, made, "moved")
    assert (meeting(made).status, rows(TimeEntry)) == ("moved", [])


def test_what_was_talked_about_stays_and_what_is_open_moves_on(pair, made):
    with on():
        talked, left = (act(pair.ada, add_agenda_item, pair.mentorship, words) for words in ("Done", "Open"))
        act(pair.ada, tick_agenda_item, pair.mentorship, talked, True)
    with on(START, hours=1):
        say(pair.ada, made, "held")
        say(pair.ben, made, "held")
    assert {row.title: row.meeting_id for row in rows(AgendaItem)} == {"Done": made, "Open": None}
    assert left


def test_a_word_a_day_and_an_hour_before_and_a_question_after(pair, made):
    for moment, told in (
        (on(START, hours=-25), []),
        (on(START, hours=-24), ["tomorrow"]),
        (on(START, hours=-3), ["tomorrow"]),
        (on(START, minutes=-60), ["tomorrow", "soon"]),
        (on(START, minutes=10), ["tomorrow", "soon"]),
        (on(START, minutes=46), ["tomorrow", "soon", "over"]),
        (on(START, hours=20), ["tomorrow", "soon", "over"]),
    ):
        with moment:
            tend_meetings()
            tend_meetings()
        for kind in ("tomorrow", "soon", "over"):
            assert len(letters(f"meeting_{kind}", pair.ada)) == (kind in told)
            assert sorted(notices(f"meeting.{kind}")) == sorted([pair.ada, pair.ben] * (kind in told))
    assert letters("meeting_tomorrow", pair.ada)[0].params["time"] == "Monday 30 March 2026, 00:00 (Vienna)"
    assert letters("meeting_soon", pair.ben)[0].params["time"] == "Sunday 29 March 2026, 18:00 (New York)"


def test_after_a_standstill_nobody_is_reminded_of_what_is_over(pair, made):
    with on(START, hours=1):
        assert tend_meetings() == 1
    assert [len(letters(f"meeting_{kind}")) for kind in ("tomorrow", "soon", "over")] == [0, 0, 2]


def test_nothing_is_asked_weeks_later_or_of_whoever_has_spoken(pair, made):
    with on(START, days=8):
        assert tend_meetings() == 0
    with on(START, minutes=46):
        say(pair.ada, made, "held")
        assert tend_meetings() == 0


def test_whoever_agrees_within_the_hour_is_not_told_at_once(pair):
    with on():
        new = act(pair.ada, propose_meeting, pair.mentorship, ["2026-03-24T10:50"])
        act(pair.ben, confirm_meeting, new, open_slots(new)[0])
        assert tend_meetings() == 0
    with on(minutes=30):
        assert tend_meetings() == 0


def test_a_moved_meeting_reminds_at_its_new_hour_and_a_cancelled_one_never(pair, made):
    with on(START, hours=-20):
        tend_meetings()
        act(pair.ada, suggest_times, made, ["2026-04-02T09:00"])
        act(pair.ben, confirm_meeting, made, open_slots(made)[0])
    with on(START, minutes=-30):
        assert tend_meetings() == 0
    with on(datetime(2026, 4, 1, 7, 30, tzinfo=UTC)):
        assert tend_meetings() == 1
        act(pair.ada, cancel_meeting, made)
    with on(datetime(2026, 4, 2, 6, 30, tzinfo=UTC)):
        assert tend_meetings() == 0
    assert [len(letters(f"meeting_{kind}")) for kind in ("tomorrow", "soon")] == [4, 0]


def test_only_the_machine_tends(pair, made):
    from mentor_app.db import Actor

    with pytest.raises(NotPermitted):
        read(Actor(pair.ada), due_meetings)
    with pytest.raises(NotPermitted):
        act(pair.ada, tend_meeting, made)
    assert read(SYSTEM, due_meetings) == []
