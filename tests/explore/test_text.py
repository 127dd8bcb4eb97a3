"""People type without accents, half a word, and with a slip; they mean the same person."""

import pytest

from mentor_app.explore.index import CommunityIndex
from mentor_app.explore.query import CommunityQuery
from mentor_app.explore.text import LONGEST_QUERY, MOST_WORDS, WordIndex, searched_words
from tests.explore.community import member, viewer


@pytest.fixture
def index():
    index = CommunityIndex()
    index.rebuild(
        [
            member("celine", name="Céline Moreau", text="Product director, Atelier Numérique"),
            member("soren", name="Søren Straße", text="Head of data, Nordbank"),
            member("ben", name="Ben Lindqvist", text="Statistics"),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("celine", {"celine"}),
        ("CÉLINE", {"celine"}),
        ("cel", {"celine"}),
        ("cel numer", {"celine"}),
        ("soren strasse", {"soren"}),
        ("lindkvist", {"ben"}),
        ("lindkv", {"ben"}),
        ("statsitics", {"ben"}),
        ("nordbnk", {"soren"}),
        ("cel nordbank", set()),
        ("xyz", set()),
        ("qqqqqq", set()),
        ("  ", {"celine", "soren", "ben"}),
        ("!?", {"celine", "soren", "ben"}),
    ],
)
def test_search_finds(index, typed, expected):
    assert {hit.id for hit in index.search(viewer(), CommunityQuery(typed)).hits} == expected


def test_a_right_word_is_never_diluted_by_near_ones():
    words = WordIndex()
    words.add(1, ["lyon"])
    words.add(2, ["lyin"])
    assert list(words.find("lyon")) == [1]


def test_short_words_allow_no_slip():
    words = WordIndex()
    words.add(1, ["sql"])
    assert not words.find("sqk")


def test_a_word_nobody_uses_any_more_is_forgotten():
    words = WordIndex()
    words.add(1, ["lyon"])
    words.remove(1, ["lyon"])
    assert not words.find("lyo")
    assert not words.find("lyen")


def test_a_search_as_long_as_a_book_is_cut():
    assert len(searched_words(" ".join(f"w{number}" for number in range(10_000)))) <= MOST_WORDS
    assert len("".join(searched_words("x" * 10_000))) == LONGEST_QUERY
