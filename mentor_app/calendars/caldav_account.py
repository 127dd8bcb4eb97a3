"""One CalDAV calendar (RFC 4791, RFC 6578): reading what changed, writing with care."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.sax.saxutils import escape

from mentor_app.calendars.names import CAL, CS, DAV
from mentor_app.calendars.reports import hrefs_element, time_range, uid_filter
from mentor_app.calendars.rights import PRIVILEGES, may_write
from mentor_app.calendars.troubles import TokenLost, Trouble
from mentor_app.calendars.versions import condition, stand_in, usable
from mentor_app.calendars.webdav import Answer, Wire
from mentor_app.clock import now

BATCH = 100
MOST_PAGES = 100
LONGEST_MARK = 500
LONGEST_TOKEN = 2000
RADICALE = "http://radicale.org/ns/sync/"
"""Begins the sync-tokens of Radicale, which goes through the whole calendar to say one, or its ctag; but when it was
last modified it knows from its files, a removal included."""


@dataclass(frozen=True, slots=True)
class RemoteEvent:
    """One object of a calendar: where it is, which version, and its iCalendar text."""

    href: str
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class RemoteChanges:
    """What changed since a token: ETags by href, hrefs that are gone, the next token, and what came whole with it."""

    changed: dict[str, str]
    gone: frozenset[str]
    token: str
    events: dict[str, RemoteEvent] = field(default_factory=dict[str, RemoteEvent])


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
        """The sync-token of this moment; nothing when the server has none.

        Raises:
            Trouble: when there is no calendar any more.
        """
        about = self._about("<d:sync-token/>")
        found = about.text(f"{DAV}sync-token") if about else ""
        return found if len(found) <= LONGEST_TOKEN else ""

    def mark(self, token: str) -> str:
        """A short word that is another after any change, or nothing; see `mentor_app.calendars.marks`.

        Its ctag and its sync-token together: DAViCal makes the former of what was written last, so that it comes back
        whatever happened in between, and the latter by a clock, so that it stays over a write that ends late.

        Args:
            token: a sync-token of the calendar, which tells what its server is.
        """
        by_clock = token.startswith(RADICALE)
        asked = "<d:getlastmodified/>" if by_clock else "<s:getctag/><d:sync-token/>"
        about = self._about(asked)
        if about is None:
            return ""
        if by_clock:
            return _past(about.text(f"{DAV}getlastmodified"))
        found = f"{about.text(f'{CS}getctag')} {about.text(f'{DAV}sync-token')}".strip()
        return found if len(found) <= LONGEST_MARK else ""

    def may_write(self) -> bool:
        """Whether the server says that the calendar may be written to, whatever it said of a single object."""
        about = self._about(PRIVILEGES)
        return about is not None and may_write(about) is True

    def _about(self, properties: str) -> Answer | None:
        """Properties of the calendar, which must still be one: what is deleted lies at its address for a while."""
        about = next(iter(self._wire.propfind(self._address, f"<d:resourcetype/>{properties}")), None)
        if about and about.has(f"{DAV}resourcetype", "*") and not about.has(f"{DAV}resourcetype", f"{CAL}calendar"):
            raise Trouble("calendar_gone", "no calendar any more")
        return about

    def changes(self, token: str) -> RemoteChanges:
        """What changed since the token; with an empty one, everything there is.

        Raises:
            TokenLost: when the server forgot the token.
            Trouble: when it pages for ever, or does not answer.
        """
        changed, gone, events = dict[str, str](), set[str](), dict[str, RemoteEvent]()
        for _ in range(MOST_PAGES):
            answers, following = self._listed(token)
            if not following or len(following) > LONGEST_TOKEN:
                raise TokenLost  # it answers, and knows no tokens that can be kept
            cut = self._sort(answers, changed, gone)
            events |= {each.href: each for each in _events(answers)}
            if not cut or following == token:
                return RemoteChanges(changed, frozenset(gone), following, events)
            token = following
        raise Trouble("too_large", f"more than {MOST_PAGES} pages of changes")

    def _listed(self, token: str) -> tuple[list[Answer], str]:
        try:
            return self._list(token, "<d:getetag/><c:calendar-data/>")
        except Trouble as trouble:
            if trouble.kind not in ("not_caldav", "rejected", "server_error"):
                raise
            return self._list(token, "<d:getetag/>")  # it cannot list and send at once

    def _list(self, token: str, properties: str) -> tuple[list[Answer], str]:
        # No limit is asked for: some servers then cut the list without saying so.
        since = f"<d:sync-token>{escape(token)}</d:sync-token><d:sync-level>1</d:sync-level>"
        body = f"{since}<d:prop>{properties}</d:prop>"
        return self._wire.report(self._address, "d:sync-collection", body, depth=0)

    def _sort(self, answers: Iterable[Answer], changed: dict[str, str], gone: set[str]) -> bool:
        cut = False
        for each in answers:
            if each.href.rstrip("/") == self.href.rstrip("/"):
                cut = cut or each.status == 507  # some list the calendar among its objects
            elif each.status in (404, 410, 418):  # 418: an old Nextcloud's word for gone
                gone.add(each.href)
                changed.pop(each.href, None)
            elif each.status < 300 and not each.href.endswith("/"):
                changed[each.href] = _etag(each)
                gone.discard(each.href)
        return cut

    def etags(self, start: datetime, end: datetime) -> dict[str, str]:
        """The ETags of all objects with something between two moments: for servers without sync-tokens."""
        answers = self._query("<d:getetag/>", time_range(_utc(start), _utc(end)))
        return {each.href: _etag(each) for each in answers if each.status < 300}

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
        return RemoteEvent(href, usable(found[0]) or stand_in(found[1]), found[1]) if found else None

    def create(self, href: str, text: str) -> str:
        """Write a new object, never over another; returns its ETag.

        Raises:
            Stale: when something is there already; Taken, when the account holds its UID elsewhere.
        """
        return self._known(href, self._wire.put(href, text, {"If-None-Match": "*"}))

    def update(self, href: str, text: str, etag: str) -> str:
        """Write over exactly the version that was read; returns the new ETag.

        Raises:
            Stale: when it is not that version any more.
        """
        return self._known(href, self._wire.put(href, text, condition(etag)))

    def delete(self, href: str, etag: str) -> bool:
        """Delete exactly the version that was read; returns whether it was there.

        Raises:
            Stale: when it is another version.
        """
        return self._wire.delete(href, condition(etag))

    def bring(self, elsewhere: str, href: str) -> None:
        """Move an object of another calendar of the account into this one, never over another.

        Raises:
            Stale: when something is there already.
        """
        self._wire.move(elsewhere, href)

    def _known(self, href: str, etag: str) -> str:
        if usable(etag) and not etag.startswith("W/"):
            return etag
        found = self.get(href)  # some servers do not say, others only roughly
        return found.etag if found else ""

    def _query(self, properties: str, filtering: str) -> list[Answer]:
        body = f"<d:prop>{properties}</d:prop>{filtering}"
        return self._wire.report(self._address, "c:calendar-query", body, depth=1)[0]


def _etag(answer: Answer) -> str:
    return usable(answer.text(f"{DAV}getetag"))


def _events(answers: Iterable[Answer]) -> list[RemoteEvent]:
    found = [(each, each.text(f"{CAL}calendar-data")) for each in answers if each.status < 300]
    return [RemoteEvent(each.href, _etag(each) or stand_in(text), text) for each, text in found if text]


def _past(date: str) -> str:
    """A date that lies in the past: an object from the future would hide what changes before."""
    try:
        return date if parsedate_to_datetime(date) < now() else ""
    except (ValueError, TypeError):
        return ""


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
