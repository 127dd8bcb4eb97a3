"""What two people do in their mentorship, from the yes to the certificate; each in the language they read."""

import re

from playwright.sync_api import expect

from tests.e2e.mentorship_people import Partner


def accepts(mentor: Partner, mentee: str) -> None:
    """The mentor says yes to a request that is open."""
    mentor.button("Accept request from {{name}}", name=mentee).click()
    mentor.page.wait_for_url(re.compile("/mentorships/"))
    mentor.home = re.search(r"/mentorships/[\w-]+", mentor.page.url)[0]


def proposes_a_meeting(who: Partner, at: str, words: str) -> None:
    """Suggest one time, from the tab of meetings."""
    who.button("Propose meeting").first.click()
    suggests_a_time(who, at, words)


def proposes_the_final_meeting(who: Partner, at: str, words: str) -> None:
    """The same from the tab that is about the end: one click leads to the form, which has words to begin from."""
    who.page.get_by_role("link", name=who.words("Propose the final meeting")).click()
    expect(who.labelled("A few words, if you like")).to_have_value(
        who.words("Our final meeting, to look back together.")
    )
    suggests_a_time(who, at, words)


def suggests_a_time(who: Partner, at: str, words: str) -> None:
    """Fill in the form that is open."""
    asked = who.page.get_by_role("dialog")
    asked.get_by_label(f"{who.words('Suggested time')} 1", exact=True).fill(at)
    asked.get_by_label(who.words("A few words, if you like")).fill(words)
    who.looks_around("propose")
    asked.get_by_role("button", name=who.words("Propose meeting")).click()
    expect(asked).to_have_count(0)


def confirms_the_meeting(who: Partner) -> None:
    """Take the one time that waits, on an open tab of meetings."""
    who.page.locator("li.meeting").get_by_role("button", name=re.compile(f"^{who.words('Confirm')}")).first.click()
    expect(who.page.locator("li.meeting").get_by_text(who.words("Settled"), exact=True).first).to_be_visible()


def says_it_happened(who: Partner) -> None:
    """Say of a meeting that is over that it took place."""
    who.opens("meetings")
    who.reads("Did this meeting happen?")
    who.button("It happened").first.click()


def tells_staff_how_it_was(who: Partner, words: str) -> None:
    """Three taps, and a word that the other one never reads."""
    card = who.page.get_by_role("region", name=who.words("How was it?"))
    card.locator(".tap", has_text="4").click()
    card.locator(".tap", has_text=who.words("A good fit")).click()
    card.get_by_text(who.words("Add a word for programme staff")).click()
    card.get_by_label(who.words("A word for programme staff"), exact=True).fill(words)
    who.looks_around("pulse", closely=True)
    card.get_by_role("button", name=who.words("Send"), exact=True).click()
    expect(card).to_have_count(0)


def writes_on_the_agreement(who: Partner, words: str) -> None:
    """Write the point about the period."""
    period = who.page.get_by_role("textbox", name=who.words("Period"), exact=True)
    period.fill(words)
    period.blur()


def sends_the_agreement(who: Partner, button: str, words: str) -> None:
    """Send the text as it stands, with a few words."""
    who.button(button).first.click()
    asked = who.page.get_by_role("dialog")
    asked.get_by_label(who.words("A few words to {{name}}", name=who.other)).fill(words)
    who.looks_around("sending")
    asked.get_by_role("button", name=who.words("Send for approval")).click()
    expect(asked).to_have_count(0)


def sets_a_goal(who: Partner, title: str) -> None:
    """A goal that both see."""
    who.button("Add goal").first.click()
    box = who.page.get_by_role("dialog")
    box.get_by_label(who.words("What should be different?")).fill(title)
    box.get_by_role("button", name=who.words("Add goal")).click()
    expect(box).to_have_count(0)


def promises(who: Partner, title: str) -> None:
    """An action with a name to it."""
    field_ = who.page.get_by_role("textbox", name=who.words("New action"))
    field_.fill(title)
    who.button("Add action").click()
    expect(field_).to_have_value("")


def asks(who: Partner, words: str) -> None:
    """A question between two meetings."""
    who.page.get_by_role("textbox", name=who.words("Your question")).fill(words)
    who.button("Send question").click()


def answers(who: Partner, question: str, words: str) -> None:
    """Its answer."""
    who.page.locator(".question").filter(has_text=question).get_by_role(
        "button", name=who.words("Answer"), exact=True
    ).click()
    who.page.get_by_role("textbox", name=who.words("Your answer")).fill(words)
    who.page.locator(".answering").get_by_role("button", name=who.words("Send")).click()


def shares_a_file(who: Partner, name: str) -> None:
    """A file for the other one."""
    chooser = who.page.locator(".files-add input[type=file]")
    chooser.set_input_files([{"name": name, "mimeType": "text/plain", "buffer": f"in {name}".encode()}])
    expect(who.page.locator(".attachment").filter(has_text=name)).to_have_count(1)
    who.button("Share").click()


def keeps_a_note(who: Partner, words: str) -> None:
    """A note that nobody else sees."""
    mine = who.page.get_by_role("region", name=who.words("Only I see this"))
    mine.get_by_role("textbox", name=who.words("New note, only for me")).fill(words)
    mine.get_by_role("button", name=who.words("Keep for me")).click()
    expect(mine.get_by_role("textbox", name=who.words("Note only for me"))).to_have_value(words)


def writes_minutes(who: Partner, words: str) -> None:
    """What was decided in the meeting that is open."""
    decided = who.labelled("What we decided")
    decided.fill(words)
    decided.blur()


def plans_the_end(who: Partner, day: str) -> None:
    """The day on which it is to end."""
    who.labelled("Planned end").fill(day)
    who.button("Save and tell {{name}}", name=who.other).click()
    who.reads("You plan to end on {{date}}.")


def ends_it(who: Partner, reason: str, farewell: str) -> None:
    """With a reason for staff, and words for the other one that begin from a template."""
    who.button("End mentorship").click()
    asked = who.page.get_by_role("dialog")
    asked.get_by_label(who.words(reason)).check()
    message = asked.get_by_label(who.words("Your message to {{name}}", name=who.other))
    expect(message).to_have_value(re.compile(who.other))
    message.fill(farewell)
    who.looks_around("ending", closely=True)
    asked.get_by_role("button", name=who.words("End mentorship")).click()
    who.reads("You ended this mentorship on {{date}}.")


def looks_back(who: Partner, words: str) -> None:
    """What it brought, for staff alone."""
    who.labelled("I see more clearly what I want").check()
    for question in range(3):
        who.page.get_by_role("group").nth(1 + question).locator(".tap", has_text="4").click()
    who.labelled("In your own words").fill(words)
    who.looks_around("evaluation", closely=True)
    who.button("Send to programme staff").click()
    who.reads("You looked back on {{date}}. Thank you.")


def has_the_confirmation(who: Partner) -> tuple[str, str]:
    """Have it issued; returns what stands on the paper, and the address at which anyone can check it."""
    who.button("Get my confirmation").click()
    paper = who.takes_along("Download certificate")
    check = who.page.get_by_role("link", name=who.words("The page on which anyone can check it"))
    return paper, check.get_attribute("href")


def both_open(ada: Partner, cy: Partner, tab: str) -> None:
    """Both go to a tab."""
    for partner in (ada, cy):
        partner.opens(tab)


def both_look_around(ada: Partner, cy: Partner, stage: str) -> None:
    """Both look at what is before them."""
    for partner in (ada, cy):
        partner.looks_around(stage)
