"""A form empties when its own words arrived, and at no other time."""

from mentor_app.state.notices import tried


def add_agenda_item(): ...


def tick_agenda_item(): ...


def test_only_the_act_that_was_tried_is_counted_and_its_sign_says_how_it_ended():
    refused = tried({}, add_agenda_item, well=False)
    assert refused == {"add_agenda_item": -1}
    elsewhere = tried(refused, tick_agenda_item, well=True)
    assert elsewhere == {"add_agenda_item": -1, "tick_agenda_item": 1}
    assert tried(elsewhere, add_agenda_item, well=True) == {"add_agenda_item": 2, "tick_agenda_item": 1}


def test_every_try_changes_the_number_so_that_a_form_hears_of_a_second_refusal():
    once = tried({}, add_agenda_item, well=False)
    assert tried(once, add_agenda_item, well=False) != once
