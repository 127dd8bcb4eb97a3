"""The few requests of WebDAV and CalDAV that we make, and their answers read without the library's objects.

The library carries requests and parses XML. It raises for hardly any status, so every answer is judged here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import caldav
from caldav.lib import error as caldav_errors
from niquests.exceptions import RequestException

from mentor_app.calendars.guard import Budget, GuardedSession, Rules
from mentor_app.calendars.names import DAV, href_key
from mentor_app.calendars.refusals import refuse, status_trouble
from mentor_app.calendars.troubles import Trouble

ICS = "text/calendar; charset=utf-8"
LONGEST_HREF = 700
_UNREADABLE = (SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What the library's parsers raise, of headers too: such as of a number of seconds with hundreds of digits."""
_OPEN = (
    '<d:%s xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
    ' xmlns:s="http://calendarserver.org/ns/" xmlns:a="http://apple.com/ns/ical/">'
)


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a member's server. Its text form never shows the password.

    Args:
        address: the base address, a full URL.
        user: the user name; empty for a server without passwords.
        password: the app password.
        kind: `basic` or `digest`; empty while unknown, which costs a request more.
    """

    address: str
    user: str = ""
    password: str = ""
    kind: str = ""

    def __repr__(self) -> str:
        return f"Access({self.address!r}, {self.user!r}, ...)"


@dataclass(frozen=True, slots=True)
class Answer:
    """One `response` of a multistatus: where, and what it says of itself."""

    href: str
    status: int
    element: Any

    def text(self, name: str) -> str:
        """The text of a property, or nothing."""
        found = self.element.find(f".//{name}")
        return (found.text or "").strip() if found is not None else ""

    def inner_href(self, name: str) -> str:
        """The address inside a property such as `current-user-principal`."""
        return (self.element.findtext(f".//{name}/{DAV}href") or "").strip()

    def has(self, *path: str) -> bool:
        """Whether an element is there, by its path below the answer."""
        return self.element.find(".//" + "/".join(path)) is not None


class Wire:
    """A guarded connection to one server.

    Args:
        access: where and as whom.
        rules: where the session may go; the host of the address is always trusted with its password.
        budget: what this piece of work may cost.
    """

    def __init__(self, access: Access, rules: Rules, budget: Budget) -> None:
        self.access = access
        session = GuardedSession(rules, budget)
        client: Any = caldav.DAVClient
        self._client: Any = client(
            url=access.address,
            username=access.user or None,
            password=access.password or None,
            auth_type=(access.kind or None) if access.user else None,
            enable_rfc6764=False,  # it would resolve and connect on its own, past the guard
            rate_limit_handle=False,
            huge_tree=False,
            timeout=30,
        )
        self._client.session.close()
        self._client.session = session

    def close(self) -> None:
        """Hang up."""
        self._client.session.close()

    @property
    def kind(self) -> str:
        """How the server wanted to be signed in to, once it was asked."""
        name = type(self._client.auth).__name__.lower() if self._client.auth else ""
        return "digest" if "digest" in name else "basic" if name else ""

    def absolute(self, href: str) -> str:
        """The full address of an href key."""
        path = quote(href, safe="/:@!$&'()*+,;=~")
        # With the host said: two slashes at the beginning would else lead to another.
        netloc = urlsplit(self.access.address).netloc
        return urljoin(self.access.address, f"//{netloc}{path}" if path.startswith("/") else path)

    def propfind(self, address: str, properties: str, depth: int = 0, *, connecting: bool = False) -> list[Answer]:
        """Properties of an address, or of everything in it.

        Raises:
            Trouble: when that is not answered as CalDAV is.
        """
        body = f"{_OPEN % 'propfind'}<d:prop>{properties}</d:prop></d:propfind>"
        answer = self._send(address, "PROPFIND", body, {"Depth": str(depth)}, connecting=connecting)
        found = list(self._multistatus(answer, connecting=connecting))
        if len(found) == 1 and found[0].status >= 400:  # Xandikos says here that there is nothing
            raise status_trouble(found[0].status, connecting=connecting)
        return found

    def report(self, address: str, name: str, body: str, depth: int | None = None) -> tuple[list[Answer], str]:
        """A report; returns its answers and the sync-token at its end, if any.

        Raises:
            TokenLost: when the server forgot the token it was asked about.
            Trouble: for anything else that is not an answer.
        """
        prefix, _, tag = name.partition(":")
        text = (_OPEN % tag).replace("<d:", f"<{prefix}:", 1) + f"{body}</{name}>"
        headers = {} if depth is None else {"Depth": str(depth)}
        answer = self._send(address, "REPORT", text, headers, since=tag == "sync-collection")
        return list(self._multistatus(answer)), answer.tree.findtext(f"{DAV}sync-token") or ""

    def get(self, href: str) -> tuple[str, str] | None:
        """An object's ETag and text, or None when there is none."""
        try:
            answer = self._send(self.absolute(href), "GET")
        except Trouble as trouble:
            if trouble.kind == "calendar_gone":
                return None
            raise
        text = _decoded(answer)
        if "BEGIN:VCALENDAR" not in text[:1000].upper():
            raise Trouble("not_caldav", "a page where a calendar object should be")  # somebody asks to sign in
        return answer.headers.get("ETag") or "", text

    def put(self, href: str, text: str, condition: Mapping[str, str]) -> str:
        """Write an object under a condition; returns its ETag, or nothing when the server does not say.

        Raises:
            Stale: when the condition does not hold; Taken, when its UID is in use elsewhere.
            Trouble: when it was not written.
        """
        answer = self._send(self.absolute(href), "PUT", text, {"Content-Type": ICS, **condition})
        return answer.headers.get("ETag") or ""

    def delete(self, href: str, condition: Mapping[str, str]) -> bool:
        """Delete an object under a condition, and in silence; returns whether it was there.

        Where an invitation was taken up, a server would else decline it by letter in its owner's name.

        Raises:
            Stale: when the condition does not hold.
            Trouble: when it was not deleted.
        """
        try:
            self._send(self.absolute(href), "DELETE", headers={"Schedule-Reply": "F", **condition})
        except Trouble as trouble:
            if trouble.kind == "calendar_gone":
                return False
            raise
        return True

    def move(self, href: str, to: str) -> None:
        """Move an object to where nothing is.

        Raises:
            Stale: when something is there.
            Trouble: when it was not moved.
        """
        self._send(self.absolute(href), "MOVE", headers={"Destination": self.absolute(to), "Overwrite": "F"})

    def _send(
        self, address: str, verb: str, body: str = "", headers: Mapping[str, str] | None = None, **how: bool
    ) -> Any:
        try:
            answer = self._client.request(address, verb, body, dict(headers or {}))
        except caldav_errors.RateLimitError as error:
            raise Trouble("too_many", "asked to wait", retry_after=_seconds(error)) from error
        except caldav_errors.DAVError as error:
            refuse(int(getattr(error, "status", 0) or 0), getattr(error, "body", None), verb, **how)
        except NotImplementedError as error:
            raise Trouble("wrong_password", "no way of signing in that we know") from error
        except _UNREADABLE as error:
            raise Trouble("not_caldav", f"not XML: {type(error).__name__}") from error
        except (RequestException, OSError) as error:
            raise Trouble("unreachable", type(error).__name__) from error
        if answer.status >= 300:
            refuse(answer.status, answer.raw, verb, **how)
        return answer

    def _multistatus(self, answer: Any, *, connecting: bool = False) -> Iterator[Answer]:
        tree = answer.tree
        if answer.status != 207 or tree is None or tree.tag != f"{DAV}multistatus":
            raise Trouble("not_caldav", f"status {answer.status}")
        for element in tree.iterchildren(f"{DAV}response"):
            href = (element.findtext(f"{DAV}href") or "").strip()
            try:
                key, is_here = href_key(href), connecting or self._is_here(href)
            except ValueError:
                continue  # no address
            if not is_here or len(key) > LONGEST_HREF or "\0" in key:
                continue  # an object on another host, or nowhere, is nobody's we asked
            status = re.search(r" ([1-5][0-9]{2})\b", element.findtext(f"{DAV}status") or "")
            yield Answer(key, int(status[1]) if status else 200, element)

    def _is_here(self, href: str) -> bool:
        parts, own = urlsplit(href), urlsplit(self.access.address)
        return not parts.netloc or (parts.hostname, parts.port) == (own.hostname, own.port)


def _seconds(error: Any) -> float | None:
    value = getattr(error, "retry_after_seconds", None)
    return min(float(value), 86400.0) if value else None


def _decoded(answer: Any) -> str:
    raw: str | bytes = answer.raw or ""
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
