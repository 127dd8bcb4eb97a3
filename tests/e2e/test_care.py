"""How a meeting was and what one is uncertain about: staff learn it, the other one does not."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ARTEFACTS

pytestmark = pytest.mark.e2e


def open_mentorship(person):
    person.goto("/home")
    person.page.locator("main a[href^='/mentorships/']").first.click()
    expect(person.page.get_by_role("heading", name=re.compile("^You and"))).to_be_visible()


def shot(person, name):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    person.check_access(name)
    person.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)


def test_staff_learn_what_the_partner_does_not(somebody):
    maya, ben, clara = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben", "clara"))
    open_mentorship(ben)
    clara.goto("/programme/alumni/concerns")
    open_mentorship(maya)
    says_how_it_was(maya)
    expect(clara.page.get_by_text("canary-pulse, we talk past each other")).to_be_visible()
    shot(clara, "pulse-desk")
    writes_to_staff(maya)
    expect(clara.page.get_by_text("canary-uncertain")).to_be_visible()
    clara.page.get_by_role("button", name=re.compile("^Put what Maya")).first.click()
    expect(clara.page.get_by_text("canary-pulse")).to_have_count(0)
    expect(ben.page.get_by_role("heading", name=re.compile("^How was your meeting"))).to_be_visible()
    expect(ben.page.get_by_text(re.compile("canary|Not a fit yet"))).to_have_count(0)


def says_how_it_was(maya):
    card = maya.page.get_by_role("region", name="How was it?")
    shot(maya, "pulse-asked")
    card.get_by_role("button", name="Send", exact=True).click()
    expect(card.get_by_text("Please choose from 1 to 5.")).to_be_visible()
    card.locator(".tap", has_text="2").click()
    card.locator(".tap", has_text="Not a fit").click()
    card.get_by_text("Add a word for programme staff").click()
    card.get_by_label("A word for programme staff").fill("canary-pulse, we talk past each other")
    card.get_by_role("button", name="Send", exact=True).click()
    ways = maya.page.get_by_role("dialog", name="Thank you for saying so")
    expect(ways).to_be_visible()
    shot(maya, "pulse-ways")
    ways.get_by_role("button", name="Close").click()


def writes_to_staff(maya):
    maya.page.get_by_role("link", name="Notes", exact=True).click()
    maya.page.get_by_role("button", name="I feel uncertain about this").click()
    ways = maya.page.get_by_role("dialog", name="I feel uncertain about this")
    ways.get_by_text("Talk with programme staff").click()
    ways.get_by_label("What is on your mind?").fill("canary-uncertain, I do not know how to go on")
    shot(maya, "uncertain")
    ways.get_by_role("button", name="Tell programme staff").click()
    expect(maya.page.get_by_text("Programme staff have been told")).to_be_visible()
    expect(ways).to_be_hidden()
    maya.page.get_by_role("button", name="Raise a concern").first.click()
    expect(maya.page.get_by_role("dialog", name=re.compile("^Raise a concern about"))).to_be_visible()


def test_contact_details_need_two_to_say_yes(somebody):
    maya, ben = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben"))
    open_mentorship(maya)
    open_mentorship(ben)
    hers, his = (person.page.get_by_role("region", name="Contact details") for person in (maya, ben))
    shares(maya, "+43 660 555 0199")
    expect(his.get_by_text("Maya offers contact details")).to_be_visible()
    assert "555 0199" not in ben.page.content()
    assert "maya@demo.example" not in ben.page.content()
    shares(ben, "")
    expect(his.get_by_role("link", name="+43 660 555 0199")).to_be_visible()
    expect(hers.get_by_role("link", name="ben@demo.example")).to_be_visible()
    shot(ben, "contacts-shared")
    ben.page.get_by_role("link", name="Notes", exact=True).click()
    expect(his.get_by_role("link", name="maya@demo.example")).to_be_visible()
    his.get_by_role("button", name="Take my contact details back").click()
    for card in (hers, his):
        expect(card.get_by_role("link")).to_have_count(0)
    assert "555 0199" not in ben.page.content()


def shares(person, number):
    card = person.page.get_by_role("region", name="Contact details")
    card.get_by_role("button", name="Share mine").click()
    dialog = person.page.get_by_role("dialog", name="My contact details")
    dialog.get_by_label("Telephone").fill("call me")
    dialog.get_by_role("button", name=re.compile("^Share with")).click()
    expect(dialog.get_by_text("Please write a telephone number")).to_be_visible()
    shot(person, f"contacts-dialog-{'with' if number else 'without'}")
    dialog.get_by_label("Telephone").fill(number)
    dialog.get_by_role("button", name=re.compile("^Share with")).click()
    expect(dialog).to_be_hidden()
