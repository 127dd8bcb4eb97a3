"""The confirmation of participation: issued once, kept for ever, checked by anyone, and signed."""

import base64
import io
import json
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

import pypdf
import pypdfium2
import pytest
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.config import settings
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.documents.paper import set_paper
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import day
from mentor_app.models import Certificate, Meeting, Member, Programme, TimeEntry
from mentor_app.security.signing_keys import published_keys, rotate_signing_key
from mentor_app.services.certificate_papers import certificate_paper, own_certificate_paper
from mentor_app.services.certificates import (
    check_address,
    checked_certificate,
    issue_certificate,
    list_certificates,
    own_certificate,
)
from mentor_app.services.endings import end_mentorship
from mentor_app.services.meeting_accounts import say_what_happened
from mentor_app.services.open_badges import signed_credential, verified_credential

TITLES = {"en": "Confirmation of participation", "fr": "Attestation de participation", "de": "Teilnahmebestätigung"}


def met(cast, *minutes):
    """Meetings that both confirmed, and something written down by hand, which does not count."""
    with Session(db.engine()) as session:
        for length in minutes:
            meeting = Meeting(
                mentorship_id=cast.mentorship,
                mentor_id=cast.ada,
                mentee_id=cast.ben,
                proposer_id=cast.ben,
                changed_at=datetime(2026, 5, 3, tzinfo=UTC),
                starts_at=datetime(2026, 5, 3, tzinfo=UTC),
                status="held",
                minutes=length,
            )
            session.add(meeting)
            session.flush()
            entry = TimeEntry(
                mentorship_id=cast.mentorship, meeting_id=meeting.id, on_day=date(2026, 5, 3), minutes=length
            )
            session.add(entry)
        alone = {"member_id": cast.ben, "on_day": date(2026, 5, 3), "minutes": 600}
        session.add(TimeEntry(mentorship_id=cast.mentorship, **alone))
        session.commit()


def ended(cast, *minutes):
    met(cast, *minutes)
    transact(Actor(cast.ada), end_mentorship, cast.mentorship, "objective_reached")


def issue(cast, who="ben"):
    return transact(Actor(getattr(cast, who)), issue_certificate, cast.mentorship)[0]


@pytest.fixture
def certificate(cast):
    ended(cast, 60, 45, 45)
    return read(NOBODY, checked_certificate, issue(cast))


def test_it_counts_what_both_confirmed_and_nothing_else(cast, certificate):
    told = (certificate.holder, certificate.partner, certificate.role, certificate.programme)
    assert told == ("Ben", "Ada", "mentee", "Alumni mentoring")
    assert (certificate.meetings, certificate.minutes) == (3, 150)


def test_it_is_issued_once_for_each_of_the_two(cast, certificate):
    assert issue(cast) == certificate.code
    hers = issue(cast, "ada")
    assert hers != certificate.code
    assert read(NOBODY, checked_certificate, hers).role == "mentor"
    with Session(db.engine()) as session:
        assert len(session.exec(select(Certificate)).all()) == 2


def test_there_is_none_before_the_end_nor_without_a_meeting(cast):
    met(cast, 60)
    with pytest.raises(NotPermitted):
        issue(cast)


def test_there_is_none_without_a_meeting(cast):
    ended(cast)
    with pytest.raises(NotPermitted):
        issue(cast)


def test_it_says_for_ever_what_it_said_when_it_was_issued(cast, certificate):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ada).name = "Ada of another name"
        session.get_one(Member, cast.ada).suspended_at = datetime(2026, 6, 1, tzinfo=UTC)
        session.get_one(Programme, cast.programme).name = "Another programme"
        session.commit()
    assert read(NOBODY, checked_certificate, certificate.code) == certificate
    assert read(Actor(cast.ben), list_certificates) == [certificate]
    assert read(Actor(cast.ben), own_certificate, cast.mentorship) == certificate


def test_what_is_said_of_a_meeting_afterwards_is_counted_anew_under_the_same_number(cast):
    held, late = _over(cast, "held"), _over(cast, "confirmed")
    transact(Actor(cast.ada), end_mentorship, cast.mentorship, "objective_reached")
    before = [read(NOBODY, checked_certificate, issue(cast, who)) for who in ("ben", "ada")]
    assert [(each.meetings, each.counted_on) for each in before] == [(1, each.issued_on) for each in before]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with patch("mentor_app.services.certificates.now", lambda: tomorrow):
        for who in (cast.ada, cast.ben):
            transact(Actor(who), say_what_happened, late, "held")
    for old in before:
        now = read(NOBODY, checked_certificate, old.code)
        assert now == replace(old, meetings=2, minutes=60, counted_on=tomorrow.date().isoformat())
        assert ("Meetings as of", day("en", tomorrow)) in certificate_paper(now, "en").facts
        assert "Meetings as of" not in dict(certificate_paper(old, "en").facts)
    for who in (cast.ada, cast.ben):
        transact(Actor(who), say_what_happened, held, "missed")
    assert read(NOBODY, checked_certificate, before[0].code).meetings == 1


def _over(cast, status):
    """A meeting of half an hour that ended yesterday; returns the id."""
    with Session(db.engine()) as session:
        two = {"mentor_id": cast.ada, "mentee_id": cast.ben, "proposer_id": cast.ben}
        starts_at = datetime.now(UTC) - timedelta(days=1)
        meeting = Meeting(
            mentorship_id=cast.mentorship, changed_at=starts_at, starts_at=starts_at, status=status, minutes=30, **two
        )
        session.add(meeting)
        session.flush()
        if status == "held":
            meeting.mentor_says = meeting.mentee_says = "held"
            session.add(
                TimeEntry(mentorship_id=cast.mentorship, meeting_id=meeting.id, on_day=starts_at.date(), minutes=30)
            )
        session.commit()
        return meeting.id


def test_nobody_else_gets_it_and_no_code_can_be_guessed(cast, certificate):
    for who in (cast.cy, cast.dee):
        with pytest.raises(NotFound):
            transact(Actor(who), issue_certificate, cast.mentorship)
        with pytest.raises(NotFound):
            read(Actor(who), own_certificate, cast.mentorship)
        assert read(Actor(who), list_certificates) == []
    with pytest.raises(NotFound):
        read(Actor(cast.ada), own_certificate, cast.mentorship)
    for wrong in ("", certificate.number, certificate.code[:-1], certificate.code.swapcase(), "%"):
        with pytest.raises(NotFound):
            read(NOBODY, checked_certificate, wrong)
    assert len(base64.urlsafe_b64decode(certificate.code + "==")) == 16


@pytest.mark.parametrize("language", TITLES)
def test_the_paper_is_tagged_and_its_code_leads_to_the_check_page(cast, certificate, language):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.ben).locale = language
        session.commit()
    paper = read(Actor(cast.ben), own_certificate_paper, cast.mentorship)
    body = set_paper("certificate", paper.content())
    pdf = pypdf.PdfReader(io.BytesIO(body))
    text = " ".join(pdf.pages[0].extract_text().split())
    for words in (TITLES[language], "Ben", "Ada", "Alumni mentoring", certificate.number, "2:30"):
        assert words in text
    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"].startswith(language)
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    picture = pypdfium2.PdfDocument(body)[0].render(scale=3).to_numpy()
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == check_address(certificate.code) == paper.address


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def checks_out(token, keys):
    """Whether a signature holds (RFC 7515, RFC 7518 section 3.3), by nothing of ours and no JOSE library."""
    head, body, signature = token.split(".")
    header = json.loads(decoded(head))
    key = next(key for key in keys if header["kid"].endswith("/" + key["kid"]))
    assert (header["alg"], key["kty"]) == ("RS256", "RSA")
    numbers = (int.from_bytes(decoded(key[name])) for name in ("e", "n"))
    try:
        public = rsa.RSAPublicNumbers(*numbers).public_key()
        public.verify(decoded(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def test_the_credential_says_what_the_paper_says_and_its_signature_holds(cast, certificate):
    token = signed_credential(certificate)
    claims = json.loads(decoded(token.split(".")[1]))
    assert checks_out(token, published_keys())
    assert verified_credential(token) == claims
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (claims["iss"], claims["jti"]) == (claims["issuer"]["id"], claims["id"])
    assert claims["id"] == check_address(certificate.code)
    subject = claims["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Ben"
    assert subject["achievement"]["criteria"]["narrative"]
    for words in ("Alumni mentoring", "Ada", "3 confirmed", "150"):
        assert words in subject["narrative"]
    assert "canary" not in token
    assert cast.ben not in json.dumps(claims)
    assert "example.org" not in json.dumps(claims)


def test_a_credential_that_was_touched_fails(cast, certificate):
    head, body, signature = signed_credential(certificate).split(".")
    claims = json.loads(decoded(body))
    claims["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    assert not checks_out(f"{head}.{forged}.{signature}", published_keys())
    for token in (f"{head}.{forged}.{signature}", f"{none}.{forged}.", f"{head}.{body}.", "x", f"{head}.{body}.AAAA"):
        assert verified_credential(token) is None


def test_old_credentials_hold_after_the_key_was_changed(cast, certificate):
    old = signed_credential(certificate)
    first = published_keys()[0]["kid"]
    second = rotate_signing_key()
    new = signed_credential(certificate)
    assert [key["kid"] for key in published_keys()] == [second, first]
    for token in (old, new):
        assert checks_out(token, published_keys())
        assert verified_credential(token)
    assert json.loads(decoded(new.split(".")[0]))["kid"].endswith(second)


def test_the_private_key_is_for_its_owner_alone_and_never_published(cast, certificate):
    signed_credential(certificate)
    folder = settings().data_dir / "signing"
    assert stat.S_IMODE((folder / "private.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for key in published_keys():
        assert key.keys() == {"kty", "n", "e", "kid", "use", "alg"}


def test_the_page_and_the_paper_say_the_same_in_three_languages(cast, certificate):
    for language, title in TITLES.items():
        paper = certificate_paper(certificate, language)
        assert paper.title == title
        assert urlsplit(paper.address).path == f"/certificates/{certificate.code}"
        assert certificate.number in [value for _, value in paper.facts]
