"""A letter as an e-mail: text and HTML in the reader's language, headers nobody can write into.

Whatever members typed is cleaned before it reaches a header (RFC 5322 section 2.2): a line break in a name
can neither add a header nor make the letter one that can never be sent.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import parseaddr
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mentor_app.config import settings
from mentor_app.i18n.catalogue import N_, placeholders, translate
from mentor_app.mail.quoting import MARK
from mentor_app.mail.worded import INVITATION_NOTES, REPLY_ABOVE, REPLY_NOTE, Wording
from mentor_app.mail.wording import WORDINGS

LINE = 150
"""Most characters of a value that may stand in a line, such as a name in a subject."""

_ADDRESS = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}@[^\s@\"(),:;<>\[\]\\]{1,190}")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Unsendable(ValueError):
    """No message can be made of this letter, now or later."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something a digest tells: under which heading (an English sentence), which kind of letter, how often."""

    heading: str
    kind: str
    params: dict[str, str]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a letter brings for its reader's calendar (RFC 6047): `text` is the object, `method` its method.

    REQUEST and CANCEL are about one meeting; PUBLISH is a file with several, as no mail program reads more than one.
    """

    method: str
    text: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter to compose.

    Args:
        id: random and unique; the Message-ID is made of it, so that a repeat is recognisably the same letter.
        kind: one of `WORDINGS`.
        address: the one recipient.
        locale: two letters.
        params: what members wrote, as they wrote it.
        secret: the link token of kinds that carry one.
        written_at: aware; becomes the Date.
        stop: the signed token by which its reader stops such letters; empty for those that always arrive.
        occasion: what such letters are called, an English sentence of the catalogue.
        told: what a digest tells, in order.
        invitation: the meeting it is about, as calendars read it.
        reply_to: the address by which a reply becomes a message; empty where replies lead to the page.
    """

    id: str
    kind: str
    address: str
    locale: str
    written_at: datetime
    params: dict[str, str] = field(default_factory=dict[str, str])
    secret: str = ""
    stop: str = ""
    occasion: str = ""
    told: tuple[Told, ...] = ()
    reply_to: str = ""
    invitation: Invitation | None = None


class _Unbroken(UniqueUnstructuredHeader):
    """A header of an address on the web, which Python would wrap in encoded words once it is long."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        """The header on one line of its own (RFC 5322 allows 998 characters)."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Unbroken)  # pyright: ignore[reportArgumentType]  a mixin, as all are
_POLICY = SMTP.clone(header_factory=_HEADERS)


def compose(letter: Outgoing) -> EmailMessage:
    """The whole message, the same bytes each time for the same letter and settings.

    Raises:
        Unsendable: when the kind is unknown, a parameter is missing or the address is not one.
    """
    wording = WORDINGS.get(letter.kind)
    if wording is None:
        raise Unsendable(f"no letter of kind {letter.kind!r}")
    filling = _filling(letter, wording.as_sent(letter.secret))
    message = EmailMessage(policy=_POLICY)
    try:
        sender = _sender()
        message["Subject"] = _unencoded(line(str(filling["subject"]), 2 * LINE))
        message["From"] = sender
        message["To"] = _recipient(letter.address)
        message["Date"] = letter.written_at
        message["Message-ID"] = f"<{letter.id}@{sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
        if letter.reply_to:
            partner = _unencoded(line(letter.params.get("partner", "")))
            message["Reply-To"] = Address(display_name=partner, addr_spec=letter.reply_to)
        if letter.stop:
            message["List-Unsubscribe"] = f"<{filling['stop']}>"
            if settings().secure:
                message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058, which wants https
        message.set_content(_templates().get_template("letter.txt").render(filling), cte="quoted-printable")
        message.add_alternative(
            _templates().get_template("letter.html").render(filling), subtype="html", cte="quoted-printable"
        )
        message.set_boundary(f"=_{letter.id}")
        if letter.invitation:
            _enclose(message, letter.id, letter.invitation)
        message["Content-Language"] = letter.locale  # last: setting the content clears headers of this family
    except (ValueError, MessageError) as error:
        raise Unsendable(str(error)) from error
    return message


def line(value: str, most: int = LINE) -> str:
    """One line of visible characters: controls, formats and surrogates become spaces, and spaces one."""
    seen = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in value)
    return _cut(" ".join(seen.split()), most)


def prose(value: str, most: int = 4000) -> tuple[str, ...]:
    """Lines of what a member wrote, each cleaned as `line` does; empty lines stay, at most one at a time."""
    lines = [line(each, most) for each in _cut(value, most).splitlines()]
    return tuple(each for place, each in enumerate(lines) if each or (place and lines[place - 1]))


def _filling(letter: Outgoing, wording: Wording) -> dict[str, object]:
    """What the two templates need."""
    chosen = settings()
    public = chosen.public_url.rstrip("/")
    values = {name: line(value) for name, value in letter.params.items()}
    values["organisation"] = line(chosen.organisation)
    values["occasion"] = translate(letter.locale, letter.occasion) if letter.occasion else ""
    say = _speaker(letter.locale, values)
    named = wording.by_name and bool(values.get("name"))
    try:
        path = _path(wording, letter.secret, values)
        quoted = prose(letter.params[wording.quoting]) if wording.quoting else ()
    except KeyError as error:
        raise Unsendable(f"{letter.kind} lacks {error}") from error
    return {
        "locale": letter.locale,
        "subject": say(wording.subject),
        "greeting": say(N_("Hello {{name}},")) if named else say(N_("Hello,")),
        "opening": [say(each) for each in wording.opening],
        "quoted": quoted,
        "sections": [(heading, [*items]) for heading, items in _sections(letter, public)],
        "button": say(wording.button),
        "link": public + path,
        "closing": [say(each) for each in (*wording.closing, *_notes(letter))],
        "mark": MARK.format(say(REPLY_ABOVE)) if letter.reply_to else "",
        "fallback": say(N_("If the button does not work, copy this address into your browser:")),
        "reason": say(N_("This letter was sent by {{organisation}} because of something that concerns your account.")),
        "organisation": values["organisation"],
        **_ways_out(letter, public, say),
    }


def _notes(letter: Outgoing) -> Iterator[str]:
    """What else can be done with a letter."""
    if letter.invitation:
        yield INVITATION_NOTES[letter.invitation.method]
    if letter.reply_to:
        yield REPLY_NOTE


def _enclose(message: EmailMessage, name: str, invitation: Invitation) -> None:
    """Add a meeting as one more way to read the letter, and as a file for programs that look at nothing else."""
    if invitation.method != "PUBLISH":
        kind = {"method": invitation.method, "component": "VEVENT"}
        message.add_alternative(invitation.text, subtype="calendar", charset="utf-8", cte="base64", params=kind)
    message.make_mixed()
    message.add_attachment(
        invitation.text.encode(), maintype="application", subtype="ics", filename="meeting.ics", cte="base64"
    )
    message.set_boundary(f"=+{name}")


def _sections(letter: Outgoing, public: str) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """What a digest tells: headings, and below each what happened and where it leads."""
    for heading, items in groupby(letter.told, key=lambda told: told.heading):
        yield translate(letter.locale, heading), (_entry(letter.locale, told, public) for told in items)


def _entry(locale: str, told: Told, public: str) -> tuple[str, str]:
    wording = WORDINGS.get(told.kind)
    if wording is None:
        raise Unsendable(f"no letter of kind {told.kind!r}")
    values = {name: line(value) for name, value in told.params.items()} | {
        "organisation": line(settings().organisation)
    }
    often = f" ({told.times}×)" if told.times > 1 else ""
    return _speaker(locale, values)(wording.subject) + often, public + _path(wording, "", values)


def _path(wording: Wording, secret: str, values: dict[str, str]) -> str:
    return wording.path.format(secret=quote(secret), **{name: quote(value, safe="") for name, value in values.items()})


def _ways_out(letter: Outgoing, public: str, say: Callable[[str], str]) -> dict[str, str]:
    """How a reader gets no more such letters; empty links where they always arrive."""
    return {
        "stop": f"{public}/unsubscribe/{letter.stop}" if letter.stop else "",
        "stop_words": say(N_("Unsubscribe from such letters ({{occasion}})")),
        "choose": f"{public}/settings",
        "choose_words": say(N_("Choose how you hear of things")),
    }


def _speaker(locale: str, values: dict[str, str]) -> Callable[[str], str]:
    def say(sentence: str) -> str:
        return translate(locale, sentence, **{name: values.get(name, "") for name in placeholders(sentence)})

    return say


def _sender() -> Address:
    name, spec = parseaddr(settings().mail_from)
    if not _ADDRESS.fullmatch(spec):
        raise Unsendable(f"MENTOR_MAIL_FROM is not an address: {spec!r}")
    return Address(display_name=_unencoded(line(name)), addr_spec=spec)


def _recipient(address: str) -> Address:
    """The recipient, without a name; an international domain in the form every server knows (RFC 5891)."""
    if not _ADDRESS.fullmatch(address) or line(address, 254) != address:
        raise Unsendable("not an address")
    local, _, domain = address.rpartition("@")
    return Address(username=local, domain=domain.encode("idna").decode("ascii"))


def _unencoded(value: str) -> str:
    """A header's value in which nothing is an encoded word (RFC 2047).

    Python decodes those while a header is being set, and so brings back the line breaks that were taken out.
    """
    return value.replace("=?", "= ?")


def _cut(value: str, most: int) -> str:
    return value if len(value) <= most else value[: most - 1].rstrip() + "…"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("mentor_app.mail", "letters"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
