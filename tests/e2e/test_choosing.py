"""Whom to ask, and whom next: interest in one click, a line of choices, a colleague who agrees to be named."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.test_answers import ask, stale  # noqa: F401  a fixture
from tests.e2e.test_story import join

pytestmark = pytest.mark.e2e
GRETA, HANA, CELINE = "greta.baumann@demo.example", "hana.nakamura@demo.example", "celine.moreau@demo.example"
WORDS = "You changed direction late, and say that the second year was the hard one. How did you plan it?"


def line_up(person: Person, name: str, words: str) -> None:
    """Put somebody at the end of the line, through the request form."""
    page = person.goto(f"/explore?q={quote(name)}")
    found = page.get_by_role("article", name=name).get_by_role("link", name=name).first.get_attribute("href")
    page = person.goto(f"/requests/new?to={found.rpartition('/')[2]}&kind=mentoring")
    expect(page.get_by_role("main").get_by_text(name).first).to_be_visible()
    page.get_by_role("textbox", name="Message").fill(words)
    page.locator("label.pill").filter(has_text="About six months").click()
    page.get_by_role("button", name="Line up instead of sending now").click()
    page.wait_for_url(re.compile("/inbox"))
    expect(line_of(person).get_by_text(name)).to_be_visible()


def line_of(person: Person):
    return person.page.get_by_role("region", name="Next in your line")


def ask_alone(person: Person) -> None:
    """Have the next one asked; a switch shows at once what is wished, so what was kept is looked at again."""
    switch = line_of(person).get_by_role("switch", name=re.compile("Ask the next one for me"))
    switch.check()
    person.page.wait_for_timeout(500)
    person.page.reload()
    expect(switch).to_be_checked()


def decline(person: Person, name: str) -> None:
    """Say no to somebody's request, which is already on screen in the list."""
    person.page.locator("main").get_by_role("link", name=re.compile(name)).first.click()
    person.page.get_by_role("button", name=f"Decline request from {name}").click()
    person.page.get_by_role("dialog").get_by_role("button", name="Decline", exact=True).click()
    expect(person.page.get_by_role("button", name=f"Decline request from {name}")).to_have_count(0)


def test_after_a_no_the_next_in_line_is_asked_and_cannot_tell(somebody: Callable[..., Person]):
    zoe, ben, greta = somebody(), somebody().sign_in("ben@demo.example"), somebody().sign_in(GRETA)
    join(zoe, "Zoe Adler", "zoe@example.org")
    ask(zoe, "Ben Lindqvist")
    line_up(zoe, "Greta Baumann", WORDS)
    line_up(zoe, "Hana Nakamura", WORDS)
    ask_alone(zoe)
    zoe.check_access("line")
    greta.goto("/inbox")
    expect(greta.page.locator("main").get_by_role("link", name=re.compile("Zoe Adler"))).to_have_count(0)

    ben.goto("/inbox")
    decline(ben, "Zoe Adler")
    arrived = greta.page.locator("main").get_by_role("link", name=re.compile("Zoe Adler"))
    expect(arrived).to_be_visible()
    arrived.click()
    expect(greta.page.locator("main").get_by_text(WORDS).first).to_be_visible()
    expect(greta.page.locator("main").get_by_text("About six months")).to_be_visible()
    for telling in ("line", "choice", "next", "Ben"):
        expect(greta.page.locator("article").get_by_text(re.compile(rf"\b{telling}\b"))).to_have_count(0)
    expect(line_of(zoe).get_by_text("Greta Baumann")).to_have_count(0)
    expect(line_of(zoe).get_by_text("Hana Nakamura")).to_be_visible()
    expect(zoe.page.locator("main").get_by_role("link", name=re.compile("Greta Baumann"))).to_be_visible()


def test_after_silence_the_next_in_line_is_asked(somebody: Callable[..., Person], stale):
    yann = somebody()
    join(yann, "Yann Keller", "yann@example.org")
    ask(yann, "Ben Lindqvist")
    line_up(yann, "Hana Nakamura", WORDS)
    ask_alone(yann)
    later = stale()
    yann.url = later.url
    page = yann.goto("/inbox?shelf=waiting")
    expect(page.locator("main").get_by_role("link", name=re.compile("Hana Nakamura"))).to_be_visible()
    expect(line_of(yann)).to_have_count(0)
    page.get_by_role("button", name=re.compile("Notifications")).click()
    expect(page.get_by_text("Hana Nakamura has been asked next, as you wished")).to_be_visible()


def test_interest_is_one_click_and_arrives_in_words(somebody: Callable[..., Person]):
    ida, hana = somebody(), somebody().sign_in(HANA)
    join(ida, "Ida Brandt", "ida@example.org")
    hana.goto("/inbox")
    page = ida.goto("/explore?q=Hana%20Nakamura")
    card = page.get_by_role("article", name="Hana Nakamura")
    card.get_by_role("button", name=re.compile("Connect with")).click()
    page.get_by_role("button", name="Tell Hana Nakamura that you are interested").click()
    expect(page.get_by_text("They have been told that you are interested.")).to_be_visible()
    card.get_by_role("button", name=re.compile("Connect with")).click()
    expect(page.get_by_role("link", name="You are waiting for an answer from Hana Nakamura")).to_be_visible()
    arrived = hana.page.locator("main").get_by_role("link", name=re.compile("Ida Brandt"))
    expect(arrived.get_by_text("Is interested in working with you")).to_be_visible()
    arrived.click()
    expect(hana.page.get_by_role("heading", name="Ida Brandt is interested in working with you")).to_be_visible()


def test_a_colleague_agrees_before_being_named(somebody: Callable[..., Person]):
    uma, ben, greta = somebody(), somebody().sign_in("ben@demo.example"), somebody().sign_in(GRETA)
    join(uma, "Uma Castell", "uma@example.org")
    request_id = ask(uma, "Ben Lindqvist")
    greta.goto("/inbox")
    page = ben.goto(f"/inbox?request={request_id}")
    page.get_by_role("button", name="Refer to a colleague").click()
    page.get_by_role("button", name="Ask my colleague").click()
    expect(page.get_by_text("Please choose somebody from the list.")).to_be_visible()
    expect(page.get_by_label("Find a colleague")).to_be_focused()
    page.get_by_label("Find a colleague").fill("Greta")
    page.locator("label.candidate").filter(has_text="Greta Baumann").click()
    page.get_by_role("textbox", name="What is it about?").fill("Somebody who changes direction late, as you did.")
    ben.check_access("refer dialog")
    page.get_by_role("button", name="Ask my colleague").click()
    expect(page.get_by_text("You asked Greta Baumann whether you may name them")).to_be_visible()

    panel = greta.page.get_by_role("article").filter(has_text="Ben Lindqvist would like to name you to somebody")
    expect(panel.get_by_text("Somebody who changes direction late, as you did.")).to_be_visible()
    expect(greta.page.get_by_text("Uma")).to_have_count(0)
    expect(uma.page.get_by_text("Greta")).to_have_count(0)
    greta.check_access("asked to be named")
    panel.get_by_role("button", name="Agree to be named by Ben Lindqvist").click()
    expect(panel).to_have_count(0)

    expect(uma.page.get_by_text("Ben suggests Greta Baumann, who would be glad to hear from you.")).to_be_visible()
    expect(page.locator("main").get_by_text("You suggested Greta Baumann")).to_be_visible()
    uma.check_access("suggestion")
    uma.page.get_by_role("link", name="Ask Greta", exact=True).click()
    uma.page.wait_for_url(re.compile("/requests/new"))
    expect(uma.page.get_by_role("textbox", name="Message")).to_have_value(re.compile("You moved from teaching"))
    uma.page.get_by_role("button", name="Send request").click()
    expect(greta.page.locator("main").get_by_role("link", name=re.compile("Uma Castell"))).to_be_visible()
