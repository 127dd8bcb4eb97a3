"""What waits for somebody: told once, live on Home, the last stage from a planned end; and what coordinators settle."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def day(days):
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def in_words(days):
    then = datetime.now(UTC).date() + timedelta(days=days)
    return f"{then.day} {then:%B %Y}"


def test_a_planned_end_is_told_once_and_begins_the_last_stage(somebody):
    maya, ben = somebody(**PHONE).sign_in("maya@demo.example"), somebody().sign_in("ben@demo.example")
    row = ben.page.locator("a[href^='/mentorships/']").filter(has_text="Maya Okafor").first
    expect(row).to_contain_text("Under way")
    mentorship = row.get_attribute("href")

    # On a phone the row of tabs shows the one that is open, however far right it is.
    page = maya.goto(f"{mentorship}/finish")
    tabs = page.get_by_role("navigation", name="Mentorship")
    tabs.scroll_into_view_if_needed()
    expect(tabs.get_by_role("link", name="Finish")).to_be_in_viewport()
    save = page.get_by_role("button", name="Save and tell Ben")
    for days in (14, 200, 14):
        page.get_by_label("Planned end").fill(day(days))
        save.click()
        # Said by the server: what stands in the field was typed, and the form is emptied as it arrives.
        told = page.get_by_text(f"You plan to end on {in_words(days)}").locator("visible=true")
        expect(told.first).to_be_visible()
        expect(page.get_by_label("Planned end")).to_have_value(day(days))
    maya.check_access("finish with a planned end")
    expect(row).to_contain_text("Final meeting")

    ben.page.get_by_role("button", name=re.compile("^Notifications")).click()
    line = ben.page.get_by_role("button", name=re.compile("plans to end your mentorship"))
    expect(line.filter(has_text="2 new")).to_have_count(1)
    line.filter(has_text="2 new").click()
    ben.page.wait_for_url(re.compile("/finish"))
    expect(ben.page.get_by_role("listitem").filter(has_text="Final meeting")).to_have_attribute("aria-current", "step")
    side = ben.page.get_by_role("complementary", name="Your partner")
    # What is settled stays on the card while other times wait for him.
    expect(side.get_by_role("link", name="Prepare it")).to_be_visible()


def test_coordinators_settle_how_requests_go_and_see_each_other_do_it(somebody):
    clara, other = somebody().sign_in("clara@demo.example"), somebody(**PHONE).sign_in("clara@demo.example")
    page = clara.goto("/programme/alumni/settings")
    other.goto("/programme/alumni/settings")
    second, save = page.get_by_label("Second reminder after days"), page.get_by_role("button", name="Save").first
    second.fill("2")
    save.click()
    expect(page.get_by_text("The second reminder comes after the first.")).to_be_visible()
    second.fill("9")
    save.click()
    expect(other.page.get_by_label("Second reminder after days")).to_have_value("9")
    # Two set the same at once: the second is shown both values, and what they typed stays.
    their = other.page.get_by_label("Second reminder after days")
    their.fill("11")
    second.fill("10")
    save.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(their).to_have_value("11")
    other.page.get_by_role("button", name="Save").first.click()
    asked = other.page.get_by_role("alert").filter(has_text="Somebody else has saved here")
    for told in ("Second reminder after days", "11", "10"):
        expect(asked).to_contain_text(told)
    expect(their).to_have_value("11")
    other.check_access("programme settings, crossed")
    asked.get_by_role("button", name="Use what I wrote").click()
    expect(second).to_have_value("11")
    expect(asked).to_have_count(0)
    clara.check_access("programme settings")
    maya = somebody().sign_in("maya@demo.example")
    maya.goto("/programme/alumni/settings")
    expect(maya.page.get_by_text("There is nothing here for you to see")).to_be_visible()
    expect(maya.page.get_by_label("Second reminder after days")).to_have_count(0)
