"""Minutes: written by both, section by section, and no words lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mentor_app.db import Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound, NotPermitted
from mentor_app.models import MinutesSection
from mentor_app.realtime.changes import in_mentorship
from mentor_app.services.agenda import add_agenda_item, list_agenda, move_agenda_item, tick_agenda_item
from mentor_app.services.meeting_agenda import add_to_meeting, carry_over_open
from mentor_app.services.meeting_pages import list_meetings
from mentor_app.services.meetings import cancel_meeting, confirm_meeting, propose_meeting
from mentor_app.services.mentorships import tab
from mentor_app.services.minutes import write_minutes
from tests.services.meeting_days import act, on, open_slots, rows


def settle(cast, time):
    made = act(cast.ben, propose_meeting, cast.mentorship, [time])
    act(cast.ada, confirm_meeting, made, open_slots(made)[0])
    return made


@pytest.fixture
def made(cast):
    with on():
        yield settle(cast, "2026-03-27T18:00")


def seen(cast, who="ben", meeting_id=""):
    def content(uow, mentorship):
        return list_meetings(uow, mentorship, meeting_id)

    return read(Actor(getattr(cast, who)), tab, cast.mentorship, content).content


def test_each_section_has_its_own_words_and_version(cast, made):
    assert [(part.section, part.words, part.version) for part in seen(cast).opened.minutes] == [
        ("topics", "", 0),
        ("decisions", "", 0),
        ("next_actions", "", 0),
    ]
    changes = transact(Actor(cast.ben), write_minutes, made, "topics", "SQL\n\nand R", 0)[1]
    assert in_mentorship(cast.mentorship, "minutes") in changes
    act(cast.ada, write_minutes, made, "decisions", "Weekly", 0)
    for who in ("ada", "ben"):
        assert [(part.words, part.version) for part in seen(cast, who).opened.minutes] == [
            ("SQL\n\nand R", 1),
            ("Weekly", 1),
            ("", 0),
        ]
    act(cast.ada, write_minutes, made, "topics", "", 1)
    assert seen(cast).opened.minutes[0].words == ""


def test_two_who_write_at_once_get_both_texts(cast, made):
    act(cast.ben, write_minutes, made, "topics", "Ben's words", 0)
    with pytest.raises(Conflict) as both:
        act(cast.ada, write_minutes, made, "topics", "Ada's words", 0)
    assert (both.value.mine, both.value.theirs, both.value.version) == ("Ada's words", "Ben's words", 1)
    assert rows(MinutesSection)[0].words == "Ben's words"
    act(cast.ada, write_minutes, made, "topics", "Both", both.value.version)
    assert rows(MinutesSection)[0].words == "Both"


def test_ones_own_quick_saves_overtake_each_other(cast, made):
    for words in ("a", "ab", "abc"):
        act(cast.ben, write_minutes, made, "topics", words, 0)
    assert (rows(MinutesSection)[0].words, rows(MinutesSection)[0].version) == ("abc", 3)


def test_many_at_once_lose_nothing(cast, made):
    """Everybody saves from the version they saw: accepted saves are versions, refused ones hold both texts."""

    def save(number):
        who = cast.ada if number % 2 else cast.ben
        try:
            act(who, write_minutes, made, "topics", f"words {number}", 0)
        except Conflict as both:
            return both.mine
        return None

    with ThreadPoolExecutor(8) as threads:
        refused = [mine for mine in threads.map(save, range(40)) if mine]
    section = rows(MinutesSection)[0]
    assert section.version + len(refused) == 40
    assert len(set(refused)) == len(refused)
    assert section.words not in refused


def test_minutes_are_for_the_two_and_for_settled_meetings(cast, made):
    for who in (cast.cy, cast.dee):
        with pytest.raises(NotFound):
            act(who, write_minutes, made, "topics", "mine", 0)
    with pytest.raises(InvalidInput):
        act(cast.ada, write_minutes, made, "gossip", "x", 0)
    with pytest.raises(InvalidInput) as long:
        act(cast.ada, write_minutes, made, "topics", "x" * 8001, 0)
    assert long.value.field == "topics"
    act(cast.ada, cancel_meeting, made)
    with pytest.raises(NotPermitted):
        act(cast.ada, write_minutes, made, "topics", "x", 0)
    assert rows(MinutesSection) == []


def test_the_next_meetings_agenda_is_what_waits_for_whichever_comes_next(cast, made):
    later = settle(cast, "2026-04-03T18:00")
    waiting = act(cast.ada, add_agenda_item, cast.mentorship, "For the next")
    here = act(cast.ada, add_to_meeting, cast.mentorship, made, "Here")
    there = act(cast.ben, add_to_meeting, cast.mentorship, later, "There")
    assert [item.id for item in seen(cast).opened.agenda] == [waiting, here]
    assert [item.id for item in seen(cast, meeting_id=later).opened.agenda] == [there]
    assert [item.id for item in read(Actor(cast.ada), list_agenda, cast.mentorship)] == [waiting, here]
    second = act(cast.ben, add_to_meeting, cast.mentorship, later, "First of all")
    act(cast.ben, move_agenda_item, cast.mentorship, second, 0)
    assert [item.id for item in seen(cast, meeting_id=later).opened.agenda] == [second, there]
    with pytest.raises(NotFound):
        act(cast.cy, add_to_meeting, cast.mentorship, later, "Mine")


def test_what_stays_open_is_carried_over_by_one_click(cast, made):
    later = settle(cast, "2026-04-03T18:00")
    open_item = act(cast.ben, add_to_meeting, cast.mentorship, later, "Open")
    done = act(cast.ben, add_to_meeting, cast.mentorship, later, "Done")
    act(cast.ben, tick_agenda_item, cast.mentorship, done, True)
    with on(days=11):
        view = seen(cast, meeting_id=later)
        assert view.opened.left_open == 1
        assert act(cast.ada, carry_over_open, later) == 1
        assert [item.id for item in seen(cast, meeting_id=later).opened.agenda] == [done]
        assert [item.id for item in read(Actor(cast.ada), list_agenda, cast.mentorship)] == [open_item]
        with pytest.raises(NotFound):
            act(cast.cy, carry_over_open, later)


def test_the_tab_puts_what_is_coming_before_what_has_been(cast, made):
    soon = act(cast.ada, propose_meeting, cast.mentorship, ["2026-04-01T10:00"])
    view = seen(cast)
    assert [(item.id, item.turn) for item in view.coming] == [(soon, "mine"), (made, "")]
    assert view.opened.meeting.id == made
    with on(days=4):
        view = seen(cast)
        assert [(item.id, item.asks) for item in view.over] == [(made, True)]
        assert view.opened is None
    with on(days=40):
        view = seen(cast)
        assert (view.over, [item.id for item in view.past]) == ([], [made])
    with pytest.raises(NotFound):
        seen(cast, "cy")
