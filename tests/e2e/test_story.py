"""Two people, one mentorship, live; and a stranger who cannot tell that it exists."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ARTEFACTS

pytestmark = pytest.mark.e2e
PASSPHRASE = "velvet otter 92 lamps"
WHY = "You moved from teaching to data yourself, and I would like to hear how the first year really was."


def newest_letter(person, address, subject):
    """The newest letter to an address with a subject, in the demonstration's mailbox."""
    person.goto("/demo/mailbox")
    for _attempt in range(40):
        letter = person.page.get_by_role("listitem").filter(has_text=address)
        link = letter.get_by_role("link", name=re.compile(subject)).first
        if link.count():
            link.click()
            return person.page
        person.page.wait_for_timeout(250)
        person.page.reload()
    raise AssertionError(f"no letter {subject!r}")


def join(person, name, email):
    """Join, and confirm the address by the letter's link."""
    page = person.goto("/join")
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSPHRASE)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_text("A letter is on its way to you")).to_be_visible()
    letter = newest_letter(person, email, "Confirm")
    href = letter.locator("a[href*='/verify-email']").first.get_attribute("href")
    page.goto(href)
    page.get_by_label("Password").fill(PASSPHRASE)
    page.get_by_role("button").filter(has_text=re.compile("Confirm")).click()
    page.wait_for_url(re.compile("/home"))


def test_from_joining_to_a_shared_goal(somebody):
    nora, ben, cy = somebody(), somebody(), somebody()
    ben.sign_in("ben@demo.example")
    ben.goto("/inbox")
    expect(ben.page.locator("main").get_by_text("Samir Iyer").first).to_be_visible()

    join(nora, "Nora Weiss", "nora@example.org")
    join(cy, "Cy Stranger", "cy@example.org")

    # Profile: seeking a mentor, with something to learn.
    page = nora.goto("/preferences")
    page.get_by_role("switch", name=re.compile("Seeking Mentor")).check()
    nora.check_access("preferences")

    # Explore with a search and two facets.
    page = nora.goto("/explore")
    expect(page.get_by_role("article").first).to_be_visible()
    page.get_by_label(re.compile("Search")).first.fill("Lindqvist")
    card = page.get_by_role("article", name="Ben Lindqvist")
    expect(card).to_be_visible()
    for facet in ("English", "Video call"):
        page.get_by_role("checkbox", name=re.compile(f"^{facet}")).first.check()
        expect(page.get_by_role("button", name=re.compile(f"Remove.*{facet}"))).to_be_visible()
    expect(card).to_be_visible()
    nora.check_access("explore")
    card.get_by_role("button", name=re.compile("Connect")).click()
    page.get_by_text("Request mentoring").first.click()

    # Ask.
    page.wait_for_url(re.compile("/requests/new"))
    page.get_by_role("textbox", name="Message").fill("Too short")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Please write at least 40 characters.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Message")).to_have_value("Too short")
    page.get_by_role("textbox", name="Message").fill(WHY)
    nora.check_access("request form")
    page.get_by_role("button", name="Send request").click()
    page.wait_for_url(re.compile("/inbox"))
    asked = page.url

    # Ben's open inbox shows it at once, and so does the badge.
    expect(ben.page.locator("main").get_by_text("Nora Weiss").first).to_be_visible()
    ben.page.locator("main").get_by_role("link", name=re.compile("Nora Weiss")).first.click()
    expect(ben.page.get_by_text(WHY).last).to_be_visible()
    ben.check_access("inbox")
    expect(page.locator("main").get_by_text("Seen", exact=True).first).to_be_visible()

    # The stranger cannot open it.
    cy.page.goto(asked)
    expect(cy.page.get_by_text("does not exist, or you cannot see it")).to_be_visible()
    assert WHY not in cy.page.content()

    # Accept; Nora's page shows it at once.
    ben.page.get_by_role("button", name="Accept request from Nora Weiss").click()
    ben.page.wait_for_url(re.compile(r"/mentorships/"))
    expect(page.locator("main").get_by_text("Accepted").first).to_be_visible()
    page.get_by_role("link", name="Open your mentorship").click()
    page.wait_for_url(re.compile(r"/mentorships/"))
    expect(page.get_by_role("heading", name="You and Ben")).to_be_visible()
    expect(page.get_by_text("is here now").first).to_be_visible()
    expect(ben.page.get_by_text("is here now").first).to_be_visible()

    work_together(nora, ben)
    both_see_the_same_after_reload(nora, ben)

    # The stranger sees none of it and cannot tell it exists.
    cy.page.goto(page.url)
    expect(cy.page.get_by_text("does not exist, or you cannot see it")).to_be_visible()
    real = cy.page.locator("main").inner_text()
    cy.goto("/mentorships/AAAAAAAAAAAAAAAAAAAAAA")
    expect(cy.page.get_by_text("does not exist, or you cannot see it")).to_be_visible()
    expect(cy.page.locator("main")).to_have_text(real, use_inner_text=True)
    assert "Salary" not in cy.page.content()


def work_together(nora, ben):
    """Agenda and goals move on both screens."""
    nora.page.get_by_label("Add a topic or question").fill("Salary range for juniors")
    nora.page.get_by_role("button", name="Add to agenda").click()
    topic = ben.page.get_by_label("Topic or question", exact=True)
    expect(topic).to_have_value("Salary range for juniors")
    expect(nora.page.get_by_label("Add a topic or question")).to_have_value("")
    topic.click()
    topic.press("End")
    topic.press_sequentially(" in Graz")
    expect(nora.page.get_by_label("Topic or question", exact=True)).to_have_value("Salary range for juniors in Graz")
    topic.press("Enter")

    ben.page.get_by_role("button", name="Add goal").first.click()
    ben.page.get_by_label("What should be different?").fill("Write SQL I can defend")
    ben.page.get_by_role("dialog").get_by_role("button", name="Add goal").click()
    expect(nora.page.get_by_label("Goal", exact=True)).to_have_value("Write SQL I can defend")
    nora.page.get_by_role("slider").fill("40")
    expect(ben.page.get_by_role("slider")).to_have_value("40")
    nora.page.get_by_role("checkbox", name=re.compile("Talked about")).check()
    expect(ben.page.get_by_role("checkbox", name=re.compile("Talked about"))).to_be_checked()
    for person in (nora, ben):
        person.check_access("mentorship")


def both_see_the_same_after_reload(nora, ben):
    for person in (nora, ben):
        expect(person.page.get_by_text("is writing")).to_have_count(0)  # that passes by itself, a moment later
        before = person.page.locator(".workspace-two").inner_text()
        person.page.reload()
        expect(person.page.get_by_label("Topic or question", exact=True)).to_have_value(
            "Salary range for juniors in Graz"
        )
        expect(person.page.get_by_role("slider")).to_have_value("40")
        expect(person.page.locator(".workspace-two")).to_have_text(before, use_inner_text=True)


PAGES = ("/home", "/explore", "/inbox", "/profile", "/preferences", "/settings")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (360, "light")]
)
def test_every_page_is_accessible_and_fits(somebody, width, scheme):
    maya = somebody(viewport={"width": width, "height": 844}, color_scheme=scheme).sign_in("maya@demo.example")
    mentorship = maya.page.locator("a[href^='/mentorships/']").first
    expect(mentorship).to_be_visible()
    paths = [*PAGES, mentorship.get_attribute("href")]
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    for path in paths:
        page = maya.goto(path)
        expect(page.locator("main h1")).to_be_visible()
        page.wait_for_timeout(700)
        name = "mentorship" if "mentorships" in path else path.strip("/")
        page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{path} is {overflow} px too wide at {width}"
        maya.check_access(f"{path} {width} {scheme}")
