"""Letters over a real mail server: languages, headers, and what hostile names cannot do to them."""

import dataclasses
import os
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from mentor_app.config import settings
from mentor_app.i18n.catalogue import LOCALES, translate
from mentor_app.mail.compose import compose
from mentor_app.mail.outgoing import Outgoing, Unsendable
from mentor_app.mail.smtp import Refused, Unavailable, send
from mentor_app.mail.wording import WORDINGS
from mentor_app.services.letters import KINDS
from mentor_app.services.occasions import occasion_of
from mentor_app.services.request_links import SIGNED
from tests.mail.server import Taken, mail_server

WRITTEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "50"))
HEADERS = {
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
}


STOP = "AAAAAAAAAAAAAAAAAAAAAA.requests.BBBBBBBBBBBBBBBBBBBBBB"


def letter(kind: str, locale: str = "en", address: str = "ada@example.org", **params: str) -> Outgoing:
    """As the jobs make them: what its reader may stop says how."""
    given_ = {name: f"<{name}>" for name in KINDS[kind]} | {"name": "Ada"} | params
    occasion = occasion_of(kind)
    stop, about = (STOP, occasion.label) if occasion else ("", "")
    return Outgoing(f"id-{kind}", kind, address, locale, WRITTEN, given_, secret="s3cret", stop=stop, occasion=about)


def headers_of(kind: str) -> set[str]:
    """The headers a letter of this kind has, and no others."""
    return HEADERS | ({"List-Unsubscribe"} if occasion_of(kind) else set())


@pytest.fixture
def server(monkeypatch):
    with mail_server() as taken:
        monkeypatch.setenv("MENTOR_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("MENTOR_SMTP_PORT", str(taken.port))
        monkeypatch.setenv("MENTOR_SMTP_SECURITY", "none")
        monkeypatch.setenv("MENTOR_PUBLIC_URL", "https://mentor.example.org/")
        settings.cache_clear()
        yield taken


class Reader(HTMLParser):
    """What a person sees of the HTML, and the elements it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def test_every_kind_that_can_be_promised_can_be_composed():
    assert KINDS.keys() == WORDINGS.keys()
    for wording, kind in ((WORDINGS[kind], kind) for kind in KINDS):
        assert not wording.quoting or wording.quoting in KINDS[kind]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_letter_arrives_in_the_readers_language_as_text_and_as_html(server: Taken, locale):
    for kind in KINDS:
        send(compose(letter(kind, locale)))
    assert len(server.messages) == len(KINDS)
    for message in server.messages:
        text = message.get_body(("plain",)).get_content()
        page = Reader(message.get_body(("html",)).get_content())
        assert message["Content-Language"] == locale
        assert ("html", {"lang": locale}) in page.elements
        assert not {tag for tag, _ in page.elements} & {"table", "script", "img"}
        links = {attrs["href"] for tag, attrs in page.elements if tag == "a"}
        assert len(links) == (3 if message["List-Unsubscribe"] else 1)
        assert all(link in text for link in links)
        assert "{{" not in text + page.words


def test_the_three_languages_say_different_things(server: Taken):
    for locale in LOCALES:
        send(compose(letter("request_received", locale, partner="Ben")))
    subjects = [message["Subject"] for message in server.messages]
    assert subjects == [translate(locale, WORDINGS["request_received"].subject, partner="Ben") for locale in LOCALES]
    assert len(set(subjects)) == len(LOCALES)


def test_links_lead_to_the_public_address_and_carry_the_secret(server: Taken):
    send(compose(letter("verify_email")))
    send(compose(letter("request_declined", request_id="../../x?y=1&z")))
    send(compose(letter("request_received")))
    send(compose(dataclasses.replace(letter("request_received", request_id="r1"), secret="")))
    first, second, signed, unsigned = (message.get_body(("plain",)).get_content() for message in server.messages)
    assert "https://mentor.example.org/verify-email?token=s3cret\n" in first.replace("\r", "")
    assert "https://mentor.example.org/inbox?request=..%2F..%2Fx%3Fy%3D1%26z\n" in second.replace("\r", "")
    assert "https://mentor.example.org/answer#token=s3cret\n" in signed.replace("\r", "")
    assert "do not pass this letter on" in signed
    assert "https://mentor.example.org/inbox?request=r1\n" in unsigned.replace("\r", "")
    assert "do not pass this letter on" not in unsigned


def test_the_letters_that_are_promised_with_a_link_are_those_that_carry_it():
    assert {kind for kind, wording in WORDINGS.items() if wording.signed} == SIGNED.keys()


def test_headers_name_the_letter_and_ask_for_no_automatic_reply(server: Taken):
    send(compose(letter("reset_password")))
    message = server.messages[0]
    assert message["Message-ID"] == "<id-reset_password@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(message["Date"]) == WRITTEN
    assert compose(letter("reset_password")).as_bytes() == compose(letter("reset_password")).as_bytes()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_can_be_stopped_with_one_click_unless_it_is_about_security(server: Taken, kind):
    send(compose(letter(kind)))
    raw, message = server.raw[-1], server.messages[-1]
    if occasion_of(kind) is None:
        assert not [name for name in message if name.lower().startswith("list-")]
        assert "unsubscribe" not in raw.decode().lower()
        return
    address = f"https://mentor.example.org/unsubscribe/{STOP}"
    assert message["List-Unsubscribe"] == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<{address}>".encode() in raw, "the address stands on the wire as it is, unencoded and unbroken"
    assert address in message.get_body(("plain",)).get_content()
    assert any(
        attrs.get("href") == address for _tag, attrs in Reader(message.get_body(("html",)).get_content()).elements
    )


def test_without_https_no_one_click_is_promised():
    composed = compose(letter("message_received"))
    assert composed["List-Unsubscribe"].startswith("<http://localhost:3000/unsubscribe/")
    assert composed["List-Unsubscribe-Post"] is None


def test_a_letter_to_an_unconfirmed_address_carries_no_chosen_name():
    for kind in ("verify_email", "reset_password", "address_in_use"):
        body = compose(letter(kind, name="Win at evil.example")).as_string()
        assert "evil" not in body


def test_a_subject_that_only_just_does_not_fit_on_a_line_begins_without_a_space():
    composed = compose(letter("referral_reminder", **dict.fromkeys(KINDS["referral_reminder"], "0" * 25)))
    assert len(composed["Subject"]) == 70
    assert message_from_bytes(composed.as_bytes(), policy=policy.default)["Subject"] == composed["Subject"]


HOSTILE = st.one_of(
    st.text(st.characters(codec=None), max_size=300),  # any code point, lone surrogates too
    st.text('\r\n\t \0\x0b\x0c\x1b\x85  \u202e\ufeff=?<>@:;,"\\BccSubjectTo.é日', max_size=120),
    st.sampled_from(["x\r\nBcc: eve@example.org", "=?utf-8?q?a=0D=0ABcc:_e?=", "a\n\n.\r\nQUIT", "x" * 5000, "\ufeff"]),
)


@trying(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(partner=HOSTILE, message=HOSTILE, name=HOSTILE, kind=st.sampled_from(sorted(KINDS)))
def test_nothing_a_member_types_adds_a_header_or_makes_a_letter_unsendable(partner, message, name, kind):
    params = dict.fromkeys(KINDS[kind], partner)
    if "message" in params:
        params["message"] = message
    composed = compose(letter(kind, **params | {"name": name}))
    raw = composed.as_bytes()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert set(parsed.keys()) == headers_of(kind)
    assert len(parsed.keys()) == len(headers_of(kind))
    assert not parsed.defects
    assert parsed["To"].addresses[0].addr_spec == "ada@example.org"
    assert len(parsed["To"].addresses) == len(parsed["From"].addresses) == 1
    assert parsed["Subject"] == composed["Subject"]
    assert [part.get_content_type() for part in parsed.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    page = Reader(parsed.get_body(("html",)).get_content())
    assert sum(tag == "a" for tag, _ in page.elements) == (4 if occasion_of(kind) else 2)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))  # RFC 5322 section 2.1.1


@trying(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(partner=HOSTILE)
def test_a_letter_that_can_be_replied_to_names_one_address_whatever_its_writer_is_called(partner):
    composed = compose(dataclasses.replace(letter("message_received", partner=partner), reply_to="reply+a@b.example"))
    parsed = message_from_bytes(composed.as_bytes(), policy=policy.default)
    assert set(parsed.keys()) == headers_of("message_received") | {"Reply-To"}
    assert [each.addr_spec for each in parsed["Reply-To"].addresses] == ["reply+a@b.example"]
    assert parsed.get_body(("plain",)).get_content().startswith("##~ ")


@trying(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(partner=HOSTILE, message=HOSTILE)
def test_hostile_letters_pass_a_real_server_unharmed(server: Taken, partner, message):
    composed = compose(letter("request_received", partner=partner, message=message))
    send(composed)
    taken = server.messages[-1]
    assert set(taken.keys()) - {"X-Peer", "X-MailFrom", "X-RcptTo"} == HEADERS | {
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
    }
    for kind in ("plain", "html"):
        sent, came = (each.get_body((kind,)).get_content() for each in (composed, taken))
        assert came.splitlines() == sent.splitlines()


@trying(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.one_of(HOSTILE, HOSTILE.map(lambda text: f"{text}@example.org"), st.emails()))
def test_an_address_is_one_recipient_or_refused(address):
    try:
        composed = compose(letter("verify_email", address=address))
    except Unsendable:
        return
    parsed = message_from_bytes(composed.as_bytes(), policy=policy.default)
    assert len(parsed["To"].addresses) == 1
    assert set(parsed.keys()) == HEADERS


def test_an_ordinary_or_international_address_is_not_refused():
    assert compose(letter("verify_email", address="a.b+c@example.org"))["To"] == "a.b+c@example.org"
    assert compose(letter("verify_email", address="ada@bücher.example"))["To"] == "ada@xn--bcher-kva.example"


def test_a_letter_that_lacks_something_or_does_not_exist_is_unsendable():
    with pytest.raises(Unsendable):
        compose(Outgoing("x", "request_received", "ada@example.org", "en", WRITTEN, {"partner": "Ben"}))
    with pytest.raises(Unsendable):
        compose(Outgoing("x", "no_such_kind", "ada@example.org", "en", WRITTEN))


@pytest.mark.parametrize(
    ("reply", "verdict"), [("550 no such person", Refused), ("450 busy", Unavailable), ("421 closing", Unavailable)]
)
def test_a_refused_recipient_is_refused_for_good_and_a_busy_one_for_now(server: Taken, reply, verdict):
    server.to_recipient = lambda _address: reply
    with pytest.raises(verdict, match=reply[:3]):
        send(compose(letter("verify_email")))


@pytest.mark.parametrize(("reply", "verdict"), [("554 looks like spam", Refused), ("451 try later", Unavailable)])
def test_a_refused_message_is_refused_for_good_and_a_deferred_one_for_now(server: Taken, reply, verdict):
    server.to_data = lambda _count: reply
    with pytest.raises(verdict, match=reply[:3]):
        send(compose(letter("verify_email")))


def test_a_broken_connection_after_the_last_byte_is_only_for_now(server: Taken):
    server.drops = lambda _count: True
    with pytest.raises(Unavailable):
        send(compose(letter("verify_email")))
    assert len(server.messages) == 1


def test_a_server_that_is_not_there_is_only_for_now(server: Taken, monkeypatch):
    monkeypatch.setenv("MENTOR_SMTP_PORT", "1")
    settings.cache_clear()
    with pytest.raises(Unavailable):
        send(compose(letter("verify_email")))


def test_a_server_that_cannot_encrypt_gets_nothing_when_encryption_is_asked_for(server: Taken, monkeypatch):
    monkeypatch.setenv("MENTOR_SMTP_SECURITY", "starttls")
    settings.cache_clear()
    with pytest.raises(Unavailable):
        send(compose(letter("verify_email")))
    assert not server.messages


def test_without_a_server_a_letter_becomes_one_whole_file(tmp_path):
    for _ in range(2):
        send(compose(letter("verify_email")))
    files = list((tmp_path / "mailbox").iterdir())
    assert [file.name for file in files] == ["id-verify_email.eml"]
    assert files[0].read_bytes() == compose(letter("verify_email")).as_bytes()
