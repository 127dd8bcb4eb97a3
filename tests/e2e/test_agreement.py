"""An agreement between two people at two browsers, one of them in French, the other on a phone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STATUS = re.compile("standing")


@pytest.fixture
def pair(somebody):
    """Maya, who reads French, and Ben on a phone, each at their agreement."""
    maya, ben = somebody(locale="fr-FR"), somebody(**PHONE)
    maya.goto("/sign-in")
    maya.page.get_by_label("E-mail").fill("maya@demo.example")
    maya.page.locator("input[type=password]").fill("mentor-demo")
    maya.page.locator("button[type=submit]").first.click()
    maya.page.wait_for_url(re.compile("/home"))
    maya.goto("/settings")
    maya.page.get_by_role("button", name="Français").click()
    expect(maya.page.locator("html")).to_have_attribute("lang", "fr")
    ben.sign_in("ben@demo.example")
    for person, partner in ((maya, "Ben Lindqvist"), (ben, "Maya Okafor")):
        person.goto("/home")
        person.page.locator("a[href^='/mentorships/']").filter(has_text=partner).first.click()
        person.page.wait_for_url(re.compile("/mentorships/"))
        person.goto("/mentorships/" + person.page.url.split("/mentorships/")[1].split("/")[0] + "/agreement")
    return maya, ben


def period(person, label):
    return person.page.get_by_role("textbox", name=label, exact=True)


def test_agreed_changed_in_between_refused_countered_and_official(pair, somebody):
    maya, ben = pair
    expect(ben.page.get_by_text("You have both approved this text.")).to_be_visible()
    maya.page.get_by_text("Proposer une modification").click()
    period(maya, "Période").fill("Neuf mois en tout.")
    expect(period(ben, "Period")).to_have_value("Neuf mois en tout.")
    expect(ben.page.get_by_text("You are changing your agreement.")).to_be_visible()
    expect(ben.page.get_by_text("Six months, until the first analyst job").first).to_be_visible()

    # She sends it; he reads it; she changes it before he approves.
    period(maya, "Période").blur()
    maya.page.get_by_role("button", name="Envoyer pour approbation").first.click()
    maya.check_access("sending an agreement")
    maya.page.get_by_role("dialog").get_by_role("button", name="Envoyer pour approbation").click()
    approve = ben.page.get_by_role("button", name="Approve", exact=True)
    expect(approve).to_be_visible()
    ben.check_access("agreement to approve")
    ben.context.set_offline(True)
    ben.may_fail.append("ERR_INTERNET_DISCONNECTED|WebSocket")
    period(maya, "Période").fill("Douze mois en tout.")
    expect(maya.page.get_by_text("Le texte a été modifié après votre envoi.")).to_be_visible()
    approve.click()
    ben.context.set_offline(False)
    refused = ben.page.get_by_role("dialog").filter(has_text="Not approved")
    expect(refused).to_be_visible()
    expect(refused.locator("ins")).to_contain_text("Douze")
    expect(refused.locator("del")).to_contain_text("Neuf")
    ben.check_access("refused approval")
    refused.get_by_role("button", name="I have read it").click()

    # He answers with a proposal of his own, and she approves that.
    period(ben, "Period").fill("Ten months in all.")
    period(ben, "Period").blur()
    expect(period(maya, "Période")).to_have_value("Ten months in all.")
    ben.page.get_by_role("button", name="Counter-propose").click()
    ben.page.get_by_role("dialog").get_by_label("A few words to Maya").fill("A compromise?")
    ben.page.get_by_role("dialog").get_by_role("button", name="Send for approval").click()
    expect(maya.page.locator("blockquote").get_by_text("A compromise?")).to_be_visible()
    maya.page.get_by_role("button", name="Approuver", exact=True).click()
    for person, words in ((maya, "Officielle, révision 3"), (ben, "Official, revision 3")):
        expect(person.page.get_by_text(words)).to_be_visible()
    ben.page.get_by_role("button", name="Read revision 3").click()
    read = ben.page.get_by_role("dialog").filter(has_text="Revision 3")
    expect(read.locator("ins").first).to_contain_text("Ten")
    read.get_by_role("button", name="Close").last.click()
    ben.page.reload()
    expect(ben.page.get_by_text("Official, revision 3")).to_be_visible()

    with maya.page.expect_download() as arriving:
        maya.page.get_by_role("link", name="Convention en PDF").click()
    assert arriving.value.suggested_filename == "agreement-3.pdf"
    assert arriving.value.path().read_bytes().startswith(b"%PDF-")

    cy = somebody().sign_in("clara@demo.example")
    cy.goto(maya.page.url.removeprefix(maya.url))
    expect(cy.page.get_by_text("There is nothing here for you to see")).to_be_visible()
    expect(cy.page.get_by_text("Ten months in all.")).to_have_count(0)
    assert cy.context.request.get(f"{maya.page.url}.pdf").status == 404


def test_words_typed_before_a_reload_arrive_and_both_texts_are_shown_when_two_write(pair):
    maya, ben = pair
    maya.may_fail.append("ERR_INTERNET_DISCONNECTED|WebSocket")
    for person, words in ((maya, "Proposer une modification"), (ben, "Propose a change")):
        person.page.get_by_text(words, exact=True).click()
    more = period(maya, "Autre chose")
    expect(more).to_be_visible()
    maya.context.set_offline(True)
    more.fill("Nous nous tutoyons.")
    maya.context.set_offline(False)
    maya.page.reload()
    expect(period(maya, "Autre chose")).to_have_value("Nous nous tutoyons.")
    expect(period(ben, "Anything else")).to_have_value("Nous nous tutoyons.")

    maya.context.set_offline(True)
    period(maya, "Autre chose").fill("Nous nous vouvoyons.")
    period(ben, "Anything else").fill("First names.")
    period(ben, "Anything else").blur()
    ben.page.wait_for_timeout(1000)
    maya.context.set_offline(False)
    maya.page.reload()
    asked = maya.page.get_by_role("dialog").filter(has_text="First names.")
    expect(asked).to_be_visible()
    expect(asked.get_by_text("Nous nous vouvoyons.")).to_be_visible()
    maya.check_access("agreement conflict")
    asked.get_by_role("button").filter(has_text=re.compile("j’ai écrit|mon texte|mien", re.IGNORECASE)).click()
    expect(period(ben, "Anything else")).to_have_value("Nous nous vouvoyons.")
    expect(asked).to_be_hidden()
