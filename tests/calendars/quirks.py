"""A CalDAV server in memory with the bad manners of many: each can be switched on.

- `no_tokens`: it has no sync-tokens, and answers the report for them with 501;
- `no_ctag`: it has none; `stuck_ctag`: it is the same for ever, and the sync-token told with it;
- `last_ctag`: it is made of what was written or removed last, and so comes back with that;
- `whole_lists`: a list of changes sends objects whole when asked; `strict_lists`: being asked is an error;
- `weak_etags`: a PUT tells a weak ETag, a listing the strong one; `silent_put`: a PUT tells none;
- `long_etags`: of a thousand characters; `endless_etags`: longer than it accepts in a request;
- `no_etags`: none anywhere, and so no conditions;
- `teapot`: deleted objects are listed with 418; `pages`: a list of changes is cut after two, with 507;
- `duplicates`: a second object with the same UID is stored;
- `one_uid`: none is stored in the whole account, and the refusal says where the first is; `fixed`: nothing is moved;
- `restarts`: a token it does not know is answered with a list of all there is; `echoes`: with the token, and nothing;
- below `/other/` is what another member shares, who has a home of their own, closed to us;
- `bin`: what was removed may not be written again, in the words of a calendar that may not be written to;
- `clings`: what was removed once is not let go of a second time;
- `shows_only`: it says that its calendars may not be written to;
- `escapes`: `@` is spelled `%40` in addresses it lists;
- `odd_refusals`: an object is not deleted, in the words that mean a forgotten token;
- `session`: every so many requests are answered by a redirect to a page to sign in.
"""

import contextlib
import http.server
import re
import socketserver
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

import icalendar
import recurring_ical_events

from mentor_app.calendars.webdav import Access

OPEN = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'


@dataclass
class Quirky:
    """The server: its calendars, each a mapping of href to (ETag, text), and its log of changes."""

    quirks: frozenset[str] = frozenset()
    name: str = "quirky"
    user: str = ""
    password: str = ""
    home: str = "/cal/"
    address: str = ""
    objects: dict[str, tuple[str, str]] = field(default_factory=dict)
    log: list[tuple[str, bool]] = field(default_factory=list)
    calendars: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    heard: int = 0
    letters: int = 0
    """How many invitations it declined in their guest's name, as no silence was asked for."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def access(self) -> Access:
        return Access(self.address)

    def has(self, quirk: str) -> bool:
        return quirk in self.quirks

    def write(self, href: str, text: str) -> str:
        longer = 1000 * self.has("long_etags") + 9000 * self.has("endless_etags")
        etag = f'"{len(self.log)}-{zlib.crc32(text.encode())}{"x" * longer}"'
        self.objects[href] = (etag, text)
        self.log.append((href, True))
        return etag

    def remove(self, href: str) -> None:
        self.removed.add(_uid(self.objects.pop(href)[1]))
        self.log.append((href, False))


@contextlib.contextmanager
def quirky(*quirks: str) -> Iterator[Quirky]:
    server = Quirky(frozenset(quirks))

    class Bound(_Handler):
        house = server

    class Threading(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    listening = Threading(("127.0.0.1", 0), Bound)
    server.address = f"http://127.0.0.1:{listening.server_address[1]}/"
    threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    listening.shutdown()
    listening.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    house: Quirky

    def log_message(self, *_: object) -> None:
        pass

    def reply(self, status: int, body: str = "", **headers: str) -> None:
        encoded = body.encode()
        self.send_response(status)
        kind = "text/calendar; charset=utf-8" if body.startswith("BEGIN") else "application/xml; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(encoded)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(encoded)

    def hear(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        with self.house.lock:
            self.house.heard += 1
            if self.house.has("session") and self.house.heard % 23 == 0:
                self.reply(302, Location="/sign-in")
                return
            if len(self.headers.get("If-Match") or "") > 4000:
                self.reply(431)
                return
            path = unquote(self.path)
            if path == "/sign-in":
                self.reply(200, "<html>Please sign in</html>")
                return
            getattr(self, f"on_{self.command.lower()}")(path, body)

    do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = do_MOVE = hear  # noqa: N815

    def on_mkcalendar(self, path: str, _body: str) -> None:
        self.house.calendars.add(path)
        self.reply(201)

    def on_get(self, path: str, _body: str) -> None:
        if path not in self.house.objects:
            self.reply(404)
            return
        etag, text = self.house.objects[path]
        self.reply(200, text, **({} if self.house.has("no_etags") else {"ETag": etag}))

    def on_put(self, path: str, body: str) -> None:
        house, there = self.house, self.house.objects.get(path)
        if not self._holds(there):
            self.reply(412)
            return
        if house.has("bin") and not there and _uid(body) in house.removed:
            self.reply(403)
            return
        uid, folder = _uid(body), "/" if house.has("one_uid") else path.rpartition("/")[0] + "/"
        same = [href for href, (_, text) in house.objects.items() if href.startswith(folder) and _uid(text) == uid]
        others = [href for href in same if uid and href != path]
        if others and not house.has("duplicates"):
            self._refuse_uid(others[0])
            return
        etag = house.write(path, body)
        told = {} if house.has("silent_put") or house.has("no_etags") else {"ETag": etag}
        self.reply(204 if there else 201, **({"ETag": "W/" + etag} if house.has("weak_etags") else told))

    def _refuse_uid(self, other: str) -> None:
        if self.house.has("one_uid"):
            inner = (
                f"<c:unique-scheduling-object-resource><d:href>{other}</d:href></c:unique-scheduling-object-resource>"
            )
            self.reply(403, OPEN.replace("multistatus", "error") + inner + "</d:error>")
        else:
            self.reply(409)

    def on_move(self, path: str, _body: str) -> None:
        to = unquote(urlsplit(self.headers["Destination"]).path)
        if self.house.has("fixed"):
            self.reply(403)
        elif path not in self.house.objects:
            self.reply(404)
        elif to in self.house.objects:
            self.reply(412)
        else:
            text = self.house.objects[path][1]
            self.house.remove(path)
            self.house.write(to, text)
            self.reply(201)

    def on_delete(self, path: str, _body: str) -> None:
        there = self.house.objects.get(path)
        if self.house.has("odd_refusals"):
            self.reply(403, '<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>')
        elif there is None:
            self.reply(404)
        elif self.house.has("clings") and _uid(there[1]) in self.house.removed:
            self.reply(403)
        elif not self._holds(there):
            self.reply(412)
        else:
            self.house.letters += "ORGANIZER" in there[1] and self.headers.get("Schedule-Reply") != "F"
            self.house.remove(path)
            self.reply(204)

    def _holds(self, there: tuple[str, str] | None) -> bool:
        if self.house.has("no_etags"):
            return True
        if self.headers.get("If-None-Match") == "*" and there:
            return False
        wanted = self.headers.get("If-Match")
        return wanted is None or (there is not None and there[0] == wanted)

    def on_propfind(self, path: str, body: str) -> None:
        house = self.house
        stuck = house.has("stuck_ctag") and "getctag" in body
        state = "0" if stuck else str(len(house.log))
        token = "" if house.has("no_tokens") else f"<d:sync-token>t{state}</d:sync-token>"
        ctag = "" if house.has("no_ctag") else f"c{self._last() if house.has('last_ctag') else state}"
        home = "/other/" if path.startswith("/other/") else "/cal/"
        about = (
            f'<s:getctag xmlns:s="http://calendarserver.org/ns/">{ctag}</s:getctag>'
            f"{token}<c:calendar-home-set><d:href>{home}</d:href></c:calendar-home-set>"
            "<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>"
            f"<d:current-user-privilege-set>{self._rights()}</d:current-user-privilege-set>"
        )
        if path == "/other/":
            self.reply(403)
            return
        inside = [each for each in sorted(house.calendars) if each.startswith(path)]
        listed = [path, *(inside if self.headers.get("Depth") == "1" else [])]
        found = [self._one(each, self._kind(each) + about) for each in listed]
        self.reply(207, OPEN + "".join(found) + "</d:multistatus>")

    def _last(self) -> int:
        href, _ = self.house.log[-1] if self.house.log else ("", False)
        return zlib.crc32(f"{href} {self.house.objects.get(href, ('', ''))[1]}".encode())

    def _rights(self) -> str:
        names = ("read",) if self.house.has("shows_only") else ("read", "write")
        return "".join(f"<d:privilege><d:{each}/></d:privilege>" for each in names)

    def _kind(self, path: str) -> str:
        inner = "<c:calendar/>" if path in self.house.calendars else ""
        return f"<d:resourcetype><d:collection/>{inner}</d:resourcetype>"

    def on_report(self, path: str, body: str) -> None:
        if "sync-collection" in body:
            self._changes(path, body)
        elif "calendar-multiget" in body:
            asked = [unquote(each) for each in re.findall(r"<d:href>(.*?)</d:href>", body)]
            self._objects(asked, body)
        else:
            self._objects([each for each in self.house.objects if each.startswith(path)], body)

    def _objects(self, hrefs: list[str], body: str) -> None:
        span, uid = re.search(r'start="(\w+)" end="(\w+)"', body), re.search(r"<c:text-match[^>]*>(.*?)<", body)
        found = []
        for href in hrefs:
            if href not in self.house.objects:
                status = "<d:status>HTTP/1.1 404 No</d:status>"
                found.append(f"<d:response><d:href>{self._spelled(href)}</d:href>{status}</d:response>")
                continue
            etag, text = self.house.objects[href]
            if (span and not _within(text, *span.groups())) or (uid and f"UID:{uid[1]}" not in text):
                continue
            tag = "" if self.house.has("no_etags") else f"<d:getetag>{escape(etag)}</d:getetag>"
            inner = f"<c:calendar-data>{escape(text)}</c:calendar-data>" if "calendar-data" in body else ""
            found.append(self._one(href, tag + inner))
        self.reply(207, OPEN + "".join(found) + "</d:multistatus>")

    def _changes(self, path: str, body: str) -> None:
        house = self.house
        asked = re.search(r"<d:sync-token>(.*?)</d:sync-token>", body)
        since = int(asked[1][1:]) if asked and asked[1].startswith("t") and asked[1][1:].isdigit() else None
        whole = "calendar-data" in body
        if house.has("no_tokens") or (whole and house.has("strict_lists")):
            self.reply(501)
            return
        lost = since is None or since > len(house.log)
        if since is None or lost:
            if house.has("echoes"):
                self.reply(207, OPEN + (asked[0] if asked else "") + "</d:multistatus>")
                return
            if not house.has("restarts"):
                self.reply(403, '<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>')
                return
            since = 0
        until = min(since + 2, len(house.log)) if house.has("pages") else len(house.log)
        gone = "HTTP/1.1 418 I'm a teapot" if house.has("teapot") else "HTTP/1.1 404 Not Found"
        found = []
        named = dict.fromkeys(href for href, _ in house.log[since:until] if href.startswith(path))
        for href in (each for each in named if not lost or each in house.objects):
            if href in house.objects:
                tag = "" if house.has("no_etags") else f"<d:getetag>{escape(house.objects[href][0])}</d:getetag>"
                text = f"<c:calendar-data>{escape(house.objects[href][1])}</c:calendar-data>"
                found.append(self._one(href, tag + (text if whole and house.has("whole_lists") else "")))
            else:
                found.append(
                    f"<d:response><d:href>{self._spelled(href)}</d:href><d:status>{gone}</d:status></d:response>"
                )
        if until < len(house.log):
            found.append(f"<d:response><d:href>{path}</d:href><d:status>HTTP/1.1 507 Full</d:status></d:response>")
        self.reply(207, OPEN + "".join(found) + f"<d:sync-token>t{until}</d:sync-token></d:multistatus>")

    def _one(self, href: str, properties: str) -> str:
        return (
            f"<d:response><d:href>{self._spelled(href)}</d:href><d:propstat><d:prop>{properties}</d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        )

    def _spelled(self, href: str) -> str:
        return quote(href, safe="/" if self.house.has("escapes") else "/@")


def _uid(text: str) -> str:
    found = re.search(r"^UID:(.*?)\r?$", text, re.MULTILINE)
    return found[1] if found else ""


def _within(text: str, start: str, end: str) -> bool:
    first, last = (datetime.strptime(each, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for each in (start, end))
    return bool(recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(first, last))
