"""Finding what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import NotPermitted
from mentor_app.explore.text import searched_words
from mentor_app.security.limits import forget_counts
from mentor_app.services.conversations import edit_message, send_message, start_conversation
from mentor_app.services.correspondence import correspondence
from mentor_app.services.inbox_search import LENGTH, pieces_of, search_inbox
from mentor_app.services.requests import send_request


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


def found(member_id, text):
    return [
        (hit.kind, "".join(piece.text for piece in hit.pieces))
        for hit in read(Actor(member_id), search_inbox, text).hits
    ]


def test_accents_case_and_endings_do_not_matter(cast):
    transact(Actor(cast.cy), start_conversation, cast.ada, "Your résumé from Malmö was a pleasure to read")
    for text in ("resume", "RÉSUM", "malmo pleasure", "read your"):
        assert [kind for kind, _ in found(cast.ada, text)] == ["message"], text
    assert found(cast.ada, "sumé") == [], "the beginning of a word, not its middle"
    assert found(cast.ada, "resume nowhere") == [], "every word counts"
    assert found(cast.ada, "100%") == found(cast.ada, "_") == found(cast.ada, "  ") == []


def test_only_ones_own_is_found(cast):
    transact(Actor(cast.cy), start_conversation, cast.ada, "The lighthouse again")
    transact(
        Actor(cast.cy), send_request, cast.ada, "mentoring", "Would you tell me about the lighthouse, in some detail?"
    )
    for who in (cast.ada, cast.cy):
        assert sorted(kind for kind, _ in found(who, "lighthouse")) == ["message", "request"]
    for stranger in (cast.ben, cast.dee):
        assert found(stranger, "lighthouse") == found(stranger, "cy") == []
    with pytest.raises(NotPermitted):
        read(NOBODY, search_inbox, "lighthouse")


def test_people_are_found_by_name(cast):
    transact(Actor(cast.cy), start_conversation, cast.ada, "Hello there")
    assert [kind for kind, _ in found(cast.ada, "cy")] == ["conversation"]


def test_a_corrected_message_is_found_by_its_new_words(cast):
    talk = transact(Actor(cast.cy), start_conversation, cast.ada, "Tuesday suits me")[0]
    [message] = read(Actor(cast.cy), correspondence, talk).messages
    transact(Actor(cast.cy), edit_message, talk, message.id, "Thursday suits me")
    assert found(cast.ada, "tuesday") == []
    assert found(cast.ada, "thursday")


def test_a_hit_leads_to_its_message_even_when_it_is_old(cast):
    talk = transact(Actor(cast.ben), start_conversation, cast.ada, "The first word was lighthouse")[0]
    for number in range(60):
        forget_counts()
        transact(Actor(cast.ben), send_message, talk, f"Line {number}")
    [hit] = read(Actor(cast.ada), search_inbox, "lighthouse").hits
    assert hit.link == f"/inbox/conversations/{talk}?at=1"
    assert read(Actor(cast.ada), correspondence, talk).messages[0].number > 1
    assert read(Actor(cast.ada), correspondence, talk, at=1).messages[0].number == 1


def test_what_was_searched_for_is_told_apart(cast):
    pieces = pieces_of("Un café à Málaga, un autre café", ["cafe"])
    assert [piece.text for piece in pieces if piece.is_hit] == ["café", "café"]
    assert "".join(piece.text for piece in pieces) == "Un café à Málaga, un autre café"


@given(text=st.text(max_size=400), search=st.text(max_size=40))
def test_pieces_are_always_a_stretch_of_the_text(text, search):
    pieces = pieces_of(text, searched_words(search))
    shown = "".join(piece.text for piece in pieces)
    assert len(shown) <= LENGTH + 2
    assert all(piece.text for piece in pieces)
