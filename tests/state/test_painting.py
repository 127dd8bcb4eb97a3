"""What an open page asks again."""

from functools import partial

import pytest

from mentor_app.db import Actor, read
from mentor_app.errors import NotFound
from mentor_app.services.community import CommunityFilter, search_community
from mentor_app.services.correspondence import correspondence
from mentor_app.services.meeting_pages import list_meetings
from mentor_app.services.notifications import header
from mentor_app.state.asking import AskingState
from mentor_app.state.painting import is_same


def test_questions_are_told_apart_by_what_they_ask():
    def tab(meeting_id):
        return partial(correspondence, content=partial(list_meetings, meeting_id=meeting_id))

    assert is_same(header, header)
    assert is_same(partial(correspondence, conversation_id="a"), partial(correspondence, conversation_id="a"))
    assert not is_same(partial(correspondence, conversation_id="a"), partial(correspondence, conversation_id="b"))
    assert not is_same(partial(correspondence, conversation_id="a"), partial(correspondence))
    assert not is_same(correspondence, partial(correspondence))
    assert is_same(tab("a"), tab("a"))
    assert not is_same(tab("a"), tab("b"))
    assert is_same(
        partial(search_community, wanted=CommunityFilter()), partial(search_community, wanted=CommunityFilter())
    )


def test_an_address_that_names_nobody_is_refused_by_the_domain_so_that_the_page_is_blanked(cast):
    question = AskingState(_reflex_internal_init=True)._question()
    with pytest.raises(NotFound):
        read(Actor(cast.cy), question)
