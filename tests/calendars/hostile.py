"""Servers that mean harm: one path, one way. Whatever arrives at `inside` should never have been sent."""

import contextlib
import functools
import gzip
import http.server
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

MULTISTATUS = (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{}</d:multistatus>'
)
FINE = (
    "<d:response><d:href>{}</d:href><d:propstat><d:prop>{}</d:prop>"
    "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
)
_BOMB = "".join(f'<!ENTITY l{n} "{(f"&l{n - 1};") * 10 if n else "lol" * 10}">' for n in range(10))


@functools.lru_cache
def _bomb() -> bytes:
    return gzip.compress(b" " * 10_000_000, 9) * 30


def page(href: str, properties: str, more: str = "") -> bytes:
    return MULTISTATUS.format(FINE.format(href, properties) + more).encode()


@dataclass
class Hostile:
    """What the servers heard."""

    port: int
    inside_port: int
    heard: list[tuple[str, str, bool]] = field(default_factory=list)
    inside: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def target(self) -> str:
        """An address inside, which is not opened."""
        return f"http://127.0.0.2:{self.inside_port}/secret/"


@contextlib.contextmanager
def hostile_servers() -> Iterator[Hostile]:
    _bomb()
    made = Hostile(0, 0)

    class Bad(_Handler):
        house = made

    class Inside(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            made.inside.append((self.command, bool(self.headers.get("Authorization"))))
            self.send_response(207)
            self.end_headers()

        do_PROPFIND = do_REPORT = do_PUT = do_DELETE = do_OPTIONS = do_GET  # noqa: N815  http.server looks for these

    servers = [_Server(("127.0.0.1", 0), Bad), _Server(("127.0.0.2", 0), Inside)]
    made.port, made.inside_port = servers[0].server_address[1], servers[1].server_address[1]
    for each in servers:
        threading.Thread(target=each.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    for each in servers:
        each.shutdown()
        each.server_close()


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what these tests are about."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    house: Hostile

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", kind: str = "application/xml", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def hear(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.house.heard.append((self.command, self.path, bool(self.headers.get("Authorization"))))
        name = self.path.strip("/").partition("/")[0].replace("-", "_").replace(".", "_") or "fine"
        getattr(self, f"be_{name}", self.be_fine)()

    do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_OPTIONS = hear  # noqa: N815

    def be_fine(self) -> None:
        self.answer(207, page(self.path, "<d:displayname>fine</d:displayname>"))

    def be_redirect(self) -> None:
        self.answer(302, Location="/fine")

    def be_inward(self) -> None:
        self.answer(307, Location=self.house.target)

    def be_round_and_round(self) -> None:
        self.answer(307, Location="/round-and-round")

    def be_downgrade(self) -> None:
        self.answer(307, Location="ftp://127.0.0.1/fine")

    def be_foreign_home(self) -> None:
        inner = f"<c:calendar-home-set><d:href>{self.house.target}</d:href></c:calendar-home-set>"
        self.answer(207, page(self.path, inner))

    def be_foreign_principal(self) -> None:
        inner = f"<d:current-user-principal><d:href>{self.house.target}</d:href></d:current-user-principal>"
        self.answer(207, page(self.path, inner))

    def be_foreign_objects(self) -> None:
        elsewhere = FINE.format(self.house.target + "a.ics", '<d:getetag>"1"</d:getetag>')
        own = FINE.format("/foreign-objects/b.ics", '<d:getetag>"1"</d:getetag>')
        self.answer(207, MULTISTATUS.format(elsewhere + own + "<d:sync-token>t1</d:sync-token>").encode())

    def be_no_addresses(self) -> None:
        odd = ("http://[bad/a.ics", "http://127.0.0.1:99999999/a.ics", "/no-addresses/%00.ics", "/" + "x" * 1000)
        listed = "".join(FINE.format(each, '<d:getetag>"1"</d:getetag>') for each in odd)
        strange = "<d:response><d:href>/no-addresses/a.ics</d:href><d:status>HTTP/1.1 \u00b2 OK</d:status></d:response>"
        self.answer(207, MULTISTATUS.format(listed + strange + "<d:sync-token>t1</d:sync-token>").encode())

    def be_home_of_nobody(self) -> None:
        self.answer(207, page(self.path, "<c:calendar-home-set><d:href>//[bad</d:href></c:calendar-home-set>"))

    def be_wanting_ages(self) -> None:
        self.answer(429, b"", "text/plain", Retry_After="9" * 400)

    def be_endless_pages(self) -> None:
        full = "<d:response><d:href>/endless-pages/</d:href><d:status>HTTP/1.1 507 Full</d:status></d:response>"
        token = f"<d:sync-token>t{len(self.house.heard)}</d:sync-token>"
        self.answer(207, MULTISTATUS.format(full + token).encode())

    def be_endless_body(self) -> None:
        self.send_response(207)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", "300000000")
        self.end_headers()
        for _ in range(300):
            self.wfile.write(b" " * 1_000_000)

    def be_gzip_bomb(self) -> None:
        self.answer(207, _bomb(), Content_Encoding="gzip")

    def be_odd_encoding(self) -> None:
        self.answer(207, b"x" * 1000, Content_Encoding="br")

    def be_drip(self) -> None:
        self.send_response(207)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def be_dripping_headers(self) -> None:
        self.connection.sendall(b"HTTP/1.1 207 OK\r\n")
        for number in range(100):
            self.connection.sendall(f"X-{number}: y\r\n".encode())
            time.sleep(0.1)

    def be_silence(self) -> None:
        time.sleep(10)
        self.close_connection = True

    def be_entity_bomb(self) -> None:
        inner = FINE.format("/x", "<d:displayname>&l9;</d:displayname>")
        head = f'<?xml version="1.0"?><!DOCTYPE x [{_BOMB}]>'
        self.answer(207, f'{head}<d:multistatus xmlns:d="DAV:">{inner}</d:multistatus>'.encode())

    def be_outer_entity(self) -> None:
        inner = FINE.format("/x", "<d:displayname>[&e;]</d:displayname>")
        head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{self.house.target}">]>'
        self.answer(207, f'{head}<d:multistatus xmlns:d="DAV:">{inner}</d:multistatus>'.encode())

    def be_sign_in_page(self) -> None:
        self.answer(200, b"<html><body>Please sign in</body></html>", "text/html")

    def be_half_an_answer(self) -> None:
        self.answer(207, b"<d:multistatus xmlns:d='DAV:'><d:resp")

    def be_hung_up(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self.connection.close()
        self.close_connection = True

    def be_a_teapot(self) -> None:
        pot = "<d:response><d:href>/a-teapot/a.ics</d:href><d:status>HTTP/1.1 418 I am</d:status></d:response>"
        self.answer(207, MULTISTATUS.format(pot + "<d:sync-token>t1</d:sync-token>").encode())

    def be_status(self) -> None:
        code = int(self.path.split("/")[2])
        self.answer(code, b"", "text/plain", **({"Retry_After": "17"} if code in (429, 503) else {}))

    def be_wanting_digest(self) -> None:
        self.answer(401, b"", "text/plain", WWW_Authenticate="Negotiate")
