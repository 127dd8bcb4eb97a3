"""The end of a mentorship at two browsers: one ends it, the other's open page is for reading from then on."""

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CANARY = "canary-of-mayas-evaluation"


def test_ended_by_one_read_only_for_both_certified_and_checked_by_anyone(somebody):
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
    expect(ben.page.locator(".rows textarea:not([readonly])")).to_have_count(0)

    # She looks back, for staff alone, and has her confirmation.
    page.get_by_label("I see more clearly what I want").check()
    for _question in range(3):
        page.get_by_role("group").nth(1 + _question).locator(".tap", has_text="4").click()
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
    expect(passer_by.page.get_by_text(re.compile(r"^\d+ meetings$"))).to_be_visible()
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
    maya.goto("/record")
    expect(maya.page.get_by_text("With Ben Lindqvist")).to_be_visible()
    expect(maya.page.get_by_text("Brought a mentorship to its end")).to_be_visible()
    maya.check_access("record")
    stranger = somebody().sign_in("clara@demo.example")
    stranger.goto(f"/mentorships/{mentorship}/finish")
    expect(stranger.page.get_by_text("There is nothing here for you to see")).to_be_visible()
    for name in ("certificate.pdf", "export.zip", "agreement.pdf"):
        assert stranger.context.request.get(f"{stranger.url}/mentorships/{mentorship}/{name}").status == 404
