"""Two people at one dashboard: at the same time, on a bad connection, in two languages."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
TOPIC = "Portfolio: which of the three projects first?"


@pytest.fixture
def pair(somebody):
    """Maya and Ben, each on the dashboard of their mentorship."""
    maya = somebody().sign_in("maya@demo.example")
    ben = somebody().sign_in("ben@demo.example")
    for person, partner in ((maya, "Ben Lindqvist"), (ben, "Maya Okafor")):
        person.page.locator("a[href^='/mentorships/']").filter(has_text=partner).first.click()
        expect(topic(person, TOPIC)).to_be_visible()
    return maya, ben


def topic(person, text):
    """The field that holds a topic."""
    return person.page.locator("textarea").filter(has_text=re.compile(re.escape(text)))


def field_of(person, index):
    return person.page.get_by_label("Topic or question", exact=True).nth(index)


def test_both_write_at_once_and_nothing_is_lost(pair):
    maya, ben = pair
    before = field_of(maya, 2).input_value()
    field_of(maya, 2).focus()
    field_of(ben, 2).fill("Salary range in Austria")
    field_of(ben, 2).press("Enter")
    expect(maya.page.get_by_text("Changed by someone else meanwhile")).to_be_visible()
    field_of(maya, 2).fill("Salary range in Graz")
    field_of(maya, 2).press("Enter")

    asked = maya.page.get_by_role("dialog").filter(has_text="You both wrote here at the same time")
    expect(asked).to_be_visible()
    expect(asked.get_by_text("Salary range in Graz")).to_be_visible()
    expect(asked.get_by_text("Salary range in Austria")).to_be_visible()
    assert field_of(ben, 2).input_value() == "Salary range in Austria"
    asked.get_by_role("button", name="Use what I wrote").click()
    expect(field_of(ben, 2)).to_have_value("Salary range in Graz")
    expect(asked).to_be_hidden()
    field_of(ben, 2).fill(before)
    field_of(ben, 2).press("Enter")
    expect(field_of(maya, 2)).to_have_value(before)


def test_words_survive_a_lost_connection_and_a_reload(pair):
    maya, ben = pair
    maya.may_fail.append("ERR_INTERNET_DISCONNECTED|WebSocket")
    add = maya.page.get_by_label("Add a topic or question")
    maya.context.set_offline(True)
    add.fill("How did your first month go?")
    maya.context.set_offline(False)
    maya.page.reload()
    add = maya.page.get_by_label("Add a topic or question")
    expect(add).to_have_value("How did your first month go?")
    maya.page.get_by_role("button", name="Add to agenda").click()
    expect(topic(ben, "How did your first month go?")).to_be_visible()
    expect(add).to_have_value("")
    maya.page.reload()
    expect(maya.page.get_by_label("Add a topic or question")).to_have_value("")
    ben.page.get_by_role("button", name="More for How did your first month go?").click()
    ben.page.get_by_role("button", name="Remove from agenda").last.click()
    expect(topic(maya, "How did your first month go?")).to_have_count(0)


def test_presence_and_order_are_shared(pair):
    maya, ben = pair
    expect(maya.page.get_by_text("is here now")).to_be_visible()
    first = field_of(maya, 0).input_value()
    ben.page.get_by_role("button", name=f"More for {first}").click()
    ben.page.locator("[popover]:popover-open").get_by_role("button", name="Move down").click()
    expect(field_of(maya, 1)).to_have_value(first)
    ben.goto("/home")
    expect(maya.page.get_by_text("is here now")).to_be_hidden()
    maya.page.get_by_role("button", name=f"More for {first}").click()
    maya.page.locator("[popover]:popover-open").get_by_role("button", name="Move up").click()
    expect(field_of(maya, 0)).to_have_value(first)


def test_changing_the_language_is_instant_and_stays(somebody):
    maya = somebody().sign_in("maya@demo.example")
    maya.goto("/settings")
    maya.page.get_by_role("button", name="Français").click()
    expect(maya.page.get_by_role("heading", level=1)).to_have_text("Paramètres")
    expect(maya.page.locator("html")).to_have_attribute("lang", "fr")
    maya.goto("/explore")
    expect(maya.page.get_by_role("heading", level=1)).not_to_have_text("Explore the Community")
    maya.goto("/settings")
    maya.page.get_by_role("button", name="English").click()
    expect(maya.page.get_by_role("heading", level=1)).to_have_text("Settings")
    maya.goto("/explore")
    expect(maya.page.get_by_role("heading", level=1)).to_have_text("Explore the Community")


def test_signing_out_closes_every_page_of_that_browser(somebody):
    maya = somebody().sign_in("maya@demo.example")
    other = maya.context.new_page()
    other.goto(f"{maya.url}/inbox")
    expect(other.get_by_role("heading", name="Inbox", level=1)).to_be_visible()
    maya.page.get_by_role("button", name=re.compile("Account menu")).click()
    maya.page.get_by_role("button", name="Sign out").click()
    maya.page.wait_for_url(re.compile(r"/(sign-in)?/?(\?.*)?$"))
    other.wait_for_url(re.compile("/sign-in"))
    expect(maya.page.get_by_role("link", name="Join").first).to_be_visible()
    maya.page.wait_for_load_state("networkidle")
    maya.goto("/home")
    maya.page.wait_for_url(re.compile("/sign-in"))
