"""Letters: how a member hears of things, stopping them by their link, and what coordinators see of their journey."""

import re
import time
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ARTEFACTS

pytestmark = pytest.mark.e2e
LOST = "does not exist, or you cannot see it"


def looks(person, name):
    """Every width and colour: nothing wider than the screen, no serious finding."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        person.page.set_viewport_size({"width": width, "height": 900})
        person.page.emulate_media(color_scheme=scheme)
        person.page.wait_for_timeout(200)
        overflow = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, (name, width)
        person.check_access(f"{name} {width} {scheme}")
        person.page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png", full_page=True)
    person.page.set_viewport_size({"width": 1280, "height": 900})


def letter_to(server, address):
    """The newest letter in the mailbox of the demonstration to an address."""
    for _attempt in range(100):
        files = sorted((server.data_dir / "mailbox").glob("*.eml"), key=lambda file: file.stat().st_mtime)
        for file in reversed(files):
            message = message_from_bytes(file.read_bytes(), policy=policy.default)
            if message["To"] == address:
                return message
        time.sleep(0.1)
    pytest.fail(f"no letter to {address}")


def test_coordinators_follow_letters_live_and_send_again_what_failed(somebody, server):
    clara, maya = (somebody().sign_in(f"{name}@demo.example") for name in ("clara", "maya"))
    page = clara.page
    page.get_by_role("button", name=re.compile("Account menu")).click()
    page.get_by_role("link", name="Coordinate Alumni mentoring").click()
    page.wait_for_url(re.compile("/programme/alumni/delivery"))
    expect(page.get_by_role("heading", name="Alumni mentoring")).to_be_visible()
    wrong = page.get_by_role("row", name=re.compile("Samir Iyer")).filter(has_text="Failed")
    expect(wrong).to_contain_text("mailbox of this recipient is full")
    looks(clara, "delivery")

    # A message of Maya's is a letter to Ben, and appears by itself.
    before = page.get_by_role("row", name=re.compile("Ben Lindqvist")).count()
    maya.page.locator("main a[href^='/mentorships/']").first.click()
    maya.page.get_by_role("link", name="Message to Ben Lindqvist").click()
    maya.page.get_by_label("Message", exact=True).press_sequentially("Words that no coordinator reads")
    maya.page.get_by_label("Message", exact=True).press("Enter")
    expect(page.get_by_role("row", name=re.compile("Ben Lindqvist"))).to_have_count(before + 1)
    expect(page.get_by_role("row", name=re.compile("Ben Lindqvist.*A new message.*Sent")).first).to_be_visible()
    assert "no coordinator reads" not in page.content()

    page.get_by_label("Status", exact=True).select_option("failed")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("button", name="Send again the letter to Samir Iyer").click()
    expect(page.get_by_text("The letter is on its way again.")).to_be_visible()
    expect(page.get_by_text("No letters here")).to_be_visible()
    page.get_by_label("Status", exact=True).select_option("")
    expect(page.get_by_role("row", name=re.compile("Samir Iyer.*Sent"))).to_be_visible()
    page.get_by_label("Name of a person").fill("samir")
    expect(page.get_by_role("row")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Samir Iyer" in lines[1]

    # Whoever does not coordinate cannot tell that there is such a page.
    assert maya.page.get_by_role("link", name=re.compile("Coordinate")).count() == 0
    maya.may_fail.append("404")
    maya.goto("/programme/alumni/delivery")
    expect(maya.page.get_by_text(LOST)).to_be_visible()
    real = maya.page.locator("main").inner_text()
    maya.goto("/programme/no-such-programme/delivery")
    expect(maya.page.get_by_text(LOST)).to_be_visible()
    expect(maya.page.locator("main")).to_have_text(real, use_inner_text=True)
    assert maya.page.request.get(f"{maya.url}/programme/alumni/delivery.csv").status == 404


def test_letters_are_stopped_by_their_link_and_the_settings_follow(somebody, server):
    ben, stranger = somebody().sign_in("ben@demo.example"), somebody()
    ben.goto("/settings")
    page = ben.page
    page.get_by_label("How you hear of: Requests").select_option("digest")
    expect(page.get_by_label("Hour of the daily digest")).to_have_value("8")
    page.get_by_label("Hour of the daily digest").select_option("18")
    looks(ben, "settings")
    page.reload()
    expect(page.get_by_label("Hour of the daily digest")).to_have_value("18")
    expect(page.get_by_label("How you hear of: Messages")).to_have_value("mail")

    link = letter_to(server, "ben@demo.example")["List-Unsubscribe"].strip("<>")
    stranger.page.goto(link)
    expect(stranger.page.get_by_role("heading", name="Which letters you get")).to_be_visible()
    looks(stranger, "unsubscribe")
    expect(page.get_by_label("How you hear of: Messages")).to_have_value("mail")
    stranger.page.get_by_role("button", name="Unsubscribe").click()
    expect(stranger.page.get_by_role("status")).to_contain_text("Done")
    expect(page.get_by_label("How you hear of: Messages")).to_have_value("app")
    looks(stranger, "unsubscribed")
    stranger.page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("How you hear of: Messages")).to_have_value("mail")
    stranger.page.get_by_label(re.compile("^Requests")).select_option("app")
    stranger.page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("How you hear of: Requests")).to_have_value("app")
    expect(page.get_by_label("Hour of the daily digest")).to_have_count(0)
