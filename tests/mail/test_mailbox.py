"""The demonstration's mailbox: readable, harmless, and absent anywhere else."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mentor_app.config import settings
from mentor_app.i18n.catalogue import translate
from mentor_app.mail.compose import compose
from mentor_app.mail.outgoing import Outgoing
from mentor_app.mail.smtp import send
from mentor_app.routes import mailbox
from tests.mail.server import mail_server


def browser() -> TestClient:
    return TestClient(Starlette(routes=mailbox.routes()))


@pytest.fixture
def demo(monkeypatch):
    monkeypatch.setenv("MENTOR_DEMO", "true")
    settings.cache_clear()


def keep(letter_id: str, **params: str) -> None:
    send(
        compose(
            Outgoing(
                letter_id,
                "request_received",
                "ada@example.org",
                "en",
                datetime.now(UTC),
                {"partner": "Ben", "request_id": "r1", "message": "Hello", "name": "Ada"} | params,
            )
        )
    )


def test_a_letter_is_listed_and_its_link_can_be_followed(demo):
    keep("one")
    assert "Ben asks you for mentoring" in browser().get("/demo/mailbox").text
    page = browser().get("/demo/mailbox/one")
    assert '<a href="http://localhost:3000/inbox?request=r1">' in page.text
    assert 'sandbox="allow-popups' in page.text


def test_what_members_wrote_cannot_become_markup_or_script(demo):
    keep("two", message="<script>alert(1)</script> javascript:alert(1)", partner='"><img src=x onerror=alert(1)>')
    for path in ("/demo/mailbox", "/demo/mailbox/two", "/demo/mailbox/two/design"):
        answer = browser().get(path)
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert 'href="javascript' not in answer.text
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_page_speaks_the_readers_language(demo):
    assert '<html lang="fr">' in browser().get("/demo/mailbox", headers={"accept-language": "fr-CH"}).text
    german = browser().get("/demo/mailbox", headers={"cookie": "mentor_locale=de"}).text
    assert translate("de", "Letters") != "Letters"
    assert f"<h1>{translate('de', 'Letters')}</h1>" in german


def test_an_unknown_letter_is_not_found_and_no_path_leads_out_of_the_folder(demo, tmp_path):
    (tmp_path / "secret.eml").write_text("Subject: secret\n\nsecret")
    for name in ("missing", "..%2Fsecret", "%2e%2e%2fsecret", "x" * 70):
        assert browser().get(f"/demo/mailbox/{name}").status_code == 404


def test_there_is_no_mailbox_outside_a_demonstration():
    keep("three")
    assert browser().get("/demo/mailbox").status_code == 404
    assert browser().get("/demo/mailbox/three").status_code == 404


def test_in_a_demonstration_no_letter_leaves_though_a_server_is_set(demo, monkeypatch):
    with mail_server() as taken:
        monkeypatch.setenv("MENTOR_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("MENTOR_SMTP_PORT", str(taken.port))
        monkeypatch.setenv("MENTOR_SMTP_SECURITY", "none")
        settings.cache_clear()
        keep("four")
        assert taken.messages == []
    assert browser().get("/demo/mailbox/four").status_code == 200
