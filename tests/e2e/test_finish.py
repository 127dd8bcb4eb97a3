"""The end of a mentorship at two browsers: one ends it, the other's open page is for reading from then on."""

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server

pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CANARY = "canary-of-mayas-evaluation"


def have_met(server: Server, mentorship_id: str) -> None:
    """Two meetings that both confirmed, in the past."""
    with closing(sqlite3.connect(server.data_dir / "mentor.db", timeout=20)) as database, database:
        row = database.execute("SELECT mentor_id, mentee_id FROM mentorship WHERE id = ?", (mentorship_id,)).fetchone()
        for number in range(2):
            at = (datetime.now(UTC).replace(tzinfo=None) - timedelta(days=30 * (number + 1))).isoformat(" ")
            database.execute(
                "INSERT INTO meeting (id, created_at, mentorship_id, mentor_id, mentee_id, proposer_id, uid, sequence,"
                " version, changed_at, status, starts_at, minutes, time_zone, format, place, cancel_words,"
                " mentor_says, mentee_says, reminded) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1, ?, 'held', ?, 45, 'UTC',"
                " 'video', '', '', 'held', 'held', 0)",
                (f"met-{number}", at, mentorship_id, *row, row[1], f"uid-{number}", at, at),
            )
            database.execute(
                "INSERT INTO timeentry (id, created_at, mentorship_id, meeting_id, on_day, minutes, words)"
                " VALUES (?, ?, ?, ?, ?, 45, '')",
                (f"spent-{number}", at, mentorship_id, f"met-{number}", at[:10]),
            )


def test_ended_by_one_read_only_for_both_certified_and_checked_by_anyone(server, somebody):
    maya, ben, passer_by = somebody().sign_in("maya@demo.example"), somebody(locale="fr-FR", **PHONE), somebody()
    ben.goto("/sign-in")
    ben.page.get_by_label("E-mail").fill("ben@demo.example")
    ben.page.locator("input[type=password]").fill("mentor-demo")
    ben.page.locator("button[type=submit]").first.click()
    ben.page.wait_for_url(re.compile("/home"))
    ben.goto("/settings")
    ben.page.get_by_role("button", name="Français").click()
    expect(ben.page.locator("html")).to_have_attribute("lang", "fr")
    maya.goto("/home")
    maya.page.locator("a[href^='/mentorships/']").filter(has_text="Ben Lindqvist").first.click()
    maya.page.wait_for_url(re.compile("/mentorships/"))
    mentorship = re.search(r"/mentorships/([\w-]+)", maya.page.url).group(1)
    have_met(server, mentorship)

    # Ben has the agenda open and could write; then Maya ends it.
    ben.goto(f"/mentorships/{mentorship}")
    expect(ben.page.locator("#agenda-field-title")).to_be_visible()
    page = maya.goto(f"/mentorships/{mentorship}/finish")
    page.get_by_role("button", name="End mentorship").click()
    asked = page.get_by_role("dialog").filter(has_text="Only programme staff see the reason")
    asked.get_by_label("My circumstances have changed").check()
    expect(asked.get_by_label("Your message to Ben")).to_have_value(re.compile("things have changed on my side"))
    asked.get_by_label("Your message to Ben").fill("Dear Ben, I have signed. Thank you for every question.")
    maya.check_access("ending")
    asked.get_by_role("button", name="End mentorship").click()
    expect(page.get_by_text("You ended this mentorship on")).to_be_visible()
    expect(ben.page.locator("#agenda-field-title")).to_have_count(0)
    expect(ben.page.locator("textarea:not([readonly])")).to_have_count(0)

    # She looks back, for staff alone, and has her confirmation.
    page.get_by_label("I see more clearly what I want").check()
    for _question in range(3):
        page.get_by_role("group").nth(1 + _question).get_by_label("4", exact=True).check()
    page.get_by_label("In your own words").fill(CANARY)
    maya.check_access("finish")
    page.get_by_role("button", name="Send to programme staff").click()
    expect(page.get_by_text("You looked back on")).to_be_visible()
    page.get_by_role("button", name="Get my confirmation").click()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Download certificate").click()
    assert arriving.value.path().read_bytes().startswith(b"%PDF-")
    address = page.get_by_role("link", name="The page on which anyone can check it").get_attribute("href")

    # Anyone checks it; he reads her message, and takes everything along, without what is hers alone.
    passer_by.goto(address)
    expect(passer_by.page.get_by_text("This confirmation is genuine.")).to_be_visible()
    expect(passer_by.page.get_by_text("Maya Okafor")).to_be_visible()
    expect(passer_by.page.get_by_text("2 meetings")).to_be_visible()
    passer_by.check_access("certificate")
    ben.goto(f"/mentorships/{mentorship}/finish")
    expect(ben.page.get_by_text(re.compile("Maya a mis fin à ce mentorat"))).to_be_visible()
    ben.check_access("fin")
    with ben.page.expect_download() as arriving:
        ben.page.get_by_role("link", name="Tout emporter (ZIP)").click()
    with zipfile.ZipFile(io.BytesIO(arriving.value.path().read_bytes())) as folder:
        told = folder.read("mentorship.html").decode() + folder.read("mentorship.json").decode()
        assert json.loads(folder.read("mentorship.json"))["language"] == "fr"
    assert "Write SQL I can defend" in told
    assert CANARY not in told
    for path in ("", "/agreement", "/finish"):
        ben.goto(f"/mentorships/{mentorship}{path}")
        expect(ben.page.get_by_role("heading", level=1)).to_be_visible()
        assert CANARY not in ben.page.content()
        assert "circonstances" not in ben.page.locator("main").inner_text()
    ben.goto("/inbox/conversations")
    expect(ben.page.get_by_text("I have signed.").first).to_be_visible()
    stranger = somebody().sign_in("clara@demo.example")
    stranger.goto(f"/mentorships/{mentorship}/finish")
    expect(stranger.page.get_by_text("There is nothing here for you to see")).to_be_visible()
    for name in ("certificate.pdf", "export.zip", "agreement.pdf"):
        assert stranger.context.request.get(f"{stranger.url}/mentorships/{mentorship}/{name}").status == 404
