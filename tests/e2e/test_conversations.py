"""Two members write to each other, live; a third cannot tell that they do."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ARTEFACTS

pytestmark = pytest.mark.e2e
LOST = "does not exist, or you cannot see it"


def write(page, words):
    page.get_by_label("Message", exact=True).press_sequentially(words)


def says(page, words):
    return page.get_by_role("log").get_by_text(words, exact=True)


def test_two_write_to_each_other_and_a_third_cannot_tell(somebody):
    maya, ben, clara = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben", "clara"))
    for person in (ben, clara):
        person.goto("/inbox/conversations")
        expect(person.page.get_by_role("link", name=re.compile("^Conversations"))).to_be_visible()

    # Maya goes on from the mentorship.
    maya.page.locator("main a[href^='/mentorships/']").first.click()
    maya.page.get_by_role("link", name="Message to Ben Lindqvist").click()
    page = maya.page
    expect(says(page, re.compile("I told the cat first"))).to_be_visible()
    write(page, "Good morning Ben")
    page.keyboard.press("Shift+Enter")
    write(page, "it worked")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/inbox/conversations/(?!new)"))
    expect(says(page, "Good morning Ben\nit worked")).to_be_visible()
    expect(page.get_by_label("Message", exact=True)).to_have_value("")
    expect(page.get_by_role("log").get_by_text("Sent")).to_be_visible()

    # Ben's list shows it at once, and so does the badge; opening it is reading it.
    thread = ben.page.get_by_role("link", name=re.compile("Maya Okafor.*unread"))
    expect(thread).to_be_visible()
    thread.click()
    expect(says(ben.page, "Good morning Ben\nit worked")).to_be_visible()
    expect(page.get_by_role("log").get_by_text("Seen")).to_be_visible()
    expect(page.get_by_text("is here now").first).to_be_visible()
    expect(ben.page.get_by_role("link", name=re.compile("Maya Okafor.*unread"))).to_have_count(0)

    answer_live(maya, ben)
    correct(maya, ben)
    stranger_sees_nothing(page.url, clara, maya)
    for person in (maya, ben):
        person.check_access("conversation")
        before = person.page.get_by_role("log").inner_text()
        person.page.reload()
        expect(says(person.page, "Very well.")).to_be_visible()
        expect(person.page.get_by_role("log")).to_have_text(before, use_inner_text=True)


def answer_live(maya, ben):
    write(ben.page, "How did")
    expect(maya.page.get_by_text("Ben is writing …")).to_be_visible()
    write(ben.page, " it go?")
    ben.page.get_by_role("button", name="Send").click()
    expect(says(maya.page, "How did it go?")).to_be_visible()
    expect(maya.page.get_by_text("Ben is writing …")).to_have_count(0)
    expect(ben.page.get_by_role("log").get_by_text("Seen")).to_be_visible()


def correct(maya, ben):
    write(maya.page, "Very wel.")
    maya.page.keyboard.press("Enter")
    expect(says(ben.page, "Very wel.")).to_be_visible()
    maya.page.get_by_role("button", name="Change this message").last.click()
    box = maya.page.get_by_role("dialog", name="Change this message")
    box.get_by_role("textbox", name="Message").fill("Very well.")
    box.get_by_role("button", name="Save").click()
    expect(box).to_be_hidden()
    expect(says(ben.page, "Very well.")).to_be_visible()
    expect(ben.page.get_by_role("log").get_by_text("edited")).to_be_visible()
    assert ben.page.get_by_role("button", name="Change this message").count() == 1, "only one's own"


def stranger_sees_nothing(url, clara, maya):
    assert clara.page.get_by_role("link", name=re.compile("Maya Okafor")).count() == 0
    clara.page.goto(url)
    expect(clara.page.get_by_text(LOST)).to_be_visible()
    real = clara.page.locator("main").inner_text()
    clara.goto("/inbox/conversations/AAAAAAAAAAAAAAAAAAAAAA")
    expect(clara.page.get_by_text(LOST)).to_be_visible()
    expect(clara.page.locator("main")).to_have_text(real, use_inner_text=True)
    assert "Good morning" not in clara.page.content()


def test_what_is_typed_survives_a_reload_and_a_lost_connection(somebody):
    maya, ben = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben"))
    for person in (maya, ben):
        person.may_fail += ["WebSocket", "ERR_INTERNET_DISCONNECTED", "websocket"]
        person.page.locator("main a[href^='/mentorships/']").first.click()
        person.page.get_by_role("link", name=re.compile("^Message to")).click()
        expect(person.page.get_by_role("log")).to_be_visible()
    page = maya.page
    write(page, "Not sent yet")
    page.reload()
    expect(page.get_by_label("Message", exact=True)).to_have_value("Not sent yet")
    maya.context.set_offline(True)
    write(page, ", written in a tunnel")
    page.wait_for_timeout(500)
    expect(page.get_by_label("Message", exact=True)).to_have_value(re.compile("written in a tunnel"))
    maya.context.set_offline(False)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    page.get_by_label("Message", exact=True).press("Enter")
    expect(says(ben.page, re.compile("written in a tunnel"))).to_be_visible()
    expect(page.get_by_label("Message", exact=True)).to_have_value("")


def test_messages_start_from_a_card_and_fit_every_screen(somebody):
    maya = somebody().sign_in("maya@demo.example")
    page = maya.goto("/explore")
    card = page.get_by_role("article").filter(has=page.get_by_role("button", name=re.compile("Connect with"))).first
    name = card.get_attribute("aria-label")
    card.get_by_role("button", name=re.compile("Connect with")).click()
    page.get_by_role("link", name=f"Send message to {name}").click()
    page.wait_for_url(re.compile("/inbox/conversations/new"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Write the first words.")).to_be_visible()
    maya.check_access("new conversation")
    for number in range(12):
        write(page, f"Line {number} of a long story about how everything began and went on")
        page.keyboard.press("Enter")
        expect(says(page, re.compile(f"Line {number} "))).to_be_visible()
    expect(says(page, re.compile("Line 11 "))).to_be_in_viewport()
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    path = page.url.partition("//")[2].partition("/")[2]
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        maya.goto(f"/{path}")
        expect(says(page, re.compile("Line 11 "))).to_be_in_viewport()
        expect(page.get_by_label("Message", exact=True)).to_be_in_viewport()
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0
        maya.check_access(f"conversation {width} {scheme}")
        page.screenshot(path=ARTEFACTS / f"conversation-{width}-{scheme}.png")
    page.get_by_role("link", name="All conversations").click()
    expect(page.get_by_role("log")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile(name))).to_be_visible()
    page.screenshot(path=ARTEFACTS / "conversations-390-dark.png")
