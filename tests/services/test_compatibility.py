"""The score says how well offers meet wishes, over what both have answered, and explains itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_app.services.compatibility import (
    LABELS,
    WEIGHTS,
    Answers,
    compatibility,
    effective_weights,
    half_up,
)
from tests.explore.community import answers, people


def only(key, mentee, mentor):
    """The score of one criterion."""
    return next(each for each in compatibility(mentee, mentor).criteria if each.key == key)


def test_urgent_goals_weigh_more_than_nice_ones():
    mentee = Answers(goals={"sql": 3, "writing": 1})
    assert only("needs", mentee, Answers(offers=frozenset({"sql"}))).score == 75
    assert only("needs", mentee, Answers(offers=frozenset({"writing"}))).score == 25
    assert only("needs", mentee, Answers(offers=frozenset({"finance"}))).score == 0


def test_values_and_strengths_count_what_is_shared_of_all():
    one, other = frozenset({"craft", "family"}), frozenset({"family", "courage"})
    assert only("values", Answers(values=one), Answers(values=other)).score == 33
    assert only("strengths", Answers(strengths=one), Answers(strengths=one)).score == 100


@pytest.mark.parametrize(("gap", "score"), [(-3, 0), (-2, 0), (-1, 33), (0, 67), (1, 100), (3, 100), (4, 67), (6, 0)])
def test_a_mentor_one_to_three_rungs_ahead_fits_best(gap, score):
    assert only("seniority", Answers(rank=3), Answers(rank=3 + gap)).score == score


def test_commitment_is_the_share_of_the_time_wanted():
    assert only("commitment", Answers(minutes=60), Answers(minutes=30)).score == 50
    assert only("commitment", Answers(minutes=30), Answers(minutes=120)).score == 100


def test_one_common_language_is_enough_and_none_counts_nothing():
    german = Answers(languages=frozenset({"de", "fr"}))
    assert only("languages", german, Answers(languages=frozenset({"de", "en"}))).score == 100
    assert only("languages", german, Answers(languages=frozenset({"en"}))).score == 0


def test_the_city_counts_only_when_the_mentee_wants_to_meet_in_person():
    mentor = Answers(cities=frozenset({"Graz"}), in_person=True)
    remote = Answers(cities=frozenset({"Graz"}))
    assert only("city", remote, mentor).outcome == "not asked"
    assert compatibility(remote, mentor).asked == 6
    present = Answers(cities=frozenset({"Graz"}), in_person=True)
    assert only("city", present, mentor).score == 100
    assert compatibility(present, mentor).asked == 7


def test_people_who_have_answered_nothing_in_common_have_no_score():
    found = compatibility(Answers(goals={"sql": 1}), Answers(languages=frozenset({"en"})))
    assert (found.score, found.coverage, found.answered, found.asked) == (None, 0, 0, 6)


def test_the_explanation_says_what_was_not_answered():
    found = compatibility(
        Answers(goals={"sql": 3}, languages=frozenset({"en"})),
        Answers(offers=frozenset({"sql"}), languages=frozenset({"en"}), rank=3),
    )
    assert (found.score, found.answered, found.asked) == (100, 2, 6)
    assert found.coverage == pytest.approx(50 / 95)
    outcomes = {each.key: each.outcome for each in found.criteria}
    assert outcomes["needs"] == "counted"
    assert outcomes["seniority"] == "not answered"
    assert [each.label for each in found.criteria] == [LABELS[each.key] for each in found.criteria]


def test_weights_of_a_programme_and_of_a_viewer_go_over_the_defaults():
    mentee = Answers(goals={"sql": 3}, languages=frozenset({"en"}))
    mentor = Answers(offers=frozenset({"python"}), languages=frozenset({"en"}))
    assert compatibility(mentee, mentor).score == 20
    assert compatibility(mentee, mentor, effective_weights({"needs": 10}, {"languages": 30})).score == 75


@pytest.mark.parametrize("nonsense", [-1, 101, "40", None, True, float("nan")])
def test_weights_that_are_none_are_passed_over(nonsense):
    assert effective_weights({"needs": nonsense, "horoscope": 50}) == dict(WEIGHTS)


@given(people("one"), people("other"))
def test_scores_stay_in_bounds_and_a_perfect_partner_is_never_beaten(one, other):
    found = compatibility(answers(one), answers(other))
    assert found.score is None or 0 <= found.score <= 100
    assert 0 <= found.coverage <= 1
    assert found.answered <= found.asked
    assert (found.score is None) == (found.answered == 0)
    ideal = Answers(
        offers=frozenset(one.goals),
        values=frozenset(one.values),
        strengths=frozenset(one.strengths),
        languages=frozenset(one.languages),
        cities=frozenset(one.cities),
        rank=None if one.rank is None else one.rank + 1,
        minutes=one.minutes,
    )
    assert compatibility(answers(one), ideal).score in (100, None)


@given(st.integers(0, 1000))
def test_halves_go_up(whole):
    assert half_up(whole + 0.5) == whole + 1
    assert half_up(whole + 0.5 - 1e-12) == whole + 1
    assert half_up(whole + 0.49) == whole
