"""The page on which anyone may check a certificate: without a sign-in, only what the paper says, not by guessing."""

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mentor_app.config import settings
from mentor_app.db import Actor, read
from mentor_app.routes import certificates, papers
from mentor_app.security.limits import forget_counts
from mentor_app.services.certificates import own_certificate
from mentor_app.services.open_badges import verified_credential
from tests.services.test_certificates import ended, issue


@pytest.fixture
def client():
    forget_counts()
    with TestClient(Starlette(routes=[*certificates.routes(), *papers.routes()])) as anybody:
        yield anybody
    forget_counts()


@pytest.fixture
def code(cast):
    ended(cast, 60, 45)
    return issue(cast)


@pytest.mark.parametrize(("language", "words"), [("en", "genuine"), ("fr", "authentique"), ("de", "echt")])
def test_anyone_sees_what_the_paper_says_and_nothing_more(cast, client, code, language, words):
    answer = client.get(f"/certificates/{code}", headers={"accept-language": language})
    assert answer.status_code == 200
    told = read(Actor(cast.ben), own_certificate, cast.mentorship)
    for said in (words, "Ben", "Ada", told.programme, told.number, "1:45"):
        assert said in answer.text
    for private in (cast.ben, cast.ada, cast.mentorship, cast.programme, "@", "objective_reached"):
        assert private not in answer.text
    assert "script" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"


def test_anything_else_is_not_found_and_looks_the_same(client, code):
    pages = [client.get(f"/certificates/{wrong}") for wrong in (code[:-1], "x", code + "x", "..%2f" + code)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages[:3]}) == 1
    assert client.get("/certificates/x/credential.jwt").status_code == 404


def test_nobody_tries_codes_for_long(client, code):
    answers = [client.get("/certificates/x").status_code for _ in range(65)]
    assert answers[:60] == [404] * 60
    assert set(answers[60:]) == {429}
    assert client.get(f"/certificates/{code}").status_code == 429


def test_the_credential_is_there_for_whoever_has_the_address_and_so_are_the_keys(client, code):
    answer = client.get(f"/certificates/{code}/credential.jwt")
    assert answer.headers["content-type"] == "application/vc+jwt"
    assert verified_credential(answer.text)["id"].endswith(code)
    [key] = client.get("/.well-known/jwks.json").json()["keys"]
    assert "d" not in key
    assert client.get(f"/.well-known/keys/{key['kid']}").json() == key
    assert client.get("/.well-known/keys/x").status_code == 404
    private = json.loads((settings().data_dir / "signing" / "private.json").read_text())
    assert private["d"] not in client.get("/.well-known/jwks.json").text


def test_papers_are_for_the_two_alone(cast, client, code):
    for path in ("certificate.pdf", "agreement.pdf", "export.zip"):
        answer = client.get(f"/mentorships/{cast.mentorship}/{path}")
        assert answer.status_code == 403
        assert "Ben" not in answer.text
