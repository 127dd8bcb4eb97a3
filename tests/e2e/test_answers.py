"""Answers that fit real life, seen by both people as they happen."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.e2e.conftest import Person, Server, start_server
from tests.e2e.test_story import join

pytestmark = pytest.mark.e2e
WHY = "You moved from teaching to data yourself, and I would like to hear how the first year really was."


def ask(person: Person, to: str) -> str:
    """Ask somebody; returns the request's id."""
    page = person.goto(f"/explore?q={quote(to)}")
    found = page.get_by_role("article", name=to).get_by_role("link", name=to).first
    member_id = found.get_attribute("href").rpartition("/")[2]
    person.goto(f"/requests/new?to={member_id}&kind=mentoring")
    page.get_by_role("textbox", name="Message").fill(WHY)
    page.get_by_role("button", name="Send request").click()
    page.wait_for_url(re.compile("/inbox"))
    return re.search(r"request=([\w-]+)", page.url).group(1)


@pytest.fixture
def stale(server: Server, browser: Browser, tmp_path) -> Iterator[Callable[[], Server]]:
    """Stop the server and start it again on its data, after its open requests have become twenty days older."""
    started: list[Server] = []

    def age() -> Server:
        copy = tmp_path / "data"
        with closing(sqlite3.connect(server.data_dir / "mentor.db")) as source:
            copy.mkdir()
            with closing(sqlite3.connect(copy / "mentor.db")) as target:
                source.backup(target)
                past = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=20)
                target.execute(
                    "UPDATE mentoringrequest SET created_at = ?, expires_at = ? WHERE status = 'open'",
                    (past.isoformat(" "), (past + timedelta(days=14)).isoformat(" ")),
                )
                target.commit()
        started.append(start_server(copy))
        return started[-1]

    yield age
    for running in started:
        running.stop()


def test_a_request_nobody_answers_expires_and_its_sender_sees_who_else_could_help(somebody, stale):
    nora = somebody()
    join(nora, "Nora Weiss", "nora@example.org")
    request_id = ask(nora, "Ben Lindqvist")
    later = stale()
    nora.url = later.url  # her sign-in is among what was copied, and cookies know no ports
    page = nora.goto(f"/inbox?request={request_id}")
    main = page.locator("main")
    expect(main.get_by_text(re.compile("Ben did not answer by"))).to_be_visible()
    expect(main.get_by_role("heading", name="They could help, too")).to_be_visible()
    expect(main.get_by_role("link", name="Ask Ben again")).to_be_visible()
    nora.check_access("expired request")
    main.get_by_role("link", name=re.compile("^Ask ")).first.click()
    page.wait_for_url(re.compile("/requests/new"))

    ben = somebody()
    ben.url = later.url
    ben.sign_in("ben@demo.example")
    page = ben.goto(f"/inbox?request={request_id}")
    expect(page.locator("main").get_by_text(re.compile("This request expired on"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Accept request"))).to_have_count(0)
    page.get_by_role("button", name=re.compile("Notifications")).click()
    expect(page.get_by_text("Would a pause suit you?")).to_be_visible()


def test_a_question_is_asked_and_answered_before_the_request_is(somebody):
    lena, ben = somebody(), somebody().sign_in("ben@demo.example")
    join(lena, "Lena Roth", "lena@example.org")
    request_id = ask(lena, "Ben Lindqvist")
    page = ben.goto(f"/inbox?request={request_id}")
    page.get_by_role("button", name="Ask a question").click()
    page.get_by_label("Your question").fill("Which evening would suit you?")
    ben.check_access("question dialog")
    page.get_by_role("button", name="Send question").click()
    expect(page.get_by_text("Lena has not answered yet.")).to_be_visible()

    expect(lena.page.get_by_text("Which evening would suit you?")).to_be_visible()
    lena.check_access("question")
    lena.page.get_by_label("Your answer").fill("Tuesdays, after six")
    lena.page.get_by_role("button", name="Send answer").click()
    expect(page.locator("blockquote").get_by_text("Tuesdays, after six")).to_be_visible()
    page.get_by_role("button", name="Accept request from Lena Roth").click()
    page.wait_for_url(re.compile("/mentorships/"))
    expect(lena.page.locator("main").get_by_text("Accepted").first).to_be_visible()


def test_a_flash_meeting_is_offered_instead_and_taken_up_in_one_click(somebody):
    omar, ben = somebody(), somebody().sign_in("ben@demo.example")
    join(omar, "Omar Haddad", "omar@example.org")
    request_id = ask(omar, "Ben Lindqvist")
    page = ben.goto(f"/inbox?request={request_id}")
    page.get_by_role("button", name="Offer a flash meeting instead").click()
    page.get_by_label("A few words, if you like").last.fill("Half an hour next week?")
    ben.check_access("offer dialog")
    page.get_by_role("button", name="Offer a flash meeting", exact=True).click()
    expect(page.get_by_text("Waiting for Omar")).to_be_visible()

    expect(omar.page.get_by_text("Half an hour next week?")).to_be_visible()
    omar.check_access("offer")
    omar.page.get_by_role("button", name="Accept the flash meeting with Ben Lindqvist").click()
    omar.page.wait_for_url(re.compile("/mentorships/"))
    expect(page.locator("main").get_by_text("Accepted").first).to_be_visible()


class Held:
    """What the server tells a page, kept from it for a while: the page is stale, and what is pressed still leaves."""

    def __init__(self, page: Page) -> None:
        self._kept: list[tuple[WebSocketRoute, str | bytes]] = []
        self._holds = False
        page.route_web_socket(re.compile("/_event"), self._join)

    def _join(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        browser.on_message(server.send)
        server.on_message(lambda message: self._tell(browser, message))

    def _tell(self, browser: WebSocketRoute, message: str | bytes) -> None:
        if self._holds:
            self._kept.append((browser, message))
        else:
            browser.send(message)

    def hold(self) -> None:
        """From now on the page hears nothing."""
        self._holds = True

    def release(self) -> None:
        """Tell it everything, in order."""
        self._holds = False
        for browser, message in self._kept:
            browser.send(message)
        self._kept.clear()


def test_a_yes_that_crosses_with_taking_it_back_is_told_what_happened_instead(somebody):
    pia, ben = somebody(), somebody()
    of_ben, of_pia = Held(ben.page), Held(pia.page)
    ben.sign_in("ben@demo.example")
    join(pia, "Pia Sander", "pia@example.org")
    request_id = ask(pia, "Ben Lindqvist")
    accept = ben.goto(f"/inbox?request={request_id}").get_by_role("button", name="Accept request from Pia Sander")
    expect(accept).to_be_visible()
    of_ben.hold()
    pia.page.get_by_role("button", name="Withdraw request").click()
    expect(pia.page.get_by_text("This request was withdrawn.")).to_be_visible()
    accept.click()
    of_ben.release()
    expect(
        ben.page.get_by_text(re.compile("Pia Sander withdrew this request on .* Nothing is left to answer"))
    ).to_be_visible()
    expect(ben.page.get_by_text("This request was withdrawn.")).to_be_visible()
    expect(accept).to_have_count(0)
    expect(pia.page.locator("main").get_by_text("Accepted")).to_have_count(0)

    request_id = ask(pia, "Ben Lindqvist")
    accept = ben.goto(f"/inbox?request={request_id}").get_by_role("button", name="Accept request from Pia Sander")
    expect(accept).to_be_visible()
    withdraw = pia.page.get_by_role("button", name="Withdraw request")
    expect(withdraw).to_be_visible()
    of_pia.hold()
    accept.click()
    ben.page.wait_for_url(re.compile("/mentorships/"))
    withdraw.click()
    of_pia.release()
    expect(pia.page.get_by_text(re.compile("Ben Lindqvist accepted your request on"))).to_be_visible()
    expect(pia.page.get_by_role("link", name="Open your mentorship")).to_be_visible()


def test_a_no_with_a_break_answers_and_takes_the_mentor_out_of_the_community(somebody):
    ulla, greta = somebody(), somebody().sign_in("greta.baumann@demo.example")
    join(ulla, "Ulla Feld", "ulla@example.org")
    request_id = ask(ulla, "Greta Baumann")
    page = greta.goto(f"/inbox?request={request_id}")
    page.get_by_role("button", name="Decline request from Ulla Feld").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Take a break from new requests, too").click()
    greta.check_access("a no with a break")
    sheet.get_by_role("button", name="Decline", exact=True).click()
    expect(page.get_by_role("button", name="Decline request from Ulla Feld")).to_have_count(0)
    expect(ulla.page.locator("main").get_by_text("Declined").first).to_be_visible()
    expect(greta.goto("/preferences").get_by_text("You are paused.")).to_be_visible()
    page = ulla.goto("/explore?q=Greta+Baumann")
    expect(page.get_by_text("Nobody fits all of this")).to_be_visible()
    expect(page.get_by_role("article", name="Greta Baumann")).to_have_count(0)
