"""Times that suit: asked with, answered with others, taken, and seen by both as it happens."""

import re
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Person
from tests.e2e.test_story import join

pytestmark = pytest.mark.e2e
WHY = "You moved from teaching to data yourself, and I would like to hear how the first year really was."


def evening(days: int, hour: int = 18) -> str:
    """A time some days from now, as a browser's own field holds it."""
    day = datetime.now().astimezone() + timedelta(days=days)
    return f"{day:%Y-%m-%d}T{hour:02d}:30"


def give(page: Page, *times: str) -> None:
    """Type times into the fields in front."""
    for index, time in enumerate(times, start=1):
        if index > 1:
            page.get_by_role("button", name="Add another time").last.click()
        page.get_by_label(f"Suggested time {index}", exact=True).locator("visible=true").last.fill(time)


def ask_for_flash(person: Person, to: str) -> str:
    """Ask somebody for a flash meeting at one of two times; returns the request's id."""
    page = person.goto(f"/explore?q={quote(to)}")
    found = page.get_by_role("article", name=to).get_by_role("link", name=to).first
    member_id = found.get_attribute("href").rpartition("/")[2]
    person.goto(f"/requests/new?to={member_id}&kind=flash")
    page.get_by_role("textbox", name="Message").fill(WHY)
    page.locator("label", has_text="question").first.click()
    give(page, evening(3), evening(4))
    person.check_access("asking with times")
    page.reload()
    expect(page.get_by_label("Suggested time 2", exact=True)).to_have_value(evening(4))
    page.locator("label", has_text="question").first.click()
    page.get_by_role("button", name="Send request").click()
    page.wait_for_url(re.compile("/inbox"))
    return re.search(r"request=([\w-]+)", page.url).group(1)


def test_times_go_back_and_forth_until_one_suits_both(somebody):
    rosa, ben, stranger = somebody(), somebody(locale="en-GB").sign_in("ben@demo.example"), somebody()
    join(rosa, "Rosa Klein", "rosa@example.org")
    join(stranger, "Sven Halt", "sven@example.org")
    request_id = ask_for_flash(rosa, "Ben Lindqvist")
    page = ben.goto(f"/inbox?request={request_id}")
    expect(page.get_by_text("It is your turn: choose a time")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(2)
    ben.check_access("times to choose")
    page.get_by_role("button", name="Suggest another time").click()
    give(page, evening(6, 9))
    page.get_by_label("A few words, if you like").locator("visible=true").last.fill("Mornings are calmer")
    ben.check_access("suggest dialog")
    page.get_by_role("button", name="Suggest these times").click()
    expect(page.get_by_text("It is Rosa's turn")).to_be_visible()

    expect(rosa.page.get_by_text("Mornings are calmer")).to_be_visible()
    expect(rosa.page.get_by_role("radio")).to_have_count(1)
    rosa.page.get_by_role("button", name="Suggest another time").click()
    give(rosa.page, evening(7, 8))
    rosa.page.get_by_role("button", name="Suggest these times").click()
    expect(rosa.page.get_by_text("It is Ben's turn")).to_be_visible()

    expect(page.get_by_role("radio")).to_have_count(1)
    stranger.goto(f"/inbox?request={request_id}")
    expect(stranger.page.get_by_text("There is nothing here for you to see")).to_be_visible()
    expect(stranger.page.get_by_text("Mornings are calmer")).to_have_count(0)

    page.get_by_role("button", name="Accept request from Rosa Klein").click()
    page.wait_for_url(re.compile("/mentorships/"))
    expect(rosa.page.locator("main").get_by_text("Accepted").first).to_be_visible()
