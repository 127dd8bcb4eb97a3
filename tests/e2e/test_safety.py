"""Putting away, finding again, raising a concern, and not meeting somebody again."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ARTEFACTS

pytestmark = pytest.mark.e2e
LOST = "does not exist, or you cannot see it"


def open_talk(person, *, begun=False):
    person.goto("/home")
    person.page.locator("main a[href^='/mentorships/']").first.click()
    person.page.get_by_role("link", name=re.compile("^Message to")).click()
    expect(person.page.get_by_role("log")).to_be_visible()
    if begun:
        person.page.wait_for_url(re.compile(r"/conversations/(?!new)"))


def say(person, words):
    person.page.get_by_label("Message", exact=True).fill(words)
    person.page.keyboard.press("Enter")
    expect(person.page.get_by_role("log").get_by_text(words, exact=True)).to_be_visible()


def more(person, name, item):
    person.page.get_by_role("button", name=f"More about {name}").click()
    person.page.get_by_role("button", name=item, exact=True).click()


def shot(person, name):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    person.check_access(name)
    person.page.screenshot(path=ARTEFACTS / f"{name}.png")


def test_found_again_put_away_reported_and_blocked(somebody):
    maya, ben, clara = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben", "clara"))
    open_talk(maya)
    say(maya, "The résumé from Málaga is ready")
    open_talk(ben, begun=True)
    say(ben, "This is canary-rude of me")
    talk = urlsplit(ben.page.url).path

    finds_it_again(maya, clara)
    puts_it_away(maya, ben)
    staff_are_told(maya, ben, clara)
    blocks(maya, ben, talk)


def finds_it_again(maya, clara):
    for person, found in ((maya, 1), (clara, 0)):
        person.goto("/inbox/search")
        person.page.get_by_role("searchbox", name="Search").press_sequentially("resume malag")
        person.page.wait_for_url(re.compile(r"q=resume\+malag"))
        if found:
            expect(person.page.locator("mark")).to_have_text(["résumé", "Málaga"])
            shot(person, "inbox-search")
        else:
            expect(person.page.get_by_text("Nothing found")).to_be_visible()
    maya.page.get_by_role("link", name=re.compile("résumé")).click()
    expect(maya.page.locator("[data-sought='true']")).to_be_in_viewport()


def puts_it_away(maya, ben):
    more(maya, "Ben Lindqvist", "Archive")
    maya.page.wait_for_url(re.compile("/inbox/conversations$"))
    threads = maya.page.locator(".inbox-threads")
    expect(threads.get_by_role("link", name=re.compile("^Ben"))).to_have_count(0)
    threads.get_by_role("link", name="Archived").click()
    expect(threads.get_by_text("canary-rude")).to_be_visible()
    shot(maya, "inbox-archived")
    say(ben, "Still there?")
    expect(threads.get_by_text("canary-rude")).to_have_count(0)
    threads.get_by_role("link", name=re.compile("^Conversations")).click()
    threads.get_by_text("Still there?", exact=True).click()
    expect(maya.page.get_by_role("log")).to_be_visible()


def staff_are_told(maya, ben, clara):
    clara.goto("/home")
    message = maya.page.get_by_role("listitem").filter(has_text="canary-rude")
    message.get_by_role("button", name="Raise a concern about this message").click()
    box = maya.page.get_by_role("dialog", name="Raise a concern about Ben Lindqvist")
    expect(box.get_by_role("blockquote")).to_have_text("This is canary-rude of me")
    shot(maya, "concern-dialog")
    box.get_by_label("What is it about?").select_option("disrespect")
    box.get_by_label("What happened?").fill("He was not kind, canary-told")
    box.get_by_label("Show staff these words").check()
    box.get_by_role("button", name="Tell programme staff").click()
    expect(box).to_be_hidden()
    expect(maya.page.get_by_text("Programme staff have been told.")).to_be_visible()

    clara.page.get_by_role("button", name=re.compile("^Notifications")).click()
    clara.page.get_by_role("button", name=re.compile("A member has raised a concern")).click()
    clara.page.wait_for_url(re.compile("/programme/.*/concerns"))
    concern = clara.page.locator(".concern").filter(has_text="canary-told")
    expect(concern.get_by_role("blockquote")).to_have_text("This is canary-rude of me")
    assert "résumé" not in clara.page.content(), "nothing else of the conversation"
    shot(clara, "concern-desk")
    maya.goto("/settings")
    expect(maya.page.get_by_text("With programme staff")).to_be_visible()
    concern.get_by_role("button", name=re.compile("Look at the concern of Maya")).click()
    expect(maya.page.get_by_text("Being looked at")).to_be_visible()
    notes = clara.page.get_by_role("textbox", name=re.compile("Notes on the concern"))
    notes.fill("canary-staff: spoke with Maya")
    notes.press("Enter")
    clara.page.get_by_role("button", name=re.compile("Close the concern of Maya")).click()
    expect(maya.page.get_by_text("Closed", exact=True)).to_be_visible()
    ben.goto("/programme/alumni/concerns")
    expect(ben.page.get_by_text(re.compile("You cannot do this|does not exist"))).to_be_visible()
    for person in (maya, ben):
        assert "canary-staff" not in person.page.content()


def blocks(maya, ben, talk):
    ben.goto(talk)
    expect(ben.page.get_by_text("Still there?", exact=True)).to_be_visible()
    maya.goto(talk)
    more(maya, "Ben Lindqvist", "Block Ben Lindqvist")
    box = maya.page.get_by_role("dialog", name="Block Ben Lindqvist?")
    expect(box.get_by_text("Your mentorship ends")).to_be_visible()
    shot(maya, "block-dialog")
    box.get_by_role("button", name="Block Ben Lindqvist").click()
    # His open page goes at once, and says no more than for what never was.
    expect(ben.page.get_by_text(LOST)).to_be_visible()
    expect(ben.page.get_by_text("Still there?", exact=True)).to_have_count(0)
    maya.page.wait_for_url(re.compile("/inbox/conversations$"))
    for person, other in ((maya, "Ben Lindqvist"), (ben, "Maya Okafor")):
        for path in ("/home", "/inbox/conversations", "/inbox?shelf=archived"):
            person.goto(path)
            expect(person.page.locator("main .skeleton")).to_have_count(0)
            expect(person.page.locator("main")).not_to_contain_text(other)
        person.goto(f"/explore?q={other.replace(' ', '+')}")
        expect(person.page.get_by_text("Nobody fits all of this")).to_be_visible()
        expect(person.page.get_by_role("article")).to_have_count(0)
    maya.goto("/settings")
    shot(maya, "settings-blocked")
    maya.page.get_by_role("button", name="Unblock Ben Lindqvist").click()
    expect(maya.page.get_by_text("Members you have blocked")).to_have_count(0)
    maya.goto(talk)
    expect(maya.page.get_by_role("log").get_by_text("Still there?", exact=True)).to_be_visible()
