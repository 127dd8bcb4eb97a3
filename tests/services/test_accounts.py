"""Joining, confirming, new passwords and own sign-ins, as rules of the domain."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import EmailLink, Enrolment, Identity, Member, Profile, Programme, SignIn
from mentor_app.realtime.changes import in_community, of_session
from mentor_app.security import sign_ins
from mentor_app.security.passwords import check_password
from mentor_app.security.sign_ins import Browser, actor_from_cookie, cookie_name, forget_answers
from mentor_app.services import accounts, identities, links, own_account, passwords
from tests.doorstep import admit, letters, member_at

ADA = "ada@example.org"
HERE = Browser("Firefox, Linux", "192.0.2.1")


@pytest.fixture(autouse=True)
def forgetful():
    forget_answers()


def join(name="Ada", email=ADA, hashed="hash of Ada", **more):
    transact(NOBODY, accounts.join, accounts.Joining(name, email, **more), hashed)


def token_for(email=ADA, kind="verify_email"):
    return [letter.secret for letter in letters(email) if letter.kind == kind][-1]


def rows(model):
    with Session(db.engine()) as session:
        return session.exec(select(model)).all()


def who(token):
    return actor_from_cookie(f"{cookie_name()}={token}")


def entered(member_id, browser=HERE):
    token, _ = transact(NOBODY, sign_ins.sign_in, member_id, browser)
    return token, who(token)


def test_joining_makes_an_unproven_account_in_the_programme_and_writes_one_letter(database):
    with Session(db.engine()) as session:
        session.add(Programme(slug="alumni", name="Alumni"))
        session.add(Programme(slug="staff", name="Staff"))
        session.commit()
    join(email="  ADA@Example.org ", programme="staff", language="fr", time_zone="Europe/Paris")
    member = member_at(ADA)
    assert (member.verified_at, member.locale, member.time_zone) == (None, "fr", "Europe/Paris")
    assert [profile.member_id for profile in rows(Profile)] == [member.id]
    [enrolment] = rows(Enrolment)
    assert {p.id: p.slug for p in rows(Programme)}[enrolment.programme_id] == "staff"
    assert [(letter.kind, letter.locale) for letter in letters(ADA)] == [("verify_email", "fr")]


def test_no_table_holds_a_token_that_opens_anything(database):
    join()
    kept = rows(EmailLink)[0].token_hash
    assert kept != token_for()
    with pytest.raises(NotFound):
        transact(NOBODY, accounts.confirm_address, kept, "hash of Ada", HERE)


def test_joining_with_a_known_address_tells_its_owner_and_changes_nothing(database):
    admit(ADA)
    before = member_at(ADA)
    join(name="Cy", hashed="hash of Cy")
    assert member_at(ADA) == before
    assert [letter.kind for letter in letters(ADA)] == ["address_in_use"]
    assert not rows(EmailLink)


def test_confirming_proves_the_address_signs_in_and_makes_findable(database):
    join()
    token, changes = transact(NOBODY, accounts.confirm_address, token_for(), "hash of Ada", HERE)
    member = member_at(ADA)
    assert member.verified_at is not None
    assert in_community(member.id) in changes
    assert who(token).member_id == member.id


def test_the_link_alone_does_not_bring_an_account_to_life_that_a_stranger_began(database):
    join(hashed="hash of the stranger")
    with pytest.raises(NotFound):
        transact(NOBODY, accounts.confirm_address, token_for(), "hash of anything else", HERE)
    assert member_at(ADA).verified_at is None
    transact(NOBODY, accounts.confirm_address, token_for(), "hash of the stranger", HERE)


def test_who_joins_again_leaves_nothing_of_what_was_prepared(database):
    join(hashed="hash of the stranger")
    old, member = token_for(), member_at(ADA)
    with Session(db.engine()) as session:
        session.add(Identity(member_id=member.id, issuer="https://id.example", subject="stranger"))
        session.commit()
    join(name="Ada Lovelace")
    assert member_at(ADA).name == "Ada Lovelace"
    assert not rows(Identity)
    with pytest.raises(NotFound):
        transact(NOBODY, accounts.confirm_address, old, "hash of the stranger", HERE)
    transact(NOBODY, accounts.confirm_address, token_for(), "hash of Ada", HERE)


def test_an_account_that_is_somebodys_cannot_be_started_anew(database):
    member_id = admit(ADA)
    with pytest.raises(ValueError, match=member_id):
        transact(NOBODY, lambda uow: accounts.start_anew(uow, uow.session.get_one(Member, member_id)))


@pytest.mark.parametrize(
    ("kind", "lives"), [("verify_email", timedelta(hours=24)), ("reset_password", timedelta(minutes=30))]
)
def test_links_work_until_their_time_and_not_after(database, kind, lives):
    join() if kind == "verify_email" else (admit(ADA), transact(NOBODY, passwords.request_reset, ADA))
    purpose = links.VERIFY if kind == "verify_email" else links.RESET
    start = now()
    with time_machine.travel(start + lives - timedelta(minutes=1), tick=False):
        assert read(NOBODY, links.owner_of, token_for(kind=kind), purpose).email == ADA
    with time_machine.travel(start + lives + timedelta(minutes=1), tick=False):
        with pytest.raises(NotFound):
            read(NOBODY, links.owner_of, token_for(kind=kind), purpose)
        with pytest.raises(NotFound):
            transact(NOBODY, links.spend, token_for(kind=kind), purpose)


def test_a_link_of_one_kind_is_worth_nothing_for_another(database):
    admit(ADA)
    transact(NOBODY, passwords.request_reset, ADA)
    with pytest.raises(NotFound):
        transact(NOBODY, links.spend, token_for(kind="reset_password"), links.VERIFY)


def test_of_many_uses_of_one_link_at_once_exactly_one_wins(database):
    admit(ADA)
    transact(NOBODY, passwords.request_reset, ADA)
    token = token_for(kind="reset_password")

    def use(number):
        try:
            transact(NOBODY, passwords.reset, token, f"hash {number}", HERE)
        except NotFound:
            return None
        return f"hash {number}"

    with ThreadPoolExecutor(8) as pool:
        won = [result for result in pool.map(use, range(8)) if result]
    assert len(won) == 1
    assert member_at(ADA).password_hash == won[0]
    assert len([row for row in rows(SignIn) if row.revoked_at is None]) == 1


def test_of_many_joining_with_one_address_at_once_there_is_one_account(database):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: join(hashed=f"hash {number}"), range(8)))
    assert len(rows(Member)) == len(rows(Profile)) == 1
    assert len([link for link in rows(EmailLink) if link.used_at is None]) == 1


def test_a_new_password_by_letter_ends_every_other_sign_in_and_link(database):
    member_id = admit(ADA)
    old, _ = entered(member_id)
    transact(NOBODY, passwords.request_reset, ADA)
    first = token_for(kind="reset_password")
    transact(NOBODY, passwords.request_reset, ADA)
    with pytest.raises(NotFound):
        transact(NOBODY, passwords.reset, first, "new hash", HERE)
    new, changes = transact(NOBODY, passwords.reset, token_for(kind="reset_password"), "new hash", HERE)
    forget_answers()
    assert who(old) == NOBODY
    assert who(new).member_id == member_id
    assert any(change.noun == "revoked" for change in changes)


def test_a_new_password_by_letter_throws_out_what_a_stranger_prepared(database):
    join(hashed="hash of the stranger")
    with Session(db.engine()) as session:
        session.add(Identity(member_id=member_at(ADA).id, issuer="https://id.example", subject="stranger"))
        session.commit()
    transact(NOBODY, passwords.request_reset, ADA)
    transact(NOBODY, passwords.reset, token_for(kind="reset_password"), "hash of Ada", HERE)
    assert not rows(Identity)
    assert member_at(ADA).verified_at is not None
    assert member_at(ADA).password_hash == "hash of Ada"


def test_asking_for_a_new_password_at_an_unknown_address_writes_no_letter(database):
    transact(NOBODY, passwords.request_reset, "nobody@example.org")
    assert letters("nobody@example.org") == []


def test_changing_the_password_keeps_this_browser_and_ends_the_others(database):
    member_id = admit(ADA)
    other, _ = entered(member_id)
    mine, me = entered(member_id)
    transact(me, passwords.change, member_at(ADA).password_hash, "new hash")
    forget_answers()
    assert (who(other), who(mine)) == (NOBODY, me)
    with pytest.raises(NotPermitted):
        transact(me, passwords.change, "a hash of before", "newer hash")
    assert member_at(ADA).password_hash == "new hash"


def test_a_browser_never_seen_before_is_told_by_letter_but_not_the_first_of_all(database):
    admit(ADA)
    hashed = member_at(ADA).password_hash
    for browser in (HERE, HERE, Browser("Safari, iPhone")):
        transact(NOBODY, passwords.enter, ADA, hashed, browser)
    assert [(letter.kind, letter.params["device"]) for letter in letters(ADA)] == [("signed_in_anew", "Safari, iPhone")]


def test_a_password_that_changed_while_it_was_being_compared_lets_nobody_in(database):
    admit(ADA)
    token, _ = transact(NOBODY, passwords.enter, ADA, "the hash of a moment ago", HERE)
    assert token is None
    assert rows(SignIn) == []


def test_sign_ins_end_after_idling_and_after_their_longest_time(database):
    token, me = entered(admit(ADA))
    start = now()
    with time_machine.travel(start + timedelta(days=6, hours=23), tick=False):
        forget_answers()
        assert who(token) == me
    with time_machine.travel(start + timedelta(days=13), tick=False):
        forget_answers()
        assert who(token) == me
    with time_machine.travel(start + timedelta(days=20, hours=1), tick=False):
        forget_answers()
        assert who(token) == NOBODY
    for day in range(0, 30, 5):
        with time_machine.travel(start + timedelta(days=day), tick=False), Session(db.engine()) as session:
            session.exec(select(SignIn)).one().last_seen_at = now()
            session.commit()
    with time_machine.travel(start + timedelta(days=30, minutes=1), tick=False):
        assert who(token) == NOBODY


def test_being_here_is_written_down_every_five_minutes_at_most(database):
    token, _ = entered(admit(ADA))
    start = rows(SignIn)[0].last_seen_at
    for minutes, written in ((4, 0), (6, 6), (10, 6), (12, 12)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            who(token)
            assert rows(SignIn)[0].last_seen_at == start + timedelta(minutes=written)


def test_a_suspended_member_is_nobody(database):
    member_id = admit(ADA)
    token, _ = entered(member_id)
    with Session(db.engine()) as session:
        session.get_one(Member, member_id).suspended_at = now()
        session.commit()
    forget_answers()
    assert who(token) == NOBODY
    assert transact(NOBODY, passwords.enter, ADA, member_at(ADA).password_hash, HERE)[0] is None


def test_invented_members_cannot_be_signed_in_to_outside_a_demonstration(database, monkeypatch):
    member_id = admit(ADA)
    with Session(db.engine()) as session:
        session.get_one(Member, member_id).is_demo = True
        session.commit()
    hashed = member_at(ADA).password_hash
    monkeypatch.setenv("MENTOR_DEMO", "true")
    settings.cache_clear()
    token, _ = transact(NOBODY, passwords.enter, ADA, hashed, HERE)
    assert who(token).member_id == member_id
    transact(NOBODY, passwords.request_reset, ADA)
    reset = token_for(kind="reset_password")
    monkeypatch.delenv("MENTOR_DEMO")
    settings.cache_clear()
    forget_answers()
    assert who(token) == NOBODY
    assert transact(NOBODY, passwords.enter, ADA, hashed, HERE)[0] is None
    with pytest.raises(NotFound):
        transact(NOBODY, passwords.reset, reset, "another hash", HERE)


def test_a_revoked_sign_in_is_forgotten_at_once_and_announced(database):
    from mentor_app.realtime.hub import hub

    token, me = entered(admit(ADA))
    assert who(token) == me
    _, changes = transact(me, own_account.end_sign_in, me.sign_in_id)
    assert of_session(me.sign_in_id) in changes
    hub.deliver(tuple(changes))
    assert who(token) == NOBODY


def test_the_list_shows_ones_own_living_sign_ins_and_marks_this_one(database):
    member_id = admit(ADA)
    entered(member_id, Browser("Safari, iPhone", "192.0.2.7"))
    _, leaving = entered(member_id)
    transact(leaving, passwords.sign_out)
    _, me = entered(member_id)
    entered(admit("cy@example.org"))
    shown = read(me, own_account.list_sign_ins)
    assert sorted((view.device, view.is_this) for view in shown) == [
        ("Firefox, Linux", True),
        ("Safari, iPhone", False),
    ]
    transact(me, own_account.end_other_sign_ins)
    assert [view.id for view in read(me, own_account.list_sign_ins)] == [me.sign_in_id]


def test_nobody_can_end_somebody_elses_sign_in(database):
    _, ada = entered(admit(ADA))
    _, cy = entered(admit("cy@example.org"))
    for sign_in_id in (ada.sign_in_id, "no such sign-in"):
        with pytest.raises(NotFound):
            transact(cy, own_account.end_sign_in, sign_in_id)
    assert all(row.revoked_at is None for row in rows(SignIn))


def test_language_and_time_zone_are_ones_own_choice_among_those_there_are(database):
    me = Actor(admit(ADA))
    transact(me, own_account.choose_language, "de")
    transact(me, own_account.choose_time_zone, "Europe/Vienna")
    for act, wrong in ((own_account.choose_language, "xx"), (own_account.choose_time_zone, "../../etc/passwd")):
        with pytest.raises(InvalidInput):
            transact(me, act, wrong)
    view = read(me, own_account.get_account)
    assert (view.language, view.time_zone, view.has_password) == ("de", "Europe/Vienna", True)
    with pytest.raises(NotPermitted):
        read(NOBODY, own_account.get_account)


def test_the_only_way_in_cannot_be_disconnected(database):
    member_id = admit(ADA, password=None)
    me = Actor(member_id)
    transact(me, identities.connect, "https://id.example", "ada")
    [connected] = read(me, own_account.get_account).identities
    with pytest.raises(NotPermitted):
        transact(me, identities.disconnect, connected.id)
    with pytest.raises(NotFound):
        transact(Actor(admit("cy@example.org")), identities.disconnect, connected.id)
    with Session(db.engine()) as session:
        session.get_one(Member, member_id).password_hash = "a hash"
        session.commit()
    transact(me, identities.disconnect, connected.id)
    assert read(me, own_account.get_account).identities == ()


@pytest.mark.parametrize(
    "password",
    [
        "short one",
        "password1234",
        "P@ssw0rd2024!",
        "qwertyuiop12",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "123456789012",
        "Summer2024!!",
        "correcthorsebatterystaple",
        "iloveyou1234",
        "ada-lovelace-99",
        "my lovelace 42 otters",
        "example.org.2026",
        "x" * 300,
    ],
)
def test_passwords_that_are_guessed_first_are_refused_beside_their_field(password):
    with pytest.raises(InvalidInput) as refused:
        check_password(password, name="Ada Lovelace", email=ADA)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password", ["correct horse paper stove", "kJ8#pq2!xLm0", "Bärenfell und Zimtstern", "m4ngo river lantern " * 5]
)
def test_long_passwords_of_any_kind_are_welcome(password):
    check_password(password, name="Ada Lovelace", email=ADA)


@pytest.mark.parametrize(
    "email",
    ["", "ada", "ada@", "@example.org", "ada@example", "a da@example.org", "a\r\nbcc:x@example.org", "a@b@c.org"],
)
def test_what_is_no_address_is_refused_beside_its_field(email):
    with pytest.raises(InvalidInput) as refused:
        accounts.tidy_address(email)
    assert refused.value.field == "email"


@pytest.mark.parametrize("name", ["", "   ", "Ada\u202eevil", "Visit https://example.com", "A" * 121, "Ada\x00"])
def test_what_is_no_name_is_refused_beside_its_field(name):
    with pytest.raises(InvalidInput) as refused:
        accounts.tidy_name(name)
    assert refused.value.field == "name"
