"""Notes, questions, files, the reading list and actions: a participant can, a stranger cannot tell they exist."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, col, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import Conflict, DomainError, InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import Block, Letter, Mentorship, Notification, SharedFile
from mentor_app.models.base import new_id
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.realtime.presence import presence
from mentor_app.security.limits import forget_counts
from mentor_app.services import actions, conversations, files, goals, notes, questions, resources
from mentor_app.services.correspondence import correspondence
from mentor_app.services.goals_tab import goals_tab
from mentor_app.services.mentorships import tab


@pytest.fixture(autouse=True)
def count_anew():
    forget_counts()
    yield
    forget_counts()


def act(who, verb, *args, **more):
    return transact(Actor(who), verb, *args, **more)[0]


def seen(cast, who, content):
    return read(Actor(getattr(cast, who)), tab, cast.mentorship, content).content


def rows(table, **wanted):
    with Session(db.engine()) as session:
        found = select(table)
        for name, value in wanted.items():
            found = found.where(col(getattr(table, name)) == value)
        return list(session.exec(found))


def upload(who, name="plan.pdf", size=1000):
    file_id = new_id()
    act(who, files.keep_file, files.NewFile(file_id, name, "application/pdf", "pdf", size))
    return file_id


# Notes


def test_a_private_note_never_leaves_its_author(cast):
    note, changes = transact(Actor(cast.ben), notes.add_note, cast.mentorship, "canary-private", is_private=True)
    assert changes == [for_member(cast.ben, "notes")], "not even the moment of writing is told"
    assert [item.text for item in seen(cast, "ben", notes.notes_of).private] == ["canary-private"]
    theirs = seen(cast, "ada", notes.notes_of)
    assert (theirs.private, theirs.shared) == ([], [])
    for verb, more in ((notes.save_note, ("Taken over", 1)), (notes.remove_note, ()), (notes.versions_of, ())):
        with pytest.raises(NotFound) as real:
            act(cast.ada, verb, cast.mentorship, note, *more)
        with pytest.raises(NotFound) as invented:
            act(cast.ada, verb, cast.mentorship, "no-such-note", *more)
        assert real.value.message == invented.value.message
    assert "canary-private" not in str([*rows(Letter), *rows(Notification)])


def test_a_shared_note_is_both_peoples_and_keeps_both_texts(cast):
    note = act(cast.ben, notes.add_note, cast.mentorship, "First", is_private=False)
    act(cast.ada, notes.save_note, cast.mentorship, note, "Second", 1)
    with pytest.raises(Conflict) as both:
        act(cast.ben, notes.save_note, cast.mentorship, note, "Third", 1)
    assert (both.value.mine, both.value.theirs, both.value.version) == ("Third", "Second", 2)
    act(cast.ben, notes.save_note, cast.mentorship, note, "Third", 2)
    assert [item.text for item in seen(cast, "ada", notes.notes_of).shared] == ["Third"]
    assert [each.text for each in read(Actor(cast.ada), notes.versions_of, cast.mentorship, note)] == [
        "Second",
        "First",
    ]
    with pytest.raises(NotPermitted):
        act(cast.ada, notes.remove_note, cast.mentorship, note)
    act(cast.ben, notes.remove_note, cast.mentorship, note)
    assert seen(cast, "ada", notes.notes_of).shared == []


def test_one_sitting_is_one_version_and_a_pause_begins_another(cast):
    note = act(cast.ben, notes.add_note, cast.mentorship, "A", is_private=True)
    for version, text in ((1, "AB"), (2, "ABC")):
        act(cast.ben, notes.save_note, cast.mentorship, note, text, version)
    assert read(Actor(cast.ben), notes.versions_of, cast.mentorship, note) == []
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        act(cast.ben, notes.save_note, cast.mentorship, note, "Anew", 3)
        kept = read(Actor(cast.ben), notes.versions_of, cast.mentorship, note)
    assert [each.text for each in kept] == ["ABC"]


# Questions


def test_a_question_is_answered_live_and_told_once_until_read(cast):
    question, changes = transact(Actor(cast.ben), questions.ask_question, cast.mentorship, "Which book?")
    assert in_mentorship(cast.mentorship, "questions") in changes
    assert [(letter.kind, letter.member_id) for letter in rows(Letter)] == [("mentorship_question", cast.ada)]
    act(cast.ben, questions.answer_in, cast.mentorship, question, "I mean for beginners")
    assert len(rows(Letter)) == 1, "once until it is read"
    assert [each.is_unread for each in seen(cast, "ada", questions.questions_of)] == [True]
    assert [each.is_unread for each in seen(cast, "ben", questions.questions_of)] == [False]
    act(cast.ada, questions.read_questions, cast.mentorship)
    assert [each.is_unread for each in seen(cast, "ada", questions.questions_of)] == [False]
    act(cast.ada, questions.answer_in, cast.mentorship, question, "The thin one")
    assert [letter.kind for letter in rows(Letter, member_id=cast.ben)] == ["mentorship_answer"]
    [thread] = seen(cast, "ben", questions.questions_of)
    assert [reply.text for reply in thread.replies] == ["I mean for beginners", "The thin one"]
    assert thread.is_unread


def test_marking_answered_and_following_up(cast):
    question = act(cast.ben, questions.ask_question, cast.mentorship, "Which book?")
    act(cast.ada, questions.mark_answered, cast.mentorship, question, True)
    assert seen(cast, "ben", questions.questions_of)[0].is_answered
    act(cast.ben, questions.answer_in, cast.mentorship, question, "And after that one?")
    assert not seen(cast, "ben", questions.questions_of)[0].is_answered, "a follow-up opens it again"


def test_nobody_is_written_to_who_is_looking(cast):
    place = in_mentorship(cast.mentorship, "questions").topic
    with presence.enter(place, cast.ada):
        act(cast.ben, questions.ask_question, cast.mentorship, "Which book?")
    assert rows(Letter) == rows(Notification) == []


# Files


def test_a_file_is_its_owners_until_it_is_sent_and_then_both_peoples(cast):
    file = upload(cast.ben)
    assert read(Actor(cast.ben), files.open_file, file).name == "plan.pdf"
    for stranger in (cast.ada, cast.cy):
        with pytest.raises(NotFound):
            read(Actor(stranger), files.open_file, file)
        with pytest.raises(InvalidInput):
            act(stranger, conversations.start_conversation, cast.ben if stranger != cast.ben else cast.ada, "x", [file])
    act(cast.ben, resources.share_files, cast.mentorship, [file])
    assert read(Actor(cast.ada), files.open_file, file).name == "plan.pdf"
    assert [item.file.name for item in seen(cast, "ada", resources.files_tab).files] == ["plan.pdf"]
    for stranger in (cast.cy, cast.dee, cast.eve):
        with pytest.raises(NotFound):
            read(Actor(stranger), files.open_file, file)
    with pytest.raises(InvalidInput):
        act(cast.ben, resources.share_files, cast.mentorship, [file])
    with pytest.raises(NotPermitted):
        act(cast.ada, files.remove_file, file)


def test_a_file_in_a_message_follows_the_conversation(cast):
    file = upload(cast.cy, "photo.pdf")
    talk = act(cast.cy, conversations.start_conversation, cast.ada, "", [file])
    [message] = read(Actor(cast.ada), correspondence, talk).messages
    assert [each.name for each in message.files] == ["photo.pdf"]
    assert read(Actor(cast.ada), correspondence).threads[0].preview == "photo.pdf"
    assert rows(Letter)[0].params["message"] == "photo.pdf"
    assert read(Actor(cast.ada), files.open_file, file)
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.ada, target_id=cast.cy))
        session.commit()
    for who in (cast.ada, cast.cy):
        with pytest.raises(NotFound):
            read(Actor(who), files.open_file, file)


def test_a_file_taken_back_is_gone_with_its_name(cast):
    file = upload(cast.ben)
    act(cast.ben, resources.share_files, cast.mentorship, [file])
    act(cast.ben, files.remove_file, file)
    for who in (cast.ada, cast.ben):
        with pytest.raises(NotFound):
            read(Actor(who), files.open_file, file)
    [row] = rows(SharedFile)
    assert (row.name, row.size) == ("", 0)
    assert seen(cast, "ada", resources.files_tab).files == []


def test_there_is_only_so_much_room(cast, monkeypatch):
    upload(cast.ben, size=499 * 1024 * 1024)
    with pytest.raises(TooMany):
        upload(cast.ben, size=2 * 1024 * 1024)
    with pytest.raises(TooMany):
        act(cast.ben, files.begin_upload, 2 * 1024 * 1024)
    upload(cast.ada, size=2 * 1024 * 1024)


def test_what_was_never_sent_is_swept_up(cast):
    old, sent = upload(cast.ben), upload(cast.ben)
    act(cast.ben, resources.share_files, cast.mentorship, [sent])
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        fresh = upload(cast.ben)
        assert transact(SYSTEM, files.drop_unsent_files)[0] == 1
    assert {row.id for row in rows(SharedFile)} == {sent, fresh}
    assert read(SYSTEM, files.known_files, [old, sent, fresh]) == {sent, fresh}
    with pytest.raises(NotPermitted):
        act(cast.ben, files.drop_unsent_files)


def test_the_mentor_recommends_and_the_mentee_ticks(cast):
    line = act(cast.ada, resources.add_resource, cast.mentorship, "The tidy desk", "www.example.org/desk", "Short")
    [item] = seen(cast, "ben", resources.files_tab).resources
    assert (item.link, item.site, item.is_done) == ("https://www.example.org/desk", "example.org", False)
    act(cast.ben, resources.tick_resource, cast.mentorship, line, True)
    assert seen(cast, "ada", resources.files_tab).resources[0].is_done
    for who, verb, more in (
        (cast.ben, resources.add_resource, ("Mine", "https://example.org")),
        (cast.ada, resources.tick_resource, (line, False)),
        (cast.ben, resources.remove_resource, (line,)),
    ):
        with pytest.raises(NotPermitted):
            act(who, verb, cast.mentorship, *more)
    act(cast.ada, resources.remove_resource, cast.mentorship, line)
    assert seen(cast, "ben", resources.files_tab).resources == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org", "https://u:p@example.org", "no link", "https://"]
)
def test_only_links_that_lead_somewhere_are_taken(cast, link):
    with pytest.raises(InvalidInput):
        act(cast.ada, resources.add_resource, cast.mentorship, "Odd", link)


# Actions and goals


def test_promises_have_an_owner_a_date_and_a_goal(cast):
    goal = act(cast.ben, goals.add_goal, cast.mentorship, "Ask well")
    action = act(cast.ada, actions.add_action, cast.mentorship, "Read the draft", "mentor", "2020-01-31", goal)
    [item] = seen(cast, "ben", goals_tab).actions.actions
    assert (item.owner_id, item.due_on, item.goal, item.is_late) == (cast.ada, "2020-01-31", "Ask well", True)
    act(cast.ben, actions.tick_action, cast.mentorship, action, True)
    assert [(each.is_done, each.is_late) for each in seen(cast, "ada", goals_tab).actions.actions] == [(True, False)]
    act(cast.ben, actions.plan_action, cast.mentorship, action, "mentee", "", "")
    [item] = seen(cast, "ada", goals_tab).actions.actions
    assert (item.owner_id, item.due_on, item.goal) == (cast.ben, "", "")
    act(cast.ada, actions.plan_action, cast.mentorship, action, "mentee", "", goal)
    act(cast.ben, goals.drop_goal, cast.mentorship, goal)
    assert seen(cast, "ada", goals_tab).actions.actions[0].goal_id == "", "the promise outlives the goal"


def test_two_who_rename_at_once_keep_both_texts(cast):
    action = act(cast.ada, actions.add_action, cast.mentorship, "Read", "mentor")
    act(cast.ben, actions.rename_action, cast.mentorship, action, "Read twice", 1)
    with pytest.raises(Conflict) as both:
        act(cast.ada, actions.rename_action, cast.mentorship, action, "Read once", 1)
    assert (both.value.mine, both.value.theirs) == ("Read once", "Read twice")
    goal = act(cast.ben, goals.add_goal, cast.mentorship, "Ask well")
    act(cast.ben, goals.describe_goal, cast.mentorship, goal, "Three asks", "", 1)
    with pytest.raises(Conflict):
        act(cast.ada, goals.describe_goal, cast.mentorship, goal, "Five asks", "", 1)


@pytest.mark.parametrize(
    ("whose", "due_on", "goal_id", "meeting_id"),
    [("nobody", "", "", ""), ("mentor", "soon", "", ""), ("mentor", "", "no-such", ""), ("mentor", "", "", "no-such")],
)
def test_odd_promises_are_refused(cast, whose, due_on, goal_id, meeting_id):
    with pytest.raises(InvalidInput):
        act(cast.ada, actions.add_action, cast.mentorship, "Read", whose, due_on, goal_id, meeting_id)
    assert seen(cast, "ada", goals_tab).actions.actions == []


# All of them


def everything(cast):
    note = act(cast.ben, notes.add_note, cast.mentorship, "Ours", is_private=False)
    question = act(cast.ben, questions.ask_question, cast.mentorship, "Which?")
    action = act(cast.ben, actions.add_action, cast.mentorship, "Read", "mentee")
    line = act(cast.ada, resources.add_resource, cast.mentorship, "Desk", "https://example.org")
    return [
        (notes.add_note, ("x",), {"is_private": True}),
        (notes.save_note, (note, "x", 1), {}),
        (notes.remove_note, (note,), {}),
        (questions.ask_question, ("x",), {}),
        (questions.answer_in, (question, "x"), {}),
        (questions.mark_answered, (question, True), {}),
        (questions.read_questions, (), {}),
        (actions.add_action, ("x", "mentor"), {}),
        (actions.rename_action, (action, "x", 1), {}),
        (actions.plan_action, (action, "mentor", "", ""), {}),
        (actions.tick_action, (action, True), {}),
        (actions.remove_action, (action,), {}),
        (resources.share_files, (["x"],), {}),
        (resources.add_resource, ("x", "https://example.org"), {}),
        (resources.tick_resource, (line, True), {}),
        (resources.remove_resource, (line,), {}),
    ]


def test_strangers_cannot_tell_any_of_it_exists(cast):
    for verb, args, more in everything(cast):
        for stranger in (cast.cy, cast.dee):
            with pytest.raises(NotFound) as real:
                act(stranger, verb, cast.mentorship, *args, **more)
            with pytest.raises(NotFound) as invented:
                act(stranger, verb, "no-such-mentorship", *args, **more)
            assert real.value.message == invented.value.message
    for content in (notes.notes_of, questions.questions_of, resources.files_tab, goals_tab):
        for stranger in (cast.cy, cast.dee):
            with pytest.raises(NotFound):
                read(Actor(stranger), tab, cast.mentorship, content)


def test_once_ended_it_can_be_read_and_no_longer_changed(cast):
    verbs = everything(cast)
    with Session(db.engine()) as session:
        session.get_one(Mentorship, cast.mentorship).status = "ended"
        session.commit()
    for verb, args, more in verbs:
        with pytest.raises(DomainError):
            act(cast.ben, verb, cast.mentorship, *args, **more)
    assert seen(cast, "ben", notes.notes_of).shared
    assert seen(cast, "ada", questions.questions_of)
