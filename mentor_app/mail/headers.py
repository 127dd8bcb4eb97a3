"""The headers of a letter, which nobody can write into."""

import re
from email.header import Header
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.policy import SMTP, Policy
from email.utils import parseaddr

from mentor_app.config import settings
from mentor_app.mail.lines import line
from mentor_app.mail.outgoing import Unsendable

_ADDRESS = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}@[^\s@\"(),:;<>\[\]\\]{1,190}")


class _Unbroken(UniqueUnstructuredHeader):
    """A header of an address on the web, which Python would wrap in encoded words once it is long."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        """The header on one line of its own (RFC 5322 allows 998 characters)."""
        return f"{self.name}: {self}{policy.linesep}"


class _Subject(UniqueUnstructuredHeader):
    """A subject, which Python's own way of breaking lines begins with a space or robs of one in rare cases."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        """The subject on one line of its own, or in encoded words (RFC 2047) of one character set."""
        words = str(self)
        if not words.isascii():
            words = Header(words, "utf-8", header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {words}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)  # pyright: ignore[reportArgumentType]  a mixin, as all are
_HEADERS.map_to_type("list-unsubscribe", _Unbroken)  # pyright: ignore[reportArgumentType]  a mixin, as all are
POLICY = SMTP.clone(header_factory=_HEADERS)
"""How letters are written down, with addresses on the web left whole."""


def sender() -> Address:
    """Who sends our letters.

    Raises:
        Unsendable: when the setting holds no address.
    """
    name, spec = parseaddr(settings().mail_from)
    if not _ADDRESS.fullmatch(spec):
        raise Unsendable(f"MENTOR_MAIL_FROM is not an address: {spec!r}")
    return Address(display_name=unencoded(line(name)), addr_spec=spec)


def recipient(address: str) -> Address:
    """The recipient, without a name; an international domain in the form every server knows (RFC 5891).

    Raises:
        Unsendable: when it is none.
    """
    if not _ADDRESS.fullmatch(address) or line(address, 254) != address:
        raise Unsendable("not an address")
    local, _, domain = address.rpartition("@")
    return Address(username=local, domain=domain.encode("idna").decode("ascii"))


def unencoded(value: str) -> str:
    """A header's value in which nothing is an encoded word (RFC 2047).

    Python decodes those while a header is being set, and so brings back the line breaks that were taken out.
    """
    return value.replace("=?", "= ?")
