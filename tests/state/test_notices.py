"""A form empties when its own words arrived, and at no other time."""

from datetime import timedelta

from mentor_app.state import notices
from mentor_app.state.notices import NoticeState, tried


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


def test_what_was_done_is_said_on_the_page_it_leads_to_and_not_on_the_one_after():
    state = NoticeState(_reflex_internal_init=True)
    say, arrive = NoticeState.say.fn, NoticeState.arrive.fn
    say(state, "Your proposal is on its way.", {})
    arrive(state)
    assert state.notice.message == "Your proposal is on its way."
    arrive(state)
    assert state.notice.message == ""
    for _again in range(2):  # the same words once more are something new
        say(state, "Your proposal is on its way.", {})
        arrive(state)
        assert state.notice.message == "Your proposal is on its way."


def test_what_was_said_a_while_ago_is_not_said_anew_by_a_page_that_is_loaded_again(monkeypatch):
    state = NoticeState(_reflex_internal_init=True)
    NoticeState.say.fn(state, "Your proposal is on its way.", {})
    later = notices.now() + notices.SAID_FOR + timedelta(seconds=1)
    monkeypatch.setattr(notices, "now", lambda: later)
    NoticeState.arrive.fn(state)
    assert state.notice.message == ""


def test_the_same_refusal_twice_is_told_twice():
    state = NoticeState(_reflex_internal_init=True)
    told = []
    for _again in range(2):
        NoticeState.refuse.fn(state, "refused", "title", "Please write something here.", {}, "", "")
        told.append(state.errors)
    assert [each.message for each in told] == ["Please write something here."] * 2
    assert told[0] != told[1]  # what stays as it was is not sent to the page


def test_a_refusal_stays_with_the_page_it_was_on():
    state = NoticeState(_reflex_internal_init=True)
    NoticeState.refuse.fn(state, "refused", "title", "Please write something here.", {}, "", "")
    NoticeState.arrive.fn(state)
    assert state.errors.field == ""


def test_two_texts_that_crossed_stay_until_somebody_takes_them_away():
    state = NoticeState(_reflex_internal_init=True)
    NoticeState.refuse.fn(state, "conflict", "", "You both wrote here at the same time.", {}, "mine", "theirs")
    for _page in range(3):
        NoticeState.arrive.fn(state)
    assert (state.notice.mine, state.notice.theirs) == ("mine", "theirs")
