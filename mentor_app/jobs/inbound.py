"""Letters that come in are collected from their mailbox, and each becomes a message, an answer or nothing.

One chain of looks goes on, each promising the next at a round moment, so that two chains become one. A letter leaves
the mailbox only once its transaction has committed: whatever ends us in between, it is found again, and known again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

from dbos import DBOS
from sqlalchemy.exc import DataError, SQLAlchemyError

from mentor_app.calendars.itip import read_reply
from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import Job, UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.mail.imap import Lying, Mailbox, Unreachable, open_mailbox
from mentor_app.mail.incoming import Enclosed, Incoming, Unreadable, read_letter
from mentor_app.models.base import new_id
from mentor_app.security.relay_addresses import Place, places_in
from mentor_app.services.calendar_answers import CalendarAnswer
from mentor_app.services.files import NewFile
from mentor_app.services.received_letters import forget_received_letters, note_unreadable
from mentor_app.services.replies_by_letter import LetterReply, expects_files, take_reply
from mentor_app.storage import LARGEST, clean_name, file_path, forget, kind_of, take_in

EVERY, AFTER_TROUBLE = 30, 300
"""Seconds between two looks, and after one at which the mailbox could not be opened."""
MOST_PLACES, MOST_FILES = 4, 20

log = logging.getLogger(__name__)


@DBOS.workflow(name="collect_letters")
def collect_letters() -> str:
    """Take every letter that has come in, and promise the next look.

    Returns:
        what happened, for whoever reads the list of workflows.
    """
    found = collect_once()
    promise_next(AFTER_TROUBLE if found == "unreachable" else EVERY)
    return found


@DBOS.step(name="collect_once")
def collect_once() -> str:
    """One look. It never fails: what could not be taken now is taken at the next."""
    if not settings().relay:
        return "off"
    taken: dict[str, int] = {}
    try:
        with open_mailbox() as mailbox:
            for lying in mailbox.new():
                outcome = _take(mailbox, lying)
                taken[outcome] = taken.get(outcome, 0) + 1
    except Unreachable as error:
        log.warning("The mailbox for replies cannot be read: %s", error)
        return "unreachable"
    except (SQLAlchemyError, OSError):
        log.exception("A reply could not be taken; the next look tries again")
        return "failed"
    if taken:
        log.info("Letters came in: %s", taken)
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(taken.items())) or "nothing"


@DBOS.step(name="promise_next", retries_allowed=True, max_attempts=10, interval_seconds=1.0)
def promise_next(wait: int) -> None:
    """Promise the next look; where no mail comes in any more there is none."""
    if settings().relay:
        perform(_promise, wait)


@every_hour
def begin_collecting() -> None:
    """Begin the chain of looks, or find it going; and forget what came in long ago."""
    if settings().relay:
        perform(_promise, 0)
        perform(forget_received_letters)


def _promise(uow: UnitOfWork, wait: int) -> None:
    moment = now().timestamp()
    slot = int((moment + wait) // EVERY)
    delay = max(0.0, slot * EVERY - moment)
    uow.promise(Job("collect_letters", key=f"collect_letters:{slot}", queue="inbound", delay=delay))


def _take(mailbox: Mailbox, lying: Lying) -> str:
    """Deal with one letter: afterwards it is gone from the mailbox, or marked there."""
    try:
        # Whoever knows no address of ours, as any stranger may write here, is not read any further.
        letter = read_letter(lying.raw, headers_only=True)
        places = places_in(letter.recipients)[:MOST_PLACES]
        if places and not lying.is_cut:
            letter = read_letter(lying.raw)
        outcomes = {_hand_over(letter, place, cut=lying.is_cut) for place in places}
    except Exception as error:
        # What is away comes back; words that no database takes stay what they are.
        if isinstance(error, SQLAlchemyError | OSError) and not isinstance(error, DataError):
            raise
        # One letter that we cannot read must not keep the others from arriving.
        known = isinstance(error, Unreadable)
        log.log(logging.WARNING if known else logging.ERROR, "A letter cannot be read", exc_info=not known)
        perform(note_unreadable, str(error) if known else type(error).__name__)
        mailbox.leave(lying.number, flagged=True)
        return "unreadable"
    if outcomes <= {"unknown"}:
        mailbox.leave(lying.number)
        return "unknown"
    mailbox.done(lying.number)
    return min(outcomes)


def _hand_over(letter: Incoming, place: Place, *, cut: bool) -> str:
    reply = LetterReply(
        key=letter.key,
        place=place,
        sender=letter.sender,
        words=letter.words,
        automatic=letter.automatic,
        forged=letter.forged,
        too_large=cut,
        answer=_answer(letter.answer),
    )
    files: tuple[NewFile, ...] = ()
    if letter.files and ask(expects_files, reply):
        files, refused = _stored(letter.files)
        reply = replace(reply, files=files, refused=refused)
    kept: tuple[str, ...] = ()
    try:
        taken = perform(take_reply, reply)
        kept = taken.files
    finally:
        for each in files:
            if each.id not in kept:
                forget(each.id)
    return taken.outcome


def _answer(text: str) -> CalendarAnswer | None:
    found = read_reply(text) if text else None
    return CalendarAnswer(found.uid, found.sequence, found.attendee, found.partstat) if found else None


def _stored(enclosed: tuple[Enclosed, ...]) -> tuple[tuple[NewFile, ...], tuple[str, ...]]:
    """What may be shared, on disk, and the names of what may not."""
    fits = [each for each in enclosed if 0 < len(each.content) <= LARGEST][:MOST_FILES]
    files, refused = list[NewFile](), [each.name for each in enclosed if each not in fits]
    for each in fits:
        file_id = new_id()
        try:
            size = asyncio.run(take_in(_once(each.content), file_id))
            kind = kind_of(file_path(file_id), each.name)
        except InvalidInput:
            forget(file_id)
            refused.append(each.name)
        else:
            files.append(NewFile(file_id, clean_name(each.name, kind), kind.media_type, kind.preview, size))
    return tuple(files), tuple(refused)


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
