"""How members hear of things: by mail or in the app alone, and what no setting silences."""

import threading

import pytest
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.db import NOBODY, SYSTEM, Actor, read, transact
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.models import Letter, LetterChoice, Member, Notification
from mentor_app.realtime.changes import for_member
from mentor_app.services.channels import CHANNELS, choose_channel, list_channels
from mentor_app.services.conversations import start_conversation
from mentor_app.services.letters import KINDS, write_letter
from mentor_app.services.occasions import DIGEST, OCCASION_OF, OCCASIONS, SECURITY, occasions_in_use


def rows(table):
    with Session(db.engine()) as session:
        return list(session.exec(select(table)))


def write(to, kind="request_withdrawn"):
    def act(uow):
        member = uow.session.get_one(Member, to)
        letter = write_letter(uow, kind, member, dict.fromkeys(KINDS[kind], "x"), secret="token")
        return letter.status, [job.name for job in uow.jobs]

    return transact(SYSTEM, act)[0]


def chosen(member_id):
    return {item.occasion: item.channel for item in read(Actor(member_id), list_channels)}


def test_every_kind_of_letter_has_its_occasion():
    known = {SECURITY, DIGEST.name, *(each.name for each in OCCASIONS)}
    assert {kind for kind in KINDS if OCCASION_OF.get(kind) not in known} == set(), "name them in services/occasions.py"
    assert OCCASION_OF.keys() == KINDS.keys(), "these kinds are gone"


def test_at_first_everything_arrives_by_mail(cast):
    assert set(chosen(cast.ada).values()) == {"mail"}
    assert write(cast.ada) == ("queued", ["send_letter"])


def test_what_is_heard_of_in_the_app_alone_leaves_no_letter_and_still_a_notice(cast):
    _, changes = transact(Actor(cast.ada), choose_channel, "messages", "app")
    assert for_member(cast.ada, "channels") in changes
    transact(Actor(cast.cy), start_conversation, cast.ada, "Hello")
    [letter], [notice] = rows(Letter), rows(Notification)
    assert (letter.kind, letter.status, letter.secret) == ("message_received", "in_app", "")
    assert (notice.member_id, notice.kind) == (cast.ada, "message.received")
    assert write(cast.ada) == ("queued", ["send_letter"]), "another occasion"
    assert write(cast.ben, "message_received") == ("queued", ["send_letter"]), "another member"


def test_a_choice_can_be_taken_back(cast):
    for channel in ("app", "mail"):
        transact(Actor(cast.ada), choose_channel, "requests", channel)
        assert chosen(cast.ada)["requests"] == channel
    assert write(cast.ada) == ("queued", ["send_letter"])


def test_letters_about_security_always_leave(cast):
    for occasion in [each.name for each in occasions_in_use()]:
        transact(Actor(cast.ada), choose_channel, occasion, "app")
    for kind in [kind for kind, occasion in OCCASION_OF.items() if occasion == SECURITY]:
        assert write(cast.ada, kind) == ("queued", ["send_letter"]), kind
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ada), choose_channel, SECURITY, "app")


@pytest.mark.parametrize(("occasion", "channel"), [("requests", "pigeon"), ("", "app"), ("weather", "app")])
def test_what_does_not_exist_is_refused_and_leaves_no_trace(cast, occasion, channel):
    with pytest.raises(InvalidInput):
        transact(Actor(cast.ada), choose_channel, occasion, channel)
    assert not rows(LetterChoice)


def test_nobody_chooses_for_somebody_else(cast):
    transact(Actor(cast.ada), choose_channel, "requests", "app")
    assert chosen(cast.ben)["requests"] == "mail"
    for act in (list_channels,):
        with pytest.raises(NotPermitted):
            read(NOBODY, act)
    with pytest.raises(NotPermitted):
        transact(NOBODY, choose_channel, "requests", "app")


def test_two_choices_at_the_same_moment_are_one_row(cast):
    def choose(channel):
        transact(Actor(cast.ada), choose_channel, "requests", channel)

    threads = [threading.Thread(target=choose, args=(each.value,)) for each in CHANNELS * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(LetterChoice)) == 1
