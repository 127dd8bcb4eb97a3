"""One mentorship from the yes to the certificate: Ada on a phone, Cy in French, and everybody whom it does not concern.

Days pass by a clock that is moved, in the served process as in both browsers.
"""

import json
import sqlite3
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from mentor_app import frontend
from tests.e2e import mentorship_acts as they
from tests.e2e.mentorship_people import Days, Partner
from tests.e2e.onlookers import Onlookers, letters_to, looking_on
from tests.house import House, browser, open_house

pytestmark = pytest.mark.e2e
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SAID = {  # everything private, and who may read it
    "canary-story": {"ada", "cy"},
    "canary-pulse-cy": {"cy", "dee"},
    **{f"canary-note-{who}": {who} for who in ("ada", "cy")},
    **{f"canary-gain-{who}": {who, "dee"} for who in ("ada", "cy")},
}
OURS = "canary-story"


@pytest.fixture(scope="module")
def house(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application with its pages, in which nobody's sign-in grows old."""
    with open_house(
        tmp_path_factory.mktemp("house"),
        # Pages that were compiled without planted handlers would take the served ones for a newer version.
        factory="tests.served:app",
        __REFLEX_MOUNT_FRONTEND_COMPILED_APP="true",
        REFLEX_WEB_WORKDIR=str(frontend.web_dir()),
        MENTOR_SOCKET_EVENTS_PER_SECOND="100000",
        MENTOR_SOCKET_BURST="100000",
    ) as served:
        with closing(sqlite3.connect(served.path)) as connection, connection:
            far = (datetime.now().astimezone() + timedelta(days=300)).strftime("%Y-%m-%d %H:%M:%S.%f")
            connection.execute("UPDATE signin SET last_seen_at = ?, expires_at = ?", (far, far))
            connection.execute("UPDATE member SET locale = 'fr' WHERE id = ?", (served.world.members["cy"],))
        yield served


@pytest.fixture(scope="module")
def server(house: House) -> SimpleNamespace:
    """Where `somebody` goes."""
    return SimpleNamespace(url=house.origin)


@pytest.fixture
def ada(somebody, house: House) -> Partner:
    """The mentor, on a phone."""
    return Partner("ada", "en", somebody(**PHONE), "Cy").arrives(house)


@pytest.fixture
def cy(somebody, house: House) -> Partner:
    """The mentee, in French."""
    return Partner("cy", "fr", somebody(locale="fr-FR"), "Ada").arrives(house)


@pytest.fixture
def onlookers(house: House) -> Iterator[Onlookers]:
    """Another mentee of Ada's, a former one, a coordinator, somebody suspended, and somebody who never signed in."""
    with looking_on(house, SAID) as there:
        yield there


async def ask(house: House) -> None:
    """Cy has asked Ada."""
    async with browser(house, "cy") as tab:
        await tab.open(f"/requests/new?to={house.world.members['ada']}&kind=mentoring")
        form = {"message": f"{OURS}: I would like to learn how you lead a team.", "hope": OURS, "goals": [OURS]}
        await tab.call("asking_state.send", form=form)
        await tab.settle(house.named("notice_state.dismiss"))


def test_from_the_yes_to_the_certificate_and_nobody_else_hears_of_it(
    house: House, ada: Partner, cy: Partner, onlookers: Onlookers, somebody
) -> None:
    days = Days(house, ada, cy)
    onlookers.do(ask(house))
    they_begin(ada, cy)
    they_meet(ada, cy, days, at=days.ahead(2))
    they_agree(ada, cy)
    they_work(ada, cy)
    onlookers.try_everything(ada.home)
    they_come_to_the_last_stage(ada, cy, days)
    papers = they_end(ada, cy)
    onlookers.try_everything(ada.home)
    anybody_may_check(somebody(), cy, papers)

    onlookers.heard_nothing()
    told = letters_to(house)
    for text, readers in SAID.items():
        for partner in (ada, cy):
            assert partner.knows(text) == (partner.name in readers), (text, partner.name)
        assert not [who for who, words in told.items() if text in words and who not in readers], text
    assert OURS in told["ada"]
    assert OURS in told["cy"]


def they_begin(ada: Partner, cy: Partner) -> None:
    """She says yes; his open page leads to where they meet."""
    cy.person.goto("/inbox?shelf=waiting")
    cy.page.locator("main").get_by_role("link", name="Ada").first.click()
    ada.person.goto("/inbox")
    ada.page.locator("main").get_by_role("link", name="Cy").first.click()
    expect(ada.button("Accept request from {{name}}", name="Cy")).to_be_visible()
    ada.looks_around("request", closely=True)
    they.accepts(ada, "Cy")
    cy.page.get_by_role("link", name=cy.words("Open your mentorship")).click()
    cy.home = ada.home
    expect(cy.page.get_by_role("heading", level=1, name=cy.words("You and {{name}}", name="Ada"))).to_be_visible()
    cy.looks_around("beginning", closely=True)
    ada.looks_around("beginning")


def they_meet(ada: Partner, cy: Partner, days: Days, at: str, *, is_last: bool = False) -> None:
    """He proposes a time and she takes it; the day passes, and both say that they met."""
    ada.opens("meetings")
    if is_last:
        cy.opens("finish")
        they.proposes_the_final_meeting(cy, at, f"{OURS}: a last hour")
    else:
        cy.opens("meetings")
        they.proposes_a_meeting(cy, at, f"{OURS}: a first hour")
    ada.looks_around("proposed")
    they.confirms_the_meeting(ada)
    expect(cy.page.get_by_text(cy.words("Settled"), exact=True).first).to_be_visible()
    ada.looks_around("settled")
    days.pass_by(3)
    they.says_it_happened(ada)
    ada.looks_around("said")
    they.says_it_happened(cy)
    if not is_last:
        they.tells_staff_how_it_was(cy, "canary-pulse-cy")
    ada.reads("Past meetings")


def they_agree(ada: Partner, cy: Partner) -> None:
    """He drafts, she proposes another text, and he approves it."""
    cy.opens("agreement")
    ada.opens("agreement")
    they.writes_on_the_agreement(cy, f"{OURS}: six months")
    they.sends_the_agreement(cy, "Send for approval", f"{OURS}: as we said")
    expect(ada.button("Approve")).to_be_visible()
    they.writes_on_the_agreement(ada, f"{OURS}: nine months")
    ada.looks_around("agreement", closely=True)
    they.sends_the_agreement(ada, "Counter-propose", f"{OURS}: let us take our time")
    cy.looks_around("agreement", closely=True)
    cy.button("Approve").click()
    for partner in (ada, cy):
        partner.reads("Official, revision {{number}}", number=2)
        partner.looks_around("official")
        assert "nine months" in partner.takes_along("Agreement as PDF")


def they_work(ada: Partner, cy: Partner) -> None:
    """A goal, a promise, a question, a file, notes, minutes: each is on the other's page at once, or never."""
    ada.opens("goals")
    cy.opens("goals")
    they.sets_a_goal(ada, f"{OURS}: lead a team of three")
    expect(cy.labelled("Goal").last).to_have_value(f"{OURS}: lead a team of three")
    they.promises(cy, f"{OURS}: write to two people")
    expect(ada.labelled("Action").last).to_have_value(f"{OURS}: write to two people")
    they.both_look_around(ada, cy, "goals")
    they.both_open(ada, cy, "questions")
    they.asks(cy, f"{OURS}: whom first?")
    they.answers(ada, "whom first?", f"{OURS}: the quiet one")
    expect(cy.page.get_by_text("the quiet one")).to_be_visible()
    they.both_look_around(ada, cy, "questions")
    they.both_open(ada, cy, "files")
    they.shares_a_file(ada, f"{OURS}.txt")
    expect(cy.page.get_by_role("link", name=f"{OURS}.txt", exact=True)).to_be_visible()
    they.both_look_around(ada, cy, "files")
    they.both_open(ada, cy, "notes")
    for partner in (ada, cy):
        they.keeps_a_note(partner, f"canary-note-{partner.name}")
    they.both_look_around(ada, cy, "notes")
    they.both_open(ada, cy, "meetings")
    for partner in (ada, cy):
        partner.page.locator("main a[href*='?meeting=']").first.click()
    they.writes_minutes(cy, f"{OURS}: weekly from now on")
    expect(ada.labelled("What we decided")).to_have_value(f"{OURS}: weekly from now on")
    they.both_look_around(ada, cy, "minutes")


def they_come_to_the_last_stage(ada: Partner, cy: Partner, days: Days) -> None:
    """She plans the end for a day in five weeks; a week on, what is left to do is a good end."""
    they.both_open(ada, cy, "finish")
    they.plans_the_end(ada, days.ahead(35)[:10])
    cy.reads("You plan to end on {{date}}.")
    days.pass_by(8)
    they.both_open(ada, cy, "")
    for partner in (ada, cy):
        partner.reads("Your next step: come to a good end")
        partner.looks_around("last stage", closely=True)
    they_meet(ada, cy, days, at=days.ahead(2, 14), is_last=True)
    they.both_open(ada, cy, "finish")
    they.both_look_around(ada, cy, "finish")


def they_end(ada: Partner, cy: Partner) -> dict[str, tuple[str, str]]:
    """He ends it; from then on both read, look back, take everything along, and have their confirmations."""
    ada.opens()
    they.ends_it(cy, "My circumstances have changed", f"{OURS}: thank you for every question")
    expect(ada.page.locator("#agenda-field-title")).to_have_count(0)
    papers = {}
    ada.opens("finish")
    ada.reads("{{name}} ended this mentorship on {{date}}.", name="Cy")
    for partner in (ada, cy):
        they.looks_back(partner, f"canary-gain-{partner.name}")
        papers[partner.name] = they.has_the_confirmation(partner)
        partner.looks_around("ended", closely=True)
        export = partner.takes_along("Take everything along (ZIP)")
        assert OURS in export
        assert f"canary-note-{partner.name}" in export
        for tab in ("", "agreement", "meetings", "goals", "questions", "files", "notes", "time"):
            partner.opens(tab)
            partner.looks_around(f"reading {tab}")
            fields = partner.page.locator("main :is(textarea, input):not([readonly], [disabled], .pulse *)")
            expect(fields.locator("visible=true")).to_have_count(0)
    assert not ada.knows("circumstances")
    return papers


def anybody_may_check(passer_by, cy: Partner, papers: dict[str, tuple[str, str]]) -> None:
    """The page says what the paper says, and so does the credential; neither says anything of what is private."""
    paper, address = papers["cy"]
    assert address in paper.replace("\n", "")
    page = passer_by.goto(address)
    expect(page.get_by_text("This confirmation is genuine.")).to_be_visible()
    expect(page.get_by_text("2 meetings")).to_be_visible()
    passer_by.check_access("certificate")
    token = passer_by.context.request.get(f"{passer_by.url}{address}/credential.jwt").text()
    claims = token.split(".")[1]
    credential = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert "2 confirmed meetings" in credential["credentialSubject"]["narrative"]
    for text in (page.content(), json.dumps(credential), paper):
        assert not [secret for secret in SAID if secret in text]
