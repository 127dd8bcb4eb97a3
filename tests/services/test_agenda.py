"""The shared agenda."""

import pytest

from mentor_app.db import Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound
from mentor_app.realtime.changes import in_mentorship
from mentor_app.services import agenda
from mentor_app.services.mentorships import tab
from mentor_app.services.overview import overview


def add(cast, title, who="ben"):
    return transact(Actor(getattr(cast, who)), agenda.add_agenda_item, cast.mentorship, title)[0]


def seen(cast, who="ada"):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, overview).content.agenda


def test_partner_sees_what_was_added_in_order(cast):
    titles = ["First interview", "Portfolio", "Salary range"]
    for title in titles:
        add(cast, title)
    assert [item.title for item in seen(cast)] == titles


def test_adding_is_announced_to_the_pair_alone(cast):
    _, changes = transact(Actor(cast.ada), agenda.add_agenda_item, cast.mentorship, "A topic")
    assert changes == [in_mentorship(cast.mentorship, "agenda")]


def test_stranger_cannot_tell_it_exists(cast):
    item = add(cast, "Private")
    with pytest.raises(NotFound):
        read(Actor(cast.cy), tab, cast.mentorship, overview)
    for act, args in (
        (agenda.add_agenda_item, ("x",)),
        (agenda.rename_agenda_item, (item, "x", 1)),
        (agenda.note_agenda_item, (item, "x", 1)),
        (agenda.time_agenda_item, (item, 5)),
        (agenda.tick_agenda_item, (item, True)),
        (agenda.move_agenda_item, (item, 0)),
        (agenda.remove_agenda_item, (item,)),
    ):
        with pytest.raises(NotFound):
            transact(Actor(cast.cy), act, cast.mentorship, *args)
    assert [row.title for row in seen(cast)] == ["Private"]


def test_item_of_another_mentorship_is_not_found(cast):
    item = add(cast, "Ours")
    with pytest.raises(NotFound):
        transact(Actor(cast.ada), agenda.remove_agenda_item, "elsewhere", item)


def test_somebody_elses_save_in_between_is_a_conflict_with_both_texts(cast):
    item = add(cast, "Salary")
    transact(Actor(cast.ada), agenda.rename_agenda_item, cast.mentorship, item, "Salary range", 1)
    with pytest.raises(Conflict) as conflict:
        transact(Actor(cast.ben), agenda.rename_agenda_item, cast.mentorship, item, "Salary talks", 1)
    assert (conflict.value.mine, conflict.value.theirs, conflict.value.version) == ("Salary talks", "Salary range", 2)
    assert seen(cast)[0].title == "Salary range"


def test_ones_own_quick_saves_do_not_conflict(cast):
    item = add(cast, "S")
    for text in ("Sa", "Sal", "Salary"):
        transact(Actor(cast.ben), agenda.rename_agenda_item, cast.mentorship, item, text, 1)
    assert (seen(cast)[0].title, seen(cast)[0].version) == ("Salary", 4)


def test_moving_keeps_every_item(cast):
    first, second, third = add(cast, "1"), add(cast, "2"), add(cast, "3")
    transact(Actor(cast.ada), agenda.move_agenda_item, cast.mentorship, third, 0)
    assert [item.id for item in seen(cast)] == [third, first, second]
    transact(Actor(cast.ada), agenda.move_agenda_item, cast.mentorship, third, 99)
    assert [item.id for item in seen(cast)] == [first, second, third]


def test_bad_input_names_the_field_and_changes_nothing(cast):
    item = add(cast, "Topic")
    for act, args, field in (
        (agenda.rename_agenda_item, ("  ", 1), "title"),
        (agenda.rename_agenda_item, ("x" * 301, 1), "title"),
        (agenda.time_agenda_item, (0,), "minutes"),
        (agenda.time_agenda_item, (9999,), "minutes"),
    ):
        with pytest.raises(InvalidInput) as refused:
            transact(Actor(cast.ben), act, cast.mentorship, item, *args)
        assert refused.value.field == field
    assert (seen(cast)[0].title, seen(cast)[0].minutes, seen(cast)[0].version) == ("Topic", 10, 1)


def test_a_stale_save_is_a_conflict_even_after_ones_own_later_edit(cast):
    item = add(cast, "Salary")
    transact(Actor(cast.ada), agenda.rename_agenda_item, cast.mentorship, item, "Salary range", 1)
    transact(Actor(cast.ben), agenda.note_agenda_item, cast.mentorship, item, "Bring figures", 2)
    with pytest.raises(Conflict) as conflict:
        transact(Actor(cast.ben), agenda.rename_agenda_item, cast.mentorship, item, "Salary talks", 1)
    assert conflict.value.theirs == "Salary range"
    transact(Actor(cast.ben), agenda.rename_agenda_item, cast.mentorship, item, "Salary talks", 2)
    assert seen(cast)[0].title == "Salary talks"


def test_a_version_from_the_future_changes_nothing_it_should_not(cast):
    item = add(cast, "Salary")
    transact(Actor(cast.ada), agenda.rename_agenda_item, cast.mentorship, item, "Salary range", 99)
    assert (seen(cast)[0].title, seen(cast)[0].version) == ("Salary range", 2)
