"""Sending letters: one workflow per attempt, so that a letter that waits holds nothing up."""

import random
from dataclasses import dataclass
from datetime import timedelta

from dbos import DBOS
from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import Job, UnitOfWork
from mentor_app.jobs.durable import ask, every_hour, perform, unfinished
from mentor_app.jobs.invitations import enclosed_invitation
from mentor_app.mail.compose import compose
from mentor_app.mail.outgoing import Outgoing, Told, Unsendable
from mentor_app.mail.smtp import Refused, Unavailable, send
from mentor_app.models import Conversation
from mentor_app.models.notifications import Letter
from mentor_app.realtime.changes import of_letter
from mentor_app.security.letter_tokens import make_stop
from mentor_app.security.relay_addresses import Place, relay_address
from mentor_app.services.digests import entries_of
from mentor_app.services.occasions import occasion_of

MINUTE = 60.0
WAITS: tuple[float, ...] = tuple(MINUTE * each for each in (0.5, 2, 8, 30, 90, 180, 300, 420, 480))
"""Seconds after each failed attempt: ten attempts in a little over 25 hours, so that a server may be away
for a day."""

GIVE_UP_AFTER = timedelta(days=3)
"""A letter nobody ever began to send is not sent any more when it is older than this: its reason has
passed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `status` is `sent`, `later` or `failed`; `attempt` counts from 1."""

    status: str
    attempt: int
    error: str = ""


@DBOS.workflow(name="send_letter")
def send_letter(letter_id: str) -> str:
    """Try once to send a letter; when it was not taken, promise the next attempt for later.

    Returns:
        the outcome in a word, for whoever reads the list of workflows.
    """
    status, attempt, error = carry(letter_id)
    if status != "nothing":
        note(letter_id, status, attempt, error)
    return status


@DBOS.step(name="carry", retries_allowed=True, max_attempts=5, interval_seconds=1.0)
def carry(letter_id: str) -> tuple[str, int, str]:
    """Compose and send once.

    Repeated after a crash the letter keeps its Message-ID; repeated after its outcome was recorded it sends
    nothing. Only a database that cannot be reached makes this raise.

    Returns:
        what `note` needs: status, attempt and error; the status `nothing` when there is nothing to send.
    """
    found = ask(_to_send, letter_id)
    if found is None:
        return ("nothing", 0, "")
    outgoing, attempt = found
    try:
        send(compose(outgoing))
    except (Refused, Unsendable) as error:
        return ("failed", attempt, str(error))
    except Unavailable as error:
        return ("later", attempt, str(error))
    except Exception as error:  # noqa: BLE001  a fault of ours must not lose the letter: the next version may send it
        return ("later", attempt, f"{type(error).__name__}: {error}")
    return ("sent", attempt, "")


@DBOS.step(name="note", retries_allowed=True, max_attempts=10, interval_seconds=1.0)
def note(letter_id: str, status: str, attempt: int, error: str) -> None:
    """Record an outcome, and promise the next attempt in the same transaction."""
    perform(_note, letter_id, Outcome(status, attempt, error))


@every_hour
def pick_up_forgotten_letters() -> int:
    """Promise again every queued letter that no job knows of, such as those written while nothing executed.

    Two processes sweeping at once promise under the same keys, so that each letter is still sent once.

    Returns:
        how many were picked up.
    """
    known = {key.partition(":")[0] for key in unfinished("send_letter")}
    return perform(_pick_up, known)


def _to_send(uow: UnitOfWork, letter_id: str) -> tuple[Outgoing, int] | None:
    letter = _queued(uow, letter_id)
    if letter is None:
        return None
    occasion = occasion_of(letter.kind)
    outgoing = Outgoing(
        id=letter.id,
        kind=letter.kind,
        address=letter.address,
        locale=letter.locale,
        params={name: str(value) for name, value in letter.params.items()},
        secret=letter.secret,
        written_at=letter.created_at,
        stop=make_stop(letter.member_id, occasion.name) if occasion and letter.member_id else "",
        occasion=occasion.label if occasion else "",
        told=_told_in(uow, letter.id) if letter.kind == "digest" else (),
        invitation=enclosed_invitation(uow, letter),
        reply_to=_reply_to(uow, letter) if letter.kind == "message_received" else "",
    )
    return outgoing, letter.attempts + 1


def _reply_to(uow: UnitOfWork, letter: Letter) -> str:
    """The reader's own address for replies into the conversation; empty where no mail comes in."""
    talk = uow.session.get(Conversation, str(letter.params["conversation_id"]))
    if talk is None or letter.member_id not in (talk.first_id, talk.second_id):
        return ""
    return relay_address(Place("conversation", talk.id, int(letter.member_id == talk.second_id)))


def _told_in(uow: UnitOfWork, digest_id: str) -> tuple[Told, ...]:
    return tuple(
        Told(occasion.label if (occasion := occasion_of(entry.kind)) else "", entry.kind, entry.params, entry.times)
        for entry in entries_of(uow, digest_id)
    )


def _note(uow: UnitOfWork, letter_id: str, outcome: Outcome) -> None:
    letter = _queued(uow, letter_id, lock=True)
    if letter is None or letter.attempts >= outcome.attempt:
        return
    letter.attempts = outcome.attempt
    letter.last_error = outcome.error[:500]
    uow.announce(of_letter(outcome.status))
    tried = outcome.attempt - letter.attempts_before
    if outcome.status == "later" and tried <= len(WAITS):
        wait = WAITS[tried - 1] * random.uniform(1.0, 1.2)  # noqa: S311  spreads load, guards nothing
        key = f"{letter_id}:{outcome.attempt}"
        uow.promise(Job("send_letter", key=key, args=(letter_id,), queue="mail", delay=wait))
        return
    letter.status = "sent" if outcome.status == "sent" else "failed"
    letter.sent_at = now() if outcome.status == "sent" else None
    letter.secret = ""


def _pick_up(uow: UnitOfWork, known: set[str]) -> int:
    forgotten = [
        letter
        for letter in uow.session.exec(select(Letter).where(col(Letter.status) == "queued"))
        if letter.id not in known
    ]
    for letter in forgotten:
        if letter.created_at < now() - GIVE_UP_AFTER:
            letter.status, letter.secret, letter.last_error = "failed", "", "Nobody sent it in time."
        else:
            key = f"{letter.id}:{letter.attempts}:{now():%Y%m%d%H}"
            uow.promise(Job("send_letter", key=key, args=(letter.id,), queue="mail"))
    return len(forgotten)


def _queued(uow: UnitOfWork, letter_id: str, *, lock: bool = False) -> Letter | None:
    query = select(Letter).where(col(Letter.id) == letter_id, col(Letter.status) == "queued")
    return uow.session.exec(query.with_for_update() if lock else query).first()
