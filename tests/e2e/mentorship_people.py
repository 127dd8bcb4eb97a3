"""Somebody in a mentorship: their own language and screen, what they find there, and all that ever reached them."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from playwright.sync_api import Locator, Page, expect

from mentor_app.i18n.catalogue import catalogue, filled, placeholders, translate
from tests.e2e.conftest import ARTEFACTS, Person
from tests.house import House
from tests.security.test_papers import readable

PICTURES = "MENTOR_TEST_PICTURES" in os.environ
"""Whether to keep a picture of every stage, to be looked at."""
LATER = """(() => {
  const Before = Date, ahead = DAYS * 86400000;
  globalThis.Date = class extends Before {
    constructor(...given) { given.length ? super(...given) : super(Before.now() + ahead); }
    static now() { return Before.now() + ahead; }
  };
})()"""
SHOWN = """() => [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility()).flatMap((each) => [
  each.getAttribute("aria-label"), each.getAttribute("placeholder"), each.getAttribute("title"),
  ...[...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()),
]).filter(Boolean)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""Pixels by which a page has to be pushed to and fro."""


@dataclass
class Partner:
    """One of the two, with everything that ever reached their browser.

    Args:
        name: in small letters, as `tests.house` knows them.
        language: the one they read.
    """

    name: str
    language: str
    person: Person
    other: str
    home: str = ""
    frames: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        self.page.on("websocket", lambda wire: wire.on("framereceived", lambda frame: self.frames.append(str(frame))))

    def arrives(self, house: House) -> "Partner":
        """Come with the cookie that says who they are."""
        value = house.world.cookies[self.name].removeprefix("mentor=")
        self.page.context.add_cookies([{"name": "mentor", "value": value, "url": house.origin}])
        return self

    @property
    def page(self) -> Page:
        """What is in front of them."""
        return self.person.page

    def words(self, sentence: str, **params: object) -> str:
        """A sentence of the interface as they read it."""
        return translate(self.language, sentence, **params)

    def button(self, sentence: str, **params: object) -> Locator:
        """A button they can see."""
        named = self.words(sentence, **params)
        return self.page.get_by_role("button", name=named, exact=True).locator("visible=true")

    def labelled(self, sentence: str, **params: object) -> Locator:
        """A field they can see."""
        return self.page.get_by_label(self.words(sentence, **params), exact=True).locator("visible=true")

    def reads(self, sentence: str, **params: object) -> None:
        """Fail unless a sentence comes to stand on their page; where it has a gap that is not filled, anything may."""
        gaps = {name: params.get(name, "\0") for name in placeholders(sentence)}
        pattern = re.escape(self.words(sentence, **gaps)).replace("\0", ".+")
        expect(self.page.get_by_text(re.compile(pattern)).locator("visible=true").first).to_be_visible()

    def opens(self, tab: str = "") -> None:
        """Go to a tab of their mentorship."""
        self.person.goto(f"{self.home}/{tab}".rstrip("/"))
        expect(
            self.page.get_by_role("heading", level=1, name=self.words("You and {{name}}", name=self.other))
        ).to_be_visible()

    def looks_around(self, stage: str, *, closely: bool = False) -> None:
        """All that is on screen is in their language, and nothing of it is beyond its edge.

        Args:
            closely: by the rules of WCAG, too.
        """
        self.page.evaluate("document.fonts.ready")
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.seen += 1
        if PICTURES:
            path = ARTEFACTS / f"mentorship-{self.seen:02d}-{stage}-{self.name}.png"
            self.page.screenshot(path=path, full_page=True)
        assert self.page.evaluate(TOO_WIDE) <= 0, f"{stage} is too wide"
        if self.language != "en":
            foreign = [text for text in self.page.evaluate(SHOWN) if is_english(text, self.language)]
            assert not foreign, (stage, foreign)
        if closely:
            self.person.check_access(stage)

    def takes_along(self, link: str, pick: Callable[[Page], Locator] | None = None) -> str:
        """Download what a link leads to, and read it."""
        wanted = pick(self.page) if pick else self.page.get_by_role("link", name=self.words(link))
        with self.page.expect_download() as arriving:
            wanted.click()
        self.papers.append(readable(arriving.value.path().read_bytes()))
        return self.papers[-1]

    def knows(self, text: str) -> bool:
        """Whether a text has ever reached this person."""
        return any(text in told for told in (*self.frames, *self.papers))


@lru_cache(maxsize=2)
def _foreign_sentences(language: str) -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    english: set[str] = set()
    own: set[str] = set()
    for entry in catalogue(language):
        for said, there in zip(_forms(entry.id), _forms(entry.string), strict=False):
            own.add(there)
            if said and said != there:
                english.add(said)
    gapped = [text for text in english if placeholders(text) and len(filled(text).split()) > 2]
    patterns = [re.sub(r"\\\{\\\{\w+\\\}\\\}", ".+", re.escape(text)) for text in sorted(gapped)]
    return frozenset(english), frozenset(own), re.compile("|".join(patterns))


def _forms(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, (tuple, list)) else (str(said),)


def is_english(text: str, language: str) -> bool:
    """Whether a text on screen is a sentence of ours that should stand there in another language."""
    english, own, gapped = _foreign_sentences(language)
    return text not in own and (text in english or bool(gapped.fullmatch(text)))


class Days:
    """The time of the story: what day it is, and how it passes for the server and for both browsers."""

    def __init__(self, house: House, *partners: Partner) -> None:
        self.house, self.partners, self.gone = house, partners, 0

    def pass_by(self, days: int) -> None:
        """Let days go by. Pages that stand open learn of it when they are opened again."""
        self.gone += days
        self.house.pass_days(days)
        for partner in self.partners:
            partner.page.context.add_init_script(LATER.replace("DAYS", str(days)))

    def ahead(self, days: int, hour: int = 9) -> str:
        """A moment some days from now, as a browser's own field holds it."""
        return f"{datetime.now().astimezone() + timedelta(days=self.gone + days):%Y-%m-%d}T{hour:02d}:30"
