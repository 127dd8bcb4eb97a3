"""Hours by month, by hand and by meetings, and as a table that no spreadsheet runs."""

import csv
import io

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import Mentorship, TimeEntry
from mentor_app.realtime.changes import in_mentorship
from mentor_app.routes.time_log import as_table
from mentor_app.services.mentorships import tab
from mentor_app.services.time_log import log_time, remove_time, time_log, time_rows
from tests.services.meeting_days import TODAY, act, live_in, on, rows


@pytest.fixture
def pair(cast):
    with Session(db.engine()) as session:
        session.get_one(Mentorship, cast.mentorship).created_at = TODAY
        session.commit()
    with on():
        yield cast


def seen(pair, who="ben"):
    return read(Actor(getattr(pair, who)), tab, pair.mentorship, time_log).content


def test_months_add_up_and_each_sees_their_own(pair):
    for who, day, minutes in ((pair.ben, "2026-03-20", 30), (pair.ada, "2026-03-01", 45), (pair.ben, "2026-02-27", 20)):
        act(who, log_time, pair.mentorship, day, minutes, "Reading")
    view = seen(pair)
    assert [(month.month, month.minutes, month.mine) for month in view.months] == [
        ("2026-03-01", 75, 30),
        ("2026-02-01", 20, 20),
    ]
    assert (view.minutes, view.held) == (95, 0)
    assert [entry.is_mine for entry in view.months[0].lines] == [True, False]


def test_a_day_is_todays_at_most_on_ones_own_clock(pair):
    with on(hours=14):
        live_in({pair.ada: "Pacific/Kiritimati", pair.ben: "America/New_York"})
        act(pair.ada, log_time, pair.mentorship, "2026-03-25", 10)
        with pytest.raises(InvalidInput):
            act(pair.ben, log_time, pair.mentorship, "2026-03-25", 10)


@pytest.mark.parametrize(
    ("day", "minutes", "words", "field"),
    [
        ("", 10, "", "on_day"),
        ("soon", 10, "", "on_day"),
        ("2027-01-01", 10, "", "on_day"),
        ("2020-01-01", 10, "", "on_day"),
        ("2026-03-01", 0, "", "minutes"),
        ("2026-03-01", 721, "", "minutes"),
        ("2026-03-01", 10, "x" * 301, "words"),
    ],
)
def test_bad_input_is_refused_beside_its_field(pair, day, minutes, words, field):
    with pytest.raises(InvalidInput) as refused:
        act(pair.ben, log_time, pair.mentorship, day, minutes, words)
    assert refused.value.field == field
    assert rows(TimeEntry) == []


def test_an_entry_goes_only_by_its_authors_hand(pair):
    entry, changes = transact(Actor(pair.ben), log_time, pair.mentorship, "2026-03-01", 10)
    assert in_mentorship(pair.mentorship, "time") in changes
    for who in (pair.ada, pair.cy):
        with pytest.raises(NotFound):
            act(who, remove_time, pair.mentorship, entry)
    act(pair.ben, remove_time, pair.mentorship, entry)
    assert rows(TimeEntry) == []


def test_strangers_see_no_hours_and_the_end_ends_logging(pair):
    for question in (lambda: seen(pair, "cy"), lambda: read(Actor(pair.cy), time_rows, pair.mentorship)):
        with pytest.raises(NotFound):
            question()
    with Session(db.engine()) as session:
        session.get_one(Mentorship, pair.mentorship).status = "ended"
        session.commit()
    with pytest.raises(NotPermitted):
        act(pair.ben, log_time, pair.mentorship, "2026-03-01", 10)


def test_the_table_holds_everything_and_no_formulas(pair):
    words = ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", " =1+1", 'a;b,c"d']
    for number, each in enumerate(words, start=1):
        act(pair.ben, log_time, pair.mentorship, f"2026-03-{number:02d}", 15, each)
    text = as_table(read(Actor(pair.ada), time_rows, pair.mentorship))
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert table[0] == ["date", "member", "minutes", "hours", "words"]
    assert table[1][:4] == ["2026-03-01", "Ben", "15", "0.25"]
    assert [row[4] for row in table[1:]] == [f"'{each.strip()}" for each in words[:5]] + [words[5]]
