"""Conversations put out of sight."""

import pytest

from mentor_app.db import Actor, read, transact
from mentor_app.errors import NotFound
from mentor_app.realtime.changes import for_member
from mentor_app.security.limits import forget_counts
from mentor_app.services.archiving import put_away, take_back
from mentor_app.services.conversation_list import list_conversations
from mentor_app.services.conversations import send_message, start_conversation
from mentor_app.services.correspondence import correspondence
from mentor_app.services.inbox import inbox


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


@pytest.fixture
def talk(cast):
    return transact(Actor(cast.cy), start_conversation, cast.ada, "Hello there")[0]


def listed(member_id, *, archived=False):
    return [item.id for item in read(Actor(member_id), list_conversations, archived=archived)]


def test_only_the_one_who_puts_it_away_no_longer_sees_it(cast, talk):
    changes = transact(Actor(cast.ada), put_away, talk)[1]
    assert changes == [for_member(cast.ada, "conversations"), for_member(cast.ada, "unread")], (
        "the other one is not told"
    )
    assert (listed(cast.ada), listed(cast.ada, archived=True)) == ([], [talk])
    assert [item.id for item in read(Actor(cast.ada), inbox, "archived").put_away] == [talk]
    assert listed(cast.cy) == [talk]
    assert read(Actor(cast.ada), correspondence, talk).selected.is_archived
    assert not read(Actor(cast.cy), correspondence, talk).selected.is_archived
    assert transact(Actor(cast.ada), put_away, talk)[1] == []


def test_it_comes_back_by_hand_and_by_the_next_message(cast, talk):
    transact(Actor(cast.ada), put_away, talk)
    transact(Actor(cast.ada), take_back, talk)
    assert (listed(cast.ada), listed(cast.ada, archived=True)) == ([talk], [])
    transact(Actor(cast.ada), put_away, talk)
    transact(Actor(cast.cy), send_message, talk, "Are you there?")
    assert listed(cast.ada) == [talk]


def test_stranger_cannot_tell_it_exists(cast, talk):
    for act in (put_away, take_back):
        with pytest.raises(NotFound) as real:
            transact(Actor(cast.ben), act, talk)
        with pytest.raises(NotFound) as invented:
            transact(Actor(cast.ben), act, "no-such-id")
        assert real.value.message == invented.value.message
