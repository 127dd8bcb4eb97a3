"""From the letter to the answer, without signing in; the other side sees it at once."""

import re

import pytest
from playwright.sync_api import expect

from mentor_app.routes.answer_by_letter import FORMS
from tests.e2e.conftest import Person, Server
from tests.e2e.test_answers import WHY, ask
from tests.e2e.test_story import join
from tests.e2e.test_times import evening, give

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


def test_times_go_to_and_fro_by_letter_until_one_is_taken_and_nobody_has_signed_in(somebody, server: Server):
    rosa, ben, reader = somebody(), somebody(viewport={"width": 390, "height": 844}), somebody()
    join(rosa, "Rosa Adam", "rosa@example.org")
    request_id = ask(rosa, "Ben Lindqvist")
    page = ben.page
    page.goto(letter_to(ben, "ben@demo.example", "Rosa Adam asks you for mentoring"))
    page.get_by_role("button", name="Suggest another time").click()
    ben.may_fail = ["422"]
    page.get_by_role("button", name="Suggest these times").click()
    expect(page.get_by_role("dialog").get_by_text("Please give at least one time.")).to_be_visible()
    expect(page.get_by_text("Rosa has not said when they are usually free.")).to_be_visible()
    give(page, evening(5), evening(6))
    page.get_by_label("A few words, if you like").locator("visible=true").fill("After work, if that suits you")
    ben.check_access("times by letter")
    page.get_by_role("button", name="Suggest these times").click()
    expect(page.get_by_role("heading", name="You suggested times to Rosa")).to_be_visible()
    expect(rosa.page.get_by_text("After work, if that suits you")).to_be_visible()

    page = reader.page
    page.goto(letter_to(reader, "rosa@example.org", "Ben Lindqvist suggests a time to talk"))
    expect(page.get_by_role("radio")).to_have_count(2)
    page.get_by_role("radio").last.check()
    reader.check_access("times to take by letter")
    page.get_by_role("button", name="Accept this time").click()
    expect(page.get_by_role("heading", name="You and Ben have a date")).to_be_visible()
    expect(rosa.page.locator("main").get_by_text("Accepted").first).to_be_visible()
    page.goto(f"{server.url}/inbox?request={request_id}")
    page.wait_for_url(re.compile("/sign-in"))


def test_a_press_by_a_script_answers_nothing_and_a_person_names_a_colleague(somebody):
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

    page = ben.page
    page.goto(link)
    page.get_by_role("button", name="Refer to a colleague").click()
    page.get_by_label("Find a colleague").fill("Greta")
    page.get_by_label("Find a colleague").press("Enter")
    page.locator("label.candidate").filter(has_text="Greta Baumann").click()
    page.get_by_label("What is it about?").fill("Somebody who changes direction late, as you did.")
    ben.check_access("a colleague by letter")
    page.get_by_role("button", name="Ask my colleague").click()
    expect(page.get_by_role("heading", name="You asked a colleague whether you may name them")).to_be_visible()
    expect(ivo.page.get_by_text("Greta")).to_have_count(0)
    expect(
        ivo.page.locator("main").get_by_text("Sent", exact=True).or_(ivo.page.get_by_text("Seen")).first
    ).to_be_visible()

    page.goto(letter_to(ben, "greta.baumann@demo.example", "Ben Lindqvist would like to name you to somebody"))
    expect(page.get_by_text("Somebody who changes direction late, as you did.")).to_be_visible()
    expect(page.get_by_text("Ivo")).to_have_count(0)
    ben.check_access("may I name you, by letter")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_role("heading", name="You agreed to be named by Ben")).to_be_visible()
    expect(ivo.page.get_by_text("Ben suggests Greta Baumann")).to_be_visible()
    page.reload()
    expect(page.get_by_text("The link in this letter works once.")).to_be_visible()
