"""Writing to each other."""

import threading
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, col, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import (
    Block,
    Conversation,
    Correspondent,
    Letter,
    Member,
    Message,
    Notification,
    Profile,
)
from mentor_app.realtime.changes import for_member, in_conversation
from mentor_app.realtime.presence import presence
from mentor_app.security.limits import forget_counts
from mentor_app.services.conversation_list import list_conversations
from mentor_app.services.conversations import (
    correspondent,
    edit_message,
    mark_read,
    send_message,
    start_conversation,
)
from mentor_app.services.correspondence import correspondence, split_newest
from mentor_app.services.notifications import header


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


def begin(cast, sender="cy", to="ada", words="Hello, may I ask you something?"):
    return transact(Actor(getattr(cast, sender)), start_conversation, getattr(cast, to), words)


def say(member_id, conversation_id, words):
    return transact(Actor(member_id), send_message, conversation_id, words)[0]


def seen_by(member_id, conversation_id):
    return read(Actor(member_id), correspondence, conversation_id)


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def change(table, key, **values):
    with Session(db.engine()) as session:
        row = session.get_one(table, key)
        for name, value in values.items():
            setattr(row, name, value)
        session.commit()


def block(member_id, target_id):
    with Session(db.engine()) as session:
        session.add(Block(member_id=member_id, target_id=target_id))
        session.commit()


def test_a_message_reaches_the_other_one_with_notice_and_letter(cast):
    talk, changes = begin(cast, words="  Two lines,\r\n\r\nas written  ")
    assert {for_member(cast.cy, "conversations"), for_member(cast.ada, "conversations")} <= set(changes)
    assert for_member(cast.ada, "notices") in changes
    [thread] = read(Actor(cast.ada), list_conversations)
    assert (thread.id, thread.partner.name, thread.preview, thread.unread) == (talk, "Cy", "Two lines, as written", 1)
    assert [message.words for message in seen_by(cast.ada, talk).messages] == ["Two lines,\n\nas written"]
    [letter], [notice] = rows(Letter), rows(Notification)
    assert (letter.kind, letter.member_id, letter.params["partner"]) == ("message_received", cast.ada, "Cy")
    assert (notice.member_id, notice.link) == (cast.ada, f"/inbox/conversations/{talk}")
    assert read(Actor(cast.cy), list_conversations)[0].unread == 0


def test_there_is_one_conversation_for_each_pair(cast):
    first, _ = begin(cast)
    again, _ = begin(cast)
    back, _ = begin(cast, sender="ada", to="cy")
    assert first == again == back
    assert len(rows(Conversation)) == 1
    assert [message.number for message in rows(Message)] == [1, 2, 3]


def test_two_who_begin_at_the_same_moment_begin_the_same(cast):
    gate, begun, failed = threading.Barrier(2), [], []

    def one(sender, to):
        gate.wait()
        try:
            begun.append(begin(cast, sender, to)[0])
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=one, args=pair) for pair in (("cy", "ada"), ("ada", "cy"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(set(begun)) == 1
    assert sorted(message.number for message in rows(Message)) == [1, 2]


def test_messages_sent_at_once_are_all_kept_in_one_order(cast):
    talk, _ = begin(cast)
    threads = [
        threading.Thread(target=say, args=(who, talk, f"{place}")) for place in range(5) for who in (cast.ada, cast.cy)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message.number for message in rows(Message)) == list(range(1, 12))
    assert rows(Conversation)[0].last_number == 11


def test_stranger_cannot_tell_a_conversation_exists(cast):
    talk, _ = begin(cast)
    [message] = rows(Message)
    acts = (
        (send_message, "Hello"),
        (mark_read, 1),
        (edit_message, message.id, "Hello"),
        (correspondent,),
    )
    for stranger in (cast.ben, cast.dee):
        for act, *more in acts:
            with pytest.raises(NotFound) as real:
                transact(Actor(stranger), act, talk, *more)
            with pytest.raises(NotFound) as invented:
                transact(Actor(stranger), act, "no-such-id", *more)
            assert real.value.message == invented.value.message
        with pytest.raises(NotFound):
            read(Actor(stranger), correspondence, talk)
        assert read(Actor(stranger), list_conversations) == []
    assert len(rows(Message)) == 1


def test_only_those_who_may_see_each_other_may_begin(cast):
    for to in ("eve", "cy"):
        with pytest.raises((NotFound, NotPermitted)):
            begin(cast, to=to)
    with pytest.raises(NotFound):
        transact(Actor(cast.cy), start_conversation, "no-such-member", "Hello")
    with pytest.raises(NotFound):
        read(Actor(cast.cy), correspondence, "", cast.eve)
    assert not rows(Conversation)


def test_partners_may_always_write(cast):
    change(Profile, cast.ada, is_active=False)
    talk, _ = begin(cast, sender="ben", to="ada")
    assert seen_by(cast.ada, talk).messages[0].words


def test_a_conversation_goes_on_when_one_of_them_pauses(cast):
    talk, _ = begin(cast)
    change(Profile, cast.cy, is_active=False)
    assert say(cast.ada, talk, "Take your time")


def test_nobody_writes_to_a_closed_account(cast):
    talk, _ = begin(cast)
    change(Member, cast.ada, suspended_at=now())
    assert seen_by(cast.cy, talk).selected.may_write is False
    with pytest.raises(NotPermitted):
        say(cast.cy, talk, "Still there?")
    with pytest.raises(NotPermitted):
        say(cast.ada, talk, "From a closed account")


@pytest.mark.parametrize("blocker", ["ada", "cy"])
def test_who_is_blocked_and_who_blocks_see_nothing_of_each_other(cast, blocker):
    talk, _ = begin(cast)
    blocked = {"ada": "cy", "cy": "ada"}[blocker]
    block(getattr(cast, blocker), getattr(cast, blocked))
    for who, other in ((cast.ada, cast.cy), (cast.cy, cast.ada)):
        assert read(Actor(who), list_conversations) == []
        assert read(Actor(who), header).unread_conversations == 0
        for act, about in ((send_message, talk), (start_conversation, other)):
            with pytest.raises(NotFound):
                transact(Actor(who), act, about, "Hello")
        with pytest.raises(NotFound):
            read(Actor(who), correspondence, talk)


def test_refusal_leaves_no_trace(cast):
    for words in ("", "  \n ", "x" * 4001):
        with pytest.raises(InvalidInput) as refused:
            begin(cast, words=words)
        assert refused.value.field == "words"
    assert not rows(Conversation)
    assert not rows(Letter)
    talk, _ = begin(cast, words="x" * 4000)
    assert len(seen_by(cast.ada, talk).messages[0].words) == 4000


def test_reading_is_noted_and_shown_to_the_writer(cast):
    talk, _ = begin(cast)
    assert seen_by(cast.cy, talk).messages[-1].mark == "sent"
    assert read(Actor(cast.ada), header).unread_conversations == 1
    _, changes = transact(Actor(cast.ada), mark_read, talk, 1)
    assert {for_member(cast.cy, "conversations"), for_member(cast.ada, "notices")} <= set(changes)
    assert seen_by(cast.cy, talk).messages[-1].mark == "seen"
    assert read(Actor(cast.ada), header).unread_conversations == 0
    assert read(Actor(cast.ada), header).unread == 0
    assert transact(Actor(cast.ada), mark_read, talk, 1)[1] == []


def test_nobody_reads_what_has_not_been_written(cast):
    talk, _ = begin(cast)
    transact(Actor(cast.ada), mark_read, talk, 2_000_000_000)
    say(cast.cy, talk, "And another")
    assert read(Actor(cast.ada), list_conversations)[0].unread == 1
    transact(Actor(cast.ada), mark_read, talk, -5)
    assert read(Actor(cast.ada), list_conversations)[0].unread == 1


def test_answering_is_reading(cast):
    talk, _ = begin(cast)
    say(cast.ada, talk, "Of course")
    marks = [message.mark for message in seen_by(cast.cy, talk).messages]
    assert marks == ["seen", ""]
    assert read(Actor(cast.ada), list_conversations)[0].unread == 0


def test_one_letter_until_it_is_read(cast):
    talk, _ = begin(cast)
    for words in ("One more thing", "And another"):
        say(cast.cy, talk, words)
    assert len(rows(Letter)) == len(rows(Notification)) == 1
    transact(Actor(cast.ada), mark_read, talk, 2)
    say(cast.cy, talk, "Not all of it is read yet")
    assert len(rows(Letter)) == 1
    transact(Actor(cast.ada), mark_read, talk, 4)
    say(cast.cy, talk, "Now there is something new")
    assert len(rows(Letter)) == len(rows(Notification)) == 2


def test_answering_ends_what_was_told_of(cast):
    talk, _ = begin(cast)
    say(cast.ada, talk, "Yes?")
    assert read(Actor(cast.ada), header).unread == 0
    say(cast.cy, talk, "A question")
    assert sum(letter.member_id == cast.ada for letter in rows(Letter)) == 2


def test_no_letter_while_the_reader_has_it_open(cast):
    talk, _ = begin(cast)
    transact(Actor(cast.ada), mark_read, talk, 1)
    with presence.enter(in_conversation(talk, "").topic, cast.ada):
        say(cast.cy, talk, "You see this at once")
    assert len(rows(Letter)) == len(rows(Notification)) == 1
    say(cast.cy, talk, "And this later")
    assert len(rows(Letter)) == 2


def test_own_message_can_be_corrected_for_five_minutes(cast):
    talk, _ = begin(cast)
    message = rows(Message)[0]
    _, changes = transact(Actor(cast.cy), edit_message, talk, message.id, "Hello, dear Ada")
    assert for_member(cast.ada, "conversations") in changes
    shown = seen_by(cast.ada, talk).messages[0]
    assert (shown.words, shown.is_edited, shown.editable_until) == ("Hello, dear Ada", True, "")
    with pytest.raises(NotPermitted):
        transact(Actor(cast.ada), edit_message, talk, message.id, "What I would rather have read")
    with pytest.raises(InvalidInput):
        transact(Actor(cast.cy), edit_message, talk, message.id, " ")
    with time_machine.travel(message.created_at + timedelta(minutes=4, seconds=59), tick=False):
        transact(Actor(cast.cy), edit_message, talk, message.id, "At the last moment")
    with time_machine.travel(message.created_at + timedelta(minutes=5), tick=False), pytest.raises(NotPermitted):
        transact(Actor(cast.cy), edit_message, talk, message.id, "Too late")
    assert rows(Message)[0].words == "At the last moment"


def test_a_message_belongs_to_its_conversation(cast):
    talk, _ = begin(cast)
    other, _ = begin(cast, to="dee")
    message = next(row for row in rows(Message) if row.conversation_id == talk)
    with pytest.raises(NotFound):
        transact(Actor(cast.cy), edit_message, other, message.id, "Elsewhere")


def test_a_flood_is_refused(cast):
    talk, _ = begin(cast)
    with time_machine.travel(now(), tick=False):
        forget_counts()
        for place in range(30):
            say(cast.cy, talk, str(place))
        with pytest.raises(TooMany):
            say(cast.cy, talk, "one too many")
        assert say(cast.ada, talk, "Others still may")
    assert len(rows(Message)) == 32


def test_long_conversations_are_shown_from_their_end(cast):
    talk, _ = begin(cast)
    with Session(db.engine()) as session:
        for number in range(2, 121):
            session.add(Message(conversation_id=talk, number=number, sender_id=cast.cy, words=str(number)))
        session.exec(select(Conversation)).one().last_number = 120
        for side in session.exec(select(Correspondent).where(col(Correspondent.member_id) == cast.cy)):
            side.read_number = 120
        session.commit()
    first = seen_by(cast.ada, talk)
    assert [first.messages[0].words, first.messages[-1].words, len(first.messages)] == ["71", "120", 50]
    assert first.selected.has_earlier
    assert first.messages[0].before
    whole = read(Actor(cast.ada), correspondence, talk, "", 150)
    assert (len(whole.messages), whole.selected.has_earlier, whole.messages[0].before) == (120, False, "")


def test_only_what_becomes_unread_or_read_wakes_every_page(cast):
    unread = for_member(cast.ada, "unread")
    talk, changes = begin(cast)
    assert changes.count(unread) == 1
    for words in ("A second one", "and a third"):
        _, changes = transact(Actor(cast.cy), send_message, talk, words)
        assert for_member(cast.ada, "conversations") in changes
        assert unread not in changes, "it was unread before"
    assert unread not in transact(Actor(cast.ada), mark_read, talk, 2)[1], "one is left"
    assert transact(Actor(cast.ada), mark_read, talk, 3)[1].count(unread) == 1
    assert unread not in transact(Actor(cast.ada), mark_read, talk, 3)[1]
    _, changes = transact(Actor(cast.ada), send_message, talk, "An answer")
    assert unread not in changes
    assert changes.count(for_member(cast.cy, "unread")) == 1
    _, changes = transact(Actor(cast.ada), send_message, talk, "and one more")
    transact(Actor(cast.cy), send_message, talk, "Written without having read is having read")
    assert read(Actor(cast.cy), header).unread_conversations == 0
    assert read(Actor(cast.ada), header).unread_conversations == 1


def test_a_new_message_leaves_the_batches_before_it_as_they_are(cast):
    talk, _ = begin(cast)
    before = []
    for number in range(2, 23):
        say(cast.ada, talk, f"Words {number}")
        view = read(Actor(cast.cy), correspondence, talk)
        earlier, newest = split_newest(view.messages)
        assert [item.number for item in (*earlier, *newest)] == list(range(1, number + 1))
        assert 1 <= len(newest) <= 10
        assert earlier[: len(before)] == before
        before = earlier
    assert len(before) == 20


def test_writing_to_somebody_opens_what_was_said_already(cast):
    assert read(Actor(cast.cy), correspondence, "", cast.ada).selected.id == ""
    talk, _ = begin(cast)
    assert read(Actor(cast.cy), correspondence, "", cast.ada).selected.id == talk
    with pytest.raises(NotFound):
        read(Actor(cast.cy), correspondence, "", cast.cy)
