"""A corpus of hostile words through every kind of letter, every parameter and every language: refused or harmless."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from functools import cache

import pytest

from mentor_app.i18n.catalogue import LOCALES
from mentor_app.mail.compose import compose
from mentor_app.mail.outgoing import Outgoing, Told, Unsendable
from mentor_app.services.letters import KINDS
from tests.mail.test_letters import Reader, headers_of, letter

CORPUS = {
    "carriage return": "Eve\rBcc: all@evil.example",
    "line feed": "Eve\nBcc: all@evil.example",
    "both": "Eve\r\nBcc: all@evil.example\r\n\r\n<h1>Another body</h1>",
    "end of the message": "Eve\r\n.\r\nMAIL FROM:<eve@evil.example>",
    "line separator": "Eve\u2028Bcc: all@evil.example\u2029Bcc: more@evil.example",
    "other line ends": "Eve\x0b\x0c\x1c\x1d\x1e\x85Bcc: all@evil.example",
    "nul": "Eve\0Bcc: all@evil.example",
    "encoded word": "=?utf-8?q?Eve=0D=0ABcc:_all@evil.example?=",
    "encoded word in base64": "=?utf-8?b?RXZlDQpCY2M6IGFsbEBldmlsLmV4YW1wbGU=?=",
    "over-long": "Eve " + "x" * 6_000,
    "over-long without a space": "é" * 5_000,
    "turned around": "Eve \u202egro.elpmaxe\u202c \u2066x\u2069 \u200f\u200e\u061c",
    "unseen": "E\u200bv\u200ce\ufeff\u00ad\ue000",
    "half a character": "Eve \ud800 and \udfff",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><a href='https://evil.example'>here</a>",
    "out of an attribute": '" onmouseover="alert(1)" x=\'"><style>*{display:none}</style>',
    "jinja": "{{ 7 * 7777 }}{% for x in range(9) %}{{ x }}{% endfor %}{# gone #}{{ config }}",
    "our own placeholders": "{{organisation}}{{name}}{{secret}}",
    "python's format": "{secret}{0}{__class__}%s%(secret)s",
    "a boundary": "--=_id-request_received--",
    "nothing but spaces": " \t \r\n ",
}
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
CASES = [(kind, parameter) for kind, parameters in sorted(KINDS.items()) for parameter in (*sorted(parameters), "name")]


def tags(page: Reader) -> Counter[str]:
    """The elements of a page, but for how long a quotation is."""
    counted = Counter(tag for tag, _ in page.elements)
    return Counter({tag: count for tag, count in counted.items() if tag not in ("p", "blockquote")})


@cache
def usual(kind: str, locale: str) -> tuple[Counter[str], bool]:
    """What a letter of this kind is made of, and whether its link token stands in it."""
    plain = compose(letter(kind, locale))
    text, html = (plain.get_body((each,)).get_content() for each in ("plain", "html"))
    return tags(Reader(html)), "s3cret" in text


def harmless(hostile: Outgoing, elements: Counter[str], *, has_secret: bool) -> None:
    """Refused, or one message with our headers, our elements and nobody else's."""
    try:
        raw = compose(hostile).as_bytes()
    except Unsendable:
        return
    parsed = message_from_bytes(raw, policy=policy.default)
    assert Counter(parsed.keys()) == Counter(headers_of(hostile.kind))
    assert not parsed.defects
    assert [each.addr_spec for each in parsed["To"].addresses] == ["ada@example.org"]
    assert not set(unseen("".join(map(str, parsed.values()))))
    assert [part.get_content_type() for part in parsed.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\0" not in raw
    text, html = (parsed.get_body((each,)).get_content() for each in ("plain", "html"))
    assert not set(unseen(text + html)) - {"\r", "\n"}
    assert str(7 * 7777) not in text + html
    page = Reader(html)
    assert tags(page) == elements
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    links = [str(attributes["href"]) for tag, attributes in page.elements if tag == "a"]
    assert all(link.startswith("http://localhost:3000/") for link in links)
    assert ("s3cret" in text) == has_secret


def unseen(words: str) -> Iterator[str]:
    """The characters that nobody sees."""
    return (each for each in words if unicodedata.category(each) in UNSEEN)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CORPUS)
def test_every_template_and_every_parameter_refuses_or_escapes(name, locale):
    for kind, parameter in CASES:
        plain = letter(kind, locale)
        elements, has_secret = usual(kind, locale)
        harmless(replace(plain, params={**plain.params, parameter: CORPUS[name]}), elements, has_secret=has_secret)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CORPUS)
def test_a_digest_of_every_kind_refuses_or_escapes(name, locale):
    def telling(words: str) -> Outgoing:
        kinds = [kind for kind in sorted(KINDS) if kind != "digest"]
        told = tuple(Told("Requests", kind, dict.fromkeys(KINDS[kind], words)) for kind in kinds)
        return replace(letter("digest", locale), told=told)

    plain = compose(telling("x")).get_body(("html",)).get_content()
    harmless(telling(CORPUS[name]), tags(Reader(plain)), has_secret=False)


def test_the_corpus_would_be_noticed():
    """What the letters would be without their care."""
    plain = letter("request_received")
    careless = compose(plain)
    careless.replace_header("Subject", "x")
    careless["X-Injected"] = "x"
    parsed = message_from_bytes(careless.as_bytes(), policy=policy.default)
    assert Counter(parsed.keys()) != Counter(headers_of("request_received"))
    assert tags(Reader("<p><script>x</script></p>")) != tags(Reader("<p>x</p>"))
