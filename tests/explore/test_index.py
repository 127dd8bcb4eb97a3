"""The index finds what the slow, obvious search finds, whatever happened to it before."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_app.explore.index import CommunityIndex
from mentor_app.explore.query import FACETS, PAGE_SIZE, CommunityQuery, Relaxation
from tests.explore.community import JOINED, communities, matches, member, people, queries, score, viewer

BOTH_SIDES = st.sampled_from(("mentee", "mentor"))


def index_of(*members):
    index = CommunityIndex()
    index.rebuild(members)
    return index


def names(found):
    return [hit.id for hit in found.hits]


@settings(max_examples=80, deadline=None)
@given(communities(), people("me"), BOTH_SIDES, queries())
def test_finds_counts_and_scores_as_the_obvious_search_does(community, me, side, query):
    looking = viewer(me, side=side)
    found = index_of(*community, me).search(looking, query)
    expected = [person for person in community if matches(person, looking, query)]
    assert found.total == len(expected)
    assert set(names(found)) == {person.id for person in expected}
    for hit in found.hits:
        truth = score(looking, next(person for person in expected if person.id == hit.id))
        assert hit.score == truth.score
        assert abs(hit.coverage - truth.coverage) < 1e-9
    for facet in FACETS:
        within = [person for person in community if matches(person, looking, query, without=facet)]
        for value, count in found.counts[facet].items():
            assert count == sum(value in person.facet_values()[facet] for person in within)
        offered = {value for person in within for value in person.facet_values()[facet]}
        assert offered <= set(found.counts[facet])


@settings(max_examples=60, deadline=None)
@given(communities(), queries())
def test_an_empty_answer_says_what_each_single_filter_costs(community, query):
    looking = viewer()
    found = index_of(*community).search(looking, query)
    if found.total:
        assert found.relaxations == ()
        return
    filters = [facet for facet, values in query.chosen.items() if values] + ["text"] * bool(query.text)
    freed = {each: sum(matches(person, looking, query, without=each) for person in community) for each in filters}
    assert {hint.facet: hint.count for hint in found.relaxations} == {k: v for k, v in freed.items() if v}
    assert all(one.count >= other.count for one, other in pairwise(found.relaxations))


@settings(max_examples=30, deadline=None)
@given(communities(), communities(), st.data(), queries())
def test_updating_one_by_one_ends_where_building_anew_does(before, after, data, query):
    index = index_of(*before)
    gone = data.draw(st.lists(st.sampled_from(before), unique_by=lambda each: each.id)) if before else []
    later = [replace(person, version=2) for person in after]
    index.update(later, [person.id for person in gone])
    standing = {person.id: person for person in before}
    for person in gone:
        del standing[person.id]
    standing |= {person.id: person for person in later}
    updated = index.search(viewer(), query)
    anew = index_of(*standing.values()).search(viewer(), query)
    assert (updated.total, updated.counts, updated.relaxations) == (anew.total, anew.counts, anew.relaxations)
    assert set(updated.hits) == set(anew.hits)


def test_values_of_one_facet_add_and_facets_narrow():
    index = index_of(
        member("ada", languages=("en",), cities=("Graz",)),
        member("ben", languages=("fr",), cities=("Graz",)),
        member("cy", languages=("de",), cities=("Lyon",)),
    )
    chosen = {"language": frozenset({"en", "fr", "de"}), "city": frozenset({"Graz"})}
    found = index.search(viewer(), CommunityQuery(chosen=chosen))
    assert sorted(names(found)) == ["ada", "ben"]
    assert found.counts["city"] == {"Graz": 2, "Lyon": 1}
    assert found.counts["language"] == {"en": 1, "fr": 1, "de": 0}


def test_relaxing_names_the_filter_that_helps_most_first():
    index = index_of(
        member("ada", languages=("en",), skills=("sql",)), member("ben", languages=("en",), skills=("sql",))
    )
    chosen = {"city": frozenset({"Graz"})}
    found = index.search(viewer(), CommunityQuery("sql", chosen))
    assert found.total == 0
    assert found.relaxations == ()  # neither filter alone is to blame
    index.update([member("cy", cities=("Graz",))])
    found = index.search(viewer(), CommunityQuery("", {**chosen, "language": frozenset({"en"})}))
    assert found.relaxations == (Relaxation("city", 2), Relaxation("language", 1))


def test_blocked_people_other_programmes_and_oneself_are_never_found():
    index = index_of(member("ada"), member("ben"), member("cy", programmes=frozenset({"q"})), member("viewer"))
    assert names(index.search(viewer(hidden=frozenset({"ben"})), CommunityQuery())) == ["ada"]
    assert index.search(viewer(programmes=frozenset()), CommunityQuery()).total == 0


def test_an_older_version_never_replaces_a_newer_one():
    index = index_of(member("ada", version=3, name="New"))
    index.update([member("ada", version=2, name="Old")])
    assert names(index.search(viewer(), CommunityQuery("new"))) == ["ada"]
    assert index.search(viewer(), CommunityQuery("old")).total == 0


def test_every_member_stands_on_exactly_one_page():
    everyone = [member(f"m{number:03}") for number in range(2 * PAGE_SIZE + 5)]
    index = index_of(*everyone)
    pages = [index.search(viewer(), CommunityQuery(page=page)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 5]
    assert sorted(name for page in pages for name in names(page)) == [person.id for person in everyone]
    assert index.search(viewer(), CommunityQuery(page=99)).page == 3


def test_best_match_puts_a_whole_answer_before_a_lucky_single_one():
    me = member("me", goals={"sql": 3}, languages=("en",), values=("craft",), rank=1, minutes=60)
    whole = member("whole", skills=("sql",), languages=("en",), values=("craft", "family"), rank=3, minutes=30)
    lucky = member("lucky", languages=("en",))
    found = index_of(lucky, whole).search(viewer(me), CommunityQuery())
    assert names(found) == ["whole", "lucky"]
    assert found.hits[1].score == 100
    assert found.hits[1].coverage < 0.2


def test_soonest_puts_free_and_prompt_first_and_newest_the_latest():
    index = index_of(
        member("full", taken=2, answer_hours=1.0, joined=JOINED + timedelta(days=9)),
        member("slow", answer_hours=200.0, joined=JOINED + timedelta(days=5)),
        member("prompt", answer_hours=2.0),
    )
    assert names(index.search(viewer(), CommunityQuery(sort="soonest"))) == ["prompt", "slow", "full"]
    assert names(index.search(viewer(), CommunityQuery(sort="newest"))) == ["full", "slow", "prompt"]


def test_people_marked_not_for_me_come_last_in_every_order():
    index = index_of(member("ada", joined=JOINED + timedelta(days=1)), member("ben", taken=2))
    for sort in ("best", "soonest", "newest"):
        query = CommunityQuery(sort=sort)
        assert names(index.search(viewer(ignored=frozenset({"ada"})), query)) == ["ben", "ada"]


def test_a_name_found_comes_before_a_mention():
    index = index_of(
        member("mention", text="worked with Ada", skills=("sql",)), member("ada", name="Ada Lind", taken=2)
    )
    me = member("me", goals={"sql": 3})
    assert names(index.search(viewer(me), CommunityQuery("ada"))) == ["ada", "mention"]


def test_those_who_are_here_for_something_else_come_after_the_others():
    me = member("me", languages=("en",), goals={"sql": 3}, skills=("sql",))
    index = index_of(
        member("mentor", languages=("fr",)),
        member("mentee", languages=("en",), offers_mentoring=False, seeks_mentor=True, goals={"sql": 1}),
    )
    assert names(index.search(viewer(me), CommunityQuery())) == ["mentor", "mentee"]
    assert names(index.search(viewer(me, side="mentor"), CommunityQuery())) == ["mentee", "mentor"]
