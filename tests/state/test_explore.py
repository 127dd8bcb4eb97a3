"""Filters live in the address: shareable, gone back to, and harmless whoever wrote it."""

from types import SimpleNamespace

import pytest
import reflex as rx
from hypothesis import given
from hypothesis import strategies as st

from mentor_app.db import Actor, read
from mentor_app.explore.query import FACETS
from mentor_app.security.policy import policy_of
from mentor_app.services.community import CommunityFilter
from mentor_app.state.explore import ExploreState
from mentor_app.state.explore_address import MOST_FIELDS, address_of, filter_in
from mentor_app.state.member import MemberState

VALUES = st.text(min_size=1, max_size=80).map(str.strip).filter(bool)
FILTERS = st.builds(
    CommunityFilter,
    text=st.text(max_size=200),
    chosen=st.dictionaries(
        st.sampled_from(FACETS), st.lists(VALUES, min_size=1, max_size=4, unique=True).map(tuple), max_size=4
    ),
    sort=st.sampled_from(("best", "soonest", "newest")),
    page=st.integers(1, 100_000),
)


@given(FILTERS)
def test_an_address_says_all_of_a_search_and_gives_it_back(wanted):
    path, _, query = address_of(wanted).partition("?")
    assert path == "/explore"
    assert filter_in(query) == wanted


@given(st.text(max_size=300))
def test_no_address_breaks_the_page(query):
    wanted = filter_in(query)
    assert wanted.page >= 1
    assert set(wanted.chosen) <= set(FACETS)


@pytest.mark.parametrize(
    "query", ["page=0", "page=-3", "page=²", "page=1e9", "sort=password", "password=x", "skill=", "skill"]
)
def test_what_an_address_cannot_mean_is_left_out(query):
    assert filter_in(query) == CommunityFilter()


def test_an_address_as_long_as_a_book_is_cut():
    wanted = filter_in("&".join(f"skill={number}" for number in range(500)))
    assert len(wanted.chosen["skill"]) == MOST_FIELDS
    assert filter_in("&".join(f"x{number}=1" for number in range(5000))) == CommunityFilter()


@pytest.fixture
def page():
    """The state of an open page, at `/explore?skill=sql`."""
    state = rx.State().get_substate(ExploreState.get_full_name().split("."))
    state._query = "skill=sql"
    return state


def goes_to(event):
    return next(str(value) for name, value in event.args if str(name) == "path").strip('"')


def test_ticking_twice_quickly_keeps_both(page):
    page.toggle("language", "de")
    event = page.toggle("language", "fr")
    assert goes_to(event) == "/explore?skill=sql&language=de&language=fr"
    assert goes_to(page.toggle("skill", "sql")) == "/explore?language=de&language=fr"
    assert goes_to(page.leave_out("language")) == "/explore"


def test_a_new_filter_starts_on_the_first_page_and_clearing_keeps_the_order(page):
    page._query = "skill=sql&sort=newest&page=3"
    assert goes_to(page.sort_by("soonest")) == "/explore?skill=sql&sort=soonest"
    assert goes_to(page.search("graz")) == "/explore?q=graz&skill=sql&sort=soonest"
    assert goes_to(page.clear()) == "/explore?sort=soonest"


def test_the_field_is_filled_only_when_the_words_came_from_elsewhere(page, cast):
    def shown(text):
        page._query = f"q={text}"
        from mentor_app.services.community import search_community

        page._show(read(Actor(cast.cy), search_community, CommunityFilter(text)))
        return page.typed

    page.search("ad")
    assert shown("ad").serial == 0
    assert page.summary.total == 1
    assert (shown("ada").text, page.typed.serial) == ("ada", 1)
    assert [card.name for card in page.cards] == ["Ada"]


@pytest.mark.parametrize(
    ("state", "handler", "payload"),
    [
        (ExploreState, "search", {"text": {"$gt": ""}}),
        (ExploreState, "toggle", {"facet": "skill"}),
        (ExploreState, "sort_by", {"sort": "password"}),
        (ExploreState, "turn_to", {"page": 0}),
        (ExploreState, "turn_to", {"page": "1"}),
        (ExploreState, "mark", {"member_id": "x", "mark": "hated"}),
        (ExploreState, "explain", {"member_id": "x", "side": "staff"}),
        (MemberState, "mark", {"mark": "favourite", "member_id": "someone-else"}),
    ],
)
def test_what_no_page_sends_is_refused(state, handler, payload):
    rule = policy_of(state.event_handlers[handler].fn)
    assert rule.rule == "member"
    assert rule.accept(payload) is None


def test_whose_page_it_is_stands_in_the_address():
    assert (
        MemberState._whose(SimpleNamespace(router=SimpleNamespace(url=SimpleNamespace(path="/members/abc")))) == "abc"
    )
    assert MemberState._whose(SimpleNamespace(router=SimpleNamespace(url=SimpleNamespace(path="/members")))) == ""
