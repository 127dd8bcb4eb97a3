"""Files, notes, questions and actions: done in one browser, seen in the other, not in the stranger's."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ARTEFACTS

pytestmark = pytest.mark.e2e
LOST = "does not exist, or you cannot see it"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def shot(person, name):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    person.check_access(name)
    person.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)


def on_both(people, tab):
    for person in people:
        person.goto(f"{person.home}/{tab}" if tab else person.home)
        expect(person.page.get_by_role("heading", name=re.compile("You and "))).to_be_visible()


@pytest.fixture
def pair(somebody):
    people = [somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben")]
    people[0].page.locator("main a[href^='/mentorships/']").first.click()
    people[0].page.wait_for_url(re.compile("/mentorships/"))
    # What waits for her may lead to a tab: an answer that she has not been on the page long enough to have read.
    home = re.match(r"/mentorships/[\w-]+", urlsplit(people[0].page.url).path)[0]
    for person in people:
        person.home = home
    return people


def test_files_go_up_and_down_and_to_nobody_else(pair, somebody):
    maya, ben = pair
    on_both(pair, "files")
    chooser = maya.page.locator(".files-add input[type=file]")
    chooser.set_input_files(
        [
            {"name": "Plan.png", "mimeType": "image/png", "buffer": PNG},
            {"name": "canary notes.pdf", "mimeType": "application/pdf", "buffer": PDF},
            {"name": "tool.exe", "mimeType": "image/png", "buffer": b"MZ" + bytes(200)},
        ]
    )
    maya.may_fail += ["422", "404", "403"]
    rows = maya.page.locator(".attachment")
    expect(rows.filter(has_text="ready to send")).to_have_count(2)
    expect(rows.filter(has_text="cannot be shared")).to_have_count(1)
    rows.filter(has_text="tool.exe").get_by_role("button", name="Remove tool.exe").click()
    maya.page.get_by_role("button", name="Share", exact=True).click()
    for person in pair:
        expect(person.page.get_by_role("link", name="canary notes.pdf", exact=True)).to_be_visible()
        expect(person.page.locator("img.file-thumb")).to_have_js_property("naturalWidth", 1)
    shot(ben, "tab-files")
    with ben.page.expect_download() as download:
        ben.page.get_by_role("link", name="Download canary notes.pdf").click()
    assert download.value.path().read_bytes() == PDF
    assert download.value.suggested_filename == "canary notes.pdf"
    address = ben.page.get_by_role("link", name="Download canary notes.pdf").get_attribute("href")
    clara = somebody().sign_in("clara@demo.example")
    for who, status in ((ben, 200), (clara, 404)):
        answer = who.context.request.get(f"{who.url}{address}")
        assert answer.status == status
    recommends(maya, ben)
    maya.page.get_by_role("button", name="Remove canary notes.pdf").click()
    expect(ben.page.get_by_text("canary notes.pdf")).to_have_count(0)
    assert ben.context.request.get(f"{ben.url}{address}").status == 404


def recommends(maya, ben):
    expect(maya.page.get_by_role("button", name="Recommend something")).to_have_count(0)
    ben.page.get_by_role("button", name="Recommend something").click()
    box = ben.page.get_by_role("dialog", name="Recommend something")
    box.get_by_label("Title").fill("The tidy desk")
    box.get_by_label("Link").fill("example.org/desk")
    box.get_by_role("button", name="Put on the list").click()
    expect(box).to_be_hidden()
    line = maya.page.get_by_role("link", name="The tidy desk")
    expect(line).to_have_attribute("href", "https://example.org/desk")
    maya.page.get_by_role("checkbox", name="The tidy desk is read").check()
    expect(ben.page.get_by_text("read", exact=True)).to_be_visible()


def test_a_private_note_is_seen_by_nobody_else(pair, somebody):
    maya, ben = pair
    on_both(pair, "notes")
    mine = maya.page.get_by_role("region", name="Only I see this")
    both = maya.page.get_by_role("region", name="We both see this")
    mine.get_by_role("textbox", name="New note, only for me").fill("canary-private thought")
    mine.get_by_role("button", name="Keep for me").click()
    expect(mine.get_by_role("textbox", name="Note only for me")).to_have_value("canary-private thought")
    both.get_by_role("textbox", name="New note for us both").fill("What we agreed")
    both.get_by_role("button", name=re.compile("^Share with")).click()
    theirs = ben.page.get_by_role("region", name="We both see this")
    shared = theirs.get_by_role("textbox", name="Note for both")
    expect(shared).to_have_value("What we agreed")
    shared.fill("What we agreed, and more")
    shared.blur()
    expect(both.get_by_role("textbox", name="Note for both")).to_have_value("What we agreed, and more")
    both.get_by_role("button", name="1 version").click()
    expect(maya.page.get_by_role("dialog", name="Earlier versions")).to_contain_text("What we agreed")
    maya.page.keyboard.press("Escape")
    shot(maya, "tab-notes")
    clara = somebody().sign_in("clara@demo.example")
    clara.goto(f"{maya.home}/notes")
    expect(clara.page.get_by_text(LOST)).to_be_visible()
    for person in (ben, clara):
        person.page.reload()
        person.page.wait_for_timeout(500)
        assert "canary-private" not in person.page.content()


def test_a_question_is_asked_answered_and_marked(pair):
    maya, ben = pair
    on_both(pair, "questions")
    maya.page.get_by_role("textbox", name="Your question").fill("Which book first?")
    maya.page.get_by_role("button", name="Send question").click()
    asked = ben.page.locator(".question").filter(has_text="Which book first?")
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="Answer", exact=True).click()
    ben.page.get_by_role("textbox", name="Your answer").fill("The thin one")
    ben.page.locator(".answering input[type=file]").set_input_files(
        {"name": "cover.png", "mimeType": "image/png", "buffer": PNG}
    )
    ben.page.locator(".answering").get_by_role("button", name="Send").click()
    question = maya.page.locator(".question").filter(has_text="Which book first?")
    expect(question.get_by_text("The thin one")).to_be_visible()
    expect(question.get_by_role("link", name="cover.png", exact=True).last).to_be_visible()
    question.get_by_role("button", name="Mark as answered").click()
    expect(asked.get_by_text("Answered", exact=True)).to_be_visible()
    shot(maya, "tab-questions")


def test_promises_are_kept_and_a_goal_is_celebrated_on_both_screens(pair):
    maya, ben = pair
    on_both(pair, "goals")
    title = maya.page.get_by_role("textbox", name="New action")
    title.fill("Send the outline")
    maya.page.get_by_label("By whom?").first.select_option("mentor")
    maya.page.get_by_role("button", name="Add action").click()
    expect(title).to_have_value("")
    done = ben.page.get_by_role("checkbox", name="Send the outline is done")
    expect(done).to_be_visible()
    done.check()
    expect(maya.page.get_by_role("checkbox", name="Send the outline is done")).to_be_checked()
    maya.page.get_by_role("button", name="Add goal").first.click()
    box = maya.page.get_by_role("dialog", name="A new goal")
    expect(box.get_by_label("What should be different?")).to_be_focused()
    box.get_by_label("What should be different?").fill("Ask well")
    box.get_by_role("button", name="Add goal").click()
    ben.page.get_by_role("button", name="More for Ask well").click()
    ben.page.get_by_role("button", name="Measure and date").click()
    described = ben.page.get_by_role("dialog", name="Ask well")
    described.get_by_label("How will you know?").fill("Three asks, three answers")
    described.get_by_label("By when?").fill("2027-05-01")
    described.get_by_role("button", name="Save").click()
    expect(maya.page.get_by_text("Three asks, three answers")).to_be_visible()
    maya.page.get_by_role("button", name="More for Ask well").click()
    maya.page.get_by_role("button", name="Goal reached").click()
    for person in pair:
        expect(person.page.locator(".celebration-card")).to_contain_text("Ask well")
    shot(maya, "tab-goals")


def test_what_a_form_refuses_stands_beside_its_field_which_gets_the_focus(pair, somebody):
    stranger = somebody(locale="de-DE", viewport={"width": 390, "height": 844})
    stranger.goto("/join")
    stranger.page.get_by_role("button", name="Mitmachen").click()
    name = stranger.page.get_by_label("Name")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description(re.compile("Bitte schreiben Sie hier etwas"))
    expect(stranger.page.locator("[aria-invalid=true]")).to_have_count(3)
    stranger.check_access("refused-join")
    maya, _ben = pair
    maya.page.set_viewport_size({"width": 390, "height": 844})
    maya.goto(f"{maya.home}/meetings")
    maya.page.get_by_role("button", name="Propose meeting").first.click()
    box = maya.page.get_by_role("dialog", name="Propose meeting")
    box.get_by_role("button", name="Propose meeting").click()
    first = box.get_by_label("Suggested time 1")
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport(ratio=1)
    expect(first).to_have_accessible_description(re.compile("Please give at least one time"))
    maya.goto(f"{maya.home}/time")
    day, minutes = maya.page.get_by_label("Day"), maya.page.get_by_label("How many minutes")
    day.fill("2026-03-02")
    minutes.fill("9999")
    for _again in range(2):  # by the server, each time anew
        maya.page.get_by_role("button", name="Add", exact=True).click()
        expect(minutes).to_be_focused()
        expect(minutes).to_have_accessible_description("Between 1 and 720 minutes, please.")
        maya.page.get_by_role("heading", name="Add time by hand").click()
    assert (day.input_value(), minutes.input_value()) == ("2026-03-02", "9999")
    maya.goto(f"{maya.home}/goals")
    by_when = (
        maya.page.get_by_role("textbox", name="New action").locator("xpath=ancestor::form").get_by_label("By when?")
    )
    by_when.focus()
    maya.page.keyboard.type("12")
    maya.page.get_by_role("textbox", name="New action").fill("Send the outline soon")
    maya.page.get_by_role("button", name="Add action").click()
    expect(by_when).to_have_accessible_description(re.compile("not complete"))
    assert maya.page.get_by_role("checkbox", name="Send the outline soon is done").count() == 0


def test_more_than_a_field_takes_is_refused_with_the_limit_and_stays_typed(somebody):
    maya = somebody().sign_in("maya@demo.example")
    page = maya.goto("/calendar")
    address = page.get_by_role("textbox", name="Calendar address")
    for length, most in ((3000, 1000), (30_000, 20_000)):
        typed = "https://example.org/".ljust(length, "x")
        address.fill(typed)
        page.get_by_role("button", name="Subscribe", exact=True).click()
        expect(page.get_by_text(f"This has {length} characters. At most {most} ")).to_be_visible()
        expect(address).to_be_focused()
        expect(address).to_have_value(typed)
    shot(maya, "too-long")
    # Where no form is, a notice says what it is about. This field ends at its limit unless somebody changes it.
    maya.goto("/explore")
    search = page.get_by_role("searchbox").first
    expect(page.get_by_role("article").first).to_be_visible()
    search.evaluate("field => field.removeAttribute('maxlength')")
    search.fill("y" * 201)
    notice = page.locator(".notice--refused")
    expect(notice).to_contain_text("This has 201 characters. At most 200 fit here.")
    expect(notice).to_contain_text(search.get_attribute("aria-label"))
    expect(search).to_have_value("y" * 201)
    shot(maya, "too-long-without-a-form")
    notice.get_by_role("button", name="Close").click()
    expect(notice).to_have_count(0)
