"""A member's CalDAV account (RFC 4791, 6578, 6764): finding its calendars, reading what changed, writing with care."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from mentor_app.calendars.guard import Budget, Rules
from mentor_app.calendars.troubles import TokenLost, Trouble
from mentor_app.calendars.webdav import CAL, DAV, Access, Answer, Wire, href_key, hrefs_element, time_range, uid_filter

BATCH = 100
MOST_PAGES = 100
MOST_CALENDARS = 100
WITHOUT_ETAG = "content:"
"""Begins what stands for the ETag of an object whose server names none: a digest of its text."""
FAMILIES = {"caldav.icloud.com": ".icloud.com"}
"""Providers that spread one account over many hosts of their own."""

_ABOUT = "<d:current-user-principal/><d:resourcetype/><c:calendar-home-set/>"
_CALENDAR = (
    "<d:resourcetype/><d:displayname/><d:sync-token/><d:current-user-privilege-set/><d:supported-report-set/>"
    "<c:supported-calendar-component-set/><a:calendar-color/>"
)
_WRITING = ("write", "write-content", "bind", "all")


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar that discovery found.

    Args:
        href: its path on the server, with a slash at the end.
        name: as its owner calls it.
        color: such as `#4F6BED`, or nothing.
        writable: whether the server says we may write; True when it says nothing.
        reports_changes: whether it has sync-tokens.
    """

    href: str
    name: str
    color: str = ""
    writable: bool = True
    reports_changes: bool = True


@dataclass(frozen=True, slots=True)
class Discovery:
    """What an address and a password lead to.

    Args:
        address: the address the calendars are below; hrefs are paths on its host.
        kind: how the server is signed in to.
        calendars: those that hold events.
    """

    address: str
    kind: str
    calendars: tuple[FoundCalendar, ...]


@dataclass(frozen=True, slots=True)
class RemoteEvent:
    """One object of a calendar: where it is, which version, and its iCalendar text."""

    href: str
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class RemoteChanges:
    """What changed since a token: ETags by href, hrefs that are gone, and the next token."""

    changed: dict[str, str]
    gone: frozenset[str]
    token: str


def full_address(typed: str) -> str:
    """The address a member meant: https where nothing is said; of `someone@example.org`, the part behind the @.

    Raises:
        Trouble: when that is none.
    """
    text = typed.strip()
    if "://" not in text:
        text = "https://" + text.rpartition("@")[2]
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise Trouble("wrong_address", "not an address") from error
    if not host or any(each.isspace() for each in text):
        raise Trouble("wrong_address", "not an address")
    if parts.scheme not in ("https", "http") or parts.username or parts.password:
        raise Trouble("blocked_address", "not a plain web address")
    return parts._replace(path=parts.path or "/", query="", fragment="").geturl()


def consented_hosts(address: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """The hosts a password may be sent to: the one typed, its provider's family, and those the member agreed to."""
    host = (urlsplit(address).hostname or "").lower()
    family = FAMILIES.get(host)
    return (host, *([family] if family else []), *(each.lower() for each in more))


def discover(access: Access, rules: Rules, budget: Budget) -> Discovery:
    """Find an account's calendars: the address itself, else the well-known one, else the root; then principal and home.

    Raises:
        Trouble: in words a member can act on.
    """
    base = full_address(access.address)
    root = urljoin(base, "/")
    trouble: Trouble | None = None
    for start in dict.fromkeys((base, urljoin(root, "/.well-known/caldav"), root)):
        wire = Wire(replace(access, address=start), rules, budget)
        try:
            found = _calendars_from(wire, start)
        except Trouble as error:
            if error.kind not in ("wrong_address", "not_caldav", "calendar_gone", "rejected", "server_error"):
                raise
            trouble = trouble or error
            continue
        finally:
            wire.close()
        if found is not None:
            return found
    raise trouble or Trouble("not_caldav", "no principal and no home")


def _calendars_from(wire: Wire, start: str) -> Discovery | None:
    about = _first(wire.propfind(start, _ABOUT, connecting=True))
    if about is None:
        return None
    at_hand = about.has(f"{DAV}resourcetype", f"{CAL}calendar")
    home, base = about.inner_href(f"{CAL}calendar-home-set"), start
    principal = about.inner_href(f"{DAV}current-user-principal")
    if not home and principal:
        base = urljoin(start, principal)
        told = _first(wire.propfind(base, _ABOUT, connecting=True))
        home = told.inner_href(f"{CAL}calendar-home-set") if told else ""
    if home:
        address = urljoin(base, home)
        address = address if address.endswith("/") else address + "/"
        listed = wire.propfind(address, _CALENDAR, depth=1, connecting=True)
    elif at_hand:
        address, listed = start, wire.propfind(start, _CALENDAR, connecting=True)
    else:
        return None
    calendars = tuple(_calendar(each) for each in listed if _holds_events(each))[:MOST_CALENDARS]
    if at_hand and not calendars:
        calendars = tuple(_calendar(each) for each in wire.propfind(start, _CALENDAR, connecting=True))
    return Discovery(address, wire.kind, calendars)


def _first(answers: Sequence[Answer]) -> Answer | None:
    return answers[0] if answers else None


def _holds_events(answer: Answer) -> bool:
    if not answer.has(f"{DAV}resourcetype", f"{CAL}calendar"):
        return False
    listed = answer.element.iterfind(f".//{CAL}supported-calendar-component-set/{CAL}comp")
    kinds = [each.get("name") for each in listed]
    return not kinds or "VEVENT" in kinds


def _calendar(answer: Answer) -> FoundCalendar:
    rights = answer.element.find(f".//{DAV}current-user-privilege-set")
    names = {each.tag for each in rights.iter() if isinstance(each.tag, str)} if rights is not None else set[str]()
    href = answer.href if answer.href.endswith("/") else answer.href + "/"
    color = answer.text("{http://apple.com/ns/ical/}calendar-color")[:7]
    return FoundCalendar(
        href=href,
        name=(answer.text(f"{DAV}displayname") or href.rstrip("/").rpartition("/")[2])[:200],
        color=color if len(color) == 7 and color.startswith("#") and color[1:].isalnum() else "",
        writable=len(names) <= 1 or any(f"{DAV}{each}" in names for each in _WRITING),
        reports_changes=bool(answer.text(f"{DAV}sync-token"))
        or answer.has(f"{DAV}supported-report-set", f"{DAV}supported-report", f"{DAV}report", f"{DAV}sync-collection"),
    )


class CalDavCalendar:
    """One calendar on a server, for one piece of work.

    Args:
        wire: the connection.
        href: the calendar's path.
    """

    def __init__(self, wire: Wire, href: str) -> None:
        self._wire = wire
        self.href = href if href.endswith("/") else href + "/"
        self._address = wire.absolute(self.href)

    def close(self) -> None:
        """Hang up."""
        self._wire.close()

    def token(self) -> str:
        """The sync-token of this moment; nothing when the server has none."""
        about = _first(self._wire.propfind(self._address, "<d:sync-token/>"))
        return about.text(f"{DAV}sync-token") if about else ""

    def changes(self, token: str) -> RemoteChanges:
        """What changed since the token; with an empty one, everything there is.

        Raises:
            TokenLost: when the server forgot the token.
            Trouble: when it pages for ever, or does not answer.
        """
        changed, gone = dict[str, str](), set[str]()
        for _ in range(MOST_PAGES):
            # No limit is asked for: some servers then cut the list without saying so.
            body = (
                f"<d:sync-token>{escape(token)}</d:sync-token><d:sync-level>1</d:sync-level>"
                "<d:prop><d:getetag/></d:prop>"
            )
            answers, following = self._wire.report(self._address, "d:sync-collection", body, depth=0)
            if not following:
                raise TokenLost  # it answers, and knows no tokens
            cut = self._sort(answers, changed, gone)
            if not cut or following == token:
                return RemoteChanges(changed, frozenset(gone), following)
            token = following
        raise Trouble("too_large", f"more than {MOST_PAGES} pages of changes")

    def _sort(self, answers: Iterable[Answer], changed: dict[str, str], gone: set[str]) -> bool:
        cut = False
        for each in answers:
            if each.href.rstrip("/") == self.href.rstrip("/"):
                cut = cut or each.status == 507  # some list the calendar among its objects
            elif each.status in (404, 410, 418):  # 418: an old Nextcloud's word for gone
                gone.add(each.href)
                changed.pop(each.href, None)
            elif each.status < 300 and not each.href.endswith("/"):
                changed[each.href] = each.text(f"{DAV}getetag")
                gone.discard(each.href)
        return cut

    def etags(self, start: datetime, end: datetime) -> dict[str, str]:
        """The ETags of all objects with something between two moments: for servers without sync-tokens."""
        answers = self._query("<d:getetag/>", time_range(_utc(start), _utc(end)))
        return {each.href: each.text(f"{DAV}getetag") for each in answers if each.status < 300}

    def window(self, start: datetime, end: datetime) -> list[RemoteEvent]:
        """All objects with something between two moments, whole."""
        return _events(self._query("<d:getetag/><c:calendar-data/>", time_range(_utc(start), _utc(end))))

    def with_uid(self, uid: str) -> list[RemoteEvent]:
        """The objects with this UID, wherever a client put them."""
        return _events(self._query("<d:getetag/><c:calendar-data/>", uid_filter(uid)))

    def fetch(self, hrefs: Iterable[str]) -> dict[str, RemoteEvent]:
        """Objects by their hrefs; those that are gone are missing. In batches: servers refuse thousands at once."""
        wanted = sorted(hrefs)
        found = dict[str, RemoteEvent]()
        for first in range(0, len(wanted), BATCH):
            asked = hrefs_element(wanted[first : first + BATCH], self._wire.absolute)
            body = f"<d:prop><d:getetag/><c:calendar-data/></d:prop>{asked}"
            answers, _ = self._wire.report(self._address, "c:calendar-multiget", body)
            found |= {each.href: each for each in _events(answers)}
        return {href: found[href] for href in wanted if href in found}

    def get(self, href: str) -> RemoteEvent | None:
        """One object, or None."""
        found = self._wire.get(href)
        return RemoteEvent(href, found[0] or _stand_in(found[1]), found[1]) if found else None

    def create(self, href: str, text: str) -> str:
        """Write a new object, never over another; returns its ETag.

        Raises:
            Stale: when something is there already, or the calendar holds its UID elsewhere.
        """
        return self._known(href, self._wire.put(href, text, {"If-None-Match": "*"}))

    def update(self, href: str, text: str, etag: str) -> str:
        """Write over exactly the version that was read; returns the new ETag.

        Raises:
            Stale: when it is not that version any more.
        """
        return self._known(href, self._wire.put(href, text, _condition(etag)))

    def delete(self, href: str, etag: str) -> bool:
        """Delete exactly the version that was read; returns whether it was there.

        Raises:
            Stale: when it is another version.
        """
        return self._wire.delete(href, _condition(etag))

    def _known(self, href: str, etag: str) -> str:
        if etag and not etag.startswith("W/"):
            return etag
        found = self.get(href)  # some servers do not say, others only roughly
        return found.etag if found else ""

    def _query(self, properties: str, filtering: str) -> list[Answer]:
        body = f"<d:prop>{properties}</d:prop>{filtering}"
        return self._wire.report(self._address, "c:calendar-query", body, depth=1)[0]


def same_version(one: str, other: str) -> bool:
    """Whether two ETags name one version; weakness is a matter of spelling here."""
    return bool(one) and one.removeprefix("W/") == other.removeprefix("W/")


def _condition(etag: str) -> dict[str, str]:
    if not etag or etag.startswith(WITHOUT_ETAG):
        return {}
    return {"If-Match": etag.removeprefix("W/")}


def _events(answers: Iterable[Answer]) -> list[RemoteEvent]:
    found = [(each, each.text(f"{CAL}calendar-data")) for each in answers if each.status < 300]
    return [RemoteEvent(each.href, each.text(f"{DAV}getetag") or _stand_in(text), text) for each, text in found if text]


def _stand_in(text: str) -> str:
    return WITHOUT_ETAG + hashlib.sha256(text.encode()).hexdigest()


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


__all__ = [
    "Access",
    "CalDavCalendar",
    "Discovery",
    "FoundCalendar",
    "RemoteChanges",
    "RemoteEvent",
    "Wire",
    "consented_hosts",
    "discover",
    "full_address",
    "href_key",
    "same_version",
]
