"""The only way out to members' servers: a session that cannot be led inside, overfed or held up.

The address a name resolves to is judged where the connection takes it from, so that no second look-up can
differ from the first (DNS rebinding). Redirects of writes are errors, those of reads are followed at most
four times and judged again each time; a password goes only to hosts the member agreed to. Decoded bytes,
requests and seconds are counted for a whole piece of work, not for each request.
"""

import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import niquests
from niquests.packages.urllib3.contrib.resolver.system import SystemResolver  # pyright: ignore[reportMissingImports]

from mentor_app.calendars.networks import Network, allowed_address, is_opened
from mentor_app.calendars.troubles import Trouble

LONGEST_HOST = 255
READS = frozenset({"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = frozenset({443, 8443})
MOST_REDIRECTS = 4
LONGEST_ANSWER, LARGEST_ANSWER = 30.0, 20_000_000
"""Seconds and decoded bytes of one answer, however much the whole piece of work may still cost."""
TOO_SLOW = "answered too slowly"
CHUNK = 16384
"""Bytes read at once: what a thousandfold compressed answer can cost beyond its budget is 16 MB."""
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


@dataclass
class Budget:
    """What one piece of work may cost altogether, however many requests it makes.

    Args:
        seconds: from now until it must be done.
        bytes: decoded, of all answers together.
        requests: redirects included.
    """

    seconds: float = 30.0
    bytes: int = 20_000_000
    requests: int = 400
    spent_bytes: int = 0
    spent_requests: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds that remain.

        Raises:
            Trouble: when none do.
        """
        left = self.began + self.seconds - time.monotonic()
        if left <= 0:
            raise Trouble("timeout", f"not done within {self.seconds:g} s")
        return left

    def ask(self) -> None:
        """Account for one request.

        Raises:
            Trouble: when there were too many, or no time is left.
        """
        self.spent_requests += 1
        if self.spent_requests > self.requests:
            raise Trouble("too_large", f"more than {self.requests} requests")
        _ = self.left

    def take(self, count: int) -> None:
        """Account for bytes of an answer.

        Raises:
            Trouble: when there were too many, or no time is left.
        """
        self.spent_bytes += count
        if self.spent_bytes > self.bytes:
            raise Trouble("too_large", f"more than {self.bytes} bytes")
        _ = self.left


@dataclass(frozen=True)
class Rules:
    """Where a session may go.

    Args:
        opened: networks the operator opened, such as the local one; plain http and any port are allowed there.
        consented: hosts the password may be sent to: exact, or `.example.org` for all below.
        anywhere: no password travels, so that reads may be redirected to other public hosts.
    """

    opened: tuple[Network, ...] = ()
    consented: tuple[str, ...] = ()
    anywhere: bool = False

    def trusts(self, host: str) -> bool:
        """Whether the password may be sent to this host."""
        host = host.lower().rstrip(".")
        return any(host == each or (each.startswith(".") and host.endswith(each)) for each in self.consented)


class _Resolver(SystemResolver):  # pyright: ignore[reportUntypedBaseClass]
    """Judges the very addresses that are connected to."""

    opened: tuple[Network, ...] = ()
    only_opened = False
    refused = ""

    def getaddrinfo(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        """Resolve, and refuse altogether when a single address is not allowed."""
        found = super().getaddrinfo(host, port, *args, **kwargs)
        for each in found:
            address = str(each[4][0])
            if not is_opened(address, self.opened) and (self.only_opened or not allowed_address(address)):
                # The library would wrap an exception of ours beyond recognition.
                self.refused = f"{host} is not a public address reached by https"
                raise socket.gaierror(socket.EAI_NONAME, "address not allowed")
        return found


class GuardedSession(niquests.Session):
    """A session that keeps the rules and the budget, whatever the server says.

    Args:
        rules: where it may go.
        budget: what it may cost.
    """

    def __init__(self, rules: Rules, budget: Budget) -> None:
        self._resolver = _Resolver()
        self._resolver.opened = rules.opened
        super().__init__(
            resolver=self._resolver,
            multiplexed=False,
            disable_http2=True,
            disable_http3=True,
            retries=0,
            # The address of a revocation responder comes from the certificate: one more way inside.
            revocation_configuration=None,
            allow_incoming_cookies=False,
        )
        self.headers["Accept-Encoding"] = "gzip, deflate"
        self.trust_env = False  # neither the machine's .netrc nor its proxies
        self.rules, self.budget = rules, budget
        self._hung_up = False

    def request(self, method: Any, url: Any, **kwargs: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Send one request and read its answer whole, following redirects of reads by the rules.

        Raises:
            Trouble: when a rule or the budget forbids it, or the server cannot be reached.
        """
        kwargs.update(allow_redirects=False, stream=True, proxies=None, verify=True, cert=None)
        verb, address, secure = str(method).upper(), str(url), str(url).startswith("https:")
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._judged(address, with_password=bool(kwargs.get("auth")))
            if secure and parts.scheme != "https":
                raise Trouble("blocked_address", "redirected from https to http")
            answer = self._ask(verb, address, kwargs)
            target = answer.headers.get("Location")
            if answer.status_code not in REDIRECTS or not target:
                return answer
            if verb not in READS or answer.status_code == 303:
                # Followed, a redirect to a sign-in page would look like a write that succeeded.
                raise Trouble("not_caldav", f"{verb} answered by a redirect ({answer.status_code})")
            address = urljoin(address, target)
        raise Trouble("not_caldav", "too many redirects")

    def _judged(self, address: str, *, with_password: bool) -> SplitResult:
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise Trouble("wrong_address", "not an address") from error
        if parts.scheme not in ("https", "http") or not 0 < len(host) <= LONGEST_HOST:
            raise Trouble("blocked_address", f"scheme {parts.scheme[:20]!r}")
        if parts.username or parts.password:
            raise Trouble("blocked_address", "user name or password in the address")
        self._resolver.only_opened = parts.scheme != "https" or port not in PORTS
        self._resolver.refused = ""
        if (with_password or not self.rules.anywhere) and not self.rules.trusts(host):
            raise Trouble("needs_consent", "another host", host=host)
        return parts

    def _ask(self, verb: str, address: str, kwargs: dict[str, Any]) -> Any:
        self.budget.ask()
        left = min(self.budget.left, LONGEST_ANSWER)
        kwargs["timeout"] = (min(5.0, left), min(25.0, left), left)  # a small server lists a large calendar slowly
        try:
            with self._held_to(left):
                answer = super().request(verb, address, **kwargs)  # pyright: ignore[reportArgumentType]
                self._read(answer)
        except (niquests.exceptions.RequestException, OSError) as error:
            raise self._trouble(error) from error
        if self._hung_up:
            raise Trouble("timeout", TOO_SLOW)  # what came until then may look whole
        return answer

    def _read(self, answer: Any) -> None:
        if answer.headers.get("Content-Encoding", "").strip().lower() not in ENCODINGS:
            raise Trouble("not_caldav", "an encoding that was not asked for")
        body = bytearray()
        try:
            for chunk in answer.iter_content(CHUNK):  # decoded: a compressed bomb counts what it becomes
                self.budget.take(len(chunk))
                body += chunk
                if len(body) > LARGEST_ANSWER:
                    raise Trouble("too_large", f"more than {LARGEST_ANSWER} bytes in one answer")
        finally:
            answer.close()
        answer._content, answer._content_consumed = bytes(body), True  # noqa: SLF001  what the library itself does after reading

    @contextmanager
    def _held_to(self, seconds: float) -> Generator[None]:
        """Hang up when the time is over, however slowly the answer drips: time-outs count from read to read."""
        watch = threading.Timer(seconds, self._hang_up)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _hang_up(self) -> None:
        self._hung_up = True
        self.close()

    def _trouble(self, error: Exception) -> Trouble:
        if self._resolver.refused:
            return Trouble("blocked_address", self._resolver.refused)
        if self._hung_up:
            return Trouble("timeout", TOO_SLOW)
        kinds = niquests.exceptions
        if isinstance(error, kinds.SSLError):
            return Trouble("certificate", type(error).__name__)
        if isinstance(error, kinds.Timeout):
            return Trouble("timeout", type(error).__name__)
        if isinstance(error, kinds.InvalidURL | kinds.MissingSchema | kinds.InvalidSchema):
            return Trouble("wrong_address", type(error).__name__)
        return Trouble("unreachable", type(error).__name__)
