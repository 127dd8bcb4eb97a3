"""What wakes the two halves of Home, and what each then asks."""

import asyncio

from mentor_app.db import Actor, read, transact
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.realtime.hub import Hub
from mentor_app.services.asks import Ask
from mentor_app.services.choices import line_up
from mentor_app.services.home import home
from mentor_app.state.home import HomeState, MatchesState
from tests.services.questions import questions

STEPS = ("meeting", "conversation", "evaluation", "referral", "calendaraccount")
"""Tables that only what waits for somebody is read from."""


def woken(state, member, *changes):
    """Whether a page of a member's asks again after these."""

    async def wait():
        hub = Hub()
        with hub.watch((*state._topics(Actor(member)), *state._follows())) as watch:
            hub.deliver(changes)
            try:
                return state._minds(await asyncio.wait_for(watch.changed(), 0.05))
            except TimeoutError:
                return False

    return asyncio.run(wait())


def painted(state, member):
    """The state once it has asked, and what it asked."""
    with questions() as asked:
        state._show(read(Actor(member), state._question()))
    return asked


def tables(asked):
    return {name for name in STEPS if any(f"FROM {name}" in each or f"JOIN {name}" in each for each in asked)}


def test_somebody_elses_card_has_only_the_matches_asked_again(cast):
    own, matches = HomeState(_reflex_internal_init=True), MatchesState(_reflex_internal_init=True)
    assert tables(painted(own, cast.ben)) == {*STEPS}
    assert tables(painted(matches, cast.ben)) == set()
    assert not woken(own, cast.ben, in_community(cast.cy))
    assert woken(matches, cast.ben, in_community(cast.cy))
    for noun in ("requests", "notices", "unread", "meetings"):
        assert woken(own, cast.ben, for_member(cast.ben, noun)), noun
        assert not woken(matches, cast.ben, for_member(cast.ben, noun)), noun
    assert woken(matches, cast.ben, for_member(cast.ben, "marks"))


def test_whoever_is_next_in_the_line_is_followed(cast):
    own = HomeState(_reflex_internal_init=True)
    painted(own, cast.cy)
    assert not woken(own, cast.cy, for_member(cast.ada, "profile"))
    transact(Actor(cast.cy), line_up, cast.ada, Ask("You have led the change that I am about to begin, and wrote so."))
    painted(own, cast.cy)
    assert read(Actor(cast.cy), home).steps[0].kind == "next_choice"
    assert woken(own, cast.cy, for_member(cast.ada, "profile"))
