"""Stopping letters by a link in one of them: by mail providers, by scanners, by their reader, and by nobody else."""

import re
import stat

import pytest
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mentor_app import db
from mentor_app.config import settings
from mentor_app.db import Actor, read, transact
from mentor_app.doors.http import FrontDoor
from mentor_app.i18n.catalogue import translate
from mentor_app.models import AuditEntry, LetterChoice, Member
from mentor_app.routes import unsubscribe
from mentor_app.security import keys
from mentor_app.security.keys import key_for
from mentor_app.security.letter_tokens import make_stop, read_stop
from mentor_app.services.channels import choose_channel, list_channels
from mentor_app.services.occasions import OCCASIONS, occasions_in_use

OWN = {"origin": "http://localhost:3000"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def browser() -> TestClient:
    """Whoever posts, through the front door, which answers without following anybody anywhere."""
    return TestClient(FrontDoor(Starlette(routes=unsubscribe.routes())), follow_redirects=False)


def choices():
    with Session(db.engine()) as session:
        return {(row.member_id, row.occasion): row.channel for row in session.exec(select(LetterChoice))}


def channels(member_id):
    return {item.occasion: item.channel for item in read(Actor(member_id), list_channels)}


def test_opening_the_link_shows_how_things_stand_and_changes_nothing(cast):
    address = f"/unsubscribe/{make_stop(cast.ada, 'messages')}"
    for method in ("GET", "HEAD", "OPTIONS"):
        for headers in ({}, OWN, {"origin": "https://evil.example"}):
            answer = browser().request(method, address, headers=headers)
            assert answer.status_code < 406
    page = browser().get(address).text
    assert "Unsubscribe" in page
    assert "at once" in page
    assert not choices()


@pytest.mark.parametrize("origin", [{}, {"origin": "null"}, {"origin": "https://mail.example"}, OWN])
@pytest.mark.parametrize("encoded", ["urlencoded", "multipart"])
def test_one_click_stops_exactly_these_letters_of_exactly_this_member(cast, origin, encoded):
    address = f"/unsubscribe/{make_stop(cast.ada, 'messages')}"
    how = {"data": ONE_CLICK} if encoded == "urlencoded" else {"files": {"List-Unsubscribe": (None, "One-Click")}}
    for _twice in range(2):
        answer = browser().post(address, headers=origin, **how)
        assert answer.status_code == 200
        assert choices() == {(cast.ada, "messages"): "app"}
    with Session(db.engine()) as session:
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.action == "letters.stopped"))
    assert (entry.subject, entry.details) == (cast.ada, {"occasion": "messages"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": {}},
        {"data": {"List-Unsubscribe": "Please"}},
        {"data": {"messages": "app"}},
        {"content": b"List-Unsubscribe=One-Click"},
        {"content": b"List-Unsubscribe=One-Click", "headers": {"content-type": "text/plain"}},
        {"content": b"x" * 5000, "headers": {"content-type": "application/x-www-form-urlencoded"}},
        {"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=x"}},
        {"content": bytes(range(256)), "headers": [(b"content-type", b"multipart/form-data; boundary=\xff")]},
    ],
)
def test_a_post_that_is_no_such_click_changes_nothing(cast, wrong):
    answer = browser().post(f"/unsubscribe/{make_stop(cast.ada, 'messages')}", **wrong)
    assert answer.status_code == 400
    assert not choices()


def tampered(token):
    about, _, signature = token.rpartition(".")
    member_id, _, occasion = about.partition(".")
    yield f"{member_id}.requests.{signature}"
    yield f"{'x' * 22}.{occasion}.{signature}"
    yield f"{about}.{'A' * 22}"
    yield f"{about}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}"
    yield f"{about}.{signature[:21]}"
    yield about
    yield f"{about}."
    yield "x"


def test_a_link_we_did_not_write_does_nothing_for_anybody(cast):
    for token in tampered(make_stop(cast.ada, "messages")):
        for path in ("", "/choices"):
            assert browser().get(f"/unsubscribe/{token}").status_code == 404
            answer = browser().post(f"/unsubscribe/{token}{path}", data=ONE_CLICK, headers=OWN)
            assert answer.status_code in (403, 404), token
    for token in (make_stop("x" * 22, "messages"), make_stop(cast.ada, "security"), make_stop(cast.ada, "weather")):
        assert browser().post(f"/unsubscribe/{token}", data=ONE_CLICK).status_code == 404
    assert not choices()


def test_the_front_door_opens_for_this_path_and_no_other(cast):
    token = make_stop(cast.ada, "messages")
    for path in (
        f"/unsubscribe/{token}/choices",
        f"/unsubscribe/{token}/",
        f"//unsubscribe/{token}",
        f"/unsubscribe/{token}/../{token}/choices",
        f"/unsubscribe/{token}%2fchoices",
        f"/unsubscribe/{token}%0a",
        "/unsubscribe/",
        "/unsubscribe.css",
        "/auth/sign-out",
    ):
        for origin in ({}, {"origin": "https://mail.example"}):
            answer = browser().post(path, data=ONE_CLICK, headers=origin)
            assert answer.status_code == 403, path
    for method in ("PUT", "PATCH", "DELETE"):
        assert browser().request(method, f"/unsubscribe/{token}", data=ONE_CLICK).status_code == 403
    assert not choices()


def test_undo_and_the_other_letters_are_one_press_away(cast):
    address = f"/unsubscribe/{make_stop(cast.ada, 'messages')}"
    page = browser().post(address, data=ONE_CLICK).text
    assert "Undo" in page
    [undo] = re.findall(r'<input type="hidden" name="(messages)" value="(\w+)">', page)
    assert browser().post(f"{address}/choices", data=dict([undo]), headers=OWN).status_code == 200
    assert channels(cast.ada)["messages"] == "mail"
    others = {each.name: "app" for each in occasions_in_use() if each.name != "messages"}
    assert all(f'name="{name}"' in page for name in others)
    browser().post(f"{address}/choices", data=others, headers=OWN)
    assert channels(cast.ada) == {**others, "messages": "mail"}
    assert set(channels(cast.ben).values()) == {"mail"}


def test_a_digests_link_stops_whatever_is_told_in_digests_and_undo_brings_it_back(cast):
    for occasion in ("messages", "requests"):
        transact(Actor(cast.ada), choose_channel, occasion, "digest")
    before, address = channels(cast.ada), f"/unsubscribe/{make_stop(cast.ada, 'digest')}"
    page = browser().post(address, data=ONE_CLICK).text
    assert {name for name, channel in channels(cast.ada).items() if channel == "app"} == {"messages", "requests"}
    undo = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(digest)">', page))
    browser().post(f"{address}/choices", data=undo, headers=OWN)
    assert channels(cast.ada) == before


def test_choosing_what_does_not_exist_chooses_nothing_at_all(cast):
    address = f"/unsubscribe/{make_stop(cast.ada, 'messages')}/choices"
    for wrong in ({"requests": "app", "messages": "pigeon"}, {"requests": "app", "security": "app"}, {}):
        assert browser().post(address, data=wrong, headers=OWN).status_code == 404
    assert not choices()


@pytest.mark.parametrize("locale", ["en", "fr", "de"])
def test_the_page_speaks_the_members_language_and_is_whole_for_a_screen_reader(cast, locale):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).locale = locale
        session.commit()
    answer = browser().get(f"/unsubscribe/{make_stop(cast.ada, 'messages')}", headers={"accept-language": "it"})
    page = answer.text
    assert f'<html lang="{locale}">' in page
    assert f"<title>{translate(locale, 'Which letters you get')}" in page
    assert all(translate(locale, each.label).replace("’", "’") in page for each in occasions_in_use())
    assert len(re.findall(r"<h1>", page)) == 1
    for control in re.findall(r'<select id="([^"]+)"', page):
        assert f'<label for="{control}">' in page
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "script" not in page
    assert answer.headers["cache-control"] == "no-store"
    assert "ada@example.org" not in page


def test_a_suspended_member_may_stop_letters_and_nobody_needs_a_cookie(cast):
    with Session(db.engine()) as session:
        member = session.get_one(Member, cast.ada)
        member.suspended_at = member.created_at
        session.commit()
    assert browser().post(f"/unsubscribe/{make_stop(cast.ada, 'requests')}", data=ONE_CLICK).status_code == 200


def test_every_occasion_fits_through_the_door():
    for occasion in OCCASIONS:
        token = make_stop("A" * 22, occasion.name)
        assert browser().post(f"/unsubscribe/{token}").status_code == 400, "let in, and no click"


def test_the_secret_survives_a_restart_is_ours_alone_and_one_key_is_not_another(tmp_path):
    first = key_for("unsubscribe")
    file = settings().data_dir / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    keys._kept.cache_clear()
    assert key_for("unsubscribe") == first
    assert key_for("relay") != first
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_chosen_secret_wins_over_the_file_and_a_short_one_is_refused(monkeypatch):
    before = make_stop("A" * 22, "requests")
    monkeypatch.setenv("MENTOR_SECRET", "a secret of more than thirty-two characters")
    settings.cache_clear()
    assert read_stop(before) is None
    assert read_stop(make_stop("A" * 22, "requests")) == ("A" * 22, "requests")
    monkeypatch.setenv("MENTOR_SECRET", "too short")
    settings.cache_clear()
    with pytest.raises(ValueError, match="shorter"):
        key_for("unsubscribe")
