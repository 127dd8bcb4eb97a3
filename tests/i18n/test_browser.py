"""The pipeline in a real browser: a small production build whose pages speak three languages."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.e2e

PROJECT = Path(__file__).parents[2]

APP = """
from pathlib import Path

import reflex as rx

from mentor_app.i18n import catalogue

catalogue.FOLDER = Path(__file__).parent

from mentor_app.components.notifications import sentence
from mentor_app.i18n.text import (
    _, ago, country_called, follow_language, language_called, language_script, listed, moment, number,
    percent, plural, say, set_language,
)
from mentor_app.services.notifications import NoticeItem


def line(**told):
    return NoticeItem("1", "meeting.confirmed", {"name": "Ada"} | told, "/", "2026-03-14T12:00:00", is_read=False)


class Desk(rx.State):
    name: str = "Ben"
    count: int = 1
    hostile: str = "{{other}} $t(Language) <b>&amp;</b>"
    sentence: str = "Somebody else changed this while you were writing."
    letters: list[str] = ["a", "b"]
    chosen: str = ""
    notice: NoticeItem = line(at="2026-04-10T10:00:00+00:00")
    older: NoticeItem = line(when="Freitag, 10. April 2026, 12:00 Uhr (Wien)")

    @rx.event
    def choose(self, language: str):
        self.chosen = language

    @rx.event
    def more(self):
        self.count += 1


def index():
    return rx.el.main(
        follow_language(Desk.chosen),
        rx.el.h1(_("Good to see you, {{name}}", name=Desk.name), title=_("Language"), id="hello"),
        rx.el.p(plural("{{count}} open request", "{{count}} open requests", count=Desk.count), id="count"),
        rx.el.p(plural("{{count}} open request", "{{count}} open requests", count=12345), id="many"),
        rx.el.p(say(Desk.sentence), id="said"),
        rx.el.p(say(""), id="nothing"),
        rx.el.p(_("Good to see you, {{name}}", name=Desk.hostile, other="x"), id="hostile"),
        rx.el.ul(rx.foreach(Desk.letters, lambda x: rx.el.li(_("Good to see you, {{name}}", name=x)))),
        rx.el.p(moment("2026-03-14T15:09:26Z", "full", "Europe/Vienna"), id="full"),
        rx.el.p(moment("2026-03-14", "date"), id="day"),
        rx.el.p(moment("2026-03-14T23:30:00", "datetime"), id="own-zone"),
        rx.el.p(moment("", "date"), moment("not a date", "date"), ago(""), id="blank"),
        rx.el.p(ago("2026-03-14T12:00:00+00:00"), id="ago"),
        rx.el.p(sentence(Desk.notice, "Europe/Vienna"), id="notice"),
        rx.el.p(sentence(Desk.older), id="older"),
        rx.el.p(number(1234.5), " ", percent(0.5), " ", listed(["a", "b", "c"]), id="numbers"),
        rx.el.p(language_called("de"), " ", country_called("AT"), " ", language_called("?"), id="names"),
        *[rx.el.button(code, id=code, on_click=set_language(code)) for code in ("en", "fr", "de")],
        rx.el.button("member", id="member", on_click=Desk.choose("de")),
        rx.el.button("more", id="more", on_click=[set_language("fr"), Desk.more]),
    )


app = rx.App(head_components=[language_script()])
app.add_page(index, title=_("Language"))
"""

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural={rule};\\n"
"""

FRENCH = (
    HEADER.format(rule="(n > 1)")
    + """
msgid "Good to see you, {{name}}"
msgstr "Ravi de vous revoir, {{name}}"

msgid "Language"
msgstr "Langue"

msgid "Your meeting with {{name}} is settled: {{when}}"
msgstr "Votre rendez-vous avec {{name}} est fixé : {{when}}"

msgid "Somebody else changed this while you were writing."
msgstr "Quelqu’un d’autre a modifié ce texte pendant que vous écriviez."

msgid "{{count}} open request"
msgid_plural "{{count}} open requests"
msgstr[0] "{{count}} demande ouverte"
msgstr[1] "{{count}} demandes ouvertes"
"""
)

GERMAN = (
    HEADER.format(rule="(n != 1)")
    + """
msgid "Language"
msgstr "Sprache"

msgid "Your meeting with {{name}} is settled: {{when}}"
msgstr "Ihr Treffen mit {{name}} ist vereinbart: {{when}}"

msgid "Somebody else changed this while you were writing."
msgstr "Jemand anderes hat das geändert, während Sie geschrieben haben."
"""
)

CONFIG = """
import reflex as rx
config = rx.Config(
    app_name="desk", frontend_packages=["i18next@27.1.2"], telemetry_enabled=False, plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin], show_built_with_reflex=False,
    api_url="http://localhost:{port}", deploy_url="http://localhost:{port}",
    frontend_port={port}, backend_port={port}, state_manager_mode="memory",
)
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=2).status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory):
    """The address of the small site, built and served as in production."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    (folder / "desk").mkdir()
    (folder / "assets").mkdir()
    (folder / "desk" / "__init__.py").touch()
    (folder / "desk" / "desk.py").write_text(APP)
    (folder / "desk" / "fr.po").write_text(FRENCH, "utf-8")
    (folder / "desk" / "de.po").write_text(GERMAN, "utf-8")
    (folder / "assets" / "favicon.ico").write_bytes(b"")
    (folder / "rxconfig.py").write_text(CONFIG.format(port=port))
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT),
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "reflex", "run", "--env", "prod"]
        served = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            address, deadline = f"http://localhost:{port}", time.monotonic() + 240
            while not answers(address):
                assert served.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < deadline, (folder / "log").read_text()
                time.sleep(1)
            yield address
        finally:
            os.killpg(served.pid, 15)
            served.wait(20)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


class Reader:
    """One person's browser, in one language and zone, with its complaints and what it sent."""

    def __init__(self, browser: Browser, address: str, locale: str, zone: str = "Asia/Tokyo") -> None:
        self.context = browser.new_context(locale=locale, timezone_id=zone)
        self.page: Page = self.context.new_page()
        self.address, self.complaints, self.sent, self.fetched = address, [], [], []
        self.page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.fetched.append(request.url))
        self.page.on("websocket", lambda socket: socket.on("framesent", self.note))

    def open(self) -> Page:
        """Open the page and wait until it has asked the server for its state, as it does once."""
        self.page.goto(self.address, wait_until="networkidle")
        for _ in range(200):
            if any("hydrate" in str(frame) for frame in self.sent):
                return self.page
            self.page.wait_for_timeout(50)
        raise AssertionError("the page never asked for its state")

    def note(self, frame: str | bytes) -> None:
        self.sent.append(frame)

    def told(self, name: str) -> str:
        return self.page.locator(f"#{name}").inner_text().replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def reader(desk, browser):
    opened: list[Reader] = []

    def arrives(locale: str, zone: str = "Asia/Tokyo") -> Reader:
        opened.append(Reader(browser, desk, locale, zone))
        return opened[-1]

    yield arrives
    for each in opened:
        each.context.close()
        assert each.complaints == []


def language_of(page: Page) -> str:
    return page.evaluate("document.documentElement.lang")


def test_english_readers_do_not_load_the_other_languages(reader):
    ada = reader("en-GB")
    ada.open()
    assert ada.told("hello") == "Good to see you, Ben"
    assert ada.told("count") == "1 open request"
    assert not [url for url in ada.fetched if "/fr-" in url or "/de-" in url]


def test_french_browser_reads_french_without_a_complaint_of_react(reader):
    ben = reader("fr-CH")
    page = ben.open()
    expect(page.locator("#said")).to_have_text("Quelqu’un d’autre a modifié ce texte pendant que vous écriviez.")
    assert language_of(page) == "fr"
    expect(page).to_have_title("Langue")
    assert page.locator("#hello").get_attribute("title") == "Langue"


def test_french_reader_never_sees_english_painted(reader):
    ben = reader("fr-FR")
    ben.page.add_init_script(
        """window.seen = []; const look = () => { const said = document.getElementById("said");
        if (said && getComputedStyle(said).visibility === "visible") window.seen.push(said.textContent);
        requestAnimationFrame(look); }; requestAnimationFrame(look);"""
    )
    page = ben.open()
    expect(page.locator("#said")).to_be_visible()
    page.wait_for_function("window.seen.length > 3")
    assert set(page.evaluate("window.seen")) == {"Quelqu’un d’autre a modifié ce texte pendant que vous écriviez."}


def test_switching_is_instant_and_asks_nothing_of_the_server(reader):
    ada = reader("en-GB")
    page = ada.open()
    frames = len(ada.sent)
    page.click("#de")
    expect(page.locator("#said")).to_contain_text("während Sie geschrieben haben")
    assert language_of(page) == "de"
    expect(page).to_have_title("Sprache")
    page.click("#en")
    fetched = len(ada.fetched)
    took = page.evaluate(
        """() => new Promise(done => { const start = performance.now(); document.getElementById("de").click();
        const look = () => document.title === "Sprache" ? done(performance.now() - start) : setTimeout(look);
        look(); })"""
    )
    assert took < 250
    assert len(ada.fetched) == fetched
    assert len(ada.sent) == frames


def test_choice_is_remembered_for_a_year_and_readable_by_the_server(reader):
    ada = reader("en-GB")
    page = ada.open()
    page.click("#fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    cookie = next(each for each in ada.context.cookies() if each["name"] == "mentor_locale")
    assert (cookie["value"], cookie["sameSite"], cookie["path"]) == ("fr", "Lax", "/")
    assert 364 < (cookie["expires"] - time.time()) / 86400 <= 365
    page.reload(wait_until="networkidle")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#said")).to_contain_text("Quelqu’un")


def test_choice_of_the_member_wins_over_the_browser(reader):
    ada = reader("fr-FR")
    page = ada.open()
    page.click("#member")
    expect(page.locator("#said")).to_contain_text("Sie geschrieben")
    assert language_of(page) == "de"


def test_one_click_may_speak_and_tell_the_server(reader):
    ada = reader("en-GB")
    page = ada.open()
    page.click("#more")
    expect(page.locator("#count")).to_have_text("2 demandes ouvertes")


def test_moments_and_numbers_follow_the_language_and_the_zone(reader):
    ada = reader("en-GB", "America/New_York")
    page = ada.open()
    expect(page.locator("#own-zone")).to_contain_text("19:30")
    told = {"en": ada.told("full"), "own": ada.told("own-zone"), "numbers": ada.told("numbers")}
    assert "14 March 2026 at 16:09 CET" in told["en"]
    assert told["own"].replace(",", "") == "Sat 14 Mar 2026 19:30"
    assert told["numbers"] == "1,234.5 50% a, b and c"
    assert ada.told("day") == "14 March 2026"
    page.click("#fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert ada.told("full").startswith("samedi 14 mars 2026 à 16:09")
    assert ada.told("numbers") == "1 234,5 50 % a, b et c"
    assert ada.told("many") == "12 345 demandes ouvertes"
    assert ada.told("names") == "Allemand Autriche ?"
    page.click("#de")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert ada.told("day") == "14. März 2026"
    assert ada.told("numbers") == "1.234,5 50 % a, b und c"


def test_a_notice_is_told_in_the_language_in_which_it_is_read(reader):
    ada = reader("de-AT")
    page = ada.open()
    expect(page.locator("#notice")).to_have_text(re.compile(r"Ihr Treffen mit Ada ist vereinbart: Fr.* 10\. Apr"))
    assert "12:00" in ada.told("notice")
    page.click("#fr")
    expect(page.locator("#notice")).to_have_text(re.compile(r"Votre rendez-vous avec Ada est fixé : ven.* 10 avr"))
    assert "12:00" in ada.told("notice")
    assert ada.told("older").endswith(" : Freitag, 10. April 2026, 12:00 Uhr (Wien)"), "as it was kept once"


def test_what_a_member_writes_is_shown_as_written(reader):
    ada = reader("fr-FR")
    page = ada.open()
    expect(page.locator("#hostile")).to_have_text("Ravi de vous revoir, {{other}} $t(Language) <b>&amp;</b>")


def test_nothing_to_tell_stays_empty(reader):
    ada = reader("en-GB")
    ada.open()
    assert ada.told("blank") == ""
    assert ada.told("nothing") == ""


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-03-14T12:00:20Z", "now"),
        ("2026-03-14T12:05:20Z", "5 minutes ago"),
        ("2026-03-14T09:00:00Z", "in 3 hours"),
        ("2026-03-15T13:00:00Z", "yesterday"),
        ("2026-03-22T13:00:00Z", "14 March 2026"),
    ],
)
def test_distance_in_time_is_told_within_a_week(reader, now, told):
    ada = reader("en-GB", "Europe/Vienna")
    ada.page.clock.set_fixed_time(now)
    expect(ada.open().locator("#ago")).to_have_text(told)


def test_minutes_pass_on_an_open_page(reader):
    ada = reader("en-GB", "Europe/Vienna")
    ada.page.clock.install(time="2026-03-14T12:05:20Z")
    page = ada.open()
    expect(page.locator("#ago")).to_have_text("5 minutes ago")
    page.clock.fast_forward(120_000)
    expect(page.locator("#ago")).to_have_text("7 minutes ago")
