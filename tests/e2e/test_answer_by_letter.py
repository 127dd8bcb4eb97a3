"""From the letter to the answer, without signing in; the other side sees it at once."""

import re

import pytest
from playwright.sync_api import expect

from mentor_app.routes.answer_by_letter import FORMS
from tests.e2e.conftest import Person, Server
from tests.e2e.test_answers import WHY, ask
from tests.e2e.test_story import join

pytestmark = pytest.mark.e2e


def letter_to(person: Person, address: str, subject: str) -> str:
    """Where the newest such letter leads, as its reader finds it in their mailbox."""
    page = person.page
    for _attempt in range(50):
        page.goto(f"{person.url}/demo/mailbox")
        listed = page.locator("li", has_text=address).filter(has_text=subject)
        if listed.count():
            break
        page.wait_for_timeout(200)
    listed.first.get_by_role("link").click()
    return page.locator("pre a", has_text="/answer#token=").get_attribute("href")


def test_a_question_and_a_yes_by_letter_alone_seen_live_by_the_sender(somebody, server: Server):
    ida, ben, mallory = somebody(), somebody(viewport={"width": 390, "height": 844}), somebody()
    join(ida, "Ida Blum", "ida@example.org")
    request_id = ask(ida, "Ben Lindqvist")

    link = letter_to(ben, "ben@demo.example", "Ida Blum asks you for mentoring")
    page = ben.page
    page.goto(link)
    expect(page.get_by_text(WHY)).to_be_visible()
    ben.check_access("a letter's request")
    expect(ida.page.locator("main").get_by_text("Seen", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Ask a question").click()
    ben.may_fail = ["422"]
    page.get_by_role("button", name="Send question").click()
    expect(page.get_by_role("dialog").get_by_text("Please write something here.")).to_be_visible()
    page.get_by_label("Your question").fill("Which evening would suit you?")
    page.get_by_role("button", name="Send question").click()
    expect(page.get_by_role("heading", name="You asked Ida a question")).to_be_visible()
    expect(ida.page.get_by_text("Which evening would suit you?")).to_be_visible()

    mallory.sign_in("clara@demo.example")
    mallory.page.goto(link)
    expect(mallory.page.get_by_role("heading", name="You are signed in with another account")).to_be_visible()
    assert "Ida" not in mallory.page.content()
    assert "Ben" not in mallory.page.locator("main").inner_text()

    ida.page.get_by_label("Your answer").fill("Tuesdays")
    ida.page.get_by_role("button", name="Send answer").click()
    page.goto(letter_to(ben, "ben@demo.example", "Ida Blum answered your question"))
    expect(page.get_by_text("Tuesdays")).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="You accepted Ida's request")).to_be_visible()
    ben.check_access("a letter answered")
    expect(ida.page.locator("main").get_by_text("Accepted").first).to_be_visible()
    page.goto(f"{server.url}/inbox?request={request_id}")
    page.wait_for_url(re.compile("/sign-in"))


def test_a_press_by_a_script_answers_nothing(somebody, server: Server):
    ivo, ben = somebody(), somebody()
    join(ivo, "Ivo Kern", "ivo@example.org")
    ask(ivo, "Ben Lindqvist")
    link = letter_to(ben, "ben@demo.example", "Ivo Kern asks you for mentoring")
    sent: list[str] = []
    scanned = ben.context.new_page()
    scanned.on("request", lambda request: sent.append(request.url.rpartition("/answer/")[2]))
    # Nothing is asked of this page meanwhile: to look into it from outside counts as a person's gesture.
    scanned.add_init_script(
        """setInterval(() => {
          document.querySelectorAll("main button:not([commandfor])").forEach((button) => button.click());
          document.querySelectorAll("main form").forEach((form) => form.requestSubmit());
        }, 50)"""
    )
    scanned.goto(link)
    for _attempt in range(100):
        if "look" in sent:
            break
        ben.page.wait_for_timeout(100)
    ben.page.wait_for_timeout(700)
    assert not FORMS.keys() & set(sent)
    expect(ivo.page.locator("main").get_by_text("Sent", exact=True).first).to_be_visible()
