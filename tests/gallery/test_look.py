"""The look in a real browser: every component in a production build, seen by a person, a thumb and axe."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.e2e

PROJECT = Path(__file__).parents[2]
PAGES = ("/", "/inbox", "/mentorship", "/forms")


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=2).status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    """The address of the gallery, built and served as in production."""
    folder = tmp_path_factory.mktemp("gallery")
    shutil.copytree(PROJECT / "tests" / "gallery", folder, dirs_exist_ok=True)
    shutil.copytree(PROJECT / "assets", folder / "assets", ignore=shutil.ignore_patterns("external"))
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = os.environ | {
        "GALLERY_PORT": str(port),
        "PYTHONPATH": str(PROJECT),
        "REFLEX_USE_NPM": "1",
        "REFLEX_CHECK_LATEST_VERSION": "false",
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
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(20)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture
def visit(gallery, browser: Browser):
    opened, complaints = [], []

    def goes(path: str, width: int = 1280, height: int = 900, mode: str = "light", **more) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=mode, **more)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(gallery + path, wait_until="networkidle")
        return page

    yield goes
    for context in opened:
        context.close()
    assert complaints == []


def ask_dialog(page: Page):
    page.get_by_role("button", name="Mentorship preferences").click()
    return page.get_by_role("dialog", name="Request mentoring")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit, path, width, mode):
    found = Axe().run(visit(path, width, mode=mode)).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_four_times_the_size(visit, path):
    page = visit(path, 320, 256)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", PAGES)
def test_a_thumb_meets_targets_of_24_pixels(visit, path):
    page = visit(path, 390, 844, has_touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main a, main button, nav a, select, summary")]
            .filter(each => each.checkVisibility() && !each.closest("p, h2"))
            .map(each => [each.textContent, each.getBoundingClientRect()])
            .filter(([words, box]) => box.height && box.height < 24).map(([words]) => words)"""
    )
    assert small == []


def test_nothing_is_fetched_from_elsewhere(visit, gallery):
    page = visit("/")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert fetched
    assert [url for url in fetched if not url.startswith(gallery)] == []
    assert page.evaluate("document.fonts.check('500 30px \"Newsreader Variable\"')")
    assert page.evaluate("document.fonts.check('15px \"Inter Variable\"')")


def test_refused_words_stay_and_survive_a_reload(visit):
    page = visit("/")
    asked = ask_dialog(page)
    asked.get_by_label("Message").fill("There is no such word")
    asked.get_by_role("button", name="Send request").click()
    expect(asked.get_by_text("Please write a little more")).to_be_visible()
    expect(asked.get_by_label("Message")).to_have_attribute("aria-invalid", "true")
    page.reload(wait_until="networkidle")
    expect(ask_dialog(page).get_by_label("Message")).to_have_value("There is no such word")


def test_words_that_arrived_close_the_dialog_and_are_forgotten(visit):
    page = visit("/")
    asked = ask_dialog(page)
    asked.get_by_label("Message").fill("Would you read my plan?")
    asked.get_by_role("button", name="Send request").click()
    expect(asked).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="on its way")).to_be_visible()
    expect(ask_dialog(page).get_by_label("Message")).to_have_value("")


def test_escape_closes_a_dialog_and_gives_the_focus_back(visit):
    page = visit("/")
    asked = ask_dialog(page)
    page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    expect(page.get_by_role("button", name="Mentorship preferences")).to_be_focused()


def test_a_menu_opens_beside_its_button_and_leads_to_a_dialog(visit):
    page = visit("/")
    button = page.get_by_role("button", name="Connect with Ben Lindqvist")
    button.click()
    item = page.get_by_role("button", name="Request mentoring")
    expect(item).to_be_visible()
    assert abs(item.bounding_box()["y"] - button.bounding_box()["y"]) < 250
    item.click()
    expect(page.get_by_role("dialog", name="Request mentoring")).to_be_visible()


def test_what_others_write_waits_while_one_types(visit):
    page = visit("/mentorship")
    goal = page.get_by_label("Goal", exact=True)
    goal.click()
    goal.press_sequentially("!")
    page.get_by_role("button", name="Change it elsewhere").dispatch_event("click")
    expect(page.get_by_text("Changed by someone else meanwhile")).to_be_visible()
    assert "!" in goal.input_value()
    page.wait_for_timeout(900)  # longer than the pause after which one's own words are saved
    assert "!" in goal.input_value()
    expect(page.get_by_label("Set aside")).to_have_text("")
    goal.press("Escape")
    expect(goal).to_have_value("Write SQL that Ben would sign")
    page.wait_for_timeout(900)
    expect(goal).to_have_value("Write SQL that Ben would sign")
    expect(page.get_by_label("Set aside")).to_have_text("")


def test_words_written_over_unseen_ones_are_set_aside(visit):
    page = visit("/mentorship")
    goal = page.get_by_label("Goal", exact=True)
    goal.click()
    goal.press_sequentially("!")
    page.get_by_role("button", name="Change it elsewhere").dispatch_event("click")
    expect(page.get_by_text("Changed by someone else meanwhile")).to_be_visible()
    goal.press("Enter")
    expect(page.get_by_label("Set aside")).to_contain_text("!")
    expect(goal).to_have_value("Write SQL that Ben would sign", timeout=10_000)


def test_escape_takes_back_to_where_the_writing_began(visit):
    page = visit("/mentorship")
    goal = page.get_by_label("Goal", exact=True)
    before = goal.input_value()
    goal.click()
    goal.press_sequentially("!")
    expect(page.locator(".glow")).to_have_count(1)  # saved after a pause
    goal.press_sequentially("?")
    goal.press("Escape")
    expect(goal).to_have_value(before)
    page.wait_for_timeout(900)
    expect(goal).to_have_value(before)


def test_enter_saves_in_place_and_the_change_glows_once(visit):
    page = visit("/mentorship")
    goal = page.get_by_label("Goal", exact=True)
    goal.fill("Explain a join to my mother")
    goal.press("Enter")
    expect(page.locator(".glow")).to_have_count(1)
    expect(goal).to_have_value("Explain a join to my mother")


def test_reduced_motion_moves_nothing(visit):
    page = visit("/mentorship", reduced_motion="reduce")
    running = "document.getAnimations().filter(each => each.playState === 'running').length"
    goal = page.get_by_label("Goal", exact=True)
    goal.fill("Rest")
    goal.press("Enter")
    expect(page.locator(".glow")).to_have_count(1)
    assert page.evaluate(running) == 0


def test_the_heading_has_the_focus_after_moving_to_another_page(visit):
    page = visit("/")
    page.get_by_role("navigation").get_by_role("link", name="Home").first.click()
    expect(page.get_by_role("heading", name="You and Ben", level=1)).to_be_focused()
    expect(page.get_by_role("link", name="Home").first).to_have_attribute("aria-current", "page")


def test_dark_is_remembered(visit):
    page = visit("/")
    page.get_by_role("button", name="Account menu of Maya Okafor").click()
    page.get_by_role("button", name="Dark").click()
    page.reload(wait_until="networkidle")
    assert "dark" in page.evaluate("document.documentElement.className")
