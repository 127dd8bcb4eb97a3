"""Ended and worked in at the same moment: whoever comes second meets a mentorship that is over.

On SQLite writers come one after the other anyway.
"""

from threading import Event, Thread

import pytest

from mentor_app.errors import NotPermitted
from mentor_app.models import AgendaItem, Goal, Meeting, Mentorship, Revision, TimeEntry
from mentor_app.services import endings
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.agreement_points import KEYS
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import send_revision
from mentor_app.services.blocking import block_member
from mentor_app.services.endings import end_mentorship
from mentor_app.services.goals import add_goal
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from mentor_app.services.time_log import log_time
from tests.services.meeting_days import TODAY, act, on, open_slots, rows

ON_POSTGRESQL = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def while_ending(cast, monkeypatch):
    """Do something in a mentorship whose end has begun to be written, and say whether it was refused."""

    def attempt(*work):
        begun, go_on, came = Event(), Event(), []
        usual = endings.call_meetings_off

        def slowly(uow, mentorship):
            begun.set()
            go_on.wait(60)
            usual(uow, mentorship)

        def late():
            try:
                act(cast.ben, *work)
            except NotPermitted:
                came.append("refused")
            else:
                came.append("done")

        monkeypatch.setattr(endings, "call_meetings_off", slowly)
        ending = Thread(target=act, args=(cast.ada, end_mentorship, cast.mentorship, "circumstances"))
        ending.start()
        assert begun.wait(60)
        working = Thread(target=late)
        working.start()
        working.join(0.5)  # that it has to wait; if this machine is too slow for it to begin, it comes after the end
        go_on.set()
        ending.join(60)
        working.join(60)
        assert [row.status for row in rows(Mentorship)] == ["ended"]
        return came

    with on():
        yield attempt


@ON_POSTGRESQL
@pytest.mark.parametrize(
    ("table", "verb", "arg"),
    [
        (Goal, add_goal, ["Teach my first course"]),
        (AgendaItem, add_agenda_item, ["How to begin"]),
        (TimeEntry, log_time, [TODAY.date().isoformat(), 20]),
        (Meeting, propose_meeting, [["2026-03-27T18:00"]]),
    ],
)
def test_nothing_is_added_to_what_is_ending(cast, while_ending, table, verb, arg):
    assert while_ending(verb, cast.mentorship, *arg) == ["refused"]
    assert rows(table) == []


@ON_POSTGRESQL
def test_a_meeting_confirmed_at_the_end_holds_nobody_up(cast, while_ending):
    meeting = act(cast.ada, propose_meeting, cast.mentorship, ["2026-03-27T18:00"])
    assert while_ending(confirm_meeting, meeting, open_slots(meeting)[0]) == ["refused"]
    assert [row.status for row in rows(Meeting)] == ["cancelled"]


def test_a_block_leaves_no_text_waiting(cast):
    act(cast.ben, write_clause, cast.mentorship, KEYS[0], "Six months.", 1)
    act(cast.ben, send_revision, cast.mentorship, digest_of({KEYS[0]: "Six months."}))
    act(cast.ada, block_member, cast.ben)
    assert [row.status for row in rows(Revision)] == ["lapsed"]
