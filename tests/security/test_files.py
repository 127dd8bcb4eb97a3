"""Uploading and downloading, as no browser would."""

import asyncio
import contextlib
import io
import json
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from mentor_app.storage import KINDS, LARGEST, TEXTS, Unwelcome, clean_name, file_path, kind_of
from tests.house import House, open_house

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house")) as served:
        yield served


def bytes_on_disk(house: House) -> list[Path]:
    return sorted((house.path.parent / "files").glob("*/*"))


def send(house, who, body, name="plan.pdf", path="/files", **headers):
    """One request; returns status, headers and body."""
    sent = {"Origin": house.origin, "X-Mentor-Form": "1", "Content-Type": "application/octet-stream", **headers}
    sent = {key: value for key, value in sent.items() if value is not None}
    if who:
        sent["Cookie"] = house.world.cookies[who]

    async def go():
        async with (
            aiohttp.ClientSession(f"http://127.0.0.1:{house.port}") as client,
            client.post(path, params={"name": name}, data=body, headers=sent) as answer,
        ):
            told = await answer.read()
            return answer.status, answer.headers, json.loads(told) if told.startswith(b"{") else {}

    return asyncio.run(go())


def remove(house, who, file_id):
    return send(house, who, b"{}", path=f"/files/{file_id}/remove", **{"Content-Type": "application/json"})


def fetch(house, who, file_id, query=""):
    cookie = {"Cookie": house.world.cookies[who]} if who else {}

    async def go():
        async with (
            aiohttp.ClientSession(f"http://127.0.0.1:{house.port}") as client,
            client.get(f"/files/{file_id}{query}", headers=cookie) as answer,
        ):
            return answer.status, answer.headers, await answer.read()

    return asyncio.run(go())


def test_an_unsent_file_is_its_owners_alone_and_leaves_as_it_came(house):
    status, _, answer = send(house, "ada", PDF, name="../../etc/pass\u202ewd.pdf")
    assert status == 200
    assert answer["name"] == "passwd.pdf"
    status, headers, body = fetch(house, "ada", answer["id"])
    assert (status, body) == (200, PDF)
    assert headers["content-disposition"].startswith("attachment")
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    for stranger in ("ben", "cy", "dee", "eve", "flo", None):
        assert fetch(house, stranger, answer["id"])[0] in (403, 404), stranger
        known = send(
            house, stranger, b"{}", path=f"/files/{answer['id']}/remove", **{"Content-Type": "application/json"}
        )
        invented = send(
            house, stranger, b"{}", path="/files/AAAAAAAAAAAAAAAAAAAAAA/remove", **{"Content-Type": "application/json"}
        )
        assert known[0] == invented[0]
        assert known[0] in (403, 404)
    [path] = [path for path in bytes_on_disk(house) if path.name == answer["id"]]
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_comes_in_from_elsewhere_or_from_nobody(house):
    before = bytes_on_disk(house)
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": None},
        {"X-Mentor-Form": None},
        {"Content-Type": "text/plain"},
        {"Content-Type": "multipart/form-data"},
    ):
        assert send(house, "ada", PDF, **headers)[0] in (403, 415), headers
    for nobody in (None, "flo"):
        assert send(house, nobody, PDF)[0] == 403
    assert bytes_on_disk(house) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("picture.png", b"<html><script>alert(1)</script>"),
        ("plan.pdf", b"<html>%PDF-1.4<script>alert(1)</script>"),
        ("tool.png", b"MZ" + bytes(300)),
        ("tool.txt", b"\x7fELF" + bytes(300)),
        ("text.txt", b"\xff\xfe\x00h\x00i"),
        ("script.js", b"alert(1)"),
        ("", b"just words"),
        ("many.zip", b"PK\x05\x06" + bytes(18)),
    ],
)
def test_what_is_not_welcome_leaves_nothing_behind(house, name, content):
    before = bytes_on_disk(house)
    status, _, answer = send(house, "ada", content, name=name)
    assert status == 422
    assert answer["field"] == "file"
    assert bytes_on_disk(house) == before


def test_a_polyglot_is_only_what_we_say_it_is(house):
    both = b"GIF89a/*" + b"<html><script>alert(1)</script>" + b"*/=1;"
    _, _, answer = send(house, "ada", both, name="a.html")
    assert answer["name"] == "a.html.gif"
    for query in ("", "?shown=1"):
        _, headers, _ = fetch(house, "ada", answer["id"], query)
        assert headers["content-type"] == "image/gif"
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "sandbox" in headers["content-security-policy"]


def test_only_pictures_and_pdf_are_shown_in_place(house):
    shown = {}
    for name, content in (("a.png", PNG), ("a.pdf", PDF), ("a.txt", b"words")):
        _, _, answer = send(house, "ada", content, name=name)
        shown[name] = fetch(house, "ada", answer["id"], "?shown=1")[1]["content-disposition"].split(";")[0]
    assert shown == {"a.png": "inline", "a.pdf": "inline", "a.txt": "attachment"}


def flood(house: House, length: str) -> bytes:
    """Send more than may be, and return what is answered meanwhile."""
    head = (
        f"POST /files?name=a.pdf HTTP/1.1\r\nHost: localhost:{house.port}\r\nOrigin: {house.origin}\r\n"
        f"X-Mentor-Form: 1\r\nContent-Type: application/octet-stream\r\nCookie: {house.world.cookies['ada']}\r\n"
        f"{length}\r\n\r\n"
    )
    part = b"0" * (1 << 20)
    with socket.create_connection(("127.0.0.1", house.port)) as wire:
        wire.settimeout(10)
        with contextlib.suppress(OSError):
            wire.sendall(head.encode())
            if length.startswith("T"):
                for _ in range(LARGEST // len(part) + 2):
                    wire.sendall(b"%x\r\n%s\r\n" % (len(part), part))
        with contextlib.suppress(OSError):
            return wire.recv(4000)
    return b""


def test_too_much_is_stopped_on_the_way(house):
    before = bytes_on_disk(house)
    for length in (f"Content-Length: {LARGEST + 1}", "Transfer-Encoding: chunked"):
        answer = flood(house, length)
        assert b" 422 " in answer or not answer, answer
    assert b" 422 " in flood(house, f"Content-Length: {LARGEST + 1}")
    assert send(house, "ada", b"")[0] == 422
    assert bytes_on_disk(house) == before


def test_a_body_cut_short_leaves_nothing_behind(house):
    before = bytes_on_disk(house)
    head = (
        f"POST /files?name=a.pdf HTTP/1.1\r\nHost: localhost:{house.port}\r\nOrigin: {house.origin}\r\n"
        f"X-Mentor-Form: 1\r\nContent-Type: application/octet-stream\r\nCookie: {house.world.cookies['ada']}\r\n"
        f"Content-Length: 100000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", house.port)) as wire:
        wire.sendall(head.encode() + PDF)
    deadline = 50
    while deadline and bytes_on_disk(house) != before:
        deadline -= 1
        asyncio.run(asyncio.sleep(0.1))
    assert bytes_on_disk(house) == before


@pytest.mark.parametrize("file_id", ["../mentor.db", "..%2f..%2fmentor.db", "%2e%2e", "x", "A" * 22, "A" * 500])
def test_no_id_leads_out_of_the_folder(house, file_id):
    status, _, body = fetch(house, "ada", file_id)
    assert status in (404, 200)
    assert b"SQLite format" not in body
    if not file_id.startswith(".."):
        assert status == 404


def test_after_signing_out_nothing_opens(house):
    _, _, answer = send(house, "dee", PDF)
    assert fetch(house, "dee", answer["id"])[0] == 200
    assert send(house, "dee", b"{}", path="/auth/sign-out", **{"Content-Type": "application/json"})[0] == 200
    assert fetch(house, "dee", answer["id"])[0] in (403, 404)


def test_names_are_one_plain_line(tmp_path):
    pdf = next(kind for kind in KINDS if kind.preview == "pdf")
    for name, wanted in {
        "plan.PDF": "plan.pdf",
        "..\\..\\a.pdf": "a.pdf",
        "a\r\nSet-Cookie: x.pdf": "aSet-Cookie x.pdf",
        ".pdf": "pdf.pdf",
        "": "file.pdf",
        "x.exe": "x.exe.pdf",
        "…\u202e\u2066.pdf": "….pdf",
    }.items():
        assert clean_name(name, pdf) == wanted
    assert len(clean_name("é" * 500 + ".pdf", pdf)) <= 120
    with pytest.raises(ValueError, match="no file id"):
        file_path("../x")


def test_documents_are_known_by_what_is_in_them(tmp_path):
    def pack(name, entries):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            for entry, content in entries.items():
                archive.writestr(entry, content)
        path = tmp_path / name
        path.write_bytes(kept.getvalue())
        return path

    word = {"[Content_Types].xml": "x", "word/document.xml": "x"}
    assert kind_of(pack("a", word), "a.zip").endings == (".docx",)
    with pytest.raises(Unwelcome):
        kind_of(pack("b", word | {"word/vbaProject.bin": "x"}), "b.docx")
    with pytest.raises(Unwelcome):
        kind_of(pack("c", {"evil.exe": "MZ"}), "c.docx")
    with pytest.raises(Unwelcome):
        kind_of(pack("d", word | {f"{number}": "" for number in range(6000)}), "d.docx")
    text = tmp_path / "t"
    text.write_bytes("Grüße\n".encode())
    assert kind_of(text, "t.md") in TEXTS
