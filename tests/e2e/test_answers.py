"""Answers that fit real life, seen by both people as they happen."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Person, Server, start_server
from tests.e2e.test_story import join

pytestmark = pytest.mark.e2e
WHY = "You moved from teaching to data yourself, and I would like to hear how the first year really was."


def ask(person: Person, to: str) -> str:
    """Ask somebody; returns the request's id."""
    page = person.goto("/explore")
    page.get_by_label(re.compile("Search")).first.fill(to)
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
