"""Meetings of two people in two browsers: proposed, settled, moved, called off, and what is written about them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_story import join
from tests.e2e.test_times import evening, give

pytestmark = pytest.mark.e2e


def meetings_of(page: Page) -> str:
    """The address of the meetings of the first mentorship on the page."""
    first = page.locator("main a[href^='/mentorships/']").first
    return re.match(r"/mentorships/[\w-]+", first.get_attribute("href"))[0] + "/meetings"


def test_a_meeting_is_proposed_settled_moved_and_cancelled_on_both_screens(somebody):
    maya, ben = somebody().sign_in("maya@demo.example"), somebody().sign_in("ben@demo.example")
    address = meetings_of(maya.page)
    here, there = maya.goto(address), ben.goto(address)
    rows = there.locator("li.meeting")
    expect(rows).to_have_count(5)  # a series of four, and one that is only proposed
    maya.check_access("meetings")
    here.get_by_role("link", name="Agenda and minutes").first.click()  # of the one that is open already
    expect(here.get_by_role("region", name="Agenda and minutes")).to_be_in_viewport()

    here.get_by_role("button", name="Propose meeting").first.click()
    give(here, evening(10, 7), evening(11, 7))
    here.get_by_label("A few words, if you like").locator("visible=true").first.fill("Early birds?")
    maya.check_access("propose dialog")
    here.get_by_role("dialog").get_by_role("button", name="Propose meeting").click()
    expect(here.get_by_role("dialog")).to_have_count(0)
    mine = there.locator("li.meeting", has_text="Early birds?")
    expect(mine.get_by_role("button", name=re.compile("^Confirm"))).to_have_count(2)
    mine.get_by_role("button", name=re.compile("^Confirm")).first.click()
    settled = here.locator("li.meeting", has_text="07:30")
    expect(settled.get_by_text("Settled")).to_be_visible()

    settled.get_by_role("button", name="Move", exact=True).click()
    give(here, evening(12, 8))
    moving = here.get_by_role("dialog", name="Move this meeting")
    expect(moving.get_by_text("It stays where it is until Ben agrees.")).to_be_visible()
    moving.get_by_role("button", name="Ask Ben to move it").click()
    expect(there.get_by_text("Maya would like to move this meeting")).to_be_visible()
    expect(settled.get_by_text("Move suggested")).to_be_visible()
    there.get_by_role("button", name=re.compile("^Confirm")).locator("visible=true").first.click()
    moved = here.locator("li.meeting", has_text="08:30")
    expect(moved.get_by_text("Settled")).to_be_visible()

    there.locator("li.meeting", has_text="08:30").get_by_role("button", name="Cancel meeting").click()
    there.get_by_label("A few words, if you like").locator("visible=true").first.fill("The trains are on strike")
    there.get_by_role("dialog").get_by_role("button", name="Cancel meeting").click()
    expect(here.get_by_text("The trains are on strike")).to_be_visible()

    stranger = somebody()
    join(stranger, "Tilda Fern", "tilda@example.org")
    stranger.goto(address)
    expect(stranger.page.get_by_text("There is nothing here for you to see")).to_be_visible()
    assert stranger.page.request.get(f"{stranger.url}{address.replace('meetings', 'time.csv')}").status == 404
    assert ben.page.request.get(f"{ben.url}{address.replace('meetings', 'time.csv')}").status == 200


def test_minutes_written_at_once_keep_both_texts_also_over_a_dropped_connection(somebody):
    maya, ben = somebody(), somebody().sign_in("ben@demo.example")
    maya.may_fail.append("WebSocket|ERR_INTERNET_DISCONNECTED|Failed to load")
    maya.sign_in("maya@demo.example")
    address = meetings_of(maya.page)
    here, there = maya.goto(address), ben.goto(address)
    label = "What we decided"
    there.get_by_label(label).fill("Weekly from now on")
    expect(here.get_by_label(label)).to_have_value("Weekly from now on")
    maya.check_access("minutes")

    maya.context.set_offline(True)
    here.get_by_label(label).fill("Weekly, on Mondays")
    there.get_by_label(label).fill("Fortnightly, I am afraid")
    there.get_by_label("What we talked about").click()
    expect(there.get_by_text("Saved").first).to_be_visible()
    maya.context.set_offline(False)
    here.get_by_label("What we talked about").click()
    expect(here.get_by_text("You both wrote here at the same time")).to_be_visible(timeout=30_000)
    here.get_by_role("button", name="Keep both").click()
    both = "Fortnightly, I am afraid\n\nWeekly, on Mondays"
    expect(there.get_by_label(label)).to_have_value(both)
    expect(here.get_by_label(label)).to_have_value(both)


def test_a_series_is_confirmed_at_once_and_its_later_meetings_are_cancelled(somebody):
    maya, ben = somebody().sign_in("maya@demo.example"), somebody().sign_in("ben@demo.example")
    address = meetings_of(maya.page)
    here, there = maya.goto(address), ben.goto(address)
    here.get_by_role("button", name="Propose meeting").first.click()
    give(here, evening(20, 6))
    form = here.get_by_role("dialog")
    expect(form.get_by_label("How many meetings")).to_be_hidden()
    form.get_by_label("Repeats").select_option("weekly")
    form.get_by_label("How many meetings").select_option("3")
    maya.check_access("propose a series")
    form.get_by_role("button", name="Propose meeting").click()
    expect(form).to_have_count(0)
    asked = there.locator("li.meeting", has_text="Repeats weekly, 3 times")
    expect(asked.get_by_text("The others follow at the same hour")).to_be_visible()
    asked.get_by_role("button", name=re.compile("^Confirm")).click()
    for number in (1, 2, 3):
        expect(here.locator("li.meeting", has_text=f"{number} of 3").get_by_text("Settled")).to_be_visible()

    there.locator("li.meeting", has_text="2 of 3").get_by_role("button", name="Cancel meeting").click()
    there.get_by_label("This one and all later ones").check()
    there.get_by_role("dialog").get_by_role("button", name="Cancel meeting").click()
    expect(here.locator("li.meeting", has_text="2 of 3")).to_have_count(0)
    expect(here.locator("li.meeting", has_text="3 of 3")).to_have_count(0)
    expect(here.locator("li.meeting", has_text="1 of 3").get_by_text("Settled")).to_be_visible()
