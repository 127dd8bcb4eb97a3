"""A reply by e-mail, all the way: a letter leaves, its reader's mail program answers, the open page shows it."""

import asyncio
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path

import pytest

from mentor_app.config import settings
from mentor_app.db import SYSTEM, Job, engine, transact
from mentor_app.jobs.durable import promising
from tests.house import Browser, House, open_house
from tests.mail.mailbox import PASSWORD, USER, Box, imap_server
from tests.test_live_pages import on

ASKED, ANSWERED = "How did the first week go?", "Better than I feared, thank you."


def look_into_the_mailbox(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the house look now, as it does by itself every half minute."""
    monkeypatch.setenv("MENTOR_DATABASE_URL", f"sqlite:///{house.path}")
    settings.cache_clear()
    engine.cache_clear()
    with promising():
        transact(SYSTEM, lambda uow: uow.promise(Job("collect_letters", key="a look for a test", queue="inbound")))


def letter_to(address: str, folder: Path) -> EmailMessage:
    """The letter that has just left for somebody."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        for path in folder.glob("*.eml"):
            letter = message_from_bytes(path.read_bytes(), policy=SMTP)
            if address in letter["To"]:
                return letter
        time.sleep(0.1)
    raise AssertionError("no letter has left")


def reply_to(letter: EmailMessage, words: str) -> bytes:
    """What a mail program sends: the words above what they answer."""
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"] = letter["To"], parseaddr(letter["Reply-To"])[1]
    reply["Subject"], reply["Message-ID"] = f"Re: {letter['Subject']}", "<a-reply@ben.example>"
    quoted = "\n".join(f"> {line}" for line in letter.get_body(("plain",)).get_content().splitlines())
    reply.set_content(f"{words}\n\nAda <{reply['To']}> wrote:\n{quoted}")
    return reply.as_bytes()


def shown(tab: Browser) -> list[tuple[bool, str]]:
    """The newest messages on a page: whether they are the reader's own, and their words."""
    return [(each["is_mine"], each["words"]) for each in tab.state["conversation_state"]["newest"]]


async def to_and_fro(house: House, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"/inbox/conversations/{house.world.things['conversation']}"
    async with on(house, "ada", page) as ada, on(house, "cy", page) as cy:
        await ada.call("conversation_state.send", form={"words": ASKED})
        letter = await asyncio.to_thread(letter_to, "canary-own-ben@", house.path.parent / "mailbox")
        assert ASKED in letter.get_body(("plain",)).get_content()
        box.put(reply_to(letter, ANSWERED))
        await asyncio.to_thread(look_into_the_mailbox, house, monkeypatch)
        await ada.until(lambda: (False, ANSWERED) in shown(ada))
        assert shown(ada)[-2:] == [(True, ASKED), (False, ANSWERED)]
        assert not cy.reads(ANSWERED)


def test_a_reply_by_e_mail_appears_in_the_open_conversation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with imap_server() as box:
        to_the_mailbox = {
            "MENTOR_INBOUND_ADDRESS": "reply@in.example.org",
            "MENTOR_IMAP_HOST": "127.0.0.1",
            "MENTOR_IMAP_PORT": str(box.port),
            "MENTOR_IMAP_USER": USER,
            "MENTOR_IMAP_PASSWORD": PASSWORD,
            "MENTOR_IMAP_SECURITY": "none",
        }
        with open_house(tmp_path, **to_the_mailbox) as house:
            asyncio.run(to_and_fro(house, box, monkeypatch))
